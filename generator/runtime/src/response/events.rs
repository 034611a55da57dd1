//! Server-sent events (WHATWG HTML, section 9.2).

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use super::ResponseBody;
use super::records::{ItemError, Records, Separator};
use crate::wire::{self, DecodeError};

/// An event that a server sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What kind of event it is; nothing stands for `message`.
    pub event: Option<String>,
    /// The id of the last event that had one, to say as `Last-Event-ID` when reconnecting.
    pub id: Option<String>,
    /// How long to wait before reconnecting, where the server said so with this event.
    pub retry: Option<Duration>,
    /// What it says; where the document describes named events, the whole event as it describes it.
    pub data: T,
}

/// The events of a body as they come: a [`Stream`], and [`next`](Self::next).
///
/// An event is read into memory by itself, and may be as long as `max_response_bytes` of the client.
/// The stream ends with its connection: whether to send the request again is the caller's choice.
pub struct Events<T> {
    source: Source,
    decode: fn(Event<String>, &[&str]) -> Decoded<T>,
    /// The names of the events whose data is JSON, where that differs.
    json: &'static [&'static str],
}

/// An event with its data decoded, or the data and what is wrong with it.
type Decoded<T> = Result<Event<T>, (String, DecodeError)>;

/// What is known of the event that comes, and of those before it.
struct Source {
    lines: Records,
    is_begun: bool,
    event: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
    data: Option<String>,
    end: Option<String>,
}

impl<T: DeserializeOwned> Events<T> {
    pub(super) fn of_json(body: ResponseBody, limit: u64) -> Self {
        Self {
            source: Source::new(body, limit),
            decode: |event, _| {
                let data = wire::from_slice(event.data.as_bytes());
                event.with(data)
            },
            json: &[],
        }
    }

    pub(super) fn of_named(body: ResponseBody, limit: u64, json: &'static [&'static str]) -> Self {
        Self {
            source: Source::new(body, limit),
            decode: |event, json| {
                let mut names = json.iter();
                let is_json = names.any(|name| event.name() == *name);
                if is_json && let Err(error) = wire::from_slice::<IgnoredAny>(event.data.as_bytes())
                {
                    return Err((event.data, error));
                }
                let whole = event.to_json(is_json);
                let data = wire::from_slice(whole.as_bytes());
                event.with(data)
            },
            json,
        }
    }
}

impl Event<String> {
    /// The event with other data.
    fn with<T>(self, data: Result<T, DecodeError>) -> Decoded<T> {
        match data {
            Ok(data) => Ok(Event {
                event: self.event,
                id: self.id,
                retry: self.retry,
                data,
            }),
            Err(error) => Err((self.data, error)),
        }
    }

    /// Its name: one that says none is a `message`.
    fn name(&self) -> &str {
        self.event.as_deref().unwrap_or("message")
    }

    /// The event as an object, its data as JSON or as text.
    fn to_json(&self, is_json: bool) -> String {
        let text = |text: &str| Value::from(text).to_string();
        let mut object = String::from("{");
        object.push_str(&format!("\"event\":{},", text(self.name())));
        if let Some(id) = &self.id {
            object.push_str(&format!("\"id\":{},", text(id)));
        }
        if let Some(retry) = self.retry {
            object.push_str(&format!("\"retry\":{},", retry.as_millis()));
        }
        object.push_str("\"data\":");
        if is_json {
            object.push_str(&self.data);
        } else {
            object.push_str(&text(&self.data));
        }
        object.push('}');
        object
    }
}

impl Events<String> {
    pub(super) fn of_text(body: ResponseBody, limit: u64) -> Self {
        Self {
            source: Source::new(body, limit),
            decode: |event, _| Ok(event),
            json: &[],
        }
    }
}

impl<T> Events<T> {
    /// The next event; `None` when there are no more.
    pub async fn next(&mut self) -> Option<Result<Event<T>, ItemError>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// Ends the stream at the event whose data is this text, such as `[DONE]`.
    #[must_use]
    pub fn until(mut self, data: impl Into<String>) -> Self {
        self.source.end = Some(data.into());
        self
    }
}

impl Source {
    fn new(body: ResponseBody, limit: u64) -> Self {
        Self {
            lines: Records::new(body, Separator::AnyLineEnd, limit),
            is_begun: false,
            event: None,
            id: None,
            retry: None,
            data: None,
            end: None,
        }
    }

    /// The next event that has data.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Event<String>, ItemError>>> {
        loop {
            let Some(line) = ready!(self.lines.poll(cx)) else {
                // What no empty line ends is no event.
                self.data = None;
                return Poll::Ready(None);
            };
            let line = match line {
                Ok(line) => line,
                Err(error) => return Poll::Ready(Some(Err(error))),
            };
            let line = self.without_mark(&line);
            if !line.is_empty() {
                self.field(line);
                let length = self.data.as_ref().map_or(0, String::len);
                if self.lines.is_too_long(length) {
                    self.data = None;
                    return Poll::Ready(Some(Err(self.lines.too_long())));
                }
                continue;
            }
            let event = self.event.take();
            let Some(data) = self.data.take() else {
                continue;
            };
            if self.end.as_ref() == Some(&data) {
                self.lines.end();
                return Poll::Ready(None);
            }
            return Poll::Ready(Some(Ok(Event {
                event,
                id: self.id.clone(),
                retry: self.retry.take(),
                data,
            })));
        }
    }

    /// A line without the byte order mark that may stand before the first.
    fn without_mark<'l>(&mut self, line: &'l [u8]) -> &'l [u8] {
        if std::mem::replace(&mut self.is_begun, true) {
            return line;
        }
        line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
    }

    fn field(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "event" => self.event = Some(value.to_owned()).filter(|name| !name.is_empty()),
            "id" if !value.contains('\0') => {
                self.id = Some(value.to_owned()).filter(|id| !id.is_empty());
            }
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            // Comments have no name, and other names are ignored.
            _ => {}
        }
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, ItemError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let event = ready!(self.source.poll(cx));
        Poll::Ready(event.map(|event| {
            let event = event?;
            let index = self.source.lines.index;
            self.source.lines.index += 1;
            (self.decode)(event, self.json).map_err(|(data, error)| ItemError::Decode {
                index,
                bytes: Bytes::from(data),
                error,
            })
        }))
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("index", &self.source.lines.index)
            .finish_non_exhaustive()
    }
}
