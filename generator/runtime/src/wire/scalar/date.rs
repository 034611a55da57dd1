//! Dates that keep their text.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::text_scalar;

/// A date and time as the server or the caller wrote it, by the standard as in RFC 3339: `2026-05-01T09:30:00Z`.
///
/// The text is kept: a malformed one is not a decode failure, and none changes on the way through.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(Box<str>);

/// A date as the server or the caller wrote it, by the standard as in RFC 3339: `2026-05-01`.
///
/// The text is kept, as [`DateTime`]'s is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(Box<str>);

text_scalar!(DateTime);
text_scalar!(Date);

impl From<String> for DateTime {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for DateTime {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl FromStr for DateTime {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

impl From<String> for Date {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Date {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl FromStr for Date {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}
