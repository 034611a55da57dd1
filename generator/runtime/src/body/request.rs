//! The body of a request as transports read it: pieces in a row, each bytes or a stream.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::PoisonError;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

#[cfg(feature = "fs")]
use super::file::FileStream;
use super::{Body, ChunkStream, Source};
use crate::error::BoxError;

/// The body of a request, for a [`Transport`](crate::Transport) to read as an [`http_body::Body`].
#[derive(Default)]
pub struct RequestBody {
    pieces: VecDeque<Piece>,
    length: Option<u64>,
}

enum Piece {
    Bytes(Bytes),
    /// A stream, and what is left of its announced length.
    Stream(ChunkStream, Option<u64>),
}

impl RequestBody {
    /// No body at all.
    pub fn empty() -> Self {
        Self {
            pieces: VecDeque::new(),
            length: Some(0),
        }
    }

    /// Bodies one after the other.
    pub(crate) fn chain(bodies: impl IntoIterator<Item = Body>) -> Self {
        let mut length = Some(0_u64);
        let mut pieces = VecDeque::new();
        for body in bodies {
            length = length
                .zip(body.length())
                .and_then(|(sum, it)| sum.checked_add(it));
            match body.into_source() {
                Source::Bytes(bytes) if bytes.is_empty() => {}
                Source::Bytes(bytes) => pieces.push_back(Piece::Bytes(bytes)),
                #[cfg(feature = "fs")]
                Source::Path { path, length } => {
                    pieces.push_back(Piece::Stream(
                        std::sync::Mutex::new(Box::pin(FileStream::new(path))),
                        Some(length),
                    ));
                }
                Source::Stream { stream, length } => {
                    pieces.push_back(Piece::Stream(stream, length));
                }
            }
        }
        Self { pieces, length }
    }

    /// What is left of it in bytes, when it is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            Some(length) => write!(f, "RequestBody({length} bytes)"),
            None => f.write_str("RequestBody(unknown length)"),
        }
    }
}

impl http_body::Body for RequestBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            let chunk = match self.pieces.front_mut() {
                None => return Poll::Ready(None),
                Some(Piece::Bytes(bytes)) => {
                    let bytes = std::mem::take(bytes);
                    self.pieces.pop_front();
                    bytes
                }
                Some(Piece::Stream(stream, left)) => {
                    let stream = stream.get_mut().unwrap_or_else(PoisonError::into_inner);
                    match ready!(stream.as_mut().poll_next(cx)) {
                        Some(chunk) => match chunk.and_then(|chunk| take(left, chunk)) {
                            Ok(chunk) => chunk,
                            Err(error) => {
                                self.pieces.clear();
                                return Poll::Ready(Some(Err(error)));
                            }
                        },
                        None => match *left {
                            None | Some(0) => {
                                self.pieces.pop_front();
                                continue;
                            }
                            Some(missing) => {
                                self.pieces.clear();
                                let error = format!(
                                    "the body ended {missing} bytes before its announced length"
                                );
                                return Poll::Ready(Some(Err(error.into())));
                            }
                        },
                    }
                }
            };
            if !chunk.is_empty() {
                self.length = self
                    .length
                    .map(|length| length.saturating_sub(chunk.len() as u64));
                return Poll::Ready(Some(Ok(Frame::data(chunk))));
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// Takes a chunk off what is left of an announced length.
fn take(left: &mut Option<u64>, chunk: Bytes) -> Result<Bytes, BoxError> {
    if let Some(left) = left {
        *left = left
            .checked_sub(chunk.len() as u64)
            .ok_or("the body is longer than its announced length")?;
    }
    Ok(chunk)
}

/// A caller's stream with its chunks and errors brought to one type.
pub(super) struct Chunks<S>(Pin<Box<S>>);

impl<S> Chunks<S> {
    pub(super) fn new(stream: S) -> Self {
        Self(Box::pin(stream))
    }
}

impl<S, C, E> Stream for Chunks<S>
where
    S: Stream<Item = Result<C, E>>,
    C: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.0.as_mut().poll_next(cx));
        Poll::Ready(item.map(|chunk| chunk.map(Into::into).map_err(Into::into)))
    }
}
