//! Timeouts, and servers that are not there.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::Duration;

use commerce_clients::ecwid::Client;
use commerce_clients::runtime::TransportErrorKind;
use commerce_clients::{Error, runtime};

/// The error of calling whatever listens there.
async fn error(listener: &TcpListener, timeout: Duration) -> runtime::TransportError {
    let address = listener.local_addr().unwrap();
    let builder = Client::builder().base_url(&format!("http://{address}"));
    let builder = builder.access_token("token").timeout(timeout);
    let client = builder.build().unwrap();
    let call = client.upload_category_image(1, 2).external_url("x");
    match call.send().await {
        Err(Error::Transport(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_server_that_does_not_answer() {
    // Connections wait to be accepted, which nobody does.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let error = error(&listener, Duration::from_millis(200)).await;
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
    assert!(
        error.to_string().starts_with("the call took too long"),
        "{error}"
    );
}

#[tokio::test]
async fn a_server_that_stops_midway_in_its_answer() {
    for stays in [true, false] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = listener.try_clone().unwrap();
        // Not joined: the connection closes when the runtime of the test gets to it.
        std::thread::spawn(move || {
            let (mut connection, _) = server.accept().unwrap();
            let head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":";
            let _ = connection.read(&mut [0; 4096]);
            connection.write_all(head.as_bytes()).unwrap();
            if stays {
                // Until the client gives up.
                let _ = connection.read(&mut [0; 4096]);
            }
        });
        let error = error(&listener, Duration::from_millis(500)).await;
        let kind = if stays {
            TransportErrorKind::Timeout
        } else {
            TransportErrorKind::Receive
        };
        assert_eq!(error.kind(), kind, "{error:?}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let builder = Client::builder().base_url(&format!("http://{address}"));
    let client = builder.access_token("token").build().unwrap();
    let call = client.upload_category_image(1, 2).external_url("x");
    let error = call.send().await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(!error.is_timeout());
    assert_eq!(error.status(), None);
    let text = error.to_string();
    assert!(text.starts_with("no connection to the server"), "{text}");
}
