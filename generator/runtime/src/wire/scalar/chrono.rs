//! Dates from and to `chrono`'s.

use chrono::{FixedOffset, NaiveDate, ParseError, SecondsFormat, TimeZone};

use super::{Date, DateTime};

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
