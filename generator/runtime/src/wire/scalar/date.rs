//! Dates that keep their text.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::{kept_text, text_scalar};

kept_text! {
    /// A date and time as the server or the caller wrote it, by the standard as in RFC 3339: `2026-05-01T09:30:00Z`.
    ///
    /// The text is kept: a malformed one is not a decode failure, and none changes on the way through.
    DateTime
}

kept_text! {
    /// A date as the server or the caller wrote it, by the standard as in RFC 3339: `2026-05-01`.
    ///
    /// The text is kept, as [`DateTime`]'s is.
    Date
}
