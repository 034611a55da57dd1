//! What can go wrong with a call, and what is known of it then.

mod api;
mod request;
mod summary;
mod transport;
mod unexpected;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub(crate) use api::Answer as ApiAnswer;
pub use api::ApiError;
pub use request::RequestError;
pub use transport::{TransportError, TransportErrorKind};
pub use unexpected::{Reason, UnexpectedResponse};

/// Any error, as streams and transports have them.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why a call has no [`Response`](crate::Response); `E` is the documented error body.
#[derive(Debug)]
#[non_exhaustive]
#[expect(
    clippy::error_impl_error,
    reason = "generated clients show it as `square::Error`"
)]
pub enum Error<E> {
    /// The request cannot be sent as documented; nothing was sent.
    Request(RequestError),
    /// No answer, or not a whole one.
    Transport(TransportError),
    /// A documented error, its body decoded.
    Api(ApiError<E>),
    /// An answer that the document does not describe.
    Unexpected(UnexpectedResponse),
}

impl<E> Error<E> {
    /// The status code of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Request(_) | Self::Transport(_) => None,
            Self::Api(error) => Some(error.status()),
            Self::Unexpected(error) => Some(error.status()),
        }
    }

    /// The headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Request(_) | Self::Transport(_) => None,
            Self::Api(error) => Some(error.headers()),
            Self::Unexpected(error) => Some(error.headers()),
        }
    }

    /// The body of the answer as it came, if there was one.
    pub fn body_bytes(&self) -> Option<&Bytes> {
        match self {
            Self::Request(_) | Self::Transport(_) => None,
            Self::Api(error) => Some(error.body_bytes()),
            Self::Unexpected(error) => Some(error.body_bytes()),
        }
    }

    /// The documented error body, if that is what came.
    pub fn api(&self) -> Option<&ApiError<E>> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// Whether the call took longer than it may.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }

    /// Whether there was no connection to the server.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_connect())
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::Unexpected(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => std::error::Error::source(error),
            Self::Unexpected(error) => std::error::Error::source(error),
            Self::Request(_) | Self::Api(_) => None,
        }
    }
}

impl<E> From<RequestError> for Error<E> {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl<E> From<TransportError> for Error<E> {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl<E> From<UnexpectedResponse> for Error<E> {
    fn from(error: UnexpectedResponse) -> Self {
        Self::Unexpected(error)
    }
}
