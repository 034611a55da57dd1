//! Calls over real HTTP, through each transport, to a server on loopback.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use spec2crate_runtime::bytes::Bytes;
use spec2crate_runtime::http::{HeaderMap, Request, Response, header};
#[cfg(feature = "reqwest")]
use spec2crate_runtime::transport::ReqwestTransport;
use spec2crate_runtime::{
    Body, Call, ClientBuilder, Credential, Error, FilePart, Method, Operation, RawResponse,
    RequestError, TransportErrorKind,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::API;
use crate::body::chunks;

static POST: Operation = Operation {
    id: "post",
    method: Method::POST,
    path: "/pets/{id}",
    security: &[&[("oauth", &[])]],
    ..Operation::DEFAULT
};
static UPLOAD: Operation = Operation {
    method: Method::POST,
    url: Some("url"),
    ..Operation::DEFAULT
};

/// What carries the calls of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carrier {
    Hyper,
    #[cfg(feature = "reqwest")]
    Reqwest,
}

impl Carrier {
    fn builder(self) -> ClientBuilder {
        let builder = ClientBuilder::new(&API);
        match self {
            Self::Hyper => builder,
            #[cfg(feature = "reqwest")]
            Self::Reqwest => builder.transport(ReqwestTransport::preset(None).unwrap()),
        }
    }

    /// The same, with a limit to how long connecting may take.
    fn builder_connecting(self, timeout: Duration) -> ClientBuilder {
        match self {
            Self::Hyper => self.builder().connect_timeout(timeout),
            #[cfg(feature = "reqwest")]
            Self::Reqwest => {
                let transport = ReqwestTransport::preset(Some(timeout)).unwrap();
                self.builder().transport(transport)
            }
        }
    }
}

/// Runs each test over each transport.
macro_rules! over_each {
    ($($test:ident,)*) => {
        mod over_hyper {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(super::Carrier::Hyper).await;
                }
            )*
        }

        #[cfg(feature = "reqwest")]
        mod over_reqwest {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(super::Carrier::Reqwest).await;
                }
            )*
        }
    };
}

over_each! {
    a_request_arrives_as_it_was_made,
    bodies_arrive_with_or_without_a_length,
    multipart_arrives_whole,
    a_given_url_arrives_exactly_and_without_credentials,
    redirects_are_answers_and_empty_errors_are_errors,
    calls_time_out_and_servers_can_be_away,
    connections_come_about_in_time,
    broken_bodies_fail_the_call,
    missing_credentials_stop_the_call,
    answers_that_do_not_come_whole_are_errors,
}

/// A request as the server saw it.
#[derive(Clone, Debug, Default)]
struct Seen {
    target: String,
    headers: HeaderMap,
    body: Bytes,
}

/// A server that keeps what it sees.
struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let shared = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&shared);
                let service = service_fn(move |request| answer(request, Arc::clone(&shared)));
                tokio::spawn(async move {
                    // A client that goes away is part of the tests.
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        Self { address, seen }
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn last(&self) -> Seen {
        self.seen
            .lock()
            .unwrap()
            .last()
            .cloned()
            .unwrap_or_default()
    }

    fn builder(&self, carrier: Carrier) -> ClientBuilder {
        carrier
            .builder()
            .base_url(self.url())
            .credential("oauth", Credential::bearer("token"))
    }
}

async fn answer(
    request: Request<Incoming>,
    seen: Arc<Mutex<Vec<Seen>>>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (parts, body) = request.into_parts();
    let Ok(body) = body.collect().await else {
        return Ok(Response::new(Full::default()));
    };
    let target = parts.uri.to_string();
    let answer = match target.as_str() {
        "/pets/slow" => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            Response::new(Full::default())
        }
        "/pets/redirect" => Response::builder()
            .status(302)
            .header(header::LOCATION, "http://localhost:1/stolen")
            .body(Full::from("{\"message\":\"elsewhere\"}"))
            .unwrap(),
        "/pets/forbidden" => Response::builder()
            .status(403)
            .body(Full::default())
            .unwrap(),
        _ => Response::new(Full::from("[1]")),
    };
    seen.lock().unwrap().push(Seen {
        target,
        headers: parts.headers,
        body: body.to_bytes(),
    });
    Ok(answer)
}

async fn send(call: Call<'_>) -> Result<Vec<i64>, Error<()>> {
    call.send(|response| match response.status().as_u16() {
        200 => response.success(RawResponse::json::<Vec<i64>>),
        403 => response.error(RawResponse::json),
        _ => response.undocumented(),
    })
    .await
    .map(spec2crate_runtime::Response::into_inner)
}

