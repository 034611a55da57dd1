//! A request as a fake received it.

use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

/// A request, with its target and body as they came over the wire.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// The method.
    pub(crate) method: Method,
    /// The path and the query, escapes and all.
    pub(crate) target: String,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The body.
    pub(crate) body: Bytes,
}

impl Received {
    pub(super) fn new(head: &Parts, body: Bytes) -> Self {
        Self {
            method: head.method.clone(),
            target: head.uri.to_string(),
            headers: head.headers.clone(),
            body,
        }
    }

    /// The path, escapes and all.
    pub(crate) fn path(&self) -> &str {
        self.target
            .split_once('?')
            .map_or(&*self.target, |(path, _)| path)
    }

    /// The segments of the path below `base`, each with its escapes undone; none if it is not below it.
    pub(crate) fn segments(&self, base: &str) -> Option<Vec<String>> {
        let path = self.path().strip_prefix(base)?.strip_prefix('/')?;
        path.split('/').map(percent_decoded).collect()
    }

    /// The value of the query parameter `name`, with its escapes undone.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.target.split_once('?')?;
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let mut values = pairs
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value);
        let value = values.next()?;
        values
            .next()
            .is_none()
            .then(|| percent_decoded(value))
            .flatten()
    }

    /// The value of the header `name`, if it came exactly once and is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next()?;
        if values.next().is_some() {
            return None;
        }
        value.to_str().ok()
    }

    /// The token of the header `Authorization`, if there is one and it is a bearer token.
    pub(crate) fn bearer(&self) -> Option<&str> {
        self.header("authorization")?.strip_prefix("Bearer ")
    }

    /// The content type in lower case and without its parameters.
    pub(crate) fn media_type(&self) -> Option<String> {
        self.header("content-type").map(essence)
    }
}

/// A content type in lower case and without its parameters.
pub(crate) fn essence(content_type: &str) -> String {
    let essence = content_type
        .split_once(';')
        .map_or(content_type, |(essence, _)| essence);
    essence.trim().to_ascii_lowercase()
}

/// Undoes percent-encoding; none if an escape is broken or the bytes are not text.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}
