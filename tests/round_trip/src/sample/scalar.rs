//! Scalars: boundaries first, then what is in between.

use serde_json::{Map, Number, Value};

use crate::random::Random;

/// A string, number, boolean or null that the keywords beside its type allow, as far as they are easily met.
pub(super) fn scalar(ty: &str, map: &Map<String, Value>, random: &mut Random) -> Option<Value> {
    match ty {
        "string" => Some(Value::from(string(map, random))),
        "integer" => Some(integer(map, random)),
        "number" => Some(number(map, random)),
        "boolean" => Some(Value::from(random.below(2) == 0)),
        "null" => Some(Value::Null),
        _ => None,
    }
}

fn string(map: &Map<String, Value>, random: &mut Random) -> String {
    let text = |key: &str| map.get(key).and_then(Value::as_str);
    let formatted: &[&str] = match text("format").unwrap_or_default() {
        "date-time" => &[
            "2026-02-28T23:59:59Z",
            "1985-04-12T23:20:50.520000+05:30",
            "0001-01-01T00:00:00-00:00",
        ],
        "date" => &["2024-02-29", "0001-12-31"],
        "time" => &["23:59:59Z", "00:00:00.5+01:00"],
        "duration" => &["P3DT4H", "PT0S"],
        "uuid" => &[
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
        ],
        "email" | "idn-email" => &["joe@example.com", "a.b+c@sub.example.org"],
        "hostname" | "idn-hostname" => &["example.com", "xn--bcher-kva.example"],
        "ipv4" | "ip" => &["203.0.113.7", "0.0.0.0"],
        "ipv6" => &["2001:db8::1", "::"],
        "uri" | "url" | "iri" | "uri-reference" => {
            &["https://example.com/a?b=c#d", "urn:isbn:0451450523"]
        }
        "byte" => &["", "aGVsbG8=", "////"],
        _ => &[],
    };
    let length = |key: &str| {
        map.get(key)
            .and_then(Value::as_u64)
            .and_then(|length| usize::try_from(length).ok())
    };
    let chosen = match formatted {
        [] => *random
            .pick(&[
                "a",
                "",
                "Grüße, 世界 👋",
                "quote \" backslash \\ slash /",
                "line\nbreak\ttab \u{7f}",
                "null",
                "1",
                "true",
                "ABC-123",
                "abc_def",
                "12345",
                "#ff00aa",
            ])
            .unwrap_or(&""),
        texts => random.pick(texts).copied().unwrap_or_default(),
    };
    let mut chosen = chosen.to_owned();
    if formatted.is_empty() {
        let least = length("minLength").unwrap_or(0).min(10_000);
        while chosen.chars().count() < least {
            chosen.push('x');
        }
        if let Some(most) = length("maxLength") {
            chosen = chosen.chars().take(most).collect();
        }
    }
    chosen
}

fn integer(map: &Map<String, Value>, random: &mut Random) -> Value {
    let (least, most) = match map.get("format").and_then(Value::as_str) {
        Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
        Some("uint32") => (0, i64::from(u32::MAX)),
        Some("uint64") => (0, i64::MAX),
        Some("int8") => (i64::from(i8::MIN), i64::from(i8::MAX)),
        Some("uint8") => (0, i64::from(u8::MAX)),
        Some("int16") => (i64::from(i16::MIN), i64::from(i16::MAX)),
        Some("uint16") => (0, i64::from(u16::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    let bound = |key: &str| map.get(key).and_then(Value::as_i64);
    let least = bound("minimum").map_or(least, |bound| bound.max(least));
    let most = bound("maximum").map_or(most, |bound| bound.min(most));
    let step = bound("multipleOf").filter(|step| *step > 0).unwrap_or(1);
    let candidates = [least, most, 0, 1, -1, 42, least.saturating_add(1)];
    let candidate = random.pick(&candidates).copied().unwrap_or(0);
    let candidate = candidate.clamp(least.min(most), most);
    let candidate = candidate / step * step;
    // An integral number is an integer, however it is written (JSON Schema, section 6.1.1 of the validation).
    #[expect(clippy::cast_precision_loss, reason = "small enough to be exact")]
    if random.below(8) == 0 && candidate.unsigned_abs() < 1 << 50 {
        return Value::from(candidate as f64);
    }
    Value::from(candidate)
}

fn number(map: &Map<String, Value>, random: &mut Random) -> Value {
    let bound = |key: &str| map.get(key).and_then(Value::as_f64);
    let single = map.get("format").and_then(Value::as_str) == Some("float");
    let least = bound("minimum").unwrap_or(-1.0e15);
    let most = bound("maximum").unwrap_or(1.0e15);
    let candidates: &[f64] = if single {
        &[0.0, 1.0, -2.5, 0.25, 1024.5]
    } else {
        &[0.0, 1.0, -2.5, 0.1, 19.99, 1.0e-7, 123_456_789.125]
    };
    let choice = random.below(candidates.len() + 2);
    let candidate = match candidates.get(choice) {
        Some(candidate) => *candidate,
        None if choice == candidates.len() => least,
        None => most,
    };
    let candidate = candidate.max(least).min(most);
    match Number::from_f64(candidate) {
        Some(number) => Value::Number(number),
        None => Value::from(0),
    }
}
