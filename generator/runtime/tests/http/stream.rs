//! Answers that are read item by item.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body::Frame;
use spec2crate_runtime::http::{self, Request};
use spec2crate_runtime::transport::{Answer, BoxFuture, Transport};
use spec2crate_runtime::{
    Bytes, ClientBuilder, Error, Events, ItemError, Items, Operation, RawResponse, Reason,
    RequestBody, Response, ResponseBody, TransportError, TransportErrorKind,
};

use crate::API;

static GET: Operation = Operation::DEFAULT;

/// A body that comes in these chunks, and breaks off where there is none.
struct Chunks(std::vec::IntoIter<Option<Bytes>>);

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        Poll::Ready(self.0.next().map(|chunk| {
            chunk
                .map(Frame::data)
                .ok_or_else(|| TransportError::new(TransportErrorKind::Receive, "cut"))
        }))
    }
}

/// Answers with chunks.
struct Chunked(&'static str, Vec<Option<Bytes>>);

impl Transport for Chunked {
    fn send(&self, _: Request<RequestBody>) -> BoxFuture<'_, Answer> {
        let body = ResponseBody::new(Chunks(self.1.clone().into_iter()));
        let response = http::Response::builder()
            .header("content-type", self.0)
            .body(body)
            .unwrap();
        Box::pin(async { Ok(response) })
    }
}

type Decode<T> = fn(RawResponse) -> Result<Response<T>, Error<Infallible>>;

async fn streamed<T>(
    content_type: &'static str,
    chunks: Vec<Option<Bytes>>,
    decode: Decode<T>,
) -> Result<T, Error<Infallible>> {
    let client = ClientBuilder::new(&API)
        .transport(Chunked(content_type, chunks))
        .max_response_bytes(40)
        .build()
        .unwrap();
    let mut call = client.call(&GET);
    call.stream("");
    call.send(decode).await.map(Response::into_inner)
}

/// A text in chunks of this many bytes.
fn cut(text: &str, length: usize) -> Vec<Option<Bytes>> {
    let chunks = text.as_bytes().chunks(length);
    chunks
        .map(|chunk| Some(Bytes::copy_from_slice(chunk)))
        .collect()
}

async fn items(content_type: &'static str, chunks: Vec<Option<Bytes>>) -> Items<Vec<i64>> {
    streamed(content_type, chunks, |it| it.success(RawResponse::items))
        .await
        .unwrap()
}

async fn events(text: &str, length: usize) -> Events<String> {
    streamed("text/event-stream", cut(text, length), |it| {
        it.success(RawResponse::text_events)
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn items_come_however_the_body_is_cut() {
    for length in [1, 2, 7, 100] {
        let mut lines = items("application/x-ndjson", cut("[1]\r\n\n[2,\t3]\n[4]", length)).await;
        let mut read = Vec::new();
        while let Some(item) = lines.next().await {
            read.push(item.unwrap());
        }
        assert_eq!(read, [vec![1], vec![2, 3], vec![4]]);
        let sequence = cut("\u{1e}[1,\n2]\n\u{1e}[3]\n", length);
        let mut sequence = items("application/json-seq", sequence).await;
        assert_eq!(sequence.next().await.unwrap().unwrap(), [1, 2]);
        assert_eq!(sequence.next().await.unwrap().unwrap(), [3]);
        assert!(sequence.next().await.is_none());
    }
}

#[tokio::test]
async fn an_item_that_is_wrong_is_named_and_the_next_is_read() {
    let mut lines = items("application/jsonl", cut("[1]\n{}\n[3]\n", 5)).await;
    assert_eq!(lines.next().await.unwrap().unwrap(), [1]);
    let error = lines.next().await.unwrap().unwrap_err();
    assert!(error.to_string().starts_with("item 1: "), "{error}");
    assert!(
        matches!(&error, ItemError::Decode { index: 1, bytes, .. } if bytes.as_ref() == b"{}"),
        "{error}"
    );
    assert_eq!(lines.next().await.unwrap().unwrap(), [3]);
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn an_item_is_bounded_and_the_stream_is_not() {
    let mut lines = items("application/jsonl", cut(&"[1]\n".repeat(100), 64)).await;
    for _ in 0..100 {
        lines.next().await.unwrap().unwrap();
    }
    assert!(lines.next().await.is_none());
    let long = format!("[1]\n[{}1]\n[2]\n", " ".repeat(50));
    for length in [3, 1000] {
        let mut lines = items("application/jsonl", cut(&long, length)).await;
        lines.next().await.unwrap().unwrap();
        let error = lines.next().await.unwrap().unwrap_err();
        assert_eq!(error.to_string(), "item 1 has more than 40 bytes");
        assert!(lines.next().await.is_none());
    }
    // Neither is an event that consists of many lines.
    let mut long = events(&"data: 12345678\n".repeat(10), 10).await;
    assert!(matches!(
        long.next().await,
        Some(Err(ItemError::TooLong {
            index: 0,
            limit: 40
        }))
    ));
    assert!(long.next().await.is_none());
}

#[tokio::test]
async fn a_stream_that_breaks_off_says_so_and_ends() {
    let mut chunks = cut("[1]\n[2", 100);
    chunks.push(None);
    let mut lines = items("", chunks).await;
    lines.next().await.unwrap().unwrap();
    assert!(matches!(
        lines.next().await,
        Some(Err(ItemError::Transport(_)))
    ));
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn events_come_however_the_body_is_cut() {
    let text = "\u{feff}: hello\r\nid: 1\r\nevent: add\r\ndata: a\r\ndata:b\r\n\r\nretry: 15\n\n\
                data\n\nid\rdata: c\r\rretry: x\nevent: lost\n\ndata: not whole";
    for length in [1, 2, 3, 10, 1000] {
        let mut read = Vec::new();
        let mut events = events(text, length).await;
        while let Some(event) = events.next().await {
            let event = event.unwrap();
            read.push((event.event, event.id, event.retry, event.data));
        }
        let id = Some("1".to_owned());
        assert_eq!(
            read,
            [
                (Some("add".to_owned()), id.clone(), None, "a\nb".to_owned()),
                (None, id, Some(Duration::from_millis(15)), String::new()),
                (None, None, None, "c".to_owned()),
            ]
        );
    }
}

#[tokio::test]
async fn data_is_typed_until_its_end() {
    let text = "data: [1]\n\ndata: oops\n\ndata: [DONE]\n\ndata: [2]\n\n";
    let read = |it: RawResponse| it.success(RawResponse::events::<Vec<i64>>);
    let events = streamed("text/event-stream", cut(text, 4), read).await;
    let mut events = events.unwrap().until("[DONE]");
    assert_eq!(events.next().await.unwrap().unwrap().data, [1]);
    let error = events.next().await.unwrap().unwrap_err();
    assert!(
        matches!(&error, ItemError::Decode { index: 1, bytes, .. } if bytes.as_ref() == b"oops")
    );
    assert!(events.next().await.is_none());
    // What says that it is something else is not read as events.
    let error = streamed("application/json", cut("[]", 4), read)
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::Unexpected(answer) if matches!(answer.reason(), Reason::ContentType { actual } if actual == "application/json"))
    );
}
