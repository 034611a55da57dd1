//! Cuts a body that comes into records: lines, or what separators of RFC 7464 stand between.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes, BytesMut};
use futures_core::Stream as _;

use super::ResponseBody;
use crate::error::TransportError;
use crate::wire::DecodeError;

/// Why an item of a stream is not there.
#[derive(Debug)]
#[non_exhaustive]
pub enum ItemError {
    /// The stream broke off; it has ended.
    Transport(TransportError),
    /// An item is not as documented; those after it are read all the same.
    Decode {
        /// Which item it is, counted from 0.
        index: u64,
        /// The item as it came.
        bytes: Bytes,
        /// What is wrong with it.
        error: DecodeError,
    },
    /// An item is longer than what the client reads into memory; the stream has ended.
    TooLong {
        /// Which item it is, counted from 0.
        index: u64,
        /// How many bytes one may have.
        limit: u64,
    },
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::Decode { index, error, .. } => write!(f, "item {index}: {error}"),
            Self::TooLong { index, limit } => {
                write!(f, "item {index} has more than {limit} bytes")
            }
        }
    }
}

impl std::error::Error for ItemError {}

/// What records end with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    /// A line feed.
    LineFeed,
    /// CR, LF, or both (WHATWG HTML, section 9.2.5).
    AnyLineEnd,
    /// RS, which stands before each record (RFC 7464).
    Rs,
}

/// The records of a body, each at most so many bytes long.
pub(super) struct Records {
    body: ResponseBody,
    separator: Separator,
    limit: u64,
    buffer: BytesMut,
    /// How much of the buffer has no separator.
    scanned: usize,
    /// Whether a line feed that comes next belongs to the line before.
    after_return: bool,
    is_over: bool,
    /// How many items were taken.
    pub(super) index: u64,
}

impl Records {
    pub(super) fn new(body: ResponseBody, separator: Separator, limit: u64) -> Self {
        Self {
            body,
            separator,
            limit,
            buffer: BytesMut::new(),
            scanned: 0,
            after_return: false,
            is_over: false,
            index: 0,
        }
    }

    /// Whether so many bytes are more than an item may have.
    pub(super) fn is_too_long(&self, length: usize) -> bool {
        u64::try_from(length).is_ok_and(|length| length > self.limit)
    }

    /// Ends the stream: nothing of it is kept.
    pub(super) fn end(&mut self) {
        self.is_over = true;
        self.buffer.clear();
        self.scanned = 0;
        self.body = ResponseBody::default();
    }

    /// The error of an item that is too long, which ends the stream.
    pub(super) fn too_long(&mut self) -> ItemError {
        self.end();
        ItemError::TooLong {
            index: self.index,
            limit: self.limit,
        }
    }

    /// The next record without its separator; the last one need not have any.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, ItemError>>> {
        loop {
            if self.after_return && !self.buffer.is_empty() {
                self.after_return = false;
                if self.buffer[0] == b'\n' {
                    self.buffer.advance(1);
                }
            }
            if let Some(found) = self.find() {
                if self.is_too_long(found) {
                    return Poll::Ready(Some(Err(self.too_long())));
                }
                let record = self.buffer.split_to(found).freeze();
                self.after_return = self.buffer[0] == b'\r';
                self.buffer.advance(1);
                self.scanned = 0;
                return Poll::Ready(Some(Ok(record)));
            }
            self.scanned = self.buffer.len();
            if self.is_too_long(self.scanned) {
                return Poll::Ready(Some(Err(self.too_long())));
            }
            if self.is_over {
                let rest = std::mem::take(&mut self.buffer).freeze();
                self.scanned = 0;
                return Poll::Ready((!rest.is_empty()).then_some(Ok(rest)));
            }
            match ready!(Pin::new(&mut self.body).poll_next(cx)) {
                None => self.is_over = true,
                Some(Ok(chunk)) => self.buffer.extend_from_slice(&chunk),
                Some(Err(error)) => {
                    self.end();
                    return Poll::Ready(Some(Err(ItemError::Transport(error))));
                }
            }
        }
    }

    fn find(&self) -> Option<usize> {
        let is_end = |byte: &u8| match self.separator {
            Separator::LineFeed => *byte == b'\n',
            Separator::AnyLineEnd => matches!(byte, b'\r' | b'\n'),
            Separator::Rs => *byte == 0x1e,
        };
        let rest = self.buffer.get(self.scanned..)?;
        rest.iter().position(is_end).map(|at| self.scanned + at)
    }
}