async fn a_request_arrives_as_it_was_made(carrier: Carrier) {
    let server = Server::start().await;
    let client = server.builder(carrier).build().unwrap();
    let mut call = client.call(&POST);
    call.path("id", "a/b é..%2F");
    call.query("url", "https://example.com/a b.png?x=1&y='2'");
    call.query_reserved(
        spec2crate_runtime::QueryStyle::DEFAULT,
        "raw",
        "a/b?c:'d'[]|\\{}^`\"<>",
    );
    call.json("application/json", &serde_json::json!({"sort": 1.0}));
    assert_eq!(send(call).await.unwrap(), [1]);
    let seen = server.last();
    assert_eq!(
        seen.target,
        "/pets/a%2Fb%20%C3%A9..%252F?url=https%3A%2F%2Fexample.com%2Fa%20b.png%3Fx%3D1%26y%3D%272%27\
         &raw=a/b?c:%27d%27%5B%5D%7C%5C%7B%7D%5E%60%22%3C%3E"
    );
    assert_eq!(seen.headers["authorization"], "Bearer token");
    assert_eq!(seen.headers["content-length"], "10");
    assert_eq!(seen.headers["user-agent"], "pets/1");
    assert_eq!(seen.body, "{\"sort\":1}");
}

async fn bodies_arrive_with_or_without_a_length(carrier: Carrier) {
    let server = Server::start().await;
    let client = server.builder(carrier).build().unwrap();
    for (body, length, encoding) in [
        (Some(Body::bytes("abc")), Some("3"), None),
        (
            Some(Body::stream(chunks(&["a", "bc"]), Some(3))),
            Some("3"),
            None,
        ),
        (
            Some(Body::stream(chunks(&["a", "bc"]), None)),
            None,
            Some("chunked"),
        ),
        (Some(Body::default()), Some("0"), None),
        (None, Some("0"), None),
    ] {
        let mut call = client.call(&POST);
        call.path("id", &1);
        let has_content = body.as_ref().is_some_and(|body| body.length() != Some(0));
        if let Some(body) = body {
            call.body("application/octet-stream", body);
        }
        send(call).await.unwrap();
        let seen = server.last();
        let header = |name: &str| {
            seen.headers
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(header("content-length").as_deref(), length);
        assert_eq!(header("transfer-encoding").as_deref(), encoding);
        assert_eq!(seen.body, if has_content { "abc" } else { "" });
    }
}

async fn multipart_arrives_whole(carrier: Carrier) {
    let server = Server::start().await;
    let client = server
        .builder(carrier)
        .multipart_boundary("B")
        .build()
        .unwrap();
    let big = vec![7_u8; 300_000];
    let mut call = client.call(&POST);
    call.path("id", &1);
    call.part_file(
        0,
        "photo",
        FilePart::new("cup.png", big.clone()),
        &["image/png"],
    );
    call.part_text(1, "sort", &1.0);
    send(call).await.unwrap();
    let seen = server.last();
    assert_eq!(seen.headers["content-length"], seen.body.len().to_string());
    let mut expected =
        b"--B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"cup.png\"\r\nContent-Type: image/png\r\n\r\n".to_vec();
    expected.extend(big);
    expected
        .extend(b"\r\n--B\r\nContent-Disposition: form-data; name=\"sort\"\r\n\r\n1\r\n--B--\r\n");
    assert_eq!(seen.body, expected);
}

async fn a_given_url_arrives_exactly_and_without_credentials(carrier: Carrier) {
    let server = Server::start().await;
    let client = carrier
        .builder()
        .credential("oauth", Credential::bearer("token"))
        .build()
        .unwrap();
    for target in [
        "/upload/7xGvpFA?sig=abc%2Bdef",
        "/a%2fb//c;d=e?x=%7e+%20*!()&y",
    ] {
        let mut call = client.call(&UPLOAD);
        call.path("url", &format!("{}{target}", server.url()));
        send(call).await.unwrap();
        assert_eq!(server.last().target, target);
        assert!(!server.last().headers.contains_key("authorization"));
    }
    // What the URL parser of reqwest would change is refused, never sent otherwise.
    for target in ["/a/../b", "/a/./b", "/%2e%2e/b", "/a?x='1'"] {
        let mut call = client.call(&UPLOAD);
        call.path("url", &format!("{}{target}", server.url()));
        let sent = send(call).await;
        if carrier == Carrier::Hyper {
            sent.unwrap();
            assert_eq!(server.last().target, target);
        } else {
            let error = sent.unwrap_err();
            assert!(error.to_string().contains("another URL"), "{error}");
            assert_ne!(server.last().target, target);
        }
    }
}

async fn redirects_are_answers_and_empty_errors_are_errors(carrier: Carrier) {
    let server = Server::start().await;
    let client = server.builder(carrier).build().unwrap();
    let mut call = client.call(&POST);
    call.path("id", "redirect");
    let error = send(call).await.unwrap_err();
    assert_eq!(error.to_string(), "302 Found (not documented): elsewhere");
    assert_eq!(
        error.headers().unwrap()["location"],
        "http://localhost:1/stolen"
    );
    let mut call = client.call(&POST);
    call.path("id", "forbidden");
    let error = send(call).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "403 Forbidden without the documented body"
    );
}

