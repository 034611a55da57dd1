//! Documented headers of a response: a constant per header, which reads its value as the type it has.

use std::fmt;
use std::marker::PhantomData;

use http::{HeaderMap, HeaderName, header};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::style::HeaderStyle;
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
    style: HeaderStyle,
    value: PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    /// A header with this name, in any case, that is written in the style `simple`.
    pub const fn new(name: &'static str) -> Self {
        Self::styled(name, HeaderStyle::DEFAULT)
    }

    /// A header with this name, in any case, that is written so.
    pub const fn styled(name: &'static str, style: HeaderStyle) -> Self {
        Self {
            name,
            style,
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
    /// In the style `simple` (OpenAPI 3.0.4, Style Values) a scalar is its text, the items of an array stand between
    /// commas, or in several lines of the header, and so do the names and values of an object; exploded, as `name=value`.
    ///
    /// # Errors
    /// When the value is no text, or not what the document says.
    pub fn read(&self, headers: &HeaderMap) -> Result<Option<T>, InvalidHeader> {
        let Some(text) = joined(headers, self.name).map_err(|()| self.invalid(None))? else {
            return Ok(None);
        };
        let read = match self.style {
            HeaderStyle::Json => wire::from_slice(text.as_bytes()),
            HeaderStyle::Simple { explode } => decode(&text, explode),
        };
        match read {
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

/// Reads a value as text, as a JSON scalar, as a list of either, or as an object, whatever its type takes first.
fn decode<T: DeserializeOwned>(text: &str, explode: bool) -> Result<T, DecodeError> {
    let items: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect();
    let scalars: Option<Vec<Value>> = items
        .iter()
        .map(|item| serde_json::from_str(item).ok())
        .collect();
    let pairs = pairs(&items, explode);
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
    match pairs.map(|pairs| decode_object(&pairs)) {
        Some(Ok(value)) => Ok(value),
        Some(Err(error)) => Err(error),
        None => Err(told.unwrap_or(first)),
    }
}

/// The names and values of an object in the style `simple`; none where the text has none.
fn pairs<'t>(items: &[&'t str], explode: bool) -> Option<Vec<(&'t str, &'t str)>> {
    if explode {
        return items.iter().map(|item| item.split_once('=')).collect();
    }
    let (pairs, []) = items.as_chunks::<2>() else {
        return None;
    };
    Some(pairs.iter().map(|[name, value]| (*name, *value)).collect())
}

/// How many values of an object are tried as texts one by one: a server could send thousands, and each reads all again.
const TRIALS: usize = 64;

/// Reads an object, whose values are texts where the type takes no scalar.
fn decode_object<T: DeserializeOwned>(pairs: &[(&str, &str)]) -> Result<T, DecodeError> {
    let scalar = |text: &str| {
        let scalar = serde_json::from_str(text).ok();
        scalar.filter(|value: &Value| !(value.is_object() || value.is_array()))
    };
    let members = pairs.iter().map(|(name, text)| {
        let value = scalar(text).unwrap_or_else(|| Value::from(*text));
        ((*name).to_owned(), value)
    });
    let mut object = Value::Object(members.collect::<Map<_, _>>());
    let texts = pairs
        .iter()
        .map(|(name, text)| ((*name).to_owned(), Value::from(*text)));
    let texts = Value::Object(texts.collect());
    for left in (0..=TRIALS).rev() {
        let error = match from_value(&object) {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        // What a value looks like says nothing of its type: `12` may be a text. Each is tried so once.
        let blamed = pairs.iter().find(|(name, _)| error.is_at(name));
        match blamed.and_then(|(name, text)| Some((object.get_mut(*name)?, *text))) {
            Some((value, text)) if left > 0 && !value.is_string() => *value = Value::from(text),
            _ => return from_value(&texts).map_err(|_| error),
        }
    }
    from_value(&texts)
}

fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, DecodeError> {
    wire::from_slice(value.to_string().as_bytes())
}
