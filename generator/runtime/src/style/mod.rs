//! Parameter styles: a JSON value becomes the text that `style` and `explode` say.
//!
//! The tables of OAS 3.0.4, "Style Examples", decide, and where they are silent RFC 6570, which they stand on:
//! null and empty lists are not sent, null members are skipped.
//! A value nested deeper than a style can say (an object in a list) is sent as its JSON text.

mod cookie;
mod header;
mod path;
mod query;

use serde_json::{Number, Value};

pub use cookie::CookieStyle;
pub use header::HeaderStyle;
pub use path::PathStyle;
pub use query::QueryStyle;

pub(crate) use cookie::write_cookies;
pub(crate) use header::header_text;
pub(crate) use path::path_text;
pub(crate) use query::{query_pairs, write_pair, write_query};

/// A parameter's value as styles see it.
#[derive(Debug, PartialEq)]
enum Shape {
    /// Not sent: null, or a list or object without members.
    Missing,
    /// A string, number or boolean.
    One(String),
    /// An array.
    List(Vec<String>),
    /// An object, in its order.
    Pairs(Vec<(String, String)>),
}

impl Shape {
    fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Missing,
            Value::Array(items) => {
                let items: Vec<String> = items.iter().filter_map(scalar_text).collect();
                if items.is_empty() {
                    Self::Missing
                } else {
                    Self::List(items)
                }
            }
            Value::Object(members) => {
                let pairs: Vec<(String, String)> = members
                    .iter()
                    .filter_map(|(name, value)| Some((name.clone(), scalar_text(value)?)))
                    .collect();
                if pairs.is_empty() {
                    Self::Missing
                } else {
                    Self::Pairs(pairs)
                }
            }
            scalar => scalar_text(scalar).map_or(Self::Missing, Self::One),
        }
    }
}

/// What a JSON text is as text, where that is a part of it: most strings, integers and booleans.
///
/// The rest takes a tree; here is said of nothing that it is another text than [`scalar_text`] of its tree.
pub(crate) fn borrowed_scalar(json: &str) -> Option<&str> {
    match json.as_bytes() {
        [b'"', text @ .., b'"'] if !text.contains(&b'\\') => json.get(1..json.len() - 1),
        b"true" | b"false" => Some(json),
        // Longer ones may be more than an integer of a tree can be; `-0` is not written so.
        [b'1'..=b'9', digits @ ..] | [b'-', b'1'..=b'9', digits @ ..]
            if digits.len() < 18 && digits.iter().all(u8::is_ascii_digit) =>
        {
            Some(json)
        }
        b"0" => Some(json),
        _ => None,
    }
}

/// A value as text; `None` for null.
pub(crate) fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number_text(number)),
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => Some(value.to_string()),
    }
}

/// A number in plain decimals: `1` for 1.0, and never an exponent.
fn number_text(number: &Number) -> String {
    let text = number.to_string();
    if !text.contains(['.', 'e', 'E']) {
        return text;
    }
    // `f64`'s Display writes an integral value without a fraction and never uses an exponent.
    match text.parse::<f64>() {
        Ok(0.0) => "0".to_owned(),
        Ok(value) if value.is_finite() => value.to_string(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_plain_decimals() {
        let cases = [
            (json!(1.0), "1"),
            (json!(-0.0), "0"),
            (json!(0.5), "0.5"),
            (json!(1e21), "1000000000000000000000"),
            (json!(1e-7), "0.0000001"),
            (json!(9_007_199_254_740_993_i64), "9007199254740993"),
            (json!(u64::MAX), "18446744073709551615"),
        ];
        for (value, text) in cases {
            assert_eq!(scalar_text(&value).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_borrowed_scalar_is_that_of_the_tree() {
        let texts = [
            ("\"\"", Some("")),
            ("\"blue\"", Some("blue")),
            ("\"é 1\"", Some("é 1")),
            ("\"a\\nb\"", None),
            ("\"a\\\"\"", None),
            ("\"", None),
            ("true", Some("true")),
            ("false", Some("false")),
            ("null", None),
            ("0", Some("0")),
            ("-0", None),
            ("17", Some("17")),
            ("-9007199254740993", Some("-9007199254740993")),
            ("18446744073709551615", None),
            ("1.5", None),
            ("1e3", None),
            ("[]", None),
            ("[\"a\"]", None),
            ("{}", None),
            ("", None),
        ];
        for (json, text) in texts {
            assert_eq!(borrowed_scalar(json), text, "{json}");
            if let Some(text) = text {
                let tree = serde_json::from_str(json).unwrap();
                assert_eq!(scalar_text(&tree).as_deref(), Some(text), "{json}");
            }
        }
    }

    #[test]
    fn nulls_are_skipped_and_nesting_is_json() {
        assert_eq!(Shape::of(&json!(null)), Shape::Missing);
        assert_eq!(Shape::of(&json!([])), Shape::Missing);
        assert_eq!(Shape::of(&json!([null])), Shape::Missing);
        assert_eq!(Shape::of(&json!({"a": null})), Shape::Missing);
        assert_eq!(
            Shape::of(&json!([1, null, {"a": 1}])),
            Shape::List(vec!["1".into(), "{\"a\":1}".into()])
        );
        assert_eq!(
            Shape::of(&json!({"b": true, "a": "x"})),
            Shape::Pairs(vec![("b".into(), "true".into()), ("a".into(), "x".into())])
        );
    }
}
