//! The `type` of a schema: lists of types, null, and names that are none.

use serde_json::{Value, json};

use super::{Members, enumeration, number, text};
use crate::diagnostic::{Diagnostic, codes};
use crate::document::conform::Conform;
use crate::document::context::did_you_mean;

const TYPES: [&str; 7] = [
    "string", "number", "integer", "boolean", "object", "array", "null",
];

/// Keywords that only say something about values of one type.
const KEYWORDS: [(&str, &[&str]); 4] = [
    (
        "string",
        &[
            "pattern",
            "minLength",
            "maxLength",
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
        ],
    ),
    (
        "number",
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
    ),
    (
        "array",
        &[
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains",
            "additionalItems",
        ],
    ),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "minProperties",
            "maxProperties",
            "propertyNames",
        ],
    ),
];

/// Words that people write for a type, and what they mean by it.
const MEANT: [(&str, &str, &str); 20] = [
    ("file", "string", "binary"),
    ("binary", "string", "binary"),
    ("int", "integer", ""),
    ("int32", "integer", "int32"),
    ("int64", "integer", "int64"),
    ("long", "integer", "int64"),
    ("float", "number", "float"),
    ("double", "number", "double"),
    ("decimal", "number", ""),
    ("bool", "boolean", ""),
    ("str", "string", ""),
    ("text", "string", ""),
    ("enum", "string", ""),
    ("date", "string", "date"),
    ("date-time", "string", "date-time"),
    ("datetime", "string", "date-time"),
    ("uuid", "string", "uuid"),
    ("uri", "string", "uri"),
    ("map", "object", ""),
    ("list", "array", ""),
];

/// Whether this is the name of a type of 3.0.
pub(super) fn is_known(name: &str) -> bool {
    TYPES[..6].contains(&name)
}

/// Whether a schema in normal form admits null and nothing else.
pub(super) fn is_null(schema: &Value) -> bool {
    schema
        .get("enum")
        .and_then(Value::as_array)
        .is_some_and(|values| values.len() == 1 && values[0].is_null())
        && ["oneOf", "anyOf", "allOf", "properties"]
            .iter()
            .all(|key| schema.get(key).is_none())
}

/// Takes null out of the types, and corrects the names of the others.
pub(super) fn normalise(walk: &mut Conform<'_, '_>, members: &mut Members) {
    let mut names: Vec<String> = match members.get("type") {
        Some(Value::String(name)) if is_known(name) => return,
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => return,
    };
    let listed = members.get("type").is_some_and(Value::is_array);
    let mut formats = String::new();
    names = names
        .into_iter()
        .filter_map(|name| meant(walk, name, &mut formats))
        .collect();
    if names.iter().any(|name| name == "null") {
        names.retain(|name| name != "null");
        members.insert("nullable".to_owned(), Value::Bool(true));
        if names.is_empty() {
            members.shift_remove("type");
            members.insert("enum".to_owned(), json!([null]));
            return;
        }
    }
    if !formats.is_empty() {
        members.entry("format").or_insert_with(|| json!(formats));
    }
    if names.iter().any(|name| name == "number") {
        // A number may be an integer, so that the narrower type adds nothing.
        names.retain(|name| name != "integer");
    }
    let mut unique: Vec<String> = Vec::new();
    for name in names {
        if !unique.contains(&name) {
            unique.push(name);
        }
    }
    match unique.as_slice() {
        [] => {
            members.shift_remove("type");
        }
        [only] => {
            members.insert("type".to_owned(), json!(only));
        }
        several if listed => {
            members.insert("x-spec2crate-types".to_owned(), json!(several));
            members.insert("type".to_owned(), json!(several));
        }
        _ => {}
    }
}

fn meant(walk: &mut Conform<'_, '_>, name: String, formats: &mut String) -> Option<String> {
    if TYPES.contains(&name.as_str()) {
        return Some(name);
    }
    let at = walk.path.pointer().child("type");
    let lower = name.trim().to_ascii_lowercase();
    let known = TYPES
        .iter()
        .find(|known| **known == lower)
        .map(|known| (*known, ""));
    let meant = known.or_else(|| {
        MEANT
            .iter()
            .find(|(word, ..)| *word == lower)
            .map(|(_, name, format)| (*name, *format))
    });
    if let Some((meant, format)) = meant {
        if format != "binary" || lower != "file" {
            let message = format!("`{name}` is no type; it is read as `{meant}`");
            walk.context.say(codes::READ_AS, message, &at);
        }
        format.clone_into(formats);
        return Some(meant.to_owned());
    }
    if lower != "any" {
        let mut diagnostic = Diagnostic::new(
            codes::UNKNOWN_TYPE,
            format!("`{name}` is no type; the schema admits anything"),
        );
        diagnostic.help =
            did_you_mean(&lower, TYPES.into_iter()).map(|meant| format!("did you mean `{meant}`?"));
        walk.context.push(diagnostic, &at);
    }
    None
}

