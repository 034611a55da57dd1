//! Errors: documented ones, and answers that no document describes.

use serde_json::Value;
use spec2crate_runtime::http;
use spec2crate_runtime::transport::InMemory;
use spec2crate_runtime::{
    Error, Operation, RawResponse, Reason, TransportError, TransportErrorKind,
};

use crate::builder;

static GET: Operation = Operation::DEFAULT;

/// The error of an operation that documents 200 with a number, and 403 and 404 with an object.
async fn error(status: u16, content_type: &'static str, body: &'static str) -> Error<Value> {
    let transport = InMemory::new(move |_| {
        http::Response::builder()
            .status(status)
            .header("content-type", content_type)
            .body(body)
            .unwrap()
    });
    let client = builder(&transport).build().unwrap();
    let sending = client
        .call(&GET)
        .send(|response| match response.status().as_u16() {
            200 => response.success(RawResponse::json::<i64>),
            403 | 404 => response.error(|response| response.json().map(Value::Object)),
            _ => response.undocumented(),
        });
    sending.await.unwrap_err()
}

#[tokio::test]
async fn documented_errors_are_typed_and_say_what_they_say() {
    let error = error(
        404,
        "application/json",
        r#"{"errorCode":"CATEGORIES_NOT_FOUND","errorMessage":"Category not found"}"#,
    )
    .await;
    assert_eq!(
        error.to_string(),
        "404 Not Found: CATEGORIES_NOT_FOUND: Category not found"
    );
    let api = error.api().unwrap();
    assert_eq!(
        (api.code(), api.message()),
        (Some("CATEGORIES_NOT_FOUND"), Some("Category not found"))
    );
    assert_eq!(api.body()["errorCode"], "CATEGORIES_NOT_FOUND");
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.headers().unwrap()["content-type"], "application/json");
    assert!(error.body_bytes().unwrap().starts_with(b"{\"errorCode\""));
}

#[tokio::test]
async fn an_empty_error_keeps_its_status() {
    let error = error(403, "", "").await;
    let Error::Unexpected(unexpected) = &error else {
        panic!("{error}")
    };
    assert!(matches!(unexpected.reason(), Reason::EmptyBody));
    assert_eq!(
        error.to_string(),
        "403 Forbidden without the documented body"
    );
    assert_eq!(error.status().unwrap(), 403);
}

#[tokio::test]
async fn what_is_not_documented_keeps_status_and_body() {
    let cases = [
        (
            422,
            "application/json",
            r#"{"error":{"code":"invalid","message":"photo is required"}}"#,
            "422 Unprocessable Entity (not documented): invalid: photo is required",
        ),
        (599, "text/plain", "", "599 (not documented)"),
        (
            404,
            "text/html; charset=utf-8",
            "<html>\n  <h1>Not here</h1>",
            "404 Not Found with a body of another content type, `text/html; charset=utf-8`: <html> <h1>Not here</h1>",
        ),
        (
            200,
            "application/json",
            r#"{"id":1}"#,
            "200 OK with a body that is not as documented: $: invalid type: map, expected i64 (line 1, column 0)",
        ),
        (302, "", "", "302 Found (not documented)"),
    ];
    for (status, content_type, body, message) in cases {
        let error = error(status, content_type, body).await;
        assert_eq!(error.to_string(), message);
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.body_bytes().unwrap(), body.as_bytes());
    }
}

#[tokio::test]
async fn decoding_errors_have_the_place() {
    let transport = InMemory::json(200, r#"{"data":[{"id":"x"}]}"#);
    let client = builder(&transport).build().unwrap();
    let sending = client.call(&GET).send(|response| {
        response.success(
            RawResponse::json::<
                std::collections::BTreeMap<String, Vec<std::collections::BTreeMap<String, i64>>>,
            >,
        )
    });
    let error: Error<()> = sending.await.unwrap_err();
    let Error::Unexpected(unexpected) = &error else {
        panic!("{error}")
    };
    let Reason::Decode(decode) = unexpected.reason() else {
        panic!("{error}")
    };
    assert_eq!(decode.path(), "$.data[0].id");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn transports_fail_with_their_cause() {
    let transport = InMemory::fallible::<Vec<u8>>(|_| {
        Err(TransportError::new(TransportErrorKind::Timeout, "3 s"))
    });
    let client = builder(&transport).build().unwrap();
    let error: Error<()> = client
        .call(&GET)
        .send(|response| response.success(RawResponse::none))
        .await
        .unwrap_err();
    assert!(error.is_timeout() && !error.is_connect());
    assert_eq!(error.to_string(), "the call took too long: 3 s");
    assert_eq!(
        (error.status(), error.headers(), error.body_bytes()),
        (None, None, None)
    );
}
