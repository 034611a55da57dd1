//! Dates from and to `jiff`'s.

use jiff::{Error, Span, Timestamp, Zoned, civil};

use super::{Date, DateTime, Duration, Time};

impl TryFrom<&DateTime> for Timestamp {
    type Error = Error;

    fn try_from(value: &DateTime) -> Result<Self, Error> {
        value.as_str().parse()
    }
}

impl From<Timestamp> for DateTime {
    fn from(value: Timestamp) -> Self {
        Self::from(value.to_string())
    }
}

impl From<&Zoned> for DateTime {
    fn from(value: &Zoned) -> Self {
        let text = value
            .timestamp()
            .display_with_offset(value.offset())
            .to_string();
        Self::from(text)
    }
}

impl TryFrom<&Date> for civil::Date {
    type Error = Error;

    fn try_from(value: &Date) -> Result<Self, Error> {
        value.as_str().parse()
    }
}

impl From<civil::Date> for Date {
    fn from(value: civil::Date) -> Self {
        Self::from(value.to_string())
    }
}

impl TryFrom<&Time> for civil::Time {
    type Error = Error;

    /// The time of day, without its offset.
    fn try_from(value: &Time) -> Result<Self, Error> {
        super::strict::local_time(value.as_str()).parse()
    }
}

impl From<civil::Time> for Time {
    fn from(value: civil::Time) -> Self {
        Self::from(value.to_string())
    }
}

impl TryFrom<&Duration> for Span {
    type Error = Error;

    fn try_from(value: &Duration) -> Result<Self, Error> {
        value.as_str().parse()
    }
}

impl From<Span> for Duration {
    fn from(value: Span) -> Self {
        Self::from(value.to_string())
    }
}
