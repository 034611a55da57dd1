//! What a `format` becomes: a setting of who generates, beside what the standard says.
//!
//! | Word | Of strings | Of numbers |
//! |---|---|---|
//! | `string` | `String` | |
//! | `uuid`, `url`, `ipv4`, `ipv6`, `time`, `duration`, `date-time`, `date` | a type of the runtime that keeps its text | |
//! | the same after `strict-` | a type that refuses another text when it decodes | |
//! | `decimal` | a type of the runtime that keeps its text | the same as `number` |
//! | `number` | | a type of the runtime that keeps every digit |
//! | `int32`, `int64`, `uint64`, `double` | | the type of Rust |
//!
//! A word that is not of a schema's JSON type changes nothing for it.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::ir::{Constraints, Format, IntegerWidth, Literal, TextKind, Ty};

/// The types of formats that were chosen, by the format; `integer` and `number` stand for those without one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formats(BTreeMap<String, Scalar>);

impl Formats {
    /// Chooses the type of a format; a later choice goes before an earlier one.
    pub fn choose(&mut self, format: impl Into<String>, scalar: Scalar) {
        self.0.insert(format.into(), scalar);
    }
}

impl FromIterator<(String, Scalar)> for Formats {
    fn from_iter<I: IntoIterator<Item = (String, Scalar)>>(choices: I) -> Self {
        Self(choices.into_iter().collect())
    }
}

/// A choice as the command line has it: `uuid=uuid`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatChoice {
    /// The format.
    pub format: String,
    /// Its type.
    pub scalar: Scalar,
}

impl FromStr for FormatChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, scalar) = text
            .split_once('=')
            .ok_or_else(|| format!("`{text}` is no choice: write `FORMAT=TYPE`, as `uuid=uuid`"))?;
        Ok(Self {
            format: format.to_owned(),
            scalar: scalar.parse()?,
        })
    }
}

/// A type that a format can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A string.
    String(Format),
    /// An integer of this width.
    Integer(IntegerWidth),
    /// A number of double precision.
    Double,
    /// A number of any size.
    Number,
}

/// A decimal number, which some documents have in strings and some as a number.
const DECIMAL: Scalar = Scalar::String(Format::Text {
    kind: TextKind::Decimal,
    strict: false,
});

/// The words of the kinds of texts.
const TEXTS: &[(&str, TextKind)] = &[
    ("uuid", TextKind::Uuid),
    ("url", TextKind::Url),
    ("ipv4", TextKind::Ipv4),
    ("ipv6", TextKind::Ipv6),
    ("time", TextKind::Time),
    ("duration", TextKind::Duration),
    ("decimal", TextKind::Decimal),
    ("date-time", TextKind::DateTime),
    ("date", TextKind::Date),
];

impl FromStr for Scalar {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (word, strict) = match text.strip_prefix("strict-") {
            Some(word) => (word, true),
            None => (text, false),
        };
        if let Some((_, kind)) = TEXTS.iter().find(|(known, _)| *known == word) {
            return Ok(Self::String(match (kind, strict) {
                (TextKind::DateTime, false) => Format::DateTime,
                (TextKind::Date, false) => Format::Date,
                _ => Format::Text {
                    kind: *kind,
                    strict,
                },
            }));
        }
        Ok(match text {
            "string" => Self::String(Format::Plain),
            "int32" => Self::Integer(IntegerWidth::I32),
            "int64" => Self::Integer(IntegerWidth::I64),
            "uint64" => Self::Integer(IntegerWidth::U64),
            "double" => Self::Double,
            "number" => Self::Number,
            _ => {
                let texts: Vec<&str> = TEXTS.iter().map(|(word, _)| *word).collect();
                return Err(format!(
                    "`{text}` is no type of a format: string, {} (also after `strict-`), number, int32, int64, uint64, double",
                    texts.join(", ")
                ));
            }
        })
    }
}

