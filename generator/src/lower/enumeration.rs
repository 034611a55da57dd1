//! Lowers lists of values (`enum`, `x-extensible-enum`) to enums, and to what lists and objects among them tell.

use std::collections::BTreeSet;

use serde_json::Value;

use super::format::Formats;
use super::shape::Shape;
use crate::ir::{Constraints, Enum, EnumBase, Literal, Ty, Variant};

/// How many bytes a remark that names values may have.
const LISTED_LIMIT: usize = 500;

/// The values of an enum that can be a type: strings, numbers, or several of these and booleans.
pub(super) fn enumeration(shape: &Shape<'_>) -> Option<Enum> {
    let listed = shape
        .data
        .extensions
        .get("x-extensible-enum")
        .and_then(Value::as_array);
    let values = match listed {
        Some(values) if shape.enumeration.is_empty() => values.as_slice(),
        _ => shape.enumeration.as_slice(),
    };
    let names = texts(shape, &["x-enum-varnames", "x-enumNames", "x-enum-names"]);
    let descriptions = texts(shape, &["x-enum-descriptions", "x-enumDescriptions"]);
    let mut seen = BTreeSet::new();
    let mut variants = Vec::new();
    for (index, value) in values
        .iter()
        .enumerate()
        .filter(|(_, value)| !value.is_null())
    {
        let literal = Literal::from_value(value)?;
        if seen.insert(value.to_string()) {
            variants.push(Variant {
                value: literal,
                name: names.text(index, value),
                description: descriptions.text(index, value),
            });
        }
    }
    Some(Enum {
        base: base(shape.json_type, &variants)?,
        variants,
        extensible: listed.is_some(),
    })
}

/// The one type that all values of an enum have; none where they are of a type that the schema excludes.
fn base(json_type: Option<&str>, variants: &[Variant]) -> Option<EnumBase> {
    let all = |fits: fn(&Literal) -> bool| variants.iter().all(|variant| fits(&variant.value));
    if variants.is_empty() || all(|value| matches!(value, Literal::Boolean(_))) {
        return None;
    }
    let is_number = |value: &Literal| matches!(value, Literal::Integer(_) | Literal::Number(_));
    match json_type {
        Some("string") | None if all(|value| matches!(value, Literal::String(_))) => {
            Some(EnumBase::String)
        }
        Some("integer") | None if all(|value| matches!(value, Literal::Integer(_))) => {
            Some(EnumBase::Integer)
        }
        Some("number") | None if all(is_number) => Some(EnumBase::Number),
        None => Some(EnumBase::Mixed),
        Some(_) => None,
    }
}

/// The type of a list of values that are all lists, or all objects; the type of their items where it is one.
pub(super) fn structure(values: &[Value], formats: &Formats) -> Option<Ty> {
    let values = || values.iter().filter(|value| !value.is_null());
    values().next()?;
    if values().all(Value::is_object) {
        return Some(Ty::Map(Box::new(Ty::Any)));
    }
    let mut items = Vec::new();
    for value in values() {
        items.extend(value.as_array()?);
    }
    let all = |fits: fn(&Value) -> bool| !items.is_empty() && items.iter().all(|item| fits(item));
    let item = if all(Value::is_string) {
        formats.string(None)
    } else if all(Value::is_i64) {
        formats.integer(None, &Constraints::default())
    } else if all(Value::is_number) {
        formats.number(None)
    } else if all(Value::is_boolean) {
        Ty::Boolean
    } else {
        Ty::Any
    };
    Some(Ty::Array(Box::new(item)))
}

/// Which values there are, where lists or objects are among them: no type shows these.
pub(super) fn listed(values: &[Value]) -> Option<String> {
    if !values
        .iter()
        .any(|value| value.is_array() || value.is_object())
    {
        return None;
    }
    let values: Vec<String> = values
        .iter()
        .map(Value::to_string)
        .map(|value| format!("`{value}`"))
        .collect();
    let remark = match values.as_slice() {
        [only] => format!("Always {only} where it is given."),
        several => format!("One of {}.", several.join(", ")),
    };
    (remark.len() <= LISTED_LIMIT).then_some(remark)
}

/// The value of a list of one boolean, which is a `bool` all the same.
pub(super) fn only_boolean(shape: &Shape<'_>) -> Option<bool> {
    let mut values = shape.enumeration.iter().filter(|value| !value.is_null());
    match (values.next(), values.next()) {
        (Some(value), None) => value.as_bool(),
        _ => None,
    }
}

/// A list of texts beside `enum`, by place or by value.
struct Texts<'a>(Option<&'a Value>);

fn texts<'a>(shape: &Shape<'a>, keys: &[&str]) -> Texts<'a> {
    Texts(keys.iter().find_map(|key| shape.data.extensions.get(*key)))
}

impl Texts<'_> {
    fn text(&self, index: usize, value: &Value) -> Option<String> {
        let found = match self.0? {
            Value::Array(texts) => texts.get(index)?,
            Value::Object(texts) => match value {
                Value::String(key) => texts.get(key)?,
                other => texts.get(&other.to_string())?,
            },
            _ => return None,
        };
        found
            .as_str()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    }
}
