//! Whether two JSON values are the same but for the order of keys and the text of equal numbers.

use serde_json::{Number, Value};

/// Where the values differ first, and how; `None` when they are the same.
pub fn difference(sent: &Value, back: &Value) -> Option<String> {
    differ("$", sent, Some(sent), back)
}

/// The same where only a part of what was sent has to be there: keys that no schema declares may be kept or not.
pub fn difference_of_part(sent: &Value, part: &Value, back: &Value) -> Option<String> {
    differ("$", sent, Some(part), back)
}

/// Compares what came back with what was sent, of which `part` has to be there.
fn differ(path: &str, sent: &Value, part: Option<&Value>, back: &Value) -> Option<String> {
    match (sent, back) {
        (Value::Object(sent), Value::Object(back)) => {
            let wanted = part.and_then(Value::as_object);
            let lost = wanted.and_then(|wanted| wanted.keys().find(|key| !back.contains_key(*key)));
            if let Some(key) = lost {
                return Some(format!("{path}.{key} is lost"));
            }
            if let Some(key) = back.keys().find(|key| !sent.contains_key(*key)) {
                return Some(format!("{path}.{key} is new: {}", back[key]));
            }
            back.iter().find_map(|(key, value)| {
                let part = wanted.and_then(|wanted| wanted.get(key));
                differ(&format!("{path}.{key}"), &sent[key], part, value)
            })
        }
        (Value::Array(sent), Value::Array(back)) if sent.len() == back.len() => {
            let items = sent.iter().zip(back).enumerate();
            let mut items = items.map(|(index, (sent, back))| {
                let part = part.and_then(|part| part.get(index));
                differ(&format!("{path}[{index}]"), sent, part, back)
            });
            items.find_map(|difference| difference)
        }
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

    use super::{difference, difference_of_part};

    #[test]
    fn what_nobody_declares_may_be_kept_or_not() {
        let (sent, part) = (
            json!({"a": [{"b": 1, "x": {"y": 2}}]}),
            json!({"a": [{"b": 1}]}),
        );
        for back in [&sent, &part, &json!({"a": [{"b": 1, "x": {}}]})] {
            assert_eq!(difference_of_part(&sent, &part, back), None);
        }
        for (back, said) in [
            (json!({"a": [{"x": {"y": 2}}]}), "$.a[0].b is lost"),
            (
                json!({"a": [{"b": 1, "x": {"y": 3}}]}),
                "$.a[0].x.y was 2 and is 3",
            ),
            (json!({"a": [{"b": 1, "z": 1}]}), "$.a[0].z is new: 1"),
        ] {
            assert_eq!(
                difference_of_part(&sent, &part, &back).as_deref(),
                Some(said)
            );
        }
    }

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
