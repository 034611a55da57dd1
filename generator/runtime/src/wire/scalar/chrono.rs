//! Dates from and to `chrono`'s.

use chrono::{FixedOffset, NaiveDate, NaiveTime, ParseError, SecondsFormat, TimeZone};

use super::{Date, DateTime, Time};

impl TryFrom<&DateTime> for chrono::DateTime<FixedOffset> {
    type Error = ParseError;

    fn try_from(value: &DateTime) -> Result<Self, ParseError> {
        Self::parse_from_rfc3339(value.as_str())
    }
}

impl<Tz: TimeZone> From<chrono::DateTime<Tz>> for DateTime {
    fn from(value: chrono::DateTime<Tz>) -> Self {
        let text = value
            .fixed_offset()
            .to_rfc3339_opts(SecondsFormat::AutoSi, true);
        Self::from(text)
    }
}

impl TryFrom<&Date> for NaiveDate {
    type Error = ParseError;

    fn try_from(value: &Date) -> Result<Self, ParseError> {
        value.as_str().parse()
    }
}

impl From<NaiveDate> for Date {
    fn from(value: NaiveDate) -> Self {
        Self::from(value.to_string())
    }
}

impl TryFrom<&Time> for NaiveTime {
    type Error = ParseError;

    /// The time of day, without its offset.
    fn try_from(value: &Time) -> Result<Self, ParseError> {
        super::strict::local_time(value.as_str()).parse()
    }
}

impl From<NaiveTime> for Time {
    fn from(value: NaiveTime) -> Self {
        Self::from(value.to_string())
    }
}
