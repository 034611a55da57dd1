//! From a call to its answer: one future for all operations, written by hand so that it needs no box.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderMap, Request, StatusCode};

use super::Draft;
use crate::body::RequestBody;
use crate::client::Client;
use crate::credential::Asked;
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
    /// Nothing is done until somebody waits for it.
    Draft(Box<Draft<'c>>),
    /// Tokens are asked for before there is a request.
    Asking(BoxFuture<'c, Result<Request<RequestBody>, RequestError>>),
    Sent(BoxFuture<'c, Answer>),
    Reading(StatusCode, HeaderMap, Collecting),
    Over,
}

impl<'c> Exchange<'c> {
    pub(super) fn new(draft: Box<Draft<'c>>) -> Self {
        Self {
            client: draft.client,
            stream_when: draft.stream_when,
            state: State::Draft(draft),
        }
    }
}

/// The request of a draft, with tokens that are asked for first.
async fn ask(
    mut draft: Box<Draft<'_>>,
    asked: Vec<Asked>,
) -> Result<Request<RequestBody>, RequestError> {
    let mut answers = Vec::with_capacity(asked.len());
    for asked in asked {
        answers.push(asked.answer().await?);
    }
    draft.request(&answers)
}

impl Future for Exchange<'_> {
    type Output = Result<RawResponse, Failure>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let client = &this.client.0;
        let limit = client.max_response_bytes;
        loop {
            this.state = match &mut this.state {
                State::Draft(draft) => {
                    let asked = draft.asked();
                    if asked.is_empty() {
                        State::Sent(client.transport.send(draft.request(&[])?))
                    } else if let State::Draft(draft) =
                        std::mem::replace(&mut this.state, State::Over)
                    {
                        State::Asking(Box::pin(ask(draft, asked)))
                    } else {
                        State::Over
                    }
                }
                State::Asking(asking) => {
                    let request = ready!(asking.as_mut().poll(cx))?;
                    State::Sent(client.transport.send(request))
                }
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
