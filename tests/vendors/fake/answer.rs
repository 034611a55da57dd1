//! What a fake answers.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::Value;

/// A response, before it is sent.
#[derive(Debug)]
pub(crate) struct Answer {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Vec<u8>,
}

impl Answer {
    /// A response without a body and without a content type.
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// A response of plain text.
    pub(crate) fn text(status: StatusCode, text: &str) -> Self {
        Self::content(status, "text/plain; charset=utf-8", text)
    }

    /// A response of JSON.
    pub(crate) fn json(status: StatusCode, value: &Value) -> Self {
        Self::content(status, "application/json", &value.to_string())
    }

    /// A response of text of any content type.
    pub(crate) fn content(status: StatusCode, content_type: &'static str, text: &str) -> Self {
        let content_type = HeaderValue::from_static(content_type);
        Self {
            status,
            headers: vec![(CONTENT_TYPE, content_type)],
            body: text.as_bytes().to_vec(),
        }
    }

    /// Adds a header.
    pub(crate) fn with_header(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_str(value).expect("the fakes send good headers");
        self.headers.push((HeaderName::from_static(name), value));
        self
    }

    pub(super) fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        response.headers_mut().extend(self.headers);
        response
    }
}