/// A schema of several types becomes a choice between schemas of one each.
pub(super) fn split(walk: &mut Conform<'_, '_>, members: &mut Members) {
    let Some(Value::Array(names)) = members.get("type") else {
        return;
    };
    let names: Vec<String> = names
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    members.shift_remove("type");
    let values = members.shift_remove("enum");
    let format = members.shift_remove("format");
    let taken = members.contains_key("anyOf");
    let here = walk.path.pointer();
    let at = if taken {
        here.child("allOf").index(0).child("anyOf")
    } else {
        here.child("anyOf")
    };
    let mut variants = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let mut variant = Members::from_iter([("type".to_owned(), json!(name))]);
        walk.context.sources.set_origin(
            at.index(index),
            walk.context.sources.origin(&here.child("type")),
        );
        let group = if name == "integer" { "number" } else { name };
        for keyword in KEYWORDS
            .iter()
            .filter(|(of, _)| *of == group)
            .flat_map(|(_, keywords)| *keywords)
        {
            if let Some(value) = members.shift_remove(*keyword) {
                walk.context
                    .sources
                    .moved(&here.child(keyword), &at.index(index).child(keyword));
                variant.insert((*keyword).to_owned(), value);
            }
        }
        let numeric = format
            .as_ref()
            .and_then(Value::as_str)
            .is_some_and(|format| ["int32", "int64", "float", "double"].contains(&format));
        if let Some(format) = &format
            && ((group == "number" && numeric) || (name == "string" && !numeric))
        {
            variant.insert("format".to_owned(), format.clone());
        }
        if let Some(Value::Array(values)) = &values {
            let own: Vec<Value> = values
                .iter()
                .filter(|value| fits(value, name))
                .cloned()
                .collect();
            if own.is_empty() {
                continue;
            }
            variant.insert("enum".to_owned(), Value::Array(own));
        }
        enumeration::normalise(walk, &mut variant);
        number::normalise(walk, &mut variant);
        variants.push(Value::Object(variant));
    }
    if taken {
        let all = members.entry("allOf").or_insert_with(|| json!([]));
        if let Value::Array(all) = all {
            all.push(json!({ "anyOf": variants }));
        }
    } else {
        members.insert("anyOf".to_owned(), Value::Array(variants));
    }
}

/// Whether a value is of a type.
pub(in super::super) fn fits(value: &Value, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => {
            value.is_i64()
                || value.is_u64()
                || value.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "null" => value.is_null(),
        _ => true,
    }
}

/// Leaves out keywords that say nothing about values of the schema's type.
pub(super) fn without_effect(walk: &mut Conform<'_, '_>, members: &mut Members) {
    let Some(name) = text(members, "type").map(str::to_owned) else {
        return;
    };
    let group = if name == "integer" {
        "number"
    } else {
        name.as_str()
    };
    let others = || KEYWORDS.iter().filter(|(of, _)| *of != group);
    let mut lost: Vec<&str> = Vec::new();
    for key in members.keys() {
        let mut others = others().flat_map(|(_, keywords)| *keywords);
        lost.extend(others.find(|keyword| *keyword == key));
    }
    if ["boolean", "object", "array"].contains(&name.as_str()) && members.contains_key("format") {
        lost.push("format");
    }
    if lost.is_empty() {
        return;
    }
    let here = walk.path.pointer();
    for keyword in &lost {
        let code = if ["properties", "items", "required", "additionalProperties"].contains(keyword)
        {
            codes::WRONG_TYPE_KEYWORD
        } else {
            codes::KEYWORD_WITHOUT_EFFECT
        };
        walk.context.leave_out_key(
            code,
            format!("`{keyword}` says nothing about values of type `{name}`"),
            &here.child(keyword),
        );
    }
    members.retain(|key, _| !lost.contains(&key.as_str()));
}
