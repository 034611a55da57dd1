//! Responses: each status as documented, and those that are not.

use crate::cases::response_headers::operations::default::ListJobs;
use crate::cases::response_statuses::operations::default::{StartJobError, StartJobSuccess};
use crate::cases::{
    body_binary, document_salla_without_overlay, response_headers, response_statuses,
};
use spec2crate_runtime::http::{self, HeaderName, HeaderValue};
use spec2crate_runtime::transport::InMemory;
use spec2crate_runtime::{Error, Reason};

use super::answering;

async fn start(status: u16, body: &'static str) -> Result<StartJobSuccess, Error<StartJobError>> {
    let client = response_statuses::Client::builder()
        .transport(answering(status, body))
        .build()
        .expect("a client, or JSON that is known to fit");
    client
        .start_job()
        .send()
        .await
        .map(spec2crate_runtime::Response::into_inner)
}

#[tokio::test]
async fn each_status_has_its_own_body() {
    assert!(
        matches!(start(200, r#"{"id":"1","at":"yesterday"}"#).await, Ok(StartJobSuccess::Ok(job)) if job.id == "1")
    );
    assert!(matches!(
        start(202, "").await,
        Ok(StartJobSuccess::Accepted)
    ));
    let error = start(404, r#"{"what":"all"}"#).await.unwrap_err();
    assert!(matches!(&error, Error::Api(api) if matches!(api.body(), StartJobError::NotFound(_))));
    let error = start(409, r#"{"code":"busy","message":"Later."}"#)
        .await
        .unwrap_err();
    assert!(matches!(&error, Error::Api(api) if matches!(api.body(), StartJobError::Status4xx(_))));
    assert_eq!(error.to_string(), "409 Conflict: busy: Later.");
}

#[tokio::test]
async fn a_body_that_is_not_as_documented_keeps_status_and_bytes() {
    let error = start(404, r#"{"what":7}"#).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert_eq!(
        error.body_bytes().map(AsRef::as_ref),
        Some(br#"{"what":7}"#.as_slice())
    );
    assert!(
        matches!(&error, Error::Unexpected(answer) if matches!(answer.reason(), Reason::Decode(_))),
        "{error}"
    );
}

#[tokio::test]
async fn an_undocumented_status_keeps_its_body() {
    let client = body_binary::Client::builder()
        .transport(answering(418, "tea"))
        .build()
        .unwrap();
    let error = client.get_file("a").send().await.unwrap_err();
    assert!(
        matches!(&error, Error::Unexpected(answer) if matches!(answer.reason(), Reason::UndocumentedStatus)),
        "{error}"
    );
    assert_eq!(
        error.body_bytes().map(AsRef::as_ref),
        Some(b"tea".as_slice())
    );
}

#[tokio::test]
async fn the_document_without_its_overlay_is_taken_at_its_word() {
    let body = r#"{"status":404,"success":false,"error":{"code":"error","message":"m"}}"#;
    let client = document_salla_without_overlay::Client::builder()
        .bearer("token")
        .transport(answering(404, body))
        .build()
        .unwrap();
    // `photo` is text there, and the 404's code a number that the server does not send.
    let error = client
        .update_image("1")
        .photo("@file")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert_eq!(error.body_bytes().map(AsRef::as_ref), Some(body.as_bytes()));
}

#[tokio::test]
async fn without_the_overlay_a_number_is_written_without_a_fraction_and_an_undeclared_status_is_kept()
 {
    let body = r#"{"status":422,"success":false,"error":{"code":"error","message":"m"}}"#;
    let transport = answering(422, body);
    let client = document_salla_without_overlay::Client::builder()
        .bearer("token")
        .transport(transport.clone())
        .build()
        .unwrap();
    let error = client
        .update_image("1")
        .photo("@file")
        .sort(1.0)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(422));
    assert_eq!(error.body_bytes().map(AsRef::as_ref), Some(body.as_bytes()));
    let sent = transport.last_request().unwrap().transcript();
    assert!(sent.contains("name=\"sort\"\n\n1\n"), "{sent}");
}

fn headers(lines: &[(&'static str, &'static str)]) -> http::HeaderMap {
    lines
        .iter()
        .map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        })
        .collect()
}

#[test]
fn documented_headers_are_read_as_their_types() {
    let answer = headers(&[
        ("x-remaining", "12"),
        ("x-mode", "turbo"),
        ("x-tags", "a, b,c"),
        ("x-sizes", "1, 2"),
        ("x-extra", "a,1"),
        ("x-point", "x=3,y=-4"),
        ("x-counts", "red,1,blue,2"),
        ("x-page", r#"{"next": "b"}"#),
        ("x-deep", "as it is"),
        ("constraints", "true"),
        ("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT"),
    ]);
    assert_eq!(ListJobs::X_REMAINING.read(&answer).unwrap(), Some(12));
    assert_eq!(
        ListJobs::X_MODE.read(&answer).unwrap(),
        Some("turbo".into())
    );
    assert_eq!(
        ListJobs::X_TAGS.read(&answer).unwrap(),
        Some(vec!["a".to_owned(), "b".to_owned(), "c".to_owned()])
    );
    assert_eq!(ListJobs::X_SIZES.read(&answer).unwrap(), Some(vec![1, 2]));
    let extra = ListJobs::X_EXTRA.read(&answer).unwrap().unwrap();
    assert_eq!(extra.a.as_deref(), Some("1"));
    let point = ListJobs::X_POINT.read(&answer).unwrap().unwrap();
    assert_eq!((point.x, point.y), (Some(3), Some(-4)));
    let counts = ListJobs::X_COUNTS.read(&answer).unwrap().unwrap();
    assert_eq!((counts["red"], counts["blue"]), (1, 2));
    let page = ListJobs::X_PAGE.read(&answer).unwrap().unwrap();
    assert_eq!(page.next.as_deref(), Some("b"));
    let deep = ListJobs::X_DEEP.read(&answer).unwrap();
    assert_eq!(deep.as_deref(), Some("as it is"));
    // One response says that it is a number, and another that it is text.
    assert_eq!(
        ListJobs::RETRY_AFTER.read(&answer).unwrap().as_deref(),
        Some("Wed, 21 Oct 2026 07:28:00 GMT")
    );
    assert_eq!(ListJobs::CONSTRAINTS2.read(&answer).unwrap(), Some(true));
    let wrong = ListJobs::X_REMAINING
        .read(&headers(&[("x-remaining", "many")]))
        .unwrap_err();
    assert!(
        wrong
            .to_string()
            .starts_with("the header `X-Remaining` is not as documented: "),
        "{wrong}"
    );
}

#[tokio::test]
async fn a_response_has_its_documented_headers() {
    let client = response_headers::Client::builder()
        .transport(InMemory::new(|_| {
            let mut answer = http::Response::new(r#"["a"]"#);
            answer
                .headers_mut()
                .insert("x-remaining", HeaderValue::from_static("3"));
            answer
        }))
        .build()
        .unwrap();
    let jobs = client.list_jobs().send().await.unwrap();
    assert_eq!(jobs.header(ListJobs::X_REMAINING).unwrap(), Some(3));
    assert_eq!(jobs.header(ListJobs::X_MODE).unwrap(), None);
}
