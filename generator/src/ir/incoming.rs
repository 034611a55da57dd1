//! Requests that the server makes: webhooks and callbacks.

use super::{ContentKind, Docs, Header, StatusPattern};
use crate::diagnostic::Pointer;

/// A request that the server makes.
#[derive(Clone, Debug)]
pub struct IncomingRequest {
    /// The words its name is made of: those of the webhook, or of the operation and its callback.
    pub name: String,
    /// The key of the webhook or callback.
    pub key: String,
    /// The place of its Operation Object.
    pub location: Pointer,
    /// Why the server makes it.
    pub cause: Cause,
    /// Its method.
    pub method: String,
    /// `summary`.
    pub summary: Option<String>,
    /// What the document says about it.
    pub docs: Docs,
    /// Its header parameters.
    pub headers: Vec<Header>,
    /// Its body, as it is read, and its media type.
    pub content: Option<(String, ContentKind)>,
    /// The statuses that it may be answered with, and what they mean.
    pub answers: Vec<(StatusPattern, String)>,
}

/// Why the server makes a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Something happened: OAS 3.1, `webhooks`.
    Webhook,
    /// The client called an operation: OAS 3.0.4, Callback Object.
    Callback {
        /// The place of the operation.
        operation: Pointer,
        /// The runtime expression of the URL.
        expression: String,
    },
}
