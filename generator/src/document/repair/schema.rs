//! Schemas of every version → schemas of 3.0.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Members, enumeration, number, text, types};
use crate::diagnostic::{Diagnostic, codes};
use crate::document::conform::Conform;
use crate::document::context::{did_you_mean, remove_items};
use crate::document::shape::{V2, V30};

/// Keywords of JSON Schema that constrain values without saying what a client's types look like.
const DOCUMENTATION: [&str; 13] = [
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "unevaluatedItems",
    "contentSchema",
    "unevaluatedProperties",
];

/// Whether there is nothing in a schema that [`after`] would bring into another shape.
///
/// Most schemas are as plain as that, and a large document has a hundred thousand of them.
fn is_plain(members: &Members) -> bool {
    let mut name = None;
    let mut keywords = "";
    for (key, value) in members {
        let of = match key.as_str() {
            "type" => match value.as_str() {
                Some("integer") => {
                    name = Some("number");
                    continue;
                }
                Some(known) if types::is_known(known) => {
                    name = Some(known);
                    continue;
                }
                _ => return false,
            },
            "$ref" | "title" | "description" | "default" | "example" | "nullable" | "readOnly"
            | "writeOnly" | "deprecated" | "externalDocs" => continue,
            "pattern" | "minLength" | "maxLength" => "string",
            "items" | "minItems" | "maxItems" | "uniqueItems" => "array",
            "properties" | "required" | "minProperties" | "maxProperties" => "object",
            "additionalProperties" if value.is_boolean() => "object",
            "format" if matches!(name, Some("string" | "number")) => continue,
            _ => return false,
        };
        if !keywords.is_empty() && keywords != of {
            return false;
        }
        keywords = of;
    }
    keywords.is_empty() || name.is_none_or(|name| name == keywords)
}

/// Prepares a schema whose values are as written.
pub(super) fn before(walk: &mut Conform<'_, '_>, members: &mut Members) {
    let unusual = |(key, value): (&String, &Value)| match key.as_str() {
        "items" => value.is_array(),
        "required" => !value.is_array(),
        "properties" => true,
        key => key == "$dynamicRef",
    };
    if !members.iter().any(unusual) {
        return;
    }
    let here = walk.path.pointer();
    if members.get("items").is_some_and(Value::is_array)
        && let Some(items) = members.shift_remove("items")
    {
        // A tuple as JSON Schema wrote it before 2020-12.
        walk.context.say_key(
            codes::TUPLE_ITEMS,
            "a list of `items` is read as `prefixItems`",
            &here.child("items"),
        );
        walk.context
            .sources
            .moved(&here.child("items"), &here.child("prefixItems"));
        members.entry("prefixItems").or_insert(items);
        if let Some(additional) = members.shift_remove("additionalItems")
            && additional.is_object()
        {
            walk.context
                .sources
                .moved(&here.child("additionalItems"), &here.child("items"));
            members.insert("items".to_owned(), additional);
        }
    }
    required_flags(walk, members);
    let flag = |required: &Value| {
        required.is_boolean() || matches!(required.as_str(), Some("true" | "false"))
    };
    if members.get("required").is_some_and(flag) {
        // The owner of this property saw it already.
        members.shift_remove("required");
    }
    if let Some(reference) = text(members, "$dynamicRef").map(str::to_owned)
        && !members.contains_key("$ref")
    {
        let message =
            format!("`$dynamicRef` to `{reference}` can't be resolved and admits anything");
        walk.context
            .say(codes::DYNAMIC_REF, message, &here.child("$dynamicRef"));
    }
}

/// `required: true` at a property, as drafts before 4 had it: the name goes to the list of its owner.
fn required_flags(walk: &mut Conform<'_, '_>, members: &mut Members) {
    // OAS 3.0.4, Reference Object: what stands beside a `$ref` is ignored.
    let ignores_siblings = [V2, V30].contains(&walk.context.version);
    let is_set = |property: &Value| {
        if ignores_siblings && property.get("$ref").is_some_and(Value::is_string) {
            return false;
        }
        let mut members = property.as_object().into_iter().flatten();
        members.any(|(key, value)| {
            key == "required" && (value == &Value::Bool(true) || value.as_str() == Some("true"))
        })
    };
    let Some(Value::Object(properties)) = members.get("properties") else {
        return;
    };
    let names: Vec<String> = properties
        .iter()
        .filter(|(_, property)| is_set(property))
        .map(|(name, _)| name.clone())
        .collect();
    if names.is_empty() {
        return;
    }
    let at = walk.path.pointer().child("properties");
    let known = members
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let mut known: BTreeSet<String> = known.filter_map(Value::as_str).map(str::to_owned).collect();
    for name in names {
        let message = format!(
            "`required: true` at a property is read as an entry of the list `required` around it: `{name}`"
        );
        walk.context.say(
            codes::REQUIRED_FLAG,
            message,
            &at.child(&name).child("required"),
        );
        match members.entry("required").or_insert_with(|| json!([])) {
            Value::Array(required) if known.insert(name.clone()) => required.push(name.into()),
            _ => {}
        }
    }
}