async fn calls_time_out_and_servers_can_be_away(carrier: Carrier) {
    let server = Server::start().await;
    let client = server
        .builder(carrier)
        .timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    let mut call = client.call(&POST);
    call.path("id", "slow");
    let error = send(call).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");

    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let gone = listener.local_addr().unwrap();
    drop(listener);
    let client = server
        .builder(carrier)
        .base_url(format!("http://{gone}/secret-path"))
        .build()
        .unwrap();
    let mut call = client.call(&POST);
    call.path("id", &1);
    call.query("key", "hunter2");
    let error = send(call).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}

async fn connections_come_about_in_time(carrier: Carrier) {
    // It accepts, and says nothing: TLS is a part of the connection.
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let client = carrier
        .builder_connecting(Duration::from_millis(100))
        .base_url(format!("https://{}", listener.local_addr().unwrap()))
        .credential("oauth", Credential::bearer("token"))
        .build()
        .unwrap();
    let mut call = client.call(&POST);
    call.path("id", &1);
    let error = send(call).await.unwrap_err();
    let Error::Transport(transport) = &error else {
        panic!("{error}")
    };
    assert_eq!(
        transport.kind(),
        TransportErrorKind::ConnectTimeout,
        "{error}"
    );
}

async fn broken_bodies_fail_the_call(carrier: Carrier) {
    let server = Server::start().await;
    let client = server.builder(carrier).build().unwrap();
    let mut call = client.call(&POST);
    call.path("id", &1);
    call.body("image/png", Body::stream(chunks(&["ab"]), Some(3)));
    let error = send(call).await.unwrap_err();
    assert!(
        error.to_string().contains("before its announced length"),
        "{error}"
    );
    assert!(server.seen.lock().unwrap().is_empty());
}

async fn missing_credentials_stop_the_call(carrier: Carrier) {
    let server = Server::start().await;
    let client = carrier.builder().base_url(server.url()).build().unwrap();
    let mut call = client.call(&POST);
    call.path("id", &1);
    let error = send(call).await.unwrap_err();
    assert!(matches!(
        error,
        Error::Request(RequestError::MissingCredentials { .. })
    ));
    assert!(server.seen.lock().unwrap().is_empty());
}

/// The error of a call to a server that answers with this and then goes away or stays.
async fn error_of_raw_answer(carrier: Carrier, answer: &'static [u8], stays: bool) -> Error<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 4096];
        assert!(stream.read(&mut buffer).await.unwrap() > 0);
        stream.write_all(answer).await.unwrap();
        if stays {
            tokio::time::sleep(Duration::from_secs(30)).await;
        }
    });
    let client = carrier
        .builder()
        .base_url(url)
        .credential("oauth", Credential::bearer("token"))
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let mut call = client.call(&POST);
    call.path("id", &1);
    send(call).await.unwrap_err()
}

async fn answers_that_do_not_come_whole_are_errors(carrier: Carrier) {
    let cut = error_of_raw_answer(
        carrier,
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[1",
        false,
    )
    .await;
    let Error::Transport(error) = &cut else {
        panic!("{cut}")
    };
    assert_eq!(error.kind(), TransportErrorKind::Receive, "{cut}");
    let slow = error_of_raw_answer(
        carrier,
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[1",
        true,
    )
    .await;
    assert!(slow.is_timeout(), "{slow:?}");
    for answer in [
        &b""[..],
        b"\x00\xff garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
    ] {
        let error = error_of_raw_answer(carrier, answer, false).await;
        let Error::Transport(transport) = &error else {
            panic!("{error}")
        };
        assert_eq!(transport.kind(), TransportErrorKind::Send, "{error}");
    }
    let odd = error_of_raw_answer(carrier, b"HTTP/1.1 999 \xff\r\nX-Odd: \xff\xfe\r\nContent-Type: \xff\r\nContent-Length: 2\r\n\r\n\xff\xfe", false);
    let odd = odd.await;
    assert_eq!(odd.to_string(), "999 (not documented)");
    assert_eq!(odd.body_bytes().unwrap(), &b"\xff\xfe"[..]);
}
