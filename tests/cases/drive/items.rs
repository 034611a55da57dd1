//! Requests of JSON values, one after another.

use std::pin::Pin;
use std::task::{Context, Poll};

use crate::cases::body_items::operations::default::WriteSequenceRequestItem;
use crate::cases::body_items::{Client, types::Entry};
use futures_util::Stream;
use spec2crate_runtime::transport::{InMemory, RecordedRequest};
use spec2crate_runtime::{BodyItems, Error, RequestError, TransportErrorKind};

fn client(transport: &InMemory) -> Client {
    let builder = Client::builder().transport(transport.clone());
    builder
        .validate_requests(true)
        .build()
        .expect("a client of a known document")
}

fn text(request: &RecordedRequest) -> String {
    String::from_utf8(request.body().to_vec()).expect("text")
}

/// Gives what it has, pending once before each.
struct Slow<T>(Vec<T>, bool);

impl<T: Unpin> Stream for Slow<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        self.1 = !self.1;
        if self.1 {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let next = (!self.0.is_empty()).then(|| self.0.remove(0));
        Poll::Ready(next)
    }
}

#[tokio::test]
async fn a_list_is_a_line_per_item_and_of_known_length() {
    let transport = InMemory::json(204, "");
    let entries = vec![Entry::new("a"), Entry::new("b\nc")];
    client(&transport).write_log(entries).send().await.unwrap();
    let request = transport.last_request().unwrap();
    assert_eq!(text(&request), "{\"text\":\"a\"}\n{\"text\":\"b\\nc\"}\n");
    assert_eq!(request.header("content-type"), "application/x-ndjson");
    assert_eq!(request.header("content-length"), "29");
}

#[tokio::test]
async fn a_stream_is_encoded_as_it_goes() {
    let transport = InMemory::json(204, "");
    let client = client(&transport);
    let entries = Slow(vec![Entry::new("a"), Entry::new("b")], false);
    let call = client.write_both_items(BodyItems::stream(entries));
    call.send().await.unwrap();
    let request = transport.last_request().unwrap();
    assert_eq!(text(&request), "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
    assert_eq!(request.header("content-type"), "application/jsonl");
    assert_eq!(request.header("content-length"), "");
    let numbers = BodyItems::iter((0..3).map(WriteSequenceRequestItem::new));
    client.write_sequence().body(numbers).send().await.unwrap();
    let request = transport.last_request().unwrap();
    assert_eq!(
        text(&request),
        "\u{1e}{\"n\":0}\n\u{1e}{\"n\":1}\n\u{1e}{\"n\":2}\n"
    );
    assert_eq!(request.header("content-type"), "application/json-seq");
}

#[tokio::test]
async fn a_stream_that_fails_breaks_the_request_off() {
    let transport = InMemory::json(204, "");
    let entries = Slow(vec![Ok(Entry::new("a")), Err("no more")], false);
    let client = client(&transport);
    let call = client.write_log(BodyItems::try_stream(entries));
    let error = call.send().await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.kind() == TransportErrorKind::Send),
        "{error:?}"
    );
}

#[tokio::test]
async fn each_item_of_a_list_is_checked() {
    let transport = InMemory::json(204, "");
    let client = client(&transport);
    let entries = [Entry::new("a"), Entry::new("longer than nine")];
    let error = client.write_log(entries).send().await.unwrap_err();
    assert!(
        matches!(&error, Error::Request(RequestError::Constraints { violations }) if violations.count() == 1),
        "{error}"
    );
    let numbers = [WriteSequenceRequestItem::new(10)];
    let call = client.write_sequence().body(numbers);
    assert!(matches!(call.send().await, Err(Error::Request(_))));
    assert!(transport.requests().is_empty());
}
