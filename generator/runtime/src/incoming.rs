//! Requests that a server makes: the bodies of webhooks and callbacks.
//!
//! A program has its own server, which gives a request's headers and body to the type of the webhook.
//! Who sent the request is for that program to find out: most APIs sign what they send.
//!
//! # Invariants
//! - A body is untrusted: one that is not as documented is an error that names the place, whatever it holds.

use std::fmt;

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use crate::media_type;
use crate::wire::{self, DecodeError};

/// Reads a body of JSON.
///
/// A request without a content type is taken for JSON.
///
/// # Errors
/// When the content type is not JSON, or the body is not as documented.
pub fn json<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, IncomingError> {
    expect_json(headers)?;
    wire::from_slice(body).map_err(IncomingError::Decode)
}

/// Reads a body of text.
///
/// # Errors
/// When it is no UTF-8.
pub fn text(body: &[u8]) -> Result<String, IncomingError> {
    match std::str::from_utf8(body) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(IncomingError::NotText {
            valid_up_to: error.valid_up_to(),
        }),
    }
}

fn expect_json(headers: &HeaderMap) -> Result<(), IncomingError> {
    let Some(value) = headers.get(CONTENT_TYPE) else {
        return Ok(());
    };
    match value.to_str() {
        Ok(text) if media_type::is_json(text) => Ok(()),
        _ => Err(IncomingError::ContentType {
            actual: String::from_utf8_lossy(value.as_bytes()).into_owned(),
        }),
    }
}

/// A request that is not as documented.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IncomingError {
    /// It is of another content type.
    ContentType {
        /// The one that it says.
        actual: String,
    },
    /// Its body is no UTF-8.
    NotText {
        /// How many bytes are.
        valid_up_to: usize,
    },
    /// Its body is not what the document says, at the place that the error names.
    Decode(DecodeError),
}

impl fmt::Display for IncomingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a request that is not as documented: ")?;
        match self {
            Self::ContentType { actual } => write!(f, "it is `{actual}`, and no JSON"),
            Self::NotText { valid_up_to } => {
                write!(f, "it is no UTF-8 from byte {valid_up_to} on")
            }
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for IncomingError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(content_type: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(CONTENT_TYPE, http::HeaderValue::from_static(content_type))])
    }

    #[test]
    fn json_is_read_whatever_it_is_called() {
        for content_type in ["application/json; charset=utf-8", "application/vnd.a+json"] {
            let read: Result<Vec<i64>, _> = json(&headers(content_type), b"[1, 2]");
            assert_eq!(read, Ok(vec![1, 2]), "{content_type}");
        }
        assert_eq!(json(&HeaderMap::new(), b"1"), Ok(1));
    }

    #[test]
    fn errors_say_what_is_wrong_and_where() {
        let of = |content_type, body| {
            let read: Result<Vec<i64>, _> = json(&headers(content_type), body);
            read.unwrap_err().to_string()
        };
        assert_eq!(
            of("text/html", b"[]"),
            "a request that is not as documented: it is `text/html`, and no JSON"
        );
        let wrong = of("application/json", b"[1, {}]");
        assert!(
            wrong.starts_with("a request that is not as documented: $[1]: "),
            "{wrong}"
        );
        assert_eq!(text(b"a"), Ok("a".to_owned()));
        assert_eq!(
            text(b"a\xff"),
            Err(IncomingError::NotText { valid_up_to: 1 })
        );
    }

    #[test]
    fn no_body_is_too_much() {
        let deep = vec![b'['; 1_000_000];
        let read: Result<serde_json::Value, _> = json(&HeaderMap::new(), &deep);
        assert!(matches!(read, Err(IncomingError::Decode(_))));
    }
}
