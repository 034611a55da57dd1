//! Media types: what is asked for, and what comes back is told by its content type.

use std::collections::BTreeMap;

use crate::cases::response_media_types::operations::default::{GetReportError, GetReportSuccess};
use crate::cases::{body_alternatives, body_xml, response_media_types, response_streams};
use spec2crate_runtime::transport::InMemory;
use spec2crate_runtime::{Error, Response, http};

/// A transport that answers with a body of this content type.
fn of_type(status: u16, content_type: &'static str, body: &'static str) -> InMemory {
    InMemory::new(move |_| {
        let mut response = http::Response::new(body);
        *response.status_mut() = http::StatusCode::from_u16(status).expect("a status");
        if !content_type.is_empty() {
            let value = http::HeaderValue::from_static(content_type);
            response
                .headers_mut()
                .insert(http::header::CONTENT_TYPE, value);
        }
        response
    })
}

async fn report(
    status: u16,
    content_type: &'static str,
    body: &'static str,
) -> Result<GetReportSuccess, Error<GetReportError>> {
    let client = response_media_types::Client::builder()
        .transport(of_type(status, content_type, body))
        .build()
        .expect("a client of a known document");
    client.get_report().send().await.map(Response::into_inner)
}

#[tokio::test]
async fn what_comes_is_told_by_its_content_type() {
    let json = r#"{"name":"May"}"#;
    for content_type in [
        "application/json",
        "application/vnd.api+json; charset=utf-8",
        "",
    ] {
        let read = report(200, content_type, json).await;
        assert!(
            matches!(&read, Ok(GetReportSuccess::OkJson(report)) if report.name == "May"),
            "{content_type}: {read:?}"
        );
    }
    let read = report(200, "application/vnd.summary+json", r#"{"total":3}"#).await;
    assert!(
        matches!(read, Ok(GetReportSuccess::OkVndSummaryJson(summary)) if summary.total == Some(3))
    );
    let read = report(200, "text/csv; header=absent", "a,b").await;
    assert!(matches!(read, Ok(GetReportSuccess::OkText(text)) if text == "a,b"));
    for content_type in ["image/png", "application/pdf"] {
        let read = report(200, content_type, "%").await;
        assert!(matches!(read, Ok(GetReportSuccess::OkBytes(bytes)) if bytes.as_ref() == b"%"));
    }
    assert!(matches!(
        report(202, "", "").await,
        Ok(GetReportSuccess::Accepted)
    ));
    // What is not documented is not taken for something else.
    let error = report(200, "application/zip", "PK").await.unwrap_err();
    assert!(matches!(error, Error::Unexpected(_)), "{error}");
}

#[tokio::test]
async fn errors_are_told_apart_too() {
    let error = report(400, "text/html", "<p>").await.unwrap_err();
    assert!(
        matches!(&error, Error::Api(api) if *api.body() == GetReportError::BadRequestText("<p>".to_owned())),
        "{error}"
    );
    let error = report(400, "application/problem+json", r#"{"name":"n"}"#)
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::Api(api) if matches!(api.body(), GetReportError::BadRequestJson(_)))
    );
}

#[tokio::test]
async fn one_media_type_can_be_asked_for() {
    let transport = of_type(200, "text/csv", "a,b");
    let client = response_media_types::Client::builder()
        .transport(transport.clone())
        .build()
        .unwrap();
    client.get_report().send().await.unwrap();
    let asked = |transport: &InMemory| {
        let request = transport.last_request().unwrap();
        request.header("accept").to_owned()
    };
    assert!(asked(&transport).starts_with(
        "application/json, application/vnd.api+json, application/vnd.summary+json;q=0.9, text/csv;q=0.9"
    ));
    client.get_report().accept("text/csv").send().await.unwrap();
    assert_eq!(asked(&transport), "text/csv");
}

#[tokio::test]
async fn xml_alone_is_text() {
    let client = body_xml::Client::builder()
        .transport(of_type(200, "application/xml", "<pet/>"))
        .build()
        .unwrap();
    let pet = client.add_pet("<pet/>").send().await.unwrap();
    assert_eq!(*pet, "<pet/>");
}

