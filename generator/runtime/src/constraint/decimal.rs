//! Numbers by their text, compared and divided exactly: `19.99` is a multiple of `0.01`, though not as a double.

use std::cmp::Ordering;
use std::fmt::Write as _;

use serde_json::Value;

/// A number: its digits without zeros around them, times a power of ten.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// Nothing for zero.
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// A number as JSON or Rust writes it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (text, 0),
        };
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{integer}{fraction}");
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let kept = digits.trim_end_matches('0');
        let dropped = i64::try_from(digits.len() - kept.len()).ok()?;
        let fraction = i64::try_from(fraction.len()).ok()?;
        let kept = kept.trim_start_matches('0');
        Some(Self {
            negative: negative && !kept.is_empty(),
            digits: kept.to_owned(),
            exponent: if kept.is_empty() {
                0
            } else {
                exponent.checked_add(dropped)?.checked_sub(fraction)?
            },
        })
    }

    /// The power of ten that the number is below.
    fn magnitude(&self) -> i64 {
        i64::try_from(self.digits.len())
            .unwrap_or(i64::MAX)
            .saturating_add(self.exponent)
    }

    /// Whether dividing by the other leaves no remainder. What is too far apart to tell passes.
    pub(super) fn is_multiple_of(&self, other: &Self) -> bool {
        /// More than doubles reach.
        const FAR: i64 = 1000;
        if self.digits.is_empty() || other.digits.is_empty() {
            return true;
        }
        let Some(shift) = self.exponent.checked_sub(other.exponent) else {
            return true;
        };
        let Ok(divisor) = other.digits.parse::<u64>() else {
            return true;
        };
        if shift > FAR {
            return true;
        }
        // Our digits end in another one than zero, so that a divisor with more zeros leaves a remainder.
        let Ok(zeros) = usize::try_from(shift) else {
            return false;
        };
        let digits = self
            .digits
            .bytes()
            .map(|byte| byte - b'0')
            .chain(std::iter::repeat_n(0, zeros));
        let remainder = digits.fold(0_u128, |remainder, digit| {
            (remainder * 10 + u128::from(digit)) % u128::from(divisor)
        });
        remainder == 0
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |decimal: &Self| match (decimal.digits.is_empty(), decimal.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let by_sign = sign(self).cmp(&sign(other));
        if by_sign != Ordering::Equal || self.digits.is_empty() {
            return by_sign;
        }
        // Without zeros around them, digits of one magnitude compare as text.
        let by_size = self
            .magnitude()
            .cmp(&other.magnitude())
            .then_with(|| self.digits.cmp(&other.digits));
        if self.negative {
            by_size.reverse()
        } else {
            by_size
        }
    }
}

/// A text that equal values share: whatever the order of properties, and the way numbers are written.
pub(super) fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Number(number) => match Decimal::parse(&number.to_string()) {
            Some(decimal) => {
                let sign = if decimal.negative { "-" } else { "" };
                // Writing to a string cannot fail.
                let _ = write!(text, "{sign}{}e{}", decimal.digits, decimal.exponent);
            }
            None => text.push_str(&number.to_string()),
        },
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            text.push('{');
            for (name, member) in members {
                let _ = write!(text, "{name:?}:");
                write(member, text);
                text.push(',');
            }
            text.push('}');
        }
        Value::String(string) => {
            let _ = write!(text, "{string:?}");
        }
        Value::Null | Value::Bool(_) => text.push_str(&value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn numbers_compare_by_value() {
        let ordered = [
            "-1e300",
            "-10",
            "-9.99",
            "-0.001",
            "0",
            "1e-7",
            "0.5",
            "5e-1",
            "9",
            "10",
            "10.5",
            "18446744073709551615",
            "1e300",
        ];
        for pair in ordered.windows(2) {
            assert!(decimal(pair[0]) <= decimal(pair[1]), "{pair:?}");
        }
        assert_eq!(decimal("0.50"), decimal("5e-1"));
        assert_eq!(decimal("-0"), decimal("0.0"));
        assert_eq!(Decimal::parse("one"), None);
    }

    #[test]
    fn multiples_are_exact() {
        for (value, of, holds) in [
            ("19.99", "0.01", true),
            ("19.995", "0.01", false),
            ("1e300", "7", false),
            ("7e20", "7", true),
            ("10", "4", false),
            ("10", "2.5", true),
            ("0", "3", true),
            ("0.0001", "1e19", false),
        ] {
            assert_eq!(
                decimal(value).is_multiple_of(&decimal(of)),
                holds,
                "{value} {of}"
            );
        }
    }

    #[test]
    fn equal_values_have_one_text() {
        let one: Value = serde_json::from_str(r#"{"a":1.0,"b":[2]}"#).unwrap();
        let other: Value = serde_json::from_str(r#"{"b":[2e0],"a":1}"#).unwrap();
        assert_eq!(canonical(&one), canonical(&other));
    }
}
