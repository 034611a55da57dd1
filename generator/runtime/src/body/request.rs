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
use super::{Body, ChunkStream, Progress, Source};
use crate::error::BoxError;

/// How much of a body whose progress is watched is sent at once.
const WATCHED_CHUNK: usize = 64 * 1024;

/// The body of a request, for a [`Transport`](crate::Transport) to read as an [`http_body::Body`].
pub struct RequestBody {
    /// What is being sent; most bodies have no more than that.
    piece: Option<Piece>,
    rest: VecDeque<Piece>,
    length: Option<u64>,
}

struct Piece {
    content: Content,
    progress: Option<Progress>,
    sent: u64,
}

enum Content {
    Bytes(Bytes),
    /// A stream, and what is left of its announced length.
    Stream(ChunkStream, Option<u64>),
}

impl RequestBody {
    /// No body at all.
    pub fn empty() -> Self {
        Self {
            piece: None,
            rest: VecDeque::new(),
            length: Some(0),
        }
    }

    /// One body.
    pub(crate) fn one(body: Body) -> Self {
        Self {
            length: body.length(),
            piece: Piece::new(body),
            rest: VecDeque::new(),
        }
    }

    /// Bodies one after the other.
    pub(crate) fn chain(bodies: impl IntoIterator<Item = Body>) -> Self {
        let mut chain = Self::empty();
        for body in bodies {
            chain.length = chain
                .length
                .zip(body.length())
                .and_then(|(sum, it)| sum.checked_add(it));
            chain.rest.extend(Piece::new(body));
        }
        chain.piece = chain.rest.pop_front();
        chain
    }

    /// What is left of it in bytes, when it is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }
}

impl Default for RequestBody {
    fn default() -> Self {
        Self::empty()
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
        while let Some(piece) = &mut self.piece {
            match ready!(piece.poll_chunk(cx)) {
                Some(Ok(chunk)) if chunk.is_empty() => {}
                Some(Ok(chunk)) => {
                    // What is sent whole is over, without asking once more.
                    if matches!(&piece.content, Content::Bytes(rest) if rest.is_empty()) {
                        self.piece = self.rest.pop_front();
                    }
                    self.length = self
                        .length
                        .map(|length| length.saturating_sub(chunk.len() as u64));
                    return Poll::Ready(Some(Ok(Frame::data(chunk))));
                }
                Some(Err(error)) => {
                    self.piece = None;
                    self.rest.clear();
                    return Poll::Ready(Some(Err(error)));
                }
                None => self.piece = self.rest.pop_front(),
            }
        }
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        self.piece.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

impl Piece {
    /// What there is to send of a body; nothing, where that is known to be empty.
    fn new(body: Body) -> Option<Self> {
        let content = match body.source {
            Source::Bytes(bytes) if bytes.is_empty() => return None,
            Source::Bytes(bytes) => Content::Bytes(bytes),
            #[cfg(feature = "fs")]
            Source::Path { path, length } => Content::Stream(
                std::sync::Mutex::new(Box::pin(FileStream::new(path))),
                Some(length),
            ),
            Source::Stream { stream, length } => Content::Stream(stream, length),
        };
        Some(Self {
            content,
            progress: body.progress,
            sent: 0,
        })
    }

    /// The next chunk, of the announced length in all.
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        let chunk = match &mut self.content {
            Content::Bytes(bytes) if bytes.is_empty() => return Poll::Ready(None),
            Content::Bytes(bytes) if self.progress.is_some() => {
                bytes.split_to(bytes.len().min(WATCHED_CHUNK))
            }
            Content::Bytes(bytes) => std::mem::take(bytes),
            Content::Stream(stream, left) => {
                let stream = stream.get_mut().unwrap_or_else(PoisonError::into_inner);
                match (ready!(stream.as_mut().poll_next(cx)), left) {
                    (Some(Err(error)), _) => return Poll::Ready(Some(Err(error))),
                    (Some(Ok(chunk)), None) => chunk,
                    (Some(Ok(chunk)), Some(left)) => match left.checked_sub(chunk.len() as u64) {
                        Some(rest) => {
                            *left = rest;
                            chunk
                        }
                        None => {
                            return Poll::Ready(Some(Err(
                                "the body is longer than its announced length".into(),
                            )));
                        }
                    },
                    (None, None | Some(0)) => return Poll::Ready(None),
                    (None, Some(left)) => {
                        let error =
                            format!("the body ended {left} bytes before its announced length");
                        return Poll::Ready(Some(Err(error.into())));
                    }
                }
            }
        };
        self.sent += chunk.len() as u64;
        if let Some(progress) = &self.progress {
            progress(self.sent);
        }
        Poll::Ready(Some(Ok(chunk)))
    }
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
