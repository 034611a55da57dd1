//! Texts that have to be of their format to be decoded.

use std::fmt;
use std::ops::Deref;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Date, DateTime, Decimal, Duration, Ipv4, Ipv6, Number, Time, Url, Uuid};

/// A text that a server has to send in its format: another one is a decode error.
///
/// What a caller gives is not checked; [`Formatted::is_well_formed`] says what it is.
///
/// ```
/// use spec2crate_runtime::{Strict, Uuid, wire};
///
/// let text = br#""f81d4fae-7dec-11d0-a765-00a0c91e6bf6""#;
/// assert!(wire::from_slice::<Strict<Uuid>>(text).is_ok());
/// assert!(wire::from_slice::<Strict<Uuid>>(br#""none""#).is_err());
/// assert!(wire::from_slice::<Uuid>(br#""none""#).is_ok());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Strict<T>(T);

impl<T> Strict<T> {
    /// The value that keeps its text.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Strict<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Strict<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: fmt::Debug> fmt::Debug for Strict<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<T: fmt::Display> fmt::Display for Strict<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<T: Serialize> Serialize for Strict<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de> + Formatted> Deserialize<'de> for Strict<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = T::deserialize(deserializer)?;
        if value.is_well_formed() {
            Ok(Self(value))
        } else {
            Err(D::Error::custom(format_args!("not {}", T::WORDS)))
        }
    }
}

/// A text of a format.
pub trait Formatted {
    /// What it is, with its article.
    const WORDS: &'static str;

    /// Whether the text is of the format.
    fn is_well_formed(&self) -> bool;
}

macro_rules! formatted {
    ($($name:ident $words:literal $check:expr;)*) => {
        $(
            impl Formatted for $name {
                const WORDS: &'static str = $words;

                fn is_well_formed(&self) -> bool {
                    let check: fn(&str) -> bool = $check;
                    check(self.as_str())
                }
            }

            impl From<&str> for Strict<$name> {
                fn from(text: &str) -> Self {
                    Self($name::from(text))
                }
            }

            impl From<String> for Strict<$name> {
                fn from(text: String) -> Self {
                    Self($name::from(text))
                }
            }
        )*
    };
}

formatted! {
    Uuid "a UUID" is_uuid;
    Url "a URI" is_uri;
    Ipv4 "an IPv4 address" |text| text.parse::<std::net::Ipv4Addr>().is_ok();
    Ipv6 "an IPv6 address" |text| text.parse::<std::net::Ipv6Addr>().is_ok();
    Time "a time of day" is_time;
    Duration "a duration" |text| duration_parts(text).is_some();
    Decimal "a decimal number" |text| text.parse::<Number>().is_ok();
    DateTime "a date and time" is_date_time;
    Date "a date" is_date;
}

/// RFC 9562, section 4.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// RFC 3986, section 3: a scheme, and characters that a URI may have, or a program may write into one (RFC 3987).
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    scheme.starts_with(|character: char| character.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.contains(|character: char| {
            character.is_whitespace() || character.is_control() || "\"<>\\^`{|}".contains(character)
        })
}

/// The number that a text is, when it has so many digits and is at least and at most these.
fn number(text: Option<&str>, digits: usize, least: u32, most: u32) -> Option<u32> {
    let text = text?;
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| is_number)?;
    (least..=most).contains(&number).then_some(number)
}

/// RFC 3339, section 5.6, `full-date`.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let year = number(parts.next(), 4, 0, 9999);
    let month = number(parts.next(), 2, 1, 12);
    let (Some(year), Some(month)) = (year, month) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    number(parts.next(), 2, 1, days).is_some() && parts.next().is_none()
}

/// RFC 3339, section 5.6, `full-time`.
fn is_time(text: &str) -> bool {
    let Some((time, rest)) = text.split_at_checked(8) else {
        return false;
    };
    let mut parts = time.split(':');
    let in_range = number(parts.next(), 2, 0, 23).is_some()
        && number(parts.next(), 2, 0, 59).is_some()
        && number(parts.next(), 2, 0, 60).is_some()
        && parts.next().is_none();
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|character: char| character.is_ascii_digit());
            if zone.len() == fraction.len() {
                return false;
            }
            zone
        }
        None => rest,
    };
    let has_zone = matches!(zone, "Z" | "z")
        || zone.strip_prefix(['+', '-']).is_some_and(|offset| {
            offset.split_once(':').is_some_and(|(hours, minutes)| {
                number(Some(hours), 2, 0, 23).is_some() && number(Some(minutes), 2, 0, 59).is_some()
            })
        });
    in_range && has_zone
}

/// RFC 3339, section 5.6, `date-time`.
fn is_date_time(text: &str) -> bool {
    text.split_at_checked(10).is_some_and(|(date, rest)| {
        is_date(date) && rest.strip_prefix(['T', 't', ' ']).is_some_and(is_time)
    })
}

/// The parts of a duration (RFC 3339, appendix A), with `m` for minutes; none when the text is no duration.
pub(super) fn duration_parts(text: &str) -> Option<Vec<(&str, char)>> {
    let text = text.strip_prefix('P')?;
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut parts = Vec::new();
    let has_date = read_parts(date, &["Y", "M", "W", "D"], &mut parts)?;
    let has_time = match time {
        // The `M` of a time is not that of a date.
        Some(time) => {
            let known = parts.len();
            let has_time = read_parts(time, &["H", "M", "S"], &mut parts)?;
            for (_, unit) in parts
                .iter_mut()
                .skip(known)
                .filter(|(_, unit)| *unit == 'M')
            {
                *unit = 'm';
            }
            if !has_time {
                return None;
            }
            true
        }
        None => false,
    };
    (has_date || has_time).then_some(parts)
}

/// Reads numbers with their units, each unit once and in this order; says whether there was one.
fn read_parts<'a>(
    mut rest: &'a str,
    units: &[&str],
    parts: &mut Vec<(&'a str, char)>,
) -> Option<bool> {
    let mut units = units.iter();
    let known = parts.len();
    while let Some(end) = rest.find(|character: char| character.is_ascii_alphabetic()) {
        let (number, after) = rest.split_at_checked(end)?;
        let (unit, after) = after.split_at_checked(1)?;
        units.find(|known| **known == unit)?;
        let is_number = number.starts_with(|first: char| first.is_ascii_digit())
            && number.ends_with(|last: char| last.is_ascii_digit())
            && number.matches(['.', ',']).count() <= 1
            && number
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
        if !is_number {
            return None;
        }
        parts.push((number, unit.chars().next()?));
        rest = after;
    }
    rest.is_empty().then_some(parts.len() > known)
}

/// A time of day without the offset after it.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
pub(super) fn local_time(text: &str) -> &str {
    let end = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}
