//! Documented answers.

use std::collections::BTreeMap;

use spec2crate_runtime::http::{self, StatusCode};
use spec2crate_runtime::transport::InMemory;
use spec2crate_runtime::{Error, Operation, RawResponse, Reason, Response};

use crate::builder;

static GET: Operation = Operation::DEFAULT;

type Decode<T> = fn(RawResponse) -> Result<Response<T>, Error<BTreeMap<String, String>>>;

/// What a call gives when this is the answer.
async fn answered<T>(
    status: u16,
    content_type: &'static str,
    body: &'static [u8],
    decode: Decode<T>,
) -> Result<Response<T>, Error<BTreeMap<String, String>>> {
    let transport = InMemory::new(move |_| {
        http::Response::builder()
            .status(status)
            .header("content-type", content_type)
            .header("x-rate", "7")
            .body(body)
            .unwrap()
    });
    builder(&transport)
        .max_response_bytes(1000)
        .build()
        .unwrap()
        .call(&GET)
        .send(decode)
        .await
}

#[tokio::test]
async fn readers_read() {
    let json = answered(201, "application/json", b"[1]", |it| {
        it.success(RawResponse::json::<Vec<i64>>)
    })
    .await
    .unwrap();
    assert_eq!(
        (json.status(), json.len(), &json.headers()["x-rate"]),
        (StatusCode::CREATED, 1, &"7".parse().unwrap())
    );
    assert_eq!(json.into_inner(), [1]);
    let none = answered(200, "", b" \n", |it| {
        it.success(RawResponse::optional_json::<i64>)
    })
    .await
    .unwrap();
    assert_eq!(*none, None);
    let some = answered(200, "", b"1", |it| {
        it.success(RawResponse::optional_json::<i64>)
    })
    .await
    .unwrap();
    assert_eq!(*some, Some(1));
    let text = answered(200, "text/plain", "é".as_bytes(), |it| {
        it.success(RawResponse::text)
    })
    .await
    .unwrap();
    assert_eq!(*text, "é");
    let latin = answered(200, "text/plain; charset=ISO-8859-1", b"\xe9", |it| {
        it.success(RawResponse::text)
    })
    .await
    .unwrap();
    assert_eq!(*latin, "é");
    let bytes = answered(200, "image/png", b"\x89", |it| {
        it.success(RawResponse::bytes)
    })
    .await
    .unwrap();
    assert_eq!(&bytes[..], b"\x89");
    answered(204, "", b"ignored", |it| it.success(RawResponse::none))
        .await
        .unwrap();
    let ranged = answered(200, "IMAGE/png; a=b", b"", |it| {
        let is = (it.is("image/png"), it.is("image/*"), it.is("text/*"));
        it.success_none(is)
    });
    assert_eq!(*ranged.await.unwrap(), (true, true, false));
}

#[tokio::test]
async fn json_is_read_whatever_the_server_calls_it() {
    for content_type in ["text/html", "text/plain", "application/octet-stream", ""] {
        let json = answered(200, content_type, b"[1]", |it| {
            it.success(RawResponse::json::<Vec<i64>>)
        })
        .await
        .unwrap();
        assert_eq!(*json, [1]);
    }
}

#[tokio::test]
async fn streamed_statuses_are_not_read_into_memory() {
    let transport = InMemory::new(|_| http::Response::new(vec![7; 5000]));
    let client = builder(&transport).max_response_bytes(10).build().unwrap();
    let mut call = client.call(&GET);
    call.stream_when(|status| status.is_success());
    let response: Result<_, Error<()>> = call
        .send(|response| response.success(RawResponse::stream))
        .await;
    assert_eq!(
        response
            .unwrap()
            .into_inner()
            .collect()
            .await
            .unwrap()
            .len(),
        5000
    );
}

#[tokio::test]
async fn long_answers_are_cut() {
    static LONG: [u8; 1001] = [b' '; 1001];
    let error = answered(200, "text/plain", &LONG, |it| it.success(RawResponse::text))
        .await
        .unwrap_err();
    let Error::Unexpected(error) = &error else {
        panic!("{error}")
    };
    assert!(matches!(error.reason(), Reason::TooLarge { limit: 1000 }));
    assert_eq!(
        error.to_string(),
        "200 OK with a body of more than 1000 bytes"
    );
    assert_eq!(error.status(), 200);
    answered(200, "text/plain", &LONG[1..], |it| {
        it.success(RawResponse::text)
    })
    .await
    .unwrap();
}