fn streams(transport: &InMemory) -> response_streams::Client {
    response_streams::Client::builder()
        .transport(transport.clone())
        .build()
        .expect("a client of a known document")
}

#[tokio::test]
async fn events_are_typed() {
    let transport = of_type(
        200,
        "text/event-stream",
        "event: piece\ndata: {\"text\":\"a\"}\n\ndata: [DONE]\n\n",
    );
    let client = streams(&transport);
    let sent = client.chat(&BTreeMap::new()).send_stream().await.unwrap();
    assert_eq!(
        transport.last_request().unwrap().header("accept"),
        "text/event-stream, application/problem+json"
    );
    let mut events = sent.into_inner().until("[DONE]");
    let event = events.next().await.unwrap().unwrap();
    assert_eq!(
        (event.event.as_deref(), event.data.text.as_str()),
        (Some("piece"), "a")
    );
    assert!(events.next().await.is_none());
    // A stream that nobody asked for is named, and not taken for JSON.
    let error = client.chat(&BTreeMap::new()).send().await.unwrap_err();
    assert!(matches!(error, Error::Unexpected(_)), "{error}");
    let mut ticks = client.get_ticks().send_stream().await.unwrap();
    assert!(ticks.next().await.unwrap().unwrap().data.contains("text"));
}

#[tokio::test]
async fn errors_of_a_stream_are_typed_and_whole() {
    let client = streams(&of_type(400, "application/problem+json", r#"{"a":1}"#));
    let error = client
        .chat(&BTreeMap::new())
        .send_stream()
        .await
        .unwrap_err();
    assert!(matches!(&error, Error::Api(api) if api.body().contains_key("a")));
}

#[tokio::test]
async fn items_are_typed() {
    let transport = of_type(
        200,
        "application/jsonl",
        "{\"text\":\"a\"}\n{\"text\":\"b\"}\n",
    );
    let mut items = streams(&transport).get_log().send_stream().await.unwrap();
    let mut texts = Vec::new();
    while let Some(item) = items.next().await {
        texts.push(item.unwrap().text);
    }
    assert_eq!(texts, ["a", "b"]);
    let mut none = streams(&of_type(204, "", ""))
        .get_log()
        .send_stream()
        .await
        .unwrap();
    assert!(none.next().await.is_none());
}

#[tokio::test]
async fn bytes_come_as_a_stream() {
    let client = streams(&of_type(200, "application/octet-stream", "bytes"));
    let file = client.get_file().send_stream().await.unwrap();
    assert_eq!(
        file.into_inner().collect().await.unwrap().as_ref(),
        b"bytes"
    );
}

#[tokio::test]
async fn each_media_type_of_a_body_has_a_method() {
    use body_alternatives::types::Note;

    let transport = of_type(202, "", "");
    let client = body_alternatives::Client::builder()
        .transport(transport.clone())
        .build()
        .unwrap();
    let sent = || {
        let request = transport.last_request().unwrap();
        let content_type = request.header("content-type").to_owned();
        (
            content_type,
            String::from_utf8_lossy(request.body()).into_owned(),
        )
    };
    client.add_note(&Note::new("a")).send().await.unwrap();
    assert_eq!(
        sent(),
        ("application/json".to_owned(), r#"{"text":"a"}"#.to_owned())
    );
    client.add_note_text("a").send().await.unwrap();
    assert_eq!(sent(), ("text/plain".to_owned(), "a".to_owned()));
    client.add_note_markdown("# a").send().await.unwrap();
    assert_eq!(sent(), ("text/markdown".to_owned(), "# a".to_owned()));
    client.add_note_bytes(vec![b'a']).send().await.unwrap();
    assert_eq!(
        sent(),
        ("application/octet-stream".to_owned(), "a".to_owned())
    );
    let file = spec2crate_runtime::FilePart::new("a.txt", "a");
    client.add_note_multipart(file).send().await.unwrap();
    let (content_type, body) = sent();
    assert!(content_type.starts_with("multipart/form-data; boundary="));
    assert!(body.contains("filename=\"a.txt\""), "{body}");
}
