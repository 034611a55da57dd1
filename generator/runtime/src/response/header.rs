//! Documented headers of a response: a constant per header, which reads its value as the type it has.

use std::fmt;
use std::marker::PhantomData;

use http::{HeaderMap, HeaderName, header};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::wire::{self, DecodeError};

/// A documented header of a response: its name, and the type of its value.
///
/// Generated operations have one per documented header; [`Response::header`](crate::Response::header) reads it.
///
/// ```
/// use spec2crate_runtime::{Header, http};
///
/// const REMAINING: Header<i64> = Header::new("X-RateLimit-Remaining");
///
/// let mut headers = http::HeaderMap::new();
/// assert_eq!(REMAINING.read(&headers)?, None);
/// headers.insert("x-ratelimit-remaining", "12".parse()?);
/// assert_eq!(REMAINING.read(&headers)?, Some(12));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Header<T> {
    name: &'static str,
    value: PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    /// A header with this name, in any case.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            value: PhantomData,
        }
    }

    /// Its name, as the document spells it.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: DeserializeOwned> Header<T> {
    /// Its value among these headers; `None` when it is not there.
    ///
    /// The value is read in the style `simple` (OpenAPI 3.0.4, Response Object): a scalar is its text,
    /// and the items of an array stand between commas, or in several lines of the header.
    ///
    /// # Errors
    /// When the value is no text, or not what the document says.
    pub fn read(&self, headers: &HeaderMap) -> Result<Option<T>, InvalidHeader> {
        let Some(text) = joined(headers, self.name).map_err(|()| self.invalid(None))? else {
            return Ok(None);
        };
        match decode(&text) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(self.invalid(Some(error))),
        }
    }

    fn invalid(&self, error: Option<DecodeError>) -> InvalidHeader {
        InvalidHeader {
            name: self.name,
            error,
        }
    }
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Header").field(&self.name).finish()
    }
}

/// A header whose value is not what the document says.
#[derive(Debug)]
pub struct InvalidHeader {
    name: &'static str,
    error: Option<DecodeError>,
}

impl InvalidHeader {
    /// The name of the header.
    pub fn name(&self) -> &str {
        self.name
    }
}

impl fmt::Display for InvalidHeader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the header `{}` is not as documented", self.name)?;
        match &self.error {
            Some(error) => write!(formatter, ": {error}"),
            None => formatter.write_str(": it is not text"),
        }
    }
}

impl std::error::Error for InvalidHeader {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.as_ref().map(|error| error as _)
    }
}

/// The value of a header; its lines are one list (RFC 9110, section 5.3), but for `Set-Cookie`, of which the first counts.
fn joined(headers: &HeaderMap, name: &str) -> Result<Option<String>, ()> {
    // A document may name a header that HTTP cannot have: then no answer has it.
    let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
        return Ok(None);
    };
    let lines = headers.get_all(&name).into_iter();
    let most = if name == header::SET_COOKIE {
        1
    } else {
        usize::MAX
    };
    let mut text: Option<String> = None;
    for line in lines.take(most) {
        let line = std::str::from_utf8(line.as_bytes()).map_err(|_| ())?.trim();
        match &mut text {
            Some(text) => {
                text.push_str(", ");
                text.push_str(line);
            }
            None => text = Some(line.to_owned()),
        }
    }
    Ok(text)
}

/// Reads a value as text, as a JSON scalar, or as a list of either, whatever its type takes first.
fn decode<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    let items: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect();
    let scalars: Option<Vec<Value>> = items
        .iter()
        .map(|item| serde_json::from_str(item).ok())
        .collect();
    let texts = items.into_iter().map(Value::from).collect();
    let first = match from_value(&Value::from(text)) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let scalar = serde_json::from_str::<Value>(text).ok();
    let forms = [scalar, scalars.map(Value::Array), Some(Value::Array(texts))];
    let mut told = None;
    for form in forms.into_iter().flatten() {
        match from_value(&form) {
            Ok(value) => return Ok(value),
            Err(error) => told = told.or(Some(error)),
        }
    }
    Err(told.unwrap_or(first))
}

fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, DecodeError> {
    wire::from_slice(value.to_string().as_bytes())
}
