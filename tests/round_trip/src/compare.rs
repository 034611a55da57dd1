//! Whether two JSON values are the same but for the order of keys and the text of equal numbers.

use serde_json::{Number, Value};

/// Where the values differ first, and how; `None` when they are the same.
pub fn difference(sent: &Value, back: &Value) -> Option<String> {
    differ("$", sent, back)
}

fn differ(path: &str, sent: &Value, back: &Value) -> Option<String> {
    match (sent, back) {
        (Value::Object(sent), Value::Object(back)) => {
            if let Some(key) = sent.keys().find(|key| !back.contains_key(*key)) {
                return Some(format!("{path}.{key} is lost"));
            }
            if let Some(key) = back.keys().find(|key| !sent.contains_key(*key)) {
                return Some(format!("{path}.{key} is new: {}", back[key]));
            }
            sent.iter()
                .find_map(|(key, value)| differ(&format!("{path}.{key}"), value, &back[key]))
        }
        (Value::Array(sent), Value::Array(back)) if sent.len() == back.len() => sent
            .iter()
            .zip(back)
            .enumerate()
            .find_map(|(index, (sent, back))| differ(&format!("{path}[{index}]"), sent, back)),
        (Value::Number(sent), Value::Number(back)) if equal(sent, back) => None,
        (sent, back) if sent == back => None,
        (sent, back) => Some(format!("{path} was {sent} and is {back}")),
    }
}

/// Whether two numbers are equal: exactly where both are integers, and as doubles otherwise.
fn equal(left: &Number, right: &Number) -> bool {
    match (integer(left), integer(right)) {
        (Some(left), Some(right)) => left == right,
        _ => left.as_f64() == right.as_f64(),
    }
}

fn integer(number: &Number) -> Option<i128> {
    number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::difference;

    #[test]
    fn order_and_the_text_of_numbers_do_not_count() {
        assert_eq!(
            difference(&json!({"a": 1, "b": [2.0]}), &json!({"b": [2], "a": 1.0})),
            None
        );
    }

    #[test]
    fn everything_else_does() {
        for (sent, back, said) in [
            (json!({"a": {"b": 1}}), json!({"a": {}}), "$.a.b is lost"),
            (json!({}), json!({"a": null}), "$.a is new: null"),
            (json!([1]), json!([2]), "$[0] was 1 and is 2"),
            (json!([1]), json!([1, 1]), "$ was [1] and is [1,1]"),
            (
                json!(9_007_199_254_740_993_u64),
                json!(9_007_199_254_740_992_u64),
                "$ was 9007199254740993 and is 9007199254740992",
            ),
            (json!("1"), json!(1), "$ was \"1\" and is 1"),
        ] {
            assert_eq!(difference(&sent, &back).as_deref(), Some(said));
        }
    }
}
