//! The values of `enum`: of the type that the schema has, null said by `nullable`.

use serde_json::{Value, json};

use super::{Members, text, types};
use crate::diagnostic::codes;
use crate::document::conform::Conform;

/// Brings the values of `enum` to the type of the schema.
pub(super) fn normalise(walk: &mut Conform<'_, '_>, members: &mut Members) {
    let Some(Value::Array(values)) = members.get("enum") else {
        return;
    };
    let at = walk.path.pointer().child("enum");
    if values.is_empty() {
        walk.context.leave_out_key(
            codes::EMPTY_LIST,
            "an empty `enum` says nothing and is left out",
            &at,
        );
        members.shift_remove("enum");
        return;
    }
    let nulls = values.iter().filter(|value| value.is_null()).count();
    if nulls > 0 && nulls < values.len() {
        if members.get("nullable") != Some(&Value::Bool(true)) {
            walk.context.say(
                codes::NULL_IN_ENUM,
                "null is one of the values: the schema is read as nullable",
                &at,
            );
            members.insert("nullable".to_owned(), json!(true));
        }
        if let Some(Value::Array(values)) = members.get_mut("enum") {
            values.retain(|value| !value.is_null());
        }
    }
    let Some(name) = text(members, "type").map(str::to_owned) else {
        return;
    };
    let Some(Value::Array(values)) = members.get_mut("enum") else {
        return;
    };
    let mut changed = false;
    for value in values.iter_mut() {
        if name == "integer" && value.is_f64() && types::fits(value, "integer") {
            *value = value
                .as_f64()
                .and_then(integer)
                .unwrap_or_else(|| value.clone());
        }
        if value.is_null() || types::fits(value, &name) {
            continue;
        }
        let meant = match (name.as_str(), &*value) {
            ("string", Value::Bool(_) | Value::Number(_)) => Some(Value::String(value.to_string())),
            ("integer", Value::String(text)) => text.parse::<i64>().ok().map(Value::from),
            ("number", Value::String(text)) => text.parse::<f64>().ok().map(Value::from),
            ("boolean", Value::String(text)) => text.parse::<bool>().ok().map(Value::from),
            _ => None,
        };
        if let Some(meant) = meant {
            *value = meant;
            changed = true;
        }
    }
    let foreign = values
        .iter()
        .filter(|value| !value.is_null() && !types::fits(value, &name))
        .count();
    if foreign == values.len() {
        // Every value contradicts the type: the values are what the server sends.
        let types: Vec<&str> = ["string", "integer", "number", "boolean"]
            .into_iter()
            .filter(|other| values.iter().all(|value| types::fits(value, other)))
            .collect();
        if let Some(meant) = types.first().filter(|_| !values.iter().any(Value::is_null)) {
            let message =
                format!("no value of `enum` is of type `{name}`; the type is read as `{meant}`");
            walk.context.say(codes::ENUM_TYPE, message, &at);
            members.insert("type".to_owned(), json!(meant));
        }
    } else if changed {
        let message =
            format!("values of `enum` are not of type `{name}` and are read as if they were");
        walk.context.say(codes::ENUM_TYPE, message, &at);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the range is checked right before"
)]
pub(super) fn integer(number: f64) -> Option<Value> {
    (number.fract() == 0.0 && number.abs() < 9e15).then(|| Value::from(number as i64))
}
