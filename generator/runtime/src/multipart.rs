//! Multipart bodies (RFC 2046, RFC 2387, RFC 7578), written as a chain of bytes and streams: memory does not grow with
//! files.

use std::hash::{BuildHasher, Hasher, RandomState};

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

use crate::body::{Body, RequestBody};
use crate::media_type::{essence, parameter};

/// The parts of a multipart body, in the order of their index.
#[derive(Debug)]
pub(crate) struct Multipart {
    /// `multipart/form-data`, `multipart/mixed`, …
    pub(crate) content_type: String,
    pub(crate) parts: Vec<Part>,
    /// Headers of all parts of an index.
    pub(crate) headers: Vec<(usize, HeaderName, HeaderValue)>,
}

/// A part.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) index: usize,
    pub(crate) name: String,
    pub(crate) filename: Option<String>,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Body,
}

impl Default for Multipart {
    fn default() -> Self {
        Self {
            content_type: "multipart/form-data".to_owned(),
            parts: Vec::new(),
            headers: Vec::new(),
        }
    }
}

impl Multipart {
    /// The whole body, and its content type.
    pub(crate) fn into_body(mut self, boundary: &str) -> (RequestBody, String) {
        self.parts.sort_by_key(|part| part.index);
        for part in &mut self.parts {
            let headers = self.headers.iter();
            let headers = headers.filter(|(index, ..)| *index == part.index);
            let headers = headers.map(|(_, name, value)| (name.clone(), value.clone()));
            part.headers.extend(headers);
        }
        let content_type = self.full_content_type(boundary);
        let is_form = essence(&self.content_type).eq_ignore_ascii_case("multipart/form-data");
        if let Some(root) = self.parts.first_mut()
            && let Some(id) = parameter(&self.content_type, "start")
            && let Ok(id) = HeaderValue::from_str(id)
        {
            root.headers
                .push((HeaderName::from_static("content-id"), id));
        }
        let mut bodies = Vec::with_capacity(self.parts.len() * 2 + 1);
        let mut head = Vec::new();
        for part in self.parts {
            head.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
            part.write_head(&mut head, is_form);
            bodies.push(Body::bytes(std::mem::take(&mut head)));
            bodies.push(part.body);
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        bodies.push(Body::bytes(Bytes::from(head)));
        (RequestBody::chain(bodies), content_type)
    }

    /// The content type with the boundary, and with the type of the root, which is the first part.
    fn full_content_type(&self, boundary: &str) -> String {
        let mut full = self.content_type.clone();
        // RFC 2387, section 3.1: `type` is required.
        if essence(&full).eq_ignore_ascii_case("multipart/related")
            && parameter(&full, "type").is_none()
        {
            let root = self
                .parts
                .first()
                .and_then(|part| part.content_type.as_ref());
            let root = root.and_then(|root| root.to_str().ok());
            let root = essence(root.unwrap_or("text/plain"));
            full.push_str(&format!("; type=\"{root}\""));
        }
        full.push_str("; boundary=");
        full.push_str(boundary);
        full
    }

    pub(crate) fn is_replayable(&self) -> bool {
        self.parts.iter().all(|part| part.body.is_replayable())
    }
}

impl Part {
    fn write_head(&self, head: &mut Vec<u8>, is_form: bool) {
        let filename = self
            .filename
            .as_deref()
            .map(|filename| format!("; filename=\"{}\"", escaped(filename)));
        let disposition = match filename {
            _ if is_form => Some(format!(
                "form-data; name=\"{}\"{}",
                escaped(&self.name),
                filename.unwrap_or_default()
            )),
            Some(filename) => Some(format!("attachment{filename}")),
            None => None,
        };
        if let Some(disposition) = disposition {
            head.extend_from_slice(format!("Content-Disposition: {disposition}\r\n").as_bytes());
        }
        if let Some(content_type) = &self.content_type {
            head.extend_from_slice(b"Content-Type: ");
            head.extend_from_slice(content_type.as_bytes());
            head.extend_from_slice(b"\r\n");
        }
        for (name, value) in &self.headers {
            head.extend_from_slice(format!("{name}: ").as_bytes());
            head.extend_from_slice(value.as_bytes());
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(b"\r\n");
    }
}

/// A name or filename as browsers write it: HTML standard, "Multipart form data".
fn escaped(text: &str) -> String {
    text.replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace('"', "%22")
}

/// A boundary that no content has: 128 random bits, always of the same length.
pub(crate) fn random_boundary() -> String {
    // The standard library seeds every `RandomState` differently, from the system's randomness.
    let word = || RandomState::new().build_hasher().finish();
    format!("spec2crate-{:016x}{:016x}", word(), word())
}
