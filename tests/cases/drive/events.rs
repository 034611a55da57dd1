//! Server-sent events whose document describes them as a whole.

use std::time::Duration;

use crate::cases::response_events::Client;
use crate::cases::response_events::operations::default::GetChangesResponseEvent as Change;
use spec2crate_runtime::transport::InMemory;
use spec2crate_runtime::{ItemError, http};

fn client(body: &'static str) -> Client {
    let transport = InMemory::new(move |_| {
        let response = http::Response::builder().header("content-type", "text/event-stream");
        response.body(body).expect("a response")
    });
    let builder = Client::builder().transport(transport);
    builder.build().expect("a client of a known document")
}

#[tokio::test]
async fn the_data_of_an_event_is_what_its_schema_says_of_the_text() {
    let client = client("event: tick\nretry: 5\ndata: {\"n\":\ndata: 1}\n\n");
    let mut ticks = client.get_ticks().send_stream().await.unwrap();
    let tick = ticks.next().await.unwrap().unwrap();
    assert_eq!((tick.event.as_deref(), tick.data.n), (Some("tick"), 1));
    assert_eq!(tick.retry, Some(Duration::from_millis(5)));
    let mut objects = client.get_objects().send_stream().await.unwrap();
    assert_eq!(objects.next().await.unwrap().unwrap().data.n, 1);
    let mut plain = client.get_plain().send_stream().await.unwrap();
    assert_eq!(plain.next().await.unwrap().unwrap().data, "{\"n\":\n1}");
}

#[tokio::test]
async fn the_name_of_an_event_says_what_its_data_is() {
    let client = client(
        "event: addText\ndata: {\"count\": 1}\nretry: 7\n\n\
         event: addJson\nid: 2\ndata: {\"count\": 42}\n\n\
         event: addJson\ndata: 1,\"event\":\"addText\"\n\n\
         event: other\ndata: {}\n\ndata: nameless\n\ndata: [DONE]\n\n",
    );
    let sent = client.get_changes().send_stream().await.unwrap();
    let mut changes = sent.into_inner().until("[DONE]");
    let text = changes.next().await.unwrap().unwrap();
    assert!(
        matches!(&text.data, Change::AddText(event) if event.data == "{\"count\": 1}" && event.retry == Some(7)),
        "{text:?}"
    );
    let json = changes.next().await.unwrap().unwrap();
    assert_eq!(json.id.as_deref(), Some("2"));
    assert!(
        matches!(&json.data, Change::AddJson(event) if event.data.count == 42 && event.id.as_deref() == Some("2")),
        "{json:?}"
    );
    // What is no JSON is no other event either.
    let broken = changes.next().await.unwrap();
    assert!(
        matches!(&broken, Err(ItemError::Decode { index: 2, bytes, .. }) if bytes.starts_with(b"1,")),
        "{broken:?}"
    );
    for (name, data) in [("other", "{}"), ("message", "nameless")] {
        let unknown = changes.next().await.unwrap().unwrap();
        assert!(
            matches!(&unknown.data, Change::Unknown(event) if event["event"] == name && event["data"] == data),
            "{unknown:?}"
        );
    }
    assert!(changes.next().await.is_none());
}
