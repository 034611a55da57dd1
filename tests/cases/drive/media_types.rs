//! Media types: what is asked for, and what comes back is told by its content type.

use crate::cases::response_media_types::operations::default::{GetReportError, GetReportSuccess};
use crate::cases::{body_xml, response_media_types};
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
