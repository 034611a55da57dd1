//! Requests: what goes over the wire.

use crate::cases::parameter_styles::types::Filter;
use crate::cases::{body_binary, body_form, body_multipart, parameter_in_path, parameter_styles};
use spec2crate_runtime::transport::{InMemory, RecordedRequest};
use spec2crate_runtime::{Error, FilePart};

fn nothing() -> InMemory {
    InMemory::json(204, "")
}

#[tokio::test]
async fn parameters_are_written_in_their_styles() {
    let transport = nothing();
    let client = parameter_styles::Client::builder()
        .transport(transport.clone())
        .build()
        .unwrap();
    let filter = Filter::new().with_color("red").with_size(2);
    let tags = ["a b".to_owned(), "c&d".to_owned()];
    client
        .get_items("x/y", &["l".to_owned(), "m".to_owned()], &[1, 2])
        .tags(&tags)
        .pipes(&tags)
        .filter(&filter)
        .json(&filter)
        .reserved("a/b?c")
        .x_trace("t 1")
        .session("s")
        .ratio(2.0)
        .id_query("q")
        .send_query(true)
        .send()
        .await
        .unwrap();
    let request = transport.last_request().unwrap();
    insta::assert_snapshot!(request.transcript());
}

#[tokio::test]
async fn a_path_is_filled_in_its_own_order() {
    let transport = nothing();
    let client = parameter_in_path::Client::builder()
        .transport(transport.clone())
        .build()
        .unwrap();
    client.get_copy("a b", 7).send().await.unwrap();
    client.get_item("cup", "png").send().await.unwrap();
    client.find("x&y").limit(2).send().await.unwrap();
    let requests = transport.requests();
    let urls = requests.iter().map(RecordedRequest::url);
    let paths: Vec<_> = urls
        .map(|url| url.strip_prefix("https://api.example.com/v1").unwrap())
        .collect();
    assert_eq!(
        paths,
        [
            "/a%20b/copies/7/of/a%20b",
            "/v2/items/cup.png",
            "/search%7Bbraces?action=find&kind=x%26y&raw=a%20b&limit=2",
        ]
    );
}

#[tokio::test]
async fn dots_and_nothing_are_refused_in_a_path() {
    let transport = nothing();
    let client = body_binary::Client::builder()
        .transport(transport.clone())
        .build()
        .unwrap();
    for name in ["", ".", ".."] {
        let error = client.get_file(name).send().await.unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{name:?}: {error}");
    }
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn parts_go_out_in_the_order_of_the_document() {
    let transport = InMemory::json(201, "");
    let client = body_multipart::Client::builder()
        .transport(transport.clone())
        .build()
        .unwrap();
    let meta = body_multipart::types::Meta::new("cup");
    client
        .upload(&meta, FilePart::new("cup.png", b"png".to_vec()))
        .weight(1.0)
        .tags(&["a".to_owned(), "b".to_owned()])
        .others(vec![
            FilePart::new("a.txt", "a"),
            FilePart::new("b.txt", "b"),
        ])
        .send()
        .await
        .unwrap();
    insta::assert_snapshot!(transport.last_request().unwrap().transcript());
}

#[tokio::test]
async fn a_file_of_another_type_is_refused() {
    let transport = nothing();
    let client = body_multipart::Client::builder()
        .transport(transport.clone())
        .build()
        .unwrap();
    let meta = body_multipart::types::Meta::new("cup");
    let error = client
        .upload(&meta, FilePart::new("cup.pdf", b"pdf".to_vec()))
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn a_form_is_written_field_by_field() {
    let transport = InMemory::json(200, r#"{"access_token":"t"}"#);
    let client = body_form::Client::builder()
        .transport(transport.clone())
        .build()
        .unwrap();
    let metadata = [("k".to_owned(), "v w".to_owned())].into();
    let call = client
        .create_token("s&cret")
        .scope(&["a".to_owned(), "b".to_owned()])
        .metadata(&metadata);
    let token = call.send().await.unwrap();
    assert_eq!(token.access_token.as_deref(), Some("t"));
    insta::assert_snapshot!(transport.last_request().unwrap().transcript());
}

#[tokio::test]
async fn bytes_take_the_type_that_the_call_says() {
    let transport = nothing();
    let client = body_binary::Client::builder()
        .transport(transport.clone())
        .build()
        .unwrap();
    client
        .put_file("a b", "image/png", b"png".to_vec())
        .send()
        .await
        .unwrap();
    let request = transport.last_request().unwrap();
    assert_eq!(request.url(), "https://api.example.com/files/a%20b");
    assert_eq!(request.header("content-type"), "image/png");
    assert_eq!(request.body().as_ref(), b"png");
}
