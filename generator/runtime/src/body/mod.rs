//! What a caller sends: bytes, a file, or a stream; and what a transport reads of it.
//!
//! # Invariants
//! - Nothing is read before it is sent, and never more of it than a chunk is held.
//! - An announced length is kept: a shorter or longer stream is an error, not a broken request.

#[cfg(feature = "fs")]
mod file;
mod items;
#[cfg(feature = "tokio")]
mod reader;
mod request;

use std::fmt;
#[cfg(feature = "fs")]
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use futures_core::Stream;
use serde::Serialize;

pub use items::BodyItems;
pub use request::RequestBody;

use crate::error::BoxError;
use crate::media_type;
use crate::wire::{self, EncodeError};

/// A stream of chunks; behind a mutex that is never locked, since a request body has to be `Sync`.
type ChunkStream = Mutex<Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>>;

/// A body, or the content of a file part.
pub struct Body {
    source: Source,
    progress: Option<Progress>,
}

/// What is told how many bytes of a body have been handed to the transport.
type Progress = Arc<dyn Fn(u64) + Send + Sync>;

enum Source {
    Bytes(Bytes),
    #[cfg(feature = "fs")]
    Path {
        path: PathBuf,
        length: u64,
    },
    Stream {
        stream: ChunkStream,
        length: Option<u64>,
    },
}

/// What stands around JSON values that are sent one after another.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Framing {
    /// A line feed after each: NDJSON and JSON Lines.
    Lines,
    /// RS before each, and a line feed after it (RFC 7464).
    Sequence,
}

impl Framing {
    /// That of a media type.
    pub(crate) fn of(content_type: &str) -> Self {
        let essence = media_type::essence(content_type).to_ascii_lowercase();
        if essence.ends_with("json-seq") {
            Self::Sequence
        } else {
            Self::Lines
        }
    }

    fn write(self, item: &[u8], into: &mut Vec<u8>) {
        if matches!(self, Self::Sequence) {
            into.push(0x1e);
        }
        into.extend_from_slice(item);
        into.push(b'\n');
    }
}

impl Body {
    /// A body of these bytes.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self::new(Source::Bytes(bytes.into()))
    }

    /// JSON values one after another, a line each: NDJSON and JSON Lines.
    ///
    /// What does not fit into memory goes out as a [`stream`](Self::stream).
    ///
    /// # Errors
    /// When a value cannot be encoded.
    pub fn json_lines<T: Serialize>(
        values: impl IntoIterator<Item = T>,
    ) -> Result<Self, EncodeError> {
        Self::framed(Framing::Lines, values)
    }

    /// JSON values one after another, as `application/json-seq` has them (RFC 7464).
    ///
    /// # Errors
    /// When a value cannot be encoded.
    pub fn json_sequence<T: Serialize>(
        values: impl IntoIterator<Item = T>,
    ) -> Result<Self, EncodeError> {
        Self::framed(Framing::Sequence, values)
    }

    fn framed<T: Serialize>(
        framing: Framing,
        values: impl IntoIterator<Item = T>,
    ) -> Result<Self, EncodeError> {
        let mut text = Vec::new();
        for value in values {
            framing.write(&wire::to_vec(&value)?, &mut text);
        }
        Ok(Self::bytes(text))
    }

    /// The file at `path`, read when it is sent, in constant memory.
    ///
    /// # Errors
    /// When there is no such file, or it is a directory.
    #[cfg(feature = "fs")]
    pub async fn path(path: impl AsRef<Path>) -> std::io::Result<Self> {
        let path = path.as_ref().to_owned();
        let length = file::length(&path).await?;
        Ok(Self::new(Source::Path { path, length }))
    }

    /// A stream of chunks; with its length, when it is known, the request has a `Content-Length`.
    pub fn stream<S, C, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<C, E>> + Send + 'static,
        C: Into<Bytes>,
        E: Into<BoxError>,
    {
        let stream = Box::pin(request::Chunks::new(stream));
        Self::new(Source::Stream {
            stream: Mutex::new(stream),
            length,
        })
    }

    /// A reader; with its length, when it is known, the request has a `Content-Length`.
    #[cfg(feature = "tokio")]
    pub fn reader(reader: impl tokio::io::AsyncRead + Send + 'static, length: Option<u64>) -> Self {
        let stream = Box::pin(reader::ReaderStream::new(Box::pin(reader)));
        Self::new(Source::Stream {
            stream: Mutex::new(stream),
            length,
        })
    }

    /// Tells `progress` how many bytes of it have been handed to the transport, whenever that grows.
    ///
    /// Where it is sent again, it is told again from the start.
    #[must_use]
    pub fn with_progress(mut self, progress: impl Fn(u64) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    fn new(source: Source) -> Self {
        Self {
            source,
            progress: None,
        }
    }

    /// Its length in bytes, when it is known.
    pub fn length(&self) -> Option<u64> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes.len() as u64),
            #[cfg(feature = "fs")]
            Source::Path { length, .. } => Some(*length),
            Source::Stream { length, .. } => *length,
        }
    }

    /// Whether it can be sent again: a stream and a reader can be read only once.
    pub fn is_replayable(&self) -> bool {
        !matches!(self.source, Source::Stream { .. })
    }

    /// The same body again, when it is replayable.
    pub fn try_clone(&self) -> Option<Self> {
        let source = match &self.source {
            Source::Bytes(bytes) => Source::Bytes(bytes.clone()),
            #[cfg(feature = "fs")]
            Source::Path { path, length } => Source::Path {
                path: path.clone(),
                length: *length,
            },
            Source::Stream { .. } => return None,
        };
        Some(Self {
            source,
            progress: self.progress.clone(),
        })
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::bytes(Bytes::new())
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.source {
            Source::Bytes(_) => "bytes",
            #[cfg(feature = "fs")]
            Source::Path { path, .. } => return write!(f, "Body(file {})", path.display()),
            Source::Stream { .. } => "stream",
        };
        match self.length() {
            Some(length) => write!(f, "Body({kind}, {length} bytes)"),
            None => write!(f, "Body({kind}, unknown length)"),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self::bytes(bytes)
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::bytes(bytes)
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::bytes(text)
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Self::bytes(text)
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Self::bytes(bytes)
    }
}

impl<const N: usize> From<&'static [u8; N]> for Body {
    fn from(bytes: &'static [u8; N]) -> Self {
        Self::bytes(&bytes[..])
    }
}
