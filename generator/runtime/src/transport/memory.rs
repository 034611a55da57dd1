//! A transport for tests: a closure answers, and every request is kept.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, Method};

use super::transcript;
use super::{Answer, BoxFuture, Secrets, Timeout, Transport};
use crate::body::RequestBody;
use crate::error::{TransportError, TransportErrorKind};
use crate::response::{ResponseBody, collect};

type Handler =
    dyn Fn(&RecordedRequest) -> Result<http::Response<Bytes>, TransportError> + Send + Sync;

/// Answers requests by a closure, without a network, and records them.
///
/// Clones share what is recorded.
///
/// ```
/// use spec2crate_runtime::http::Response;
/// use spec2crate_runtime::transport::InMemory;
///
/// let transport = InMemory::new(|request| {
///     assert_eq!(request.url(), "https://example.com/pets");
///     Response::new("[]")
/// });
/// assert!(transport.requests().is_empty());
/// ```
#[derive(Clone)]
pub struct InMemory {
    handler: Arc<Handler>,
    recorded: Arc<Mutex<Vec<RecordedRequest>>>,
}

/// A request as it would have been sent, with the whole of its body.
#[derive(Clone)]
pub struct RecordedRequest {
    pub(super) method: Method,
    pub(super) url: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) secrets: Secrets,
    timeout: Option<Timeout>,
}

impl InMemory {
    /// Answers with what the closure gives.
    pub fn new<B: Into<Bytes>>(
        handler: impl Fn(&RecordedRequest) -> http::Response<B> + Send + Sync + 'static,
    ) -> Self {
        Self::fallible(move |request| Ok(handler(request)))
    }

    /// Answers with what the closure gives, or fails as it says.
    pub fn fallible<B: Into<Bytes>>(
        handler: impl Fn(&RecordedRequest) -> Result<http::Response<B>, TransportError>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        Self {
            handler: Arc::new(move |request| {
                handler(request).map(|response| response.map(Into::into))
            }),
            recorded: Arc::default(),
        }
    }

    /// Answers every request with this status and JSON text.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self::fallible(move |_| {
            http::Response::builder()
                .status(status)
                .header(http::header::CONTENT_TYPE, "application/json")
                .body(body.clone())
                .map_err(|error| TransportError::new(TransportErrorKind::Receive, error))
        })
    }

    /// The requests so far, in their order.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.recorded
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The last request, if there was one.
    pub fn last_request(&self) -> Option<RecordedRequest> {
        self.recorded
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .last()
            .cloned()
    }
}

impl fmt::Debug for InMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InMemory")
    }
}

impl Transport for InMemory {
    fn send(&self, request: http::Request<RequestBody>) -> BoxFuture<'_, Answer> {
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            let announced = body.length();
            if let Some(length) = announced.filter(|length| *length > 0) {
                // As a transport announces it that sends.
                parts.headers.entry(CONTENT_LENGTH).or_insert(length.into());
            }
            let body = collect(ResponseBody::new(body), u64::MAX)
                .await
                .map_err(|error| TransportError::new(TransportErrorKind::Send, error))?
                .bytes;
            if announced.is_some_and(|announced| announced != body.len() as u64) {
                return Err(TransportError::new(
                    TransportErrorKind::Send,
                    "the body has not its announced length",
                ));
            }
            let request = RecordedRequest {
                method: parts.method,
                url: parts.uri.to_string(),
                headers: parts.headers,
                body,
                secrets: parts
                    .extensions
                    .get::<Secrets>()
                    .cloned()
                    .unwrap_or_default(),
                timeout: parts.extensions.get::<Timeout>().copied(),
            };
            let answer = (self.handler)(&request);
            self.recorded
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(request);
            answer.map(|response| response.map(ResponseBody::from))
        })
    }
}

impl RecordedRequest {
    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The whole URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers, secrets included.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The text of a header; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The whole body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// How long the call may take, if that is limited.
    pub fn timeout(&self) -> Option<Timeout> {
        self.timeout
    }

    /// The request as text for a golden test: method, URL, headers by name, body; secrets are `<redacted>`,
    /// a multipart boundary is `<boundary>`, and what is not text is `<N bytes>`.
    pub fn transcript(&self) -> String {
        transcript::render(self)
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.transcript())
    }
}
