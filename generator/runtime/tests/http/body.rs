//! Bodies from bytes, files, streams and readers.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use futures_core::Stream;
use serde_json::json;
use spec2crate_runtime::{
    Body, BodyItems, Error, FilePart, Method, Operation, QueryStyle, RawResponse,
};

use crate::{builder, ok, sent};

static PUT: Operation = Operation {
    method: Method::PUT,
    path: "/image",
    ..Operation::DEFAULT
};
static GET: Operation = Operation {
    path: "/image",
    ..Operation::DEFAULT
};

/// A stream of these chunks.
pub(crate) struct Chunks(VecDeque<Result<Vec<u8>, io::Error>>);

/// A stream of these texts.
pub(crate) fn chunks(texts: &[&str]) -> Chunks {
    Chunks(
        texts
            .iter()
            .map(|text| Ok(text.as_bytes().to_vec()))
            .collect(),
    )
}

impl Stream for Chunks {
    type Item = Result<Vec<u8>, io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

#[tokio::test]
async fn every_source_goes_out() {
    let path = std::env::temp_dir().join(format!("spec2crate-runtime-{}.png", std::process::id()));
    let content: Vec<u8> = (0..200_000_u32).map(|it| it.to_le_bytes()[0]).collect();
    std::fs::write(&path, &content).unwrap();
    let file = Body::path(&path).await.unwrap();
    assert!(file.is_replayable());
    assert_eq!(file.length(), Some(200_000));
    let again = file.try_clone().unwrap();
    let part = FilePart::path(&path).await.unwrap();
    assert_eq!(part.filename(), path.file_name().unwrap().to_str().unwrap());

    for body in [
        file,
        again,
        Body::reader(io::Cursor::new(content.clone()), Some(200_000)),
    ] {
        let request = sent(&PUT, |call| call.body("image/png", body))
            .await
            .unwrap();
        assert_eq!(request.header("content-length"), "200000");
        assert_eq!(request.body(), &content);
    }
    let request = sent(&PUT, |call| {
        call.part_file(0, "photo", part, &["image/png"]);
    })
    .await
    .unwrap();
    assert_eq!(
        request.header("content-length"),
        request.body().len().to_string()
    );
    std::fs::remove_file(&path).unwrap();

    let stream = Body::stream(chunks(&["a", "b"]), None);
    assert!(!stream.is_replayable() && stream.try_clone().is_none());
    let request = sent(&PUT, |call| call.body("image/png", stream))
        .await
        .unwrap();
    assert_eq!(
        (request.header("content-length"), &request.body()[..]),
        ("", &b"ab"[..])
    );
    let request = sent(&PUT, |call| call.body("text/plain", "text"))
        .await
        .unwrap();
    assert_eq!(
        request.transcript(),
        "PUT https://example.com/v1/image\ncontent-length: 4\ncontent-type: text/plain\nuser-agent: pets/1\n\ntext\n"
    );
}

#[tokio::test]
async fn files_that_are_not_there_are_named() {
    let error = FilePart::path("/no/such/file.png").await.unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    assert!(
        error.to_string().starts_with("/no/such/file.png: "),
        "{error}"
    );
    assert!(Body::path(std::env::temp_dir()).await.is_err());
}

#[tokio::test]
async fn announced_lengths_are_kept() {
    let broken = Chunks([Ok(b"a".to_vec()), Err(io::Error::other("disk on fire"))].into());
    let cases = [
        (
            Body::stream(chunks(&["ab"]), Some(3)),
            "the body ended 1 bytes before its announced length",
        ),
        (
            Body::stream(chunks(&["ab", "cd"]), Some(3)),
            "the body is longer than its announced length",
        ),
        (Body::stream(broken, None), "disk on fire"),
    ];
    for (body, message) in cases {
        let client = builder(&ok()).build().unwrap();
        let mut call = client.call(&PUT);
        call.body("image/png", body);
        let error: Error<()> = call
            .send(|response| response.success(RawResponse::none))
            .await
            .unwrap_err();
        assert!(matches!(&error, Error::Transport(_)));
        assert!(error.to_string().contains(message), "{error}");
    }
}

#[tokio::test]
async fn no_body_is_announced_where_one_is_expected() {
    let request = sent(&PUT, |_| {}).await.unwrap();
    assert_eq!(
        (
            request.header("content-length"),
            request.header("content-type")
        ),
        ("0", "")
    );
    let request = sent(&GET, |_| {}).await.unwrap();
    assert_eq!(request.header("content-length"), "");
    let request = sent(&GET, |call| {
        call.json("application/json", &json!({"a": null}));
    })
    .await
    .unwrap();
    assert_eq!(
        (request.header("content-length"), &request.body()[..]),
        ("10", &b"{\"a\":null}"[..])
    );
}

#[tokio::test]
async fn an_object_is_a_form_of_its_properties() {
    let request = sent(&PUT, |call| {
        call.form_object(&json!({"a": "b c", "ids": [1.0, 2], "in": {"x": 1}, "none": null}));
    });
    let request = request.await.unwrap();
    let body = std::str::from_utf8(request.body()).unwrap();
    assert_eq!(body, "a=b+c&ids=1&ids=2&in%5Bx%5D=1");
    let empty = sent(&PUT, |call| call.form_object(&json!({})))
        .await
        .unwrap();
    assert_eq!(
        empty.header("content-type"),
        "application/x-www-form-urlencoded"
    );
    let error = sent(&PUT, |call| call.form_object(&json!([1]))).await;
    assert_eq!(
        error.unwrap_err().to_string(),
        "request not sent: `body` cannot be encoded: a form is made of an object alone"
    );
}

#[tokio::test]
async fn forms_are_urlencoded() {
    let request = sent(&PUT, |call| {
        call.form("name", QueryStyle::DEFAULT, "a b&c=é~*");
        call.form("ids", QueryStyle::DEFAULT, &[1, 2]);
        call.form(
            "metadata",
            QueryStyle::DeepObject,
            &json!({"a": {"b": [1.0]}}),
        );
        call.form("absent", QueryStyle::DEFAULT, &None::<String>);
        call.form("json", QueryStyle::Json, &json!({"a": 1}));
    });
    let request = request.await.unwrap();
    assert_eq!(
        request.header("content-type"),
        "application/x-www-form-urlencoded"
    );
    assert_eq!(
        std::str::from_utf8(request.body()).unwrap(),
        "name=a+b%26c%3D%C3%A9%7E*&ids=1&ids=2&metadata%5Ba%5D%5Bb%5D%5B0%5D=1&json=%7B%22a%22%3A1%7D"
    );
    let empty = sent(&PUT, |call| {
        call.form("absent", QueryStyle::DEFAULT, &None::<String>);
    })
    .await
    .unwrap();
    assert_eq!(
        empty.header("content-type"),
        "application/x-www-form-urlencoded"
    );
}

#[tokio::test]
async fn values_that_do_not_encode_are_refused() {
    let map = std::collections::BTreeMap::from([((1, 2), 3)]);
    let error = sent(&PUT, |call| call.json("application/json", &map))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "request not sent: `body` cannot be encoded: key must be a string"
    );
    let error = sent(&PUT, |call| call.body("image/*", "x"))
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`image/*` is a range of content types"),
        "{error}"
    );
}

