//! Bodies of parts that have no names.

use crate::cases::{
    body_multipart_headers as headers, body_multipart_lists as lists,
    body_multipart_mixed as mixed, body_multipart_related as related,
    body_optional_parts as optional,
};
use spec2crate_runtime::transport::InMemory;
use spec2crate_runtime::{Body, Error, FilePart, RequestError};

fn nothing() -> InMemory {
    InMemory::json(201, "")
}

fn mixed_client(transport: &InMemory) -> mixed::Client {
    let builder = mixed::Client::builder().transport(transport.clone());
    builder
        .validate_requests(true)
        .build()
        .expect("a client of a known document")
}

fn related_client(transport: &InMemory) -> related::Client {
    let builder = related::Client::builder().transport(transport.clone());
    builder.build().expect("a client of a known document")
}

#[tokio::test]
async fn what_describes_the_rest_of_a_related_body_goes_first_and_names_its_type() {
    let transport = nothing();
    let client = related_client(&transport);
    let metadata = related::types::Metadata::new("cup");
    let media = FilePart::new("cup.png", b"png".to_vec());
    let call = client.upload_file(&metadata, media).note("é");
    call.send().await.unwrap();
    insta::assert_snapshot!(transport.last_request().unwrap().transcript());
}

#[tokio::test]
async fn the_root_that_a_related_body_names_has_its_id() {
    let transport = nothing();
    let client = related_client(&transport);
    let settings = related::types::Metadata::new("page");
    let call = client.save_page("<p>", &settings);
    assert!(matches!(call.send().await, Err(Error::Unexpected(_))));
    insta::assert_snapshot!(transport.last_request().unwrap().transcript());
}

#[tokio::test]
async fn parts_stand_where_the_document_has_them() {
    let transport = nothing();
    let client = mixed_client(&transport);
    let metadata = |name: &str| mixed::types::Metadata::new(name);
    let file = FilePart::new("cup.png", b"png".to_vec()).with_header("Content-Location", "/cup");
    let call = client.add_image(&metadata("cup"), file);
    let rest = [metadata("a"), metadata("b")];
    call.metadata_2(&rest).send().await.unwrap();
    insta::assert_snapshot!(transport.last_request().unwrap().transcript());
}

#[tokio::test]
async fn each_part_is_checked() {
    let transport = nothing();
    let client = mixed_client(&transport);
    let changes = [
        mixed::operations::default::ApplyChangesChange::new("add"),
        mixed::operations::default::ApplyChangesChange::new("x"),
    ];
    let error = client.apply_changes().change(&changes).send().await;
    let error = error.unwrap_err();
    assert!(
        matches!(&error, Error::Request(RequestError::Constraints { violations }) if violations.count() == 1),
        "{error}"
    );
    let frames = vec![FilePart::new("a.png", "a")];
    let error = client.add_frames(frames).send().await.unwrap_err();
    assert!(matches!(
        error,
        Error::Request(RequestError::FileType { .. })
    ));
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn a_part_of_parts_and_a_body_of_unknown_ones_are_given_as_they_are_sent() {
    let transport = nothing();
    let client = mixed_client(&transport);
    let inner = FilePart::new("inner", Body::from("--i\r\n\r\na\r\n--i--\r\n"));
    let inner = inner.with_content_type("multipart/mixed; boundary=i");
    client.add_page("<p>", inner).order(3).send().await.unwrap();
    insta::assert_snapshot!(transport.last_request().unwrap().transcript());
    let call = client.send_raw("multipart/byteranges; boundary=x", "--x--\r\n");
    assert!(call.send().await.is_err());
    let request = transport.last_request().unwrap();
    let content_type = request.header("content-type");
    assert_eq!(content_type, "multipart/byteranges; boundary=x");
}

#[tokio::test]
async fn a_part_has_the_headers_that_the_document_gives_it() {
    let transport = nothing();
    let builder = headers::Client::builder().transport(transport.clone());
    let client = builder.build().expect("a client of a known document");
    let file = FilePart::new("cup.png", b"png".to_vec());
    let preview = FilePart::new("small.png", b"p".to_vec());
    let call = client.upload(file, "sha-256=1").file_x_sizes(&[1, 2]);
    call.preview(preview, 0.5).send().await.unwrap();
    insta::assert_snapshot!(transport.last_request().unwrap().transcript());
    let file = FilePart::new("cup.png", b"png".to_vec());
    let error = client.upload(file, "a\r\nb").send().await.unwrap_err();
    assert!(matches!(error, Error::Request(RequestError::Header { .. })));
}

#[tokio::test]
async fn a_list_in_a_form_is_a_part_per_item_unless_it_is_called_json() {
    let transport = nothing();
    let builder = lists::Client::builder().transport(transport.clone());
    let client = builder.validate_requests(true).build();
    let client = client.expect("a client of a known document");
    let line = |sku: &str| lists::types::Line::new(sku);
    let list = [line("a"), line("b")];
    let call = client.order(&list).whole(&list);
    let call = call
        .grid(&[vec![1, 2], vec![3]])
        .tags(&["x".to_owned(), "y".to_owned()]);
    call.send().await.unwrap();
    insta::assert_snapshot!(transport.last_request().unwrap().transcript());
    let error = client.order(&[]).send().await.unwrap_err();
    assert!(matches!(
        error,
        Error::Request(RequestError::Constraints { .. })
    ));
}

#[tokio::test]
async fn a_body_that_may_be_left_out_is_none_where_nothing_of_it_is_set() {
    let transport = nothing();
    let builder = optional::Client::builder().transport(transport.clone());
    let client = builder.build().expect("a client of a known document");
    client.send_parts().send().await.unwrap();
    let request = transport.last_request().unwrap();
    assert!(request.body().is_empty());
    assert_eq!(request.header("content-type"), "");
    client.send_fields().send().await.unwrap();
    assert_eq!(transport.last_request().unwrap().header("content-type"), "");
    client.send_parts().note("a").send().await.unwrap();
    insta::assert_snapshot!(transport.last_request().unwrap().transcript());
    client.send_fields().note("").send().await.unwrap();
    let request = transport.last_request().unwrap();
    assert_eq!(request.body(), "note=");
}
