//! A call under way.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::{RawResponse, Response};
use crate::error::{Error, RequestError, TransportError, UnexpectedResponse};
use crate::transport::BoxFuture;

/// Why there is no answer to decode.
pub(crate) enum Failure {
    Request(RequestError),
    Transport(TransportError),
    Unexpected(UnexpectedResponse),
}

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

/// A call under way: a future of its [`Response`] or [`Error`].
///
/// The exchange is one future for every operation, and decoding is one function of this operation.
#[must_use = "a request is not sent until its future is awaited"]
pub struct Sending<'c, T, E> {
    exchange: BoxFuture<'c, Result<RawResponse, Failure>>,
    decode: fn(RawResponse) -> Result<Response<T>, Error<E>>,
}

impl<'c, T, E> Sending<'c, T, E> {
    pub(crate) fn new(
        exchange: BoxFuture<'c, Result<RawResponse, Failure>>,
        decode: fn(RawResponse) -> Result<Response<T>, Error<E>>,
    ) -> Self {
        Self { exchange, decode }
    }
}

impl<T, E> Future for Sending<'_, T, E> {
    type Output = Result<Response<T>, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match ready!(self.exchange.as_mut().poll(cx)) {
            Ok(response) => (self.decode)(response),
            Err(Failure::Request(error)) => Err(error.into()),
            Err(Failure::Transport(error)) => Err(error.into()),
            Err(Failure::Unexpected(error)) => Err(error.into()),
        })
    }
}

impl<T, E> fmt::Debug for Sending<'_, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending")
    }
}
