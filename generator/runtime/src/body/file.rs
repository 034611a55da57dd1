//! A file, opened when it is first read.

use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::fs::File;

use super::reader::ReaderStream;
use crate::error::BoxError;

/// The length of the file at `path`.
pub(super) async fn length(path: &Path) -> io::Result<u64> {
    let metadata = tokio::fs::metadata(path)
        .await
        .map_err(|error| named(path, &error))?;
    if metadata.is_dir() {
        return Err(named(path, &io::Error::from(io::ErrorKind::IsADirectory)));
    }
    Ok(metadata.len())
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// The chunks of a file.
pub(super) enum FileStream {
    Opening(Pin<Box<dyn Future<Output = io::Result<File>> + Send>>),
    Reading(ReaderStream<File>),
}

impl FileStream {
    pub(super) fn new(path: PathBuf) -> Self {
        Self::Opening(Box::pin(async move {
            File::open(&path)
                .await
                .map_err(|error| named(&path, &error))
        }))
    }
}

impl Stream for FileStream {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match &mut *self {
                Self::Opening(opening) => {
                    let file = match ready!(opening.as_mut().poll(cx)) {
                        Ok(file) => file,
                        Err(error) => return Poll::Ready(Some(Err(error.into()))),
                    };
                    *self = Self::Reading(ReaderStream::new(Box::pin(file)));
                }
                Self::Reading(reader) => return Pin::new(reader).poll_next(cx),
            }
        }
    }
}