#[tokio::test]
async fn progress_is_told_as_bytes_leave() {
    for (body, told) in [
        (
            Body::bytes(vec![0; 150_000]),
            vec![65_536, 131_072, 150_000],
        ),
        (Body::stream(chunks(&["a", "", "bc"]), None), vec![1, 1, 3]),
        (Body::default(), vec![]),
    ] {
        let seen: Arc<Mutex<Vec<u64>>> = Arc::default();
        let shared = Arc::clone(&seen);
        let file = FilePart::new("a.bin", body)
            .with_progress(move |sent| shared.lock().unwrap().push(sent));
        sent(&PUT, |call| call.part_file(0, "file", file, &[]))
            .await
            .unwrap();
        assert_eq!(*seen.lock().unwrap(), told);
    }
}

#[tokio::test]
async fn values_go_out_one_after_another() {
    let values = [vec![1], vec![2, 3]];
    for (body, text) in [
        (Body::json_lines(&values), "[1]\n[2,3]\n"),
        (Body::json_sequence(&values), "\u{1e}[1]\n\u{1e}[2,3]\n"),
    ] {
        let body = body.unwrap();
        let request = sent(&PUT, |call| call.body("application/x-ndjson", body))
            .await
            .unwrap();
        assert_eq!(request.body(), text.as_bytes());
    }
}

#[tokio::test]
async fn items_are_taken_when_they_are_sent() {
    let taken = Arc::new(Mutex::new(0));
    let count = Arc::clone(&taken);
    let items = (0..100_000_u32).inspect(move |_| *count.lock().unwrap() += 1);
    let request = sent(&PUT, |call| {
        call.items("application/x-ndjson", BodyItems::iter(items));
        assert_eq!(*taken.lock().unwrap(), 0);
        assert!(!call.is_replayable());
    });
    let request = request.await.unwrap();
    assert!(request.body().starts_with(b"0\n1\n2\n"));
    assert!(request.body().ends_with(b"\n99999\n"));
    assert_eq!(*taken.lock().unwrap(), 100_000);
    let few = sent(&PUT, |call| {
        call.items(
            "application/geo+json-seq",
            BodyItems::from([json!({"a": 1.0})]),
        );
        assert!(call.is_replayable());
    });
    assert_eq!(few.await.unwrap().body(), &b"\x1e{\"a\":1}\n"[..]);
}