/// Completes a schema.
pub(super) fn after(walk: &mut Conform<'_, '_>, members: &mut Members) {
    if is_plain(members) {
        return required_names(walk, members);
    }
    for key in ["x-nullable", "x-isnullable"] {
        if members.get(key) == Some(&Value::Bool(true)) {
            members.entry("nullable").or_insert(Value::Bool(true));
        }
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        if members
            .get(key)
            .and_then(Value::as_array)
            .is_some_and(Vec::is_empty)
        {
            let message = format!("an empty `{key}` says nothing and is left out");
            walk.context
                .leave_out_key(codes::EMPTY_LIST, message, &walk.path.pointer().child(key));
            members.shift_remove(key);
        }
    }
    if let Some(constant) = members.get("const").cloned() {
        members.insert("x-spec2crate-const".to_owned(), constant.clone());
        members.shift_remove("const");
        members.insert("enum".to_owned(), json!([constant]));
    }
    types::normalise(walk, members);
    null_variants(walk, members, "anyOf");
    null_variants(walk, members, "oneOf");
    types::split(walk, members);
    types::without_effect(walk, members);
    enumeration::normalise(walk, members);
    number::normalise(walk, members);
    content(members);
    arrays_and_maps(members);
    if let Some(examples) = members.shift_remove("examples") {
        let first = match examples {
            Value::Array(items) => items.into_iter().next(),
            Value::Object(named) => named
                .into_iter()
                .next()
                .map(|(_, example)| example.get("value").cloned().unwrap_or(example)),
            _ => None,
        };
        if let Some(first) = first {
            members.entry("example").or_insert(first);
        }
    }
    required_names(walk, members);
    for (key, value) in members.iter() {
        if DOCUMENTATION.contains(&key.as_str())
            && value != &Value::Bool(false)
            && value != &json!({ "not": {} })
        {
            let message = format!("`{key}` is documentation here: the client doesn't check it");
            walk.context.say_key(
                codes::UNCHECKED_KEYWORD,
                message,
                &walk.path.pointer().child(key),
            );
        }
    }
}

/// Names of `required` that are no property.
fn required_names(walk: &mut Conform<'_, '_>, members: &Members) {
    if let (Some(Value::Array(required)), Some(Value::Object(properties))) =
        (members.get("required"), members.get("properties"))
    {
        // Within an `allOf` the property may be that of another part.
        let composed = ["allOf", "anyOf", "oneOf"]
            .iter()
            .any(|key| members.contains_key(*key))
            || walk.path.is_within_composition()
            || members.contains_key("x-spec2crate-pattern-properties");
        for (index, name) in required.iter().enumerate().filter(|_| !composed) {
            let Some(name) = name.as_str().filter(|name| !properties.contains_key(*name)) else {
                continue;
            };
            let mut diagnostic = Diagnostic::new(
                codes::REQUIRED_UNKNOWN,
                format!("`{name}` is required and is no property"),
            );
            diagnostic.help = did_you_mean(name, properties.keys().map(String::as_str))
                .map(|meant| format!("did you mean `{meant}`?"));
            walk.context.push(
                diagnostic,
                &walk.path.pointer().child("required").index(index),
            );
        }
    }
}

/// `anyOf: [X, {type: 'null'}]` is `X` that admits null.
fn null_variants(walk: &mut Conform<'_, '_>, members: &mut Members, key: &str) {
    let Some(Value::Array(variants)) = members.get_mut(key) else {
        return;
    };
    let here = walk.path.pointer();
    let at = here.child(key);
    let nulls = |(index, variant): (usize, &Value)| types::is_null(variant).then_some(index);
    let gone: BTreeSet<usize> = variants.iter().enumerate().filter_map(nulls).collect();
    if gone.is_empty() {
        return;
    }
    remove_items(variants, &gone, &at, walk.context.sources);
    let left = variants.len();
    if left == 0 {
        members.shift_remove(key);
        members.insert("enum".to_owned(), json!([null]));
    } else if left == 1 {
        lift(walk, members, key);
    }
    members.insert("nullable".to_owned(), Value::Bool(true));
}

