//! JSON values as a body, one after another: encoded when they are sent, or before where there are few.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use serde::Serialize;

use super::{Body, Framing};
use crate::error::BoxError;
use crate::wire::{self, EncodeError};

/// How many bytes of items go out at once, where as many are there.
const CHUNK: usize = 16 * 1024;

/// JSON values that are sent one after another, as NDJSON, JSON Lines or a JSON text sequence.
///
/// A list is encoded at once; what does not fit into memory is a [`stream`](Self::stream) or an
/// [`iterator`](Self::iter), whose items are encoded when they are sent.
///
/// ```
/// use spec2crate_runtime::BodyItems;
///
/// let few = BodyItems::from(vec![1, 2, 3]);
/// let many = BodyItems::iter(0..1_000_000_000_u64);
/// ```
pub struct BodyItems<T> {
    source: Source,
    item: PhantomData<fn(T)>,
}

/// An item as JSON text, which has no line end in it.
type Encoded = Result<Vec<u8>, BoxError>;

enum Source {
    Encoded(Result<Vec<Vec<u8>>, EncodeError>),
    Stream(Pin<Box<dyn Stream<Item = Encoded> + Send>>),
}

impl<T: Serialize + 'static> BodyItems<T> {
    /// The items of an iterator, each taken and encoded when it is sent.
    pub fn iter<I>(items: I) -> Self
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: Send + 'static,
    {
        let items = items.into_iter().map(|item| encode(&item));
        Self::new(Source::Stream(Box::pin(Iter(items))))
    }

    /// The items of a stream, each encoded when it is sent.
    pub fn stream<S>(items: S) -> Self
    where
        S: Stream<Item = T> + Send + 'static,
    {
        let items = Encode {
            items: Box::pin(items),
            encode: |item: T| encode(&item),
        };
        Self::new(Source::Stream(Box::pin(items)))
    }

    /// The items of a stream that may fail, which breaks the request off.
    pub fn try_stream<S, E>(items: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        let items = Encode {
            items: Box::pin(items),
            encode: |item: Result<T, E>| item.map_err(Into::into).and_then(|item| encode(&item)),
        };
        Self::new(Source::Stream(Box::pin(items)))
    }
}

impl<T> BodyItems<T> {
    fn new(source: Source) -> Self {
        Self {
            source,
            item: PhantomData,
        }
    }

    /// The items that are encoded already, or why one of them could not be.
    pub(crate) fn encoded(&self) -> Result<&[Vec<u8>], &EncodeError> {
        match &self.source {
            Source::Encoded(items) => items.as_deref(),
            Source::Stream(_) => Ok(&[]),
        }
    }

    /// The body of the items.
    pub(crate) fn into_body(self, framing: Framing) -> Body {
        match self.source {
            Source::Encoded(items) => {
                let mut text = Vec::new();
                for item in items.into_iter().flatten() {
                    framing.write(&item, &mut text);
                }
                Body::bytes(text)
            }
            Source::Stream(items) => Body::stream(Framed { items, framing }, None),
        }
    }
}

impl<T: Serialize> From<Vec<T>> for BodyItems<T> {
    fn from(items: Vec<T>) -> Self {
        Self::from(items.as_slice())
    }
}

impl<T: Serialize> From<&[T]> for BodyItems<T> {
    fn from(items: &[T]) -> Self {
        let encoded = items.iter().map(|item| wire::to_vec(item));
        Self::new(Source::Encoded(encoded.collect()))
    }
}

impl<T: Serialize, const N: usize> From<[T; N]> for BodyItems<T> {
    fn from(items: [T; N]) -> Self {
        Self::from(items.as_slice())
    }
}

impl<T> fmt::Debug for BodyItems<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Source::Encoded(Ok(items)) => write!(f, "BodyItems({})", items.len()),
            Source::Encoded(Err(error)) => write!(f, "BodyItems({error})"),
            Source::Stream(_) => f.write_str("BodyItems(stream)"),
        }
    }
}

fn encode<T: Serialize>(item: &T) -> Encoded {
    wire::to_vec(item).map_err(Into::into)
}

/// An iterator as a stream.
struct Iter<I>(I);

// Nothing of it is ever pinned.
impl<I> Unpin for Iter<I> {}

impl<I: Iterator> Stream for Iter<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}

/// A caller's stream with its items encoded.
struct Encode<S: Stream> {
    items: Pin<Box<S>>,
    encode: fn(S::Item) -> Encoded,
}

impl<S: Stream> Stream for Encode<S> {
    type Item = Encoded;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Encoded>> {
        let encode = self.encode;
        self.items
            .as_mut()
            .poll_next(cx)
            .map(|item| item.map(encode))
    }
}

/// Items with what stands between them, several in a chunk where they are there.
struct Framed {
    items: Pin<Box<dyn Stream<Item = Encoded> + Send>>,
    framing: Framing,
}

impl Stream for Framed {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let framing = self.framing;
        let mut chunk = Vec::new();
        while chunk.len() < CHUNK {
            match self.items.as_mut().poll_next(cx) {
                Poll::Ready(Some(Ok(item))) => framing.write(&item, &mut chunk),
                // Nothing of a request that breaks off is worth sending.
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) if chunk.is_empty() => return Poll::Ready(None),
                Poll::Pending if chunk.is_empty() => return Poll::Pending,
                Poll::Ready(None) | Poll::Pending => break,
            }
        }
        Poll::Ready(Some(Ok(chunk.into())))
    }
}
