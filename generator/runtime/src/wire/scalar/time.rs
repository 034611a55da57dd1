//! Dates from and to `time`'s.

use time::OffsetDateTime;
use time::error::{Format, Parse};
use time::format_description::well_known::{Iso8601, Rfc3339};

use super::{Date, DateTime, Time};

impl TryFrom<&DateTime> for OffsetDateTime {
    type Error = Parse;

    fn try_from(value: &DateTime) -> Result<Self, Parse> {
        Self::parse(value.as_str(), &Rfc3339)
    }
}

impl TryFrom<OffsetDateTime> for DateTime {
    type Error = Format;

    fn try_from(value: OffsetDateTime) -> Result<Self, Format> {
        value.format(&Rfc3339).map(Self::from)
    }
}

impl TryFrom<&Date> for time::Date {
    type Error = Parse;

    fn try_from(value: &Date) -> Result<Self, Parse> {
        Self::parse(value.as_str(), &Iso8601::DATE)
    }
}

impl TryFrom<time::Date> for Date {
    type Error = Format;

    fn try_from(value: time::Date) -> Result<Self, Format> {
        value.format(&Iso8601::DATE).map(Self::from)
    }
}

impl TryFrom<&Time> for time::Time {
    type Error = Parse;

    /// The time of day, without its offset.
    fn try_from(value: &Time) -> Result<Self, Parse> {
        Self::parse(super::strict::local_time(value.as_str()), &Iso8601::TIME)
    }
}

impl TryFrom<time::Time> for Time {
    type Error = Format;

    fn try_from(value: time::Time) -> Result<Self, Format> {
        value.format(&Iso8601::TIME).map(Self::from)
    }
}
