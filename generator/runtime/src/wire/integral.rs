//! Integral numbers that are written with a fraction or an exponent: `1.0` and `1e3` are integers in JSON Schema.

use super::path::string_end;

/// More digits than this are left as they are: no integer of a type is so long, and a short exponent could ask for any number.
const DIGITS: usize = 40;

/// The text with each integral number written as an integer; `None` when every one of them is already.
pub(super) fn integers(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut changed: Option<String> = None;
    // What is copied already.
    let mut copied = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = string_end(bytes, at),
            b'-' | b'0'..=b'9' => {
                let end = bytes[at..]
                    .iter()
                    .position(|byte| {
                        !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
                    })
                    .map_or(bytes.len(), |length| at + length);
                if let Some(integer) = integer(&text[at..end]) {
                    let changed = changed.get_or_insert_default();
                    changed.push_str(&text[copied..at]);
                    changed.push_str(&integer);
                    copied = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    changed.map(|changed| changed + &text[copied..])
}

/// A number with a fraction or an exponent as an integer, if it is one.
fn integer(number: &str) -> Option<String> {
    let (sign, unsigned) = match number.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", number),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.len() == unsigned.len() {
        return None;
    }
    let mut digits = format!("{whole}{fraction}");
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Where the point goes among the digits.
    let point = i64::try_from(whole.len()).ok()? + i64::from(exponent);
    let significant = digits.trim_end_matches('0').len();
    if significant == 0 || digits.bytes().all(|byte| byte == b'0') {
        return Some(String::from("0"));
    }
    let point = usize::try_from(point).ok()?;
    if significant > point || point > DIGITS {
        return None;
    }
    digits.truncate(point);
    while digits.len() < point {
        digits.push('0');
    }
    let digits = digits.trim_start_matches('0');
    Some(format!("{sign}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::integers;

    #[test]
    fn integral_numbers_are_written_as_integers() {
        for (text, integers_of) in [
            ("1.0", "1"),
            ("-12.00", "-12"),
            ("-0.0", "0"),
            ("0e5", "0"),
            ("1e3", "1000"),
            ("1.25E+2", "125"),
            ("1200e-2", "12"),
            (
                "[1.0, 0.5, \"1.0\", {\"a\\\"1.0\": 2.0}]",
                "[1, 0.5, \"1.0\", {\"a\\\"1.0\": 2}]",
            ),
            ("9007199254740993.0", "9007199254740993"),
        ] {
            assert_eq!(integers(text).as_deref(), Some(integers_of), "{text}");
        }
    }

    #[test]
    fn everything_else_stays() {
        for text in [
            "1",
            "0.5",
            "1e-3",
            "12e-2",
            "1e999999999",
            "1e41",
            "1e99999999999",
            "\"1.0\"",
            "[]",
            "-",
            "1.e",
            "--1.0",
            "\"1.0",
        ] {
            let kept = integers(text);
            assert!(kept.is_none(), "{text}: {kept:?}");
        }
    }
}
