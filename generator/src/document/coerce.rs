//! Values that are no objects: text, numbers, booleans and lists of them, repaired where the meaning is beyond doubt.

use serde_json::{Number, Value};

use super::conform::Conform;
use super::context::what;
use super::shape::Shape;
use crate::diagnostic::codes;
use crate::source::locate;

/// Brings a value into a shape that is no object; false when it is to be left out.
pub(super) fn scalar(walk: &mut Conform<'_, '_>, shape: Shape, value: &mut Value) -> bool {
    let (fits, expected) = match shape {
        Shape::Text => (value.is_string(), "text"),
        Shape::Flag => (value.is_boolean(), "true or false"),
        Shape::Number => (value.is_number(), "a number"),
        Shape::Count => (value.is_u64(), "an integer of at least 0"),
        Shape::FlagOrNumber => (
            value.is_boolean() || value.is_number(),
            "a boolean or a number",
        ),
        Shape::Type => (value.is_string() || value.is_array(), "the name of a type"),
        Shape::Anys => (value.is_array(), "a list"),
        Shape::Texts => return texts(walk, value),
        Shape::MapOfText | Shape::MapOfTexts => return map(walk, shape, value),
        Shape::Any | Shape::FlagOr(_) | Shape::One(_) | Shape::List(_) | Shape::Map(_) => {
            return true;
        }
    };
    if fits {
        return true;
    }
    let pointer = walk.path.pointer();
    if value.is_null() {
        walk.context.leave_out(
            codes::NULL_VALUE,
            format!("null stands where {expected} is expected and is left out"),
            &pointer,
        );
        return false;
    }
    let Some(repaired) = repaired(walk, shape, value) else {
        let message = format!(
            "{expected} is expected here and this is {}; it is left out",
            what(value)
        );
        walk.context.leave_out(codes::WRONG_TYPE, message, &pointer);
        return false;
    };
    // An integer that is written `1.0` is one.
    if !(value.is_number() && repaired.is_number()) {
        let message = format!(
            "{expected} is expected here and this is {}; it is read as `{repaired}`",
            what(value)
        );
        walk.context.say(codes::READ_AS, message, &pointer);
    }
    *value = repaired;
    true
}

fn repaired(walk: &Conform<'_, '_>, shape: Shape, value: &Value) -> Option<Value> {
    match (shape, value) {
        (Shape::Text, Value::Number(_) | Value::Bool(_)) => {
            Some(Value::String(as_written(walk, value)))
        }
        (Shape::Flag | Shape::FlagOrNumber, Value::String(text)) => match text.trim() {
            "true" | "True" | "yes" => Some(Value::Bool(true)),
            "false" | "False" | "no" => Some(Value::Bool(false)),
            number if matches!(shape, Shape::FlagOrNumber) => parse(number),
            _ => None,
        },
        (Shape::Number, Value::String(text)) => parse(text.trim()),
        (Shape::Count, Value::String(text)) => text.trim().parse::<u64>().ok().map(Value::from),
        (Shape::Count, Value::Number(number)) => number.as_f64().and_then(count),
        (Shape::Anys, scalar) if !scalar.is_object() => Some(Value::Array(vec![scalar.clone()])),
        _ => None,
    }
}

fn parse(text: &str) -> Option<Value> {
    let integer = text.parse::<i64>().ok().map(Value::from);
    integer.or_else(|| {
        text.parse::<f64>()
            .ok()
            .and_then(Number::from_f64)
            .map(Value::Number)
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "both are checked right before"
)]
fn count(number: f64) -> Option<Value> {
    (number >= 0.0 && number.fract() == 0.0 && number < 9e15).then(|| Value::from(number as u64))
}

/// A number or boolean as the author wrote it: `1.10` is not `1.1` where text is meant.
fn as_written(walk: &Conform<'_, '_>, value: &Value) -> String {
    let origin = walk.context.sources.origin(&walk.path.pointer());
    let text = &walk.context.sources.file(origin.file).text;
    // Finding the place means reading the text again, which is for small texts.
    if text.len() < 1 << 20
        && value.is_f64()
        && let Some(spot) = locate(text, [&origin.pointer]).get(&origin.pointer)
        && let Some(written) = text.get(spot.value.clone())
        && written.len() < 40
    {
        return written.trim().to_owned();
    }
    value.to_string()
}

fn texts(walk: &mut Conform<'_, '_>, value: &mut Value) -> bool {
    let pointer = walk.path.pointer();
    match value {
        Value::Array(_) => {}
        Value::String(_) | Value::Number(_) => {
            walk.context.say(
                codes::NOT_A_LIST,
                "a list of names is expected here and this is a single one",
                &pointer,
            );
            *value = Value::Array(vec![value.take()]);
        }
        Value::Null => {
            walk.context.leave_out(
                codes::NULL_VALUE,
                "null stands where a list is expected and is left out",
                &pointer,
            );
            return false;
        }
        _ => {
            let message = format!(
                "a list of names is expected here and this is {}; it is left out",
                what(value)
            );
            walk.context.leave_out(codes::WRONG_TYPE, message, &pointer);
            return false;
        }
    }
    if let Value::Array(items) = value
        && !items.iter().all(Value::is_string)
    {
        let mut kept = Vec::with_capacity(items.len());
        for (index, mut item) in std::mem::take(items).into_iter().enumerate() {
            let length = walk.path.enter_index(index);
            if scalar(walk, Shape::Text, &mut item) {
                kept.push(item);
            }
            walk.path.leave(length);
        }
        *items = kept;
    }
    true
}

fn map(walk: &mut Conform<'_, '_>, shape: Shape, value: &mut Value) -> bool {
    let pointer = walk.path.pointer();
    match value {
        Value::Object(members) => {
            let inner = if matches!(shape, Shape::MapOfText) {
                Shape::Text
            } else {
                Shape::Texts
            };
            let mut removed = std::collections::BTreeSet::new();
            for (name, item) in members.iter_mut() {
                let length = walk.path.enter(name);
                if item.is_null() && matches!(inner, Shape::Text) {
                    *item = Value::String(String::new());
                } else if !scalar(walk, inner, item) {
                    removed.insert(name.clone());
                }
                walk.path.leave(length);
            }
            if !removed.is_empty() {
                members.retain(|name, _| !removed.contains(name));
            }
            true
        }
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let named = items
                .iter()
                .filter_map(|item| Some((item.as_str()?.to_owned(), Value::String(String::new()))));
            *value = Value::Object(named.collect());
            true
        }
        _ => {
            let code = if value.is_null() {
                codes::NULL_VALUE
            } else {
                codes::WRONG_TYPE
            };
            walk.context.leave_out(
                code,
                format!(
                    "a map is expected here and this is {}; it is left out",
                    what(value)
                ),
                &pointer,
            );
            false
        }
    }
}
