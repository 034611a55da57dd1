//! Webhooks and callbacks: what the server sends, read into types.

use crate::cases::incoming_requests::callbacks::{StartJobOnDone, StartJobOnLogPut};
use crate::cases::incoming_requests::types;
use crate::cases::incoming_requests::webhooks::{JobFinished, X_DELIVERY, X_SIGNATURE};
use spec2crate_runtime::http::{HeaderMap, HeaderValue};
use spec2crate_runtime::incoming::IncomingError;

fn headers(content_type: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static(content_type));
    headers.insert("x-attempt", HeaderValue::from_static("3"));
    headers.insert("x-signature", HeaderValue::from_static("sha256=00"));
    headers
}

#[test]
fn a_webhook_reads_its_body_and_its_headers() {
    let headers = headers("application/json");
    let body = br#"{"job": {"id": 7, "state": "lost"}, "at": "2026-01-31T12:00:00Z"}"#;
    let read: types::JobFinishedBody = JobFinished::parse(&headers, body).unwrap();
    assert_eq!(read.job.id, 7);
    assert_eq!(read.job.state.unwrap().as_str(), "lost");
    assert_eq!(JobFinished::X_ATTEMPT.read(&headers).unwrap(), Some(3));
    assert_eq!(X_DELIVERY.read(&headers).unwrap(), None);
    let signature = X_SIGNATURE.read(&headers).unwrap();
    assert_eq!(signature.as_deref(), Some("sha256=00"));
    assert_eq!(JobFinished::NAME, "job.finished");
}

#[test]
fn a_request_that_is_not_as_documented_is_an_error_that_names_the_place() {
    let error = JobFinished::parse(&headers("application/json"), br#"{"job": {"id": "7"}}"#);
    let IncomingError::Decode(error) = error.unwrap_err() else {
        panic!("the body is JSON");
    };
    assert_eq!(error.path(), "$.job.id");
    let error = JobFinished::parse(&headers("text/html"), b"<html>").unwrap_err();
    let actual = "text/html".to_owned();
    assert_eq!(error, IncomingError::ContentType { actual });
}

#[test]
fn a_callback_reads_its_body() {
    let job = StartJobOnDone::parse(&HeaderMap::new(), br#"{"id": 1}"#).unwrap();
    assert_eq!((job.id, job.state), (1, None));
    assert_eq!(StartJobOnLogPut::parse(b"line").unwrap(), "line");
    assert!(StartJobOnLogPut::parse(&[0xff]).is_err());
}