/// Puts the single variant that is left in place of the choice.
fn lift(walk: &mut Conform<'_, '_>, members: &mut Members, key: &str) {
    let here = walk.path.pointer();
    let from = here.child(key).index(0);
    let Some(Value::Array(mut variants)) = members.shift_remove(key) else {
        return;
    };
    let Some(variant) = variants.pop() else {
        return;
    };
    let annotation = |key: &str| key == "nullable" || key.starts_with("x-");
    let collides = variant.as_object().is_some_and(|inner| {
        inner
            .keys()
            .any(|name| members.contains_key(name) && !annotation(name) && !is_text(name))
    });
    if variant.get("$ref").is_some() || collides {
        let index = match members.entry("allOf").or_insert_with(|| json!([])) {
            Value::Array(items) => {
                items.push(variant);
                items.len() - 1
            }
            _ => return,
        };
        walk.context
            .sources
            .moved(&from, &here.child("allOf").index(index));
    } else if let Value::Object(inner) = variant {
        for (name, value) in inner {
            if !members.contains_key(&name) {
                walk.context
                    .sources
                    .moved(&from.child(&name), &here.child(&name));
                members.insert(name, value);
            }
        }
    }
}

fn is_text(key: &str) -> bool {
    ["title", "description", "example", "default", "deprecated"].contains(&key)
}

/// `contentEncoding` and `contentMediaType` as the formats of 3.0, where it has one.
fn content(members: &mut Members) {
    let encoding = text(members, "contentEncoding").map(str::to_ascii_lowercase);
    let media_type = text(members, "contentMediaType").map(str::to_owned);
    let plain = !members.contains_key("format")
        && text(members, "type").is_none_or(|name| name == "string");
    let format = match (&encoding, &media_type) {
        (Some(encoding), _) if encoding == "base64" => Some("byte"),
        (None, Some(media_type)) if !is_textual(media_type) => Some("binary"),
        _ => None,
    };
    if let Some(format) = format.filter(|_| plain) {
        members.insert("type".to_owned(), json!("string"));
        members.insert("format".to_owned(), json!(format));
    }
    if let Some(encoding) = encoding.filter(|encoding| encoding != "base64" || !plain) {
        members.insert("x-spec2crate-content-encoding".to_owned(), json!(encoding));
    }
    if let Some(media_type) =
        media_type.filter(|media_type| media_type != "application/octet-stream" || !plain)
    {
        members.insert(
            "x-spec2crate-content-media-type".to_owned(),
            json!(media_type),
        );
    }
    if let Some(schema) = members.shift_remove("contentSchema") {
        members.insert("x-spec2crate-content-schema".to_owned(), schema);
    }
    members.shift_remove("contentEncoding");
    members.shift_remove("contentMediaType");
}

fn is_textual(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || ["json", "xml", "yaml", "jwt", "html"]
            .iter()
            .any(|word| media_type.contains(word))
}

fn arrays_and_maps(members: &mut Members) {
    if let Some(prefix) = members.shift_remove("prefixItems") {
        let length = prefix.as_array().map_or(0, Vec::len);
        members.insert("x-spec2crate-prefix-items".to_owned(), prefix);
        members.entry("type").or_insert_with(|| json!("array"));
        let closed = members.get("items") == Some(&json!({ "not": {} }));
        if closed {
            members.entry("maxItems").or_insert_with(|| json!(length));
        }
        if closed || !members.contains_key("items") {
            members.insert("items".to_owned(), json!({}));
        }
    }
    if let Some(Value::Object(patterns)) = members.shift_remove("patternProperties") {
        members.insert(
            "x-spec2crate-pattern-properties".to_owned(),
            Value::Object(patterns),
        );
    }
    if members.get("additionalProperties") == Some(&json!({ "not": {} })) {
        members.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
}

/// Completes a discriminator; one without a property tells nothing apart.
pub(super) fn discriminator_after(walk: &mut Conform<'_, '_>, members: &mut Members) -> bool {
    if let Some(default) = members.shift_remove("defaultMapping") {
        members.insert("x-spec2crate-default-mapping".to_owned(), default);
    }
    let named = text(members, "propertyName").is_some_and(|name| !name.is_empty());
    if !named {
        let message = "this discriminator has no `propertyName` and is left out";
        walk.context
            .leave_out(codes::MISSING_KEY, message, &walk.path.pointer());
    }
    named
}
