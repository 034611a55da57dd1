//! From a call to its answer: one future for all operations, written by hand so that it needs no box.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderMap, Request, StatusCode};

use super::Call;
use crate::body::RequestBody;
use crate::client::Client;
use crate::error::{Reason, RequestError, UnexpectedResponse};
use crate::response::{Collecting, Failure, RawResponse};
use crate::transport::{Answer, BoxFuture};

/// A call under way, as far as it is the same for every operation.
pub(crate) struct Exchange<'c> {
    client: &'c Client,
    stream_when: Option<fn(StatusCode) -> bool>,
    state: State<'c>,
}

enum State<'c> {
    /// Tokens are asked for before there is a request.
    Asking(BoxFuture<'c, Result<Request<RequestBody>, RequestError>>),
    /// Nothing is sent until somebody waits for it.
    Made(Result<Request<RequestBody>, RequestError>),
    Sent(BoxFuture<'c, Answer>),
    Reading(StatusCode, HeaderMap, Collecting),
    Over,
}

impl<'c> Exchange<'c> {
    pub(super) fn new(call: Call<'c>) -> Self {
        let client = call.client;
        let stream_when = call.stream_when;
        let asked = call.asked();
        let state = if asked.is_empty() {
            State::Made(call.into_request(&[]))
        } else {
            State::Asking(Box::pin(async move {
                let mut answers = Vec::with_capacity(asked.len());
                for asked in asked {
                    answers.push(asked.answer().await?);
                }
                call.into_request(&answers)
            }))
        };
        Self {
            client,
            stream_when,
            state,
        }
    }
}

impl Future for Exchange<'_> {
    type Output = Result<RawResponse, Failure>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let limit = this.client.0.max_response_bytes;
        loop {
            this.state = match &mut this.state {
                State::Asking(asking) => State::Made(ready!(asking.as_mut().poll(cx))),
                State::Made(_) => match std::mem::replace(&mut this.state, State::Over) {
                    State::Made(Ok(request)) => State::Sent(this.client.0.transport.send(request)),
                    State::Made(Err(error)) => return Poll::Ready(Err(error.into())),
                    other => other,
                },
                State::Sent(answer) => {
                    let (parts, body) = ready!(answer.as_mut().poll(cx))?.into_parts();
                    let (status, headers) = (parts.status, parts.headers);
                    if this
                        .stream_when
                        .is_some_and(|is_streamed| is_streamed(status))
                    {
                        this.state = State::Over;
                        let response = RawResponse::streamed(status, headers, body, limit);
                        return Poll::Ready(Ok(response));
                    }
                    State::Reading(status, headers, Collecting::new(body, limit))
                }
                State::Reading(status, headers, collecting) => {
                    let collected = ready!(collecting.poll(cx))?;
                    let (status, headers) = (*status, std::mem::take(headers));
                    this.state = State::Over;
                    if collected.is_whole {
                        let response = RawResponse::new(status, headers, collected.bytes);
                        return Poll::Ready(Ok(response));
                    }
                    let (bytes, reason) = (collected.bytes, Reason::TooLarge { limit });
                    let error = UnexpectedResponse::new(status, headers, bytes, reason);
                    return Poll::Ready(Err(Failure::Unexpected(error)));
                }
                State::Over => panic!("a call was polled after it had ended"),
            };
        }
    }
}
