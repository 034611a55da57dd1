//! A call under way.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::{RawResponse, Response};
use crate::call::Exchange;
use crate::error::{Error, RequestError, TransportError, UnexpectedResponse};
use crate::example::{Judge, Outcome};
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

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Request(error) => error.into(),
            Failure::Transport(error) => error.into(),
            Failure::Unexpected(error) => error.into(),
        }
    }
}

/// A call under way: a future of its [`Response`] or [`Error`].
///
/// The exchange is one future for every operation, and decoding is one function of this operation.
#[must_use = "a request is not sent until its future is awaited"]
pub struct Sending<'c, T, E> {
    exchange: Exchange<'c>,
    decode: fn(RawResponse) -> Result<Response<T>, Error<E>>,
}

impl<'c, T, E> Sending<'c, T, E> {
    pub(crate) fn new(
        exchange: Exchange<'c>,
        decode: fn(RawResponse) -> Result<Response<T>, Error<E>>,
    ) -> Self {
        Self { exchange, decode }
    }
}

impl<'c, T: 'static, E: fmt::Debug + 'static> Sending<'c, T, E> {
    /// Sends, and says what came of it without the bodies; examples end so.
    #[must_use]
    pub fn outcome(self) -> BoxFuture<'c, Outcome> {
        let decode = self.decode;
        judge(
            self.exchange,
            Box::new(move |response| Outcome::of(decode(response))),
        )
    }
}

fn judge(exchange: Exchange<'_>, judge: Judge) -> BoxFuture<'_, Outcome> {
    Box::pin(async move {
        match exchange.await {
            Ok(response) => judge(response),
            Err(failure) => Outcome::of::<(), ()>(Err(failure.into())),
        }
    })
}

impl<T, E> Future for Sending<'_, T, E> {
    type Output = Result<Response<T>, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match ready!(Pin::new(&mut self.exchange).poll(cx)) {
            Ok(response) => (self.decode)(response),
            Err(failure) => Err(failure.into()),
        })
    }
}

impl<T, E> fmt::Debug for Sending<'_, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending")
    }
}
