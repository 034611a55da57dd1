//! Requests without a whole answer.

use std::fmt;

use super::BoxError;

/// Why a request has no answer, or only a part of one.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

/// What a transport was doing when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// Anything, for longer than it may take.
    Timeout,
    /// Connecting: nothing was sent.
    Connect,
    /// Connecting, for longer than that may take: nothing was sent.
    ConnectTimeout,
    /// It cannot send this request as it is: nothing was sent.
    Refused,
    /// Sending the request, or waiting for its answer: the server may have seen it.
    Send,
    /// Reading the answer.
    Receive,
}

impl TransportError {
    /// An error of a transport.
    pub fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// What the transport was doing.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether it took longer than it may.
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.kind,
            TransportErrorKind::Timeout | TransportErrorKind::ConnectTimeout
        )
    }

    /// Whether there was no connection.
    pub fn is_connect(&self) -> bool {
        matches!(
            self.kind,
            TransportErrorKind::Connect | TransportErrorKind::ConnectTimeout
        )
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Timeout => "the call took too long",
            TransportErrorKind::Connect => "no connection to the server",
            TransportErrorKind::ConnectTimeout => "no connection to the server in time",
            TransportErrorKind::Refused => "the transport refuses the request",
            TransportErrorKind::Send => "the request has no answer",
            TransportErrorKind::Receive => "the answer did not come whole",
        })?;
        // The chain down to the cause: callers who only print the error need it, since `source` repeats nothing.
        let mut source: Option<&(dyn std::error::Error + 'static)> = Some(&*self.source);
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
