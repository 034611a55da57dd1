//! A reader as a stream of chunks.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use crate::error::BoxError;

/// How much is read at once: enough for a transport to be busy, little enough to hold.
const CHUNK: usize = 64 * 1024;

/// The chunks of a reader.
pub(super) struct ReaderStream<R> {
    reader: Pin<Box<R>>,
    buffer: BytesMut,
}

impl<R> ReaderStream<R> {
    pub(super) fn new(reader: Pin<Box<R>>) -> Self {
        Self {
            reader,
            buffer: BytesMut::new(),
        }
    }
}

impl<R: AsyncRead> Stream for ReaderStream<R> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        // The buffer is taken back from the transport once it has let go of the last chunk.
        if this.buffer.len() < CHUNK {
            this.buffer.resize(CHUNK, 0);
        }
        let mut space = ReadBuf::new(&mut this.buffer);
        if let Err(error) = ready!(this.reader.as_mut().poll_read(cx, &mut space)) {
            return Poll::Ready(Some(Err(error.into())));
        }
        let read = space.filled().len();
        let chunk = this.buffer.split_to(read).freeze();
        this.buffer.clear();
        Poll::Ready((read > 0).then_some(Ok(chunk)))
    }
}
