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
    #[cfg(any(feature = "reqwest-core", feature = "hyper"))]
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

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Whole(bytes) => bytes.is_empty(),
            Inner::Streamed(body) => body
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .is_end_stream(),
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

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
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
pub(crate) async fn collect(body: ResponseBody, limit: u64) -> Result<Collected, TransportError> {
    let mut collecting = Collecting::new(body, limit);
    poll_fn(|cx| collecting.poll(cx)).await
}

/// A body while it is read into memory.
pub(crate) struct Collecting {
    body: ResponseBody,
    limit: u64,
    /// What has come; most bodies are one chunk, and need no copy.
    first: Bytes,
    /// All that has come, once that is more than one chunk.
    all: BytesMut,
}

impl Collecting {
    pub(crate) fn new(body: ResponseBody, limit: u64) -> Self {
        Self {
            body,
            limit,
            first: Bytes::new(),
            all: BytesMut::new(),
        }
    }

    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Collected, TransportError>> {
        loop {
            let Some(chunk) = ready!(Pin::new(&mut self.body).poll_next(cx)?) else {
                return Poll::Ready(Ok(self.collected(true)));
            };
            let length = self.first.len().max(self.all.len());
            let length = length.saturating_add(chunk.len());
            let fits = u64::try_from(length).is_ok_and(|length| length <= self.limit);
            if length == chunk.len() {
                self.first = chunk;
            } else if fits {
                if self.all.is_empty() {
                    self.all = BytesMut::from(std::mem::take(&mut self.first));
                }
                self.all.extend_from_slice(&chunk);
            }
            if !fits {
                return Poll::Ready(Ok(self.collected(false)));
            }
            if self.body.is_end_stream() {
                return Poll::Ready(Ok(self.collected(true)));
            }
        }
    }

    fn collected(&mut self, is_whole: bool) -> Collected {
        let bytes = if self.all.is_empty() {
            std::mem::take(&mut self.first)
        } else {
            std::mem::take(&mut self.all).freeze()
        };
        Collected { bytes, is_whole }
    }
}
