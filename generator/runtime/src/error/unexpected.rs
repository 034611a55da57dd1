//! Answers that the document does not describe: kept whole.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::api::{write_start, write_status};
use super::summary::Summary;
use crate::wire::DecodeError;

/// An answer that the document does not describe: its status, headers and body as they came.
pub struct UnexpectedResponse(Box<Inner>);

struct Inner {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
    reason: Reason,
}

/// Why an answer is not what the document describes.
#[derive(Debug)]
#[non_exhaustive]
pub enum Reason {
    /// The document has no response for this status.
    UndocumentedStatus,
    /// A body was documented, and there is none.
    EmptyBody,
    /// The body has another content type than the documented one, and does not decode as that.
    ContentType {
        /// The content type that came.
        actual: String,
    },
    /// The body does not decode as the documented type.
    Decode(DecodeError),
    /// The text is not in its character set; UTF-8, US-ASCII and ISO-8859-1 are known.
    Charset {
        /// The character set it should be in.
        charset: String,
    },
    /// The body is not in parts, or they are broken.
    Parts {
        /// What is wrong.
        message: String,
    },
    /// The body is longer than the client reads; what was read of it is kept.
    TooLarge {
        /// The most it reads, in bytes.
        limit: u64,
    },
}

impl UnexpectedResponse {
    pub(crate) fn new(
        status: StatusCode,
        headers: HeaderMap,
        bytes: Bytes,
        reason: Reason,
    ) -> Self {
        Self(Box::new(Inner {
            status,
            headers,
            bytes,
            reason,
        }))
    }

    /// The status code.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body as it came.
    pub fn body_bytes(&self) -> &Bytes {
        &self.0.bytes
    }

    /// What is unexpected about it.
    pub fn reason(&self) -> &Reason {
        &self.0.reason
    }
}

impl fmt::Debug for UnexpectedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnexpectedResponse")
            .field("status", &self.status())
            .field("reason", self.reason())
            .field("body_length", &self.body_bytes().len())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for UnexpectedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_status(f, self.status())?;
        match self.reason() {
            Reason::UndocumentedStatus => f.write_str(" (not documented)")?,
            Reason::EmptyBody => return f.write_str(" without the documented body"),
            Reason::ContentType { actual } => {
                write!(f, " with a body of another content type, `{actual}`")?;
            }
            Reason::Decode(error) => write!(f, " with a body that is not as documented: {error}")?,
            Reason::Parts { message } => return write!(f, " whose body has no parts: {message}"),
            Reason::Charset { charset } => return write!(f, " with text that is not {charset}"),
            Reason::TooLarge { limit } => {
                return write!(f, " with a body of more than {limit} bytes");
            }
        }
        // The body of a success may hold what does not belong in a log.
        if self.status().is_success() {
            return Ok(());
        }
        let summary = Summary::of(self.body_bytes());
        let mut shown = [summary.code, summary.message]
            .into_iter()
            .flatten()
            .peekable();
        if shown.peek().is_none() {
            return write_start(f, self.body_bytes());
        }
        shown.try_for_each(|text| write!(f, ": {text}"))
    }
}

impl std::error::Error for UnexpectedResponse {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.reason() {
            Reason::Decode(error) => Some(error),
            _ => None,
        }
    }
}
