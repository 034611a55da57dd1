//! Answers in parts.

use crate::cases::response_parts::operations::default::GetReportSuccess;
use crate::cases::response_parts::{Client, types::Manifest};
use spec2crate_runtime::http::Response;
use spec2crate_runtime::transport::InMemory;
use spec2crate_runtime::{Error, Reason};

const PARTS: &str = "--b\r\nContent-Disposition: attachment; name=\"manifest\"\r\n\
    Content-Type: application/json\r\n\r\n{\"name\":\"all\"}\r\n\
    --b\r\nContent-Disposition: attachment; name=\"content\"; filename=\"a.bin\"\r\n\r\nab\r\n\r\n\r\n--b--\r\n";

fn client(status: u16, content_type: &'static str, body: &'static str) -> Client {
    let transport = InMemory::new(move |_| {
        let response = Response::builder().status(status);
        let response = response.header("content-type", content_type);
        response.body(body).expect("an answer of known parts")
    });
    let builder = Client::builder().transport(transport);
    builder.build().expect("a client of a known document")
}

#[tokio::test]
async fn parts_are_taken_by_name() {
    let client = client(200, "multipart/mixed; boundary=b", PARTS);
    let parts = client.get_backup().send().await.unwrap();
    assert_eq!(parts.len(), 2);
    let manifest: Manifest = parts.get("manifest").unwrap().json().unwrap();
    assert_eq!(manifest.name, "all");
    let content = parts.get("content").unwrap();
    assert_eq!(content.filename(), Some("a.bin"));
    assert_eq!(content.bytes(), "ab\r\n\r\n");
}

#[tokio::test]
async fn an_answer_is_in_parts_where_it_says_so() {
    let client_of = |content_type, body| client(200, content_type, body);
    let report = |client: Client| async move { client.get_report().send().await };
    let parts = report(client_of("multipart/form-data; boundary=\"b\"", PARTS)).await;
    let GetReportSuccess::OkParts(parts) = parts.unwrap().into_inner() else {
        panic!("an answer of another kind")
    };
    assert_eq!(parts.len(), 2);
    let json = report(client_of("application/json", "{\"name\":\"all\"}")).await;
    assert!(matches!(
        json.unwrap().into_inner(),
        GetReportSuccess::OkJson(_)
    ));
    let error = report(client(500, "multipart/mixed; boundary=b", PARTS)).await;
    let Err(Error::Api(error)) = error else {
        panic!("no documented error")
    };
    assert_eq!(error.body().len(), 2);
}

#[tokio::test]
async fn broken_parts_keep_their_bytes() {
    for content_type in ["multipart/mixed", "multipart/mixed; boundary=c"] {
        let error = client(200, content_type, PARTS).get_backup().send().await;
        let error = error.unwrap_err();
        let Error::Unexpected(unexpected) = &error else {
            panic!("{error}")
        };
        assert!(
            matches!(unexpected.reason(), Reason::Parts { .. }),
            "{error}"
        );
        assert_eq!(unexpected.body_bytes(), PARTS);
    }
    let error = client(200, "text/plain", "a").get_backup().send().await;
    let Err(Error::Unexpected(error)) = error else {
        panic!("no error")
    };
    assert!(matches!(error.reason(), Reason::ContentType { .. }));
}
