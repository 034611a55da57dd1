//! Texts of known formats that keep their text, and convert on demand.

use std::convert::Infallible;
use std::fmt;
use std::net::{AddrParseError, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::number::{InvalidNumber, Number};
use super::text::{kept_text, text_scalar};

kept_text! {
    /// A UUID as the server or the caller wrote it: `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`.
    ///
    /// The text is kept: a malformed one is not a decode failure, and none changes on the way through.
    /// `as_uuid`, with the feature `uuid`, says whether it is one.
    Uuid
}

kept_text! {
    /// A URL or URI as the server or the caller wrote it.
    ///
    /// The text is kept, as [`Uuid`]'s is; `as_url`, with the feature `url`, and [`Url::as_uri`] say whether it is one.
    Url
}

kept_text! {
    /// An IPv4 address as the server or the caller wrote it; the text is kept, as [`Uuid`]'s is.
    Ipv4
}

kept_text! {
    /// An IPv6 address as the server or the caller wrote it; the text is kept, as [`Uuid`]'s is.
    Ipv6
}

kept_text! {
    /// A time of day as the server or the caller wrote it, by the standard as in RFC 3339: `09:30:00Z`.
    ///
    /// The text is kept, as [`Uuid`]'s is. It converts to the types of chrono, jiff and time by features.
    Time
}

kept_text! {
    /// A duration as the server or the caller wrote it, by the standard as in RFC 3339: `P1DT12H`.
    ///
    /// The text is kept, as [`Uuid`]'s is.
    Duration
}

kept_text! {
    /// A decimal number in a string, as the server or the caller wrote it: `"19.90"`.
    ///
    /// The text is kept, as [`Uuid`]'s is.
    Decimal
}

impl Url {
    /// The URI.
    ///
    /// # Errors
    /// When the text is none, or none that can be sent.
    pub fn as_uri(&self) -> Result<http::Uri, http::uri::InvalidUri> {
        self.as_str().parse()
    }
}

impl Ipv4 {
    /// The address.
    ///
    /// # Errors
    /// When the text is none.
    pub fn as_addr(&self) -> Result<Ipv4Addr, AddrParseError> {
        self.as_str().parse()
    }
}

impl From<Ipv4Addr> for Ipv4 {
    fn from(value: Ipv4Addr) -> Self {
        Self::from(value.to_string())
    }
}

impl Ipv6 {
    /// The address.
    ///
    /// # Errors
    /// When the text is none.
    pub fn as_addr(&self) -> Result<Ipv6Addr, AddrParseError> {
        self.as_str().parse()
    }
}

impl From<Ipv6Addr> for Ipv6 {
    fn from(value: Ipv6Addr) -> Self {
        Self::from(value.to_string())
    }
}

impl Decimal {
    /// The number, of any size and precision.
    ///
    /// # Errors
    /// When the text is none.
    pub fn as_number(&self) -> Result<Number, InvalidNumber> {
        self.as_str().parse()
    }
}

impl From<Number> for Decimal {
    fn from(value: Number) -> Self {
        Self::from(value.as_str())
    }
}

impl Duration {
    /// The duration, where it has no years and months, whose lengths differ.
    pub fn as_std(&self) -> Option<std::time::Duration> {
        let parts = super::strict::duration_parts(self.as_str())?;
        let mut total = std::time::Duration::ZERO;
        for (number, unit) in parts {
            let seconds = match unit {
                'W' => 604_800,
                'D' => 86_400,
                'H' => 3_600,
                'm' => 60,
                'S' => 1,
                _ => return None,
            };
            let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
            let whole: u64 = whole.parse().ok()?;
            total =
                total.checked_add(std::time::Duration::from_secs(whole.checked_mul(seconds)?))?;
            if !fraction.is_empty() {
                let digits: String = fraction
                    .chars()
                    .chain("000000000".chars())
                    .take(9)
                    .collect();
                let nanoseconds = u64::from(digits.parse::<u32>().ok()?).checked_mul(seconds)?;
                total = total.checked_add(std::time::Duration::from_nanos(nanoseconds))?;
            }
        }
        Some(total)
    }
}
