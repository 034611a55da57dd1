//! Documented errors.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::IgnoredAny;

use super::summary::Summary;

/// How much of a body that is not JSON an error's text shows.
const SHOWN: usize = 200;

/// A documented error: status, headers, and the decoded body.
pub struct ApiError<E>(Box<Inner<E>>);

struct Inner<E> {
    answer: Answer,
    body: E,
}

/// What is not generic about it.
pub(crate) struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
    summary: Summary,
}

impl Answer {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, bytes: Bytes) -> Self {
        let summary = Summary::of(&bytes);
        Self {
            status,
            headers,
            bytes,
            summary,
        }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_status(f, self.status)?;
        for text in [&self.summary.code, &self.summary.message]
            .into_iter()
            .flatten()
        {
            write!(f, ": {text}")?;
        }
        // Text, where the document says nothing about the body, is all there is to say.
        if serde_json::from_slice::<IgnoredAny>(&self.bytes).is_err() {
            write_start(f, &self.bytes)?;
        }
        Ok(())
    }
}

/// `404 Not Found`, or `499` where the code has no name.
pub(super) fn write_status(f: &mut fmt::Formatter<'_>, status: StatusCode) -> fmt::Result {
    match status.canonical_reason() {
        Some(reason) => write!(f, "{} {reason}", status.as_str()),
        None => f.write_str(status.as_str()),
    }
}

/// The start of a body, when it is text.
pub(super) fn write_start(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    let text = String::from_utf8_lossy(bytes.get(..SHOWN).unwrap_or(bytes));
    let text = text.trim_end_matches('\u{fffd}').trim();
    if text.is_empty()
        || text
            .chars()
            .any(|char| char == '\u{fffd}' || (char.is_control() && !char.is_whitespace()))
    {
        return Ok(());
    }
    let line: Vec<&str> = text.split_whitespace().collect();
    write!(
        f,
        ": {}{}",
        line.join(" "),
        if bytes.len() > SHOWN { " …" } else { "" }
    )
}

impl<E> ApiError<E> {
    pub(crate) fn new(answer: Answer, body: E) -> Self {
        Self(Box::new(Inner { answer, body }))
    }

    /// The status code.
    pub fn status(&self) -> StatusCode {
        self.0.answer.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.answer.headers
    }

    /// The decoded body.
    pub fn body(&self) -> &E {
        &self.0.body
    }

    /// The decoded body, by value.
    pub fn into_body(self) -> E {
        self.0.body
    }

    /// The body as it came.
    pub fn body_bytes(&self) -> &Bytes {
        &self.0.answer.bytes
    }

    /// The error code of the body (`code`, `errorCode`, …), if it has one.
    pub fn code(&self) -> Option<&str> {
        self.0.answer.summary.code.as_deref()
    }

    /// The message of the body (`message`, `detail`, …), if it has one.
    pub fn message(&self) -> Option<&str> {
        self.0.answer.summary.message.as_deref()
    }
}

impl<E: fmt::Debug> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("status", &self.status())
            .field("body", self.body())
            .finish_non_exhaustive()
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.answer.write(f)
    }
}

impl<E: fmt::Debug> std::error::Error for ApiError<E> {}
