//! From a call to its answer: one future for all operations, written by hand so that it needs no box.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderMap, StatusCode};

use super::Draft;
use crate::credential::Asked;
use crate::error::{Reason, RequestError, UnexpectedResponse};
use crate::response::{Collecting, Failure, RawResponse};
use crate::transport::{Answer, BoxFuture};

/// A call under way, as far as it is the same for every operation.
pub(crate) struct Exchange<'c> {
    /// Nothing is done until somebody waits for it.
    draft: Option<Box<Draft<'c>>>,
    stream_when: Option<fn(StatusCode) -> bool>,
    limit: u64,
    state: State<'c>,
}

enum State<'c> {
    /// Tokens are asked for before there is a request.
    Asking(BoxFuture<'c, Result<BoxFuture<'c, Answer>, RequestError>>),
    Sent(BoxFuture<'c, Answer>),
    Reading(StatusCode, HeaderMap, Collecting),
    Idle,
}

impl<'c> Exchange<'c> {
    pub(super) fn new(draft: Box<Draft<'c>>) -> Self {
        Self {
            stream_when: draft.stream_when,
            limit: draft.client.0.max_response_bytes,
            draft: Some(draft),
            state: State::Idle,
        }
    }
}

/// Sends a draft, with tokens that are asked for first.
async fn ask(
    draft: Box<Draft<'_>>,
    asked: Vec<Asked>,
) -> Result<BoxFuture<'_, Answer>, RequestError> {
    let mut answers = Vec::with_capacity(asked.len());
    for asked in asked {
        answers.push(asked.answer().await?);
    }
    draft.send(&answers)
}

impl Future for Exchange<'_> {
    type Output = Result<RawResponse, Failure>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let limit = this.limit;
        if let Some(draft) = this.draft.take() {
            let asked = draft.asked();
            this.state = if asked.is_empty() {
                State::Sent(draft.send(&[])?)
            } else {
                State::Asking(Box::pin(ask(draft, asked)))
            };
        }
        loop {
            this.state = match &mut this.state {
                State::Asking(asking) => State::Sent(ready!(asking.as_mut().poll(cx))?),
                State::Sent(answer) => {
                    let (parts, body) = ready!(answer.as_mut().poll(cx))?.into_parts();
                    let (status, headers) = (parts.status, parts.headers);
                    if this
                        .stream_when
                        .is_some_and(|is_streamed| is_streamed(status))
                    {
                        this.state = State::Idle;
                        let response = RawResponse::streamed(status, headers, body, limit);
                        return Poll::Ready(Ok(response));
                    }
                    State::Reading(status, headers, Collecting::new(body, limit))
                }
                State::Reading(status, headers, collecting) => {
                    let collected = ready!(collecting.poll(cx))?;
                    let (status, headers) = (*status, std::mem::take(headers));
                    this.state = State::Idle;
                    if collected.is_whole {
                        let response = RawResponse::new(status, headers, collected.bytes);
                        return Poll::Ready(Ok(response));
                    }
                    let (bytes, reason) = (collected.bytes, Reason::TooLarge { limit });
                    let error = UnexpectedResponse::new(status, headers, bytes, reason);
                    return Poll::Ready(Err(Failure::Unexpected(error)));
                }
                State::Idle => panic!("a call was polled after it had ended"),
            };
        }
    }
}
