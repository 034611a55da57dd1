//! Numbers of any size.

use std::fmt;
use std::str::FromStr;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::wire::encode::is_plain;
use crate::wire::raw::read_raw;

/// A number of any size and precision, kept as its text.
///
/// ```
/// use spec2crate_runtime::{Number, wire};
///
/// let price: Number = wire::from_slice(b"0.10000000000000000000000001")?;
/// assert_eq!(wire::to_vec(&price)?, b"0.10000000000000000000000001");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

impl Number {
    /// The number's text, as in JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, if it is an integer of this size.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The number, if it is an integer of this size.
    pub fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    /// The number, if it is an integer of this size.
    pub fn as_i128(&self) -> Option<i128> {
        self.0.parse().ok()
    }

    fn is_text_of(&self, value: &dyn fmt::Display) -> bool {
        value.to_string() == *self.0
    }

    /// The double nearest to the number; infinite when it is too large.
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Number({})", self.0)
    }
}

impl Default for Number {
    fn default() -> Self {
        Self("0".into())
    }
}

/// Text that is not a number in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidNumber(());

impl fmt::Display for InvalidNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a number")
    }
}

impl std::error::Error for InvalidNumber {}

impl FromStr for Number {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        if is_number(text) {
            Ok(Self(text.into()))
        } else {
            Err(InvalidNumber(()))
        }
    }
}

/// Whether a text is a JSON number: `-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?`.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (integer, rest) = digits(text);
    if integer.is_empty() || (integer.len() > 1 && integer.starts_with('0')) {
        return false;
    }
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => match digits(fraction) {
            ("", _) => return false,
            (_, rest) => rest,
        },
        None => rest,
    };
    match rest.strip_prefix(['e', 'E']) {
        Some(exponent) => {
            let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            matches!(digits(exponent), (digits, "") if !digits.is_empty())
        }
        None => rest.is_empty(),
    }
}

/// The digits that a text begins with, and the rest.
fn digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

macro_rules! from_integer {
    ($($integer:ty)*) => {
        $(impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                Self(value.to_string().into())
            }
        })*
    };
}

from_integer!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

impl TryFrom<f64> for Number {
    type Error = InvalidNumber;

    fn try_from(value: f64) -> Result<Self, InvalidNumber> {
        value.to_string().parse()
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Other formats than JSON get a number as well, where one has the same text.
        if let Some(integer) = self.as_i64().filter(|integer| self.is_text_of(integer)) {
            return serializer.serialize_i64(integer);
        }
        if let Some(integer) = self.as_u64().filter(|integer| self.is_text_of(integer)) {
            return serializer.serialize_u64(integer);
        }
        let double = self.as_f64();
        if double.fract() != 0.0 && self.is_text_of(&double) {
            return serializer.serialize_f64(double);
        }
        if is_plain() {
            return serializer.serialize_str(&self.0);
        }
        let raw = RawValue::from_string(self.0.to_string()).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut found = None;
        read_raw(deserializer, &mut |text| match text.parse() {
            Ok(number) => {
                found = Some(number);
                Ok(())
            }
            Err(_) => Err(format!("invalid type: expected a number, found {text}")),
        })?;
        found.ok_or_else(|| D::Error::custom("no number"))
    }
}
