//! JSON values that come one after another: NDJSON, JSON Lines, and JSON text sequences.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::ResponseBody;
use super::records::{ItemError, Records, Separator};
use crate::wire::{self, DecodeError};

/// The items of a body as they come: a [`Stream`], and [`next`](Self::next).
///
/// An item is read into memory by itself, and may be as long as `max_response_bytes` of the client.
pub struct Items<T> {
    records: Records,
    decode: fn(&[u8]) -> Result<T, DecodeError>,
}

impl<T: DeserializeOwned> Items<T> {
    pub(super) fn new(body: ResponseBody, is_sequence: bool, limit: u64) -> Self {
        let separator = if is_sequence {
            Separator::Rs
        } else {
            Separator::LineFeed
        };
        Self {
            records: Records::new(body, separator, limit),
            decode: wire::from_slice,
        }
    }
}

impl<T> Items<T> {
    /// The next item; `None` when there are no more.
    pub async fn next(&mut self) -> Option<Result<T, ItemError>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl Records {
    /// The next record that is not blank, and its place among them.
    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<(u64, Bytes), ItemError>>> {
        loop {
            match ready!(self.poll(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(bytes)) if bytes.trim_ascii().is_empty() => {}
                Some(Ok(bytes)) => {
                    let index = self.index;
                    self.index += 1;
                    return Poll::Ready(Some(Ok((index, bytes))));
                }
            }
        }
    }
}

impl<T> Stream for Items<T> {
    type Item = Result<T, ItemError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.records.poll_item(cx));
        Poll::Ready(item.map(|item| {
            let (index, bytes) = item?;
            (self.decode)(&bytes).map_err(|error| ItemError::Decode {
                index,
                bytes,
                error,
            })
        }))
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("index", &self.records.index)
            .finish_non_exhaustive()
    }
}