impl Formats {
    /// The type of a string with a format.
    pub(super) fn string(&self, format: Option<&str>) -> Ty {
        let chosen = format.and_then(|format| self.0.get(format));
        match (chosen, format) {
            (Some(Scalar::String(format)), _) => Ty::String(*format),
            (_, Some("date-time")) => Ty::String(Format::DateTime),
            (_, Some("date")) => Ty::String(Format::Date),
            (_, Some("byte")) => Ty::String(Format::Base64),
            (_, Some("password")) => Ty::String(Format::Password),
            (_, Some("binary")) => Ty::Binary,
            _ => Ty::String(Format::Plain),
        }
    }

    /// The type of an integer with a format.
    ///
    /// A `minimum` of zero makes no `u64` of it: bounds are for checking, and may change.
    /// Bounds beyond the type of the format are another thing: they say that such integers come.
    pub(super) fn integer(&self, format: Option<&str>, constraints: &Constraints) -> Ty {
        match self.0.get(format.unwrap_or("integer")) {
            Some(Scalar::Integer(width)) => Ty::Integer(*width),
            Some(Scalar::Number) => Ty::Decimal,
            _ => widened(
                match format {
                    Some("int32" | "int8" | "int16" | "uint8" | "uint16") => IntegerWidth::I32,
                    Some("uint64" | "uint") => IntegerWidth::U64,
                    _ => IntegerWidth::I64,
                },
                constraints,
            ),
        }
    }

    /// The type of a number with a format.
    pub(super) fn number(&self, format: Option<&str>) -> Ty {
        match (self.0.get(format.unwrap_or("number")).copied(), format) {
            (Some(Scalar::Integer(width)), _) => Ty::Integer(width),
            (Some(Scalar::Double), _) => Ty::Number,
            (Some(Scalar::Number | DECIMAL), _) => Ty::Decimal,
            (_, Some("int32")) => Ty::Integer(IntegerWidth::I32),
            (_, Some("int64" | "integer" | "long")) => Ty::Integer(IntegerWidth::I64),
            _ => Ty::Number,
        }
    }
}

/// The type of integers within bounds, which is no smaller than a width.
fn widened(width: IntegerWidth, constraints: &Constraints) -> Ty {
    /// The bounds of `i64` and `u64` as doubles, which is how many a document has them; only what is beyond is larger.
    const I64: f64 = 9_223_372_036_854_775_808.0;
    const U64: f64 = 18_446_744_073_709_551_616.0;
    let bound = |bound: &Option<(Literal, bool)>| {
        let (literal, _) = bound.as_ref()?;
        literal.to_value().as_f64()
    };
    let least = bound(&constraints.minimum);
    let most = bound(&constraints.maximum);
    let is_within = |from: f64, to: f64| {
        least.is_none_or(|least| least >= from) && most.is_none_or(|most| most <= to)
    };
    Ty::Integer(match width {
        IntegerWidth::I32 if is_within(f64::from(i32::MIN), f64::from(i32::MAX)) => width,
        IntegerWidth::U64 if is_within(-I64, U64) => width,
        IntegerWidth::I32 | IntegerWidth::I64 if is_within(-I64, I64) => IntegerWidth::I64,
        IntegerWidth::I32 | IntegerWidth::I64
            if least.is_some_and(|least| least >= 0.0) && is_within(0.0, U64) =>
        {
            IntegerWidth::U64
        }
        _ => return Ty::Decimal,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_read() {
        let choice: FormatChoice = "uri=strict-url".parse().unwrap();
        let mut formats = Formats::default();
        formats.choose(choice.format, choice.scalar);
        let strict = Format::Text {
            kind: TextKind::Url,
            strict: true,
        };
        assert_eq!(formats.string(Some("uri")), Ty::String(strict));
        assert_eq!(formats.string(Some("url")), Ty::String(Format::Plain));
        // A type of another JSON type changes nothing.
        assert_eq!(
            formats.integer(Some("uri"), &Constraints::default()),
            Ty::Integer(IntegerWidth::I64)
        );
        assert!("uuid".parse::<FormatChoice>().is_err());
        assert!("strict-string".parse::<Scalar>().is_err());
        assert!("guid".parse::<Scalar>().unwrap_err().contains("uuid"));
    }
}
