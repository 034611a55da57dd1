//! The body of an answer while it comes.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};

use crate::error::{BoxError, TransportError, TransportErrorKind};

/// The body of an answer: an [`http_body::Body`], and a [`Stream`] of its chunks.
pub struct ResponseBody(Inner);

type Streamed = Pin<Box<dyn http_body::Body<Data = Bytes, Error = TransportError> + Send>>;

enum Inner {
    Whole(Bytes),
    /// Behind a mutex that is never locked, so that a response is `Sync`.
    Streamed(Mutex<Streamed>),
}

impl ResponseBody {
    /// A body that comes in frames; an error that is no [`TransportError`] becomes one of reading.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Inner::Streamed(Mutex::new(Box::pin(Mapped(Box::pin(
            body,
        ))))))
    }

    /// A body whose errors are of the client's own type already.
    #[cfg(feature = "reqwest")]
    pub(crate) fn of<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes, Error = TransportError> + Send + 'static,
    {
        Self(Inner::Streamed(Mutex::new(Box::pin(body))))
    }

    /// Reads all of it.
    ///
    /// # Errors
    /// When it does not come whole.
    pub async fn collect(self) -> Result<Bytes, TransportError> {
        collect(self, u64::MAX)
            .await
            .map(|collected| collected.bytes)
    }
}

impl Default for ResponseBody {
    fn default() -> Self {
        Self::from(Bytes::new())
    }
}

impl<B: Into<Bytes>> From<B> for ResponseBody {
    fn from(bytes: B) -> Self {
        Self(Inner::Whole(bytes.into()))
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Whole(bytes) => write!(f, "ResponseBody({} bytes)", bytes.len()),
            Inner::Streamed(_) => f.write_str("ResponseBody(streamed)"),
        }
    }
}

impl http_body::Body for ResponseBody {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        match &mut self.0 {
            Inner::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Inner::Streamed(body) => body
                .get_mut()
                .unwrap_or_else(PoisonError::into_inner)
                .as_mut()
                .poll_frame(cx),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Streamed(body) => body
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .size_hint(),
        }
    }
}

impl Stream for ResponseBody {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(self.as_mut().poll_frame(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                // Trailers are not part of the content.
                Some(Ok(frame)) => {
                    if let Ok(chunk) = frame.into_data() {
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                }
            }
        }
    }
}

/// A transport's body with its errors brought to one type.
struct Mapped<B>(Pin<Box<B>>);

impl<B> http_body::Body for Mapped<B>
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let frame = ready!(self.0.as_mut().poll_frame(cx));
        Poll::Ready(frame.map(|frame| {
            frame.map_err(|error| match error.into().downcast::<TransportError>() {
                Ok(error) => *error,
                Err(error) => TransportError::new(TransportErrorKind::Receive, error),
            })
        }))
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// A body read into memory.
pub(crate) struct Collected {
    pub(crate) bytes: Bytes,
    /// Whether that is all of it.
    pub(crate) is_whole: bool,
}

/// Reads a body, but not more than `limit` bytes of it.
pub(crate) async fn collect(
    mut body: ResponseBody,
    limit: u64,
) -> Result<Collected, TransportError> {
    let fits = |bytes: usize| u64::try_from(bytes).is_ok_and(|bytes| bytes <= limit);
    let mut next = async || {
        poll_fn(|cx| Pin::new(&mut body).poll_next(cx))
            .await
            .transpose()
    };
    // Most bodies are one chunk, and need no copy.
    let Some(first) = next().await? else {
        return Ok(Collected {
            bytes: Bytes::new(),
            is_whole: true,
        });
    };
    if !fits(first.len()) {
        return Ok(Collected {
            bytes: first,
            is_whole: false,
        });
    }
    let Some(second) = next().await? else {
        return Ok(Collected {
            bytes: first,
            is_whole: true,
        });
    };
    let mut bytes = BytesMut::from(first);
    let mut chunk = second;
    loop {
        if !fits(bytes.len().saturating_add(chunk.len())) {
            return Ok(Collected {
                bytes: bytes.freeze(),
                is_whole: false,
            });
        }
        bytes.extend_from_slice(&chunk);
        match next().await? {
            Some(next) => chunk = next,
            None => {
                return Ok(Collected {
                    bytes: bytes.freeze(),
                    is_whole: true,
                });
            }
        }
    }
}
