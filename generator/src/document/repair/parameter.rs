//! Parameters, headers, and media types.

use serde_json::{Value, json};

use super::{Members, schema, text};
use crate::diagnostic::{Diagnostic, codes};
use crate::document::conform::Conform;
use crate::document::context::did_you_mean;

/// Keys of a parameter or header of 2.0 that are keys of its schema since 3.0.
const SCHEMA_KEYS: [&str; 17] = [
    "type",
    "format",
    "items",
    "default",
    "enum",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "multipleOf",
    "x-nullable",
];

/// A list of examples, as only schemas have it, becomes the single example.
pub(super) fn examples_before(walk: &mut Conform<'_, '_>, members: &mut Members) {
    if let Some(Value::Array(items)) = members.get("examples")
        && !items.iter().all(Value::is_object)
    {
        let at = walk.path.pointer().child("examples");
        walk.context.say_key(
            codes::EXAMPLES_LIST,
            "`examples` is a map here; the first of the list is read as `example`",
            &at,
        );
        if let Some(Value::Array(items)) = members.shift_remove("examples")
            && let Some(first) = items.into_iter().next()
        {
            members.entry("example").or_insert(first);
        }
    }
}

/// Moves what is about the value into a schema of its own.
pub(super) fn take_schema(walk: &mut Conform<'_, '_>, members: &mut Members) {
    if members.contains_key("schema") || members.contains_key("content") {
        for key in SCHEMA_KEYS
            .iter()
            .filter(|key| **key != "default" && **key != "x-nullable")
        {
            members.shift_remove(*key);
        }
        return;
    }
    let mut inner = Members::new();
    for key in SCHEMA_KEYS {
        super::move_member(walk, members, key, &mut inner, &["schema"]);
    }
    if inner.is_empty() {
        return;
    }
    let length = walk.path.enter("schema");
    schema::after(walk, &mut inner);
    walk.path.leave(length);
    members.insert("schema".to_owned(), Value::Object(inner));
}

/// Completes a parameter; false when nothing tells where it goes.
pub(super) fn after(walk: &mut Conform<'_, '_>, members: &mut Members) -> bool {
    let here = walk.path.pointer();
    let Some(name) = text(members, "name").map(str::to_owned) else {
        if text(members, "in") == Some("body") {
            // The name of a body of 2.0 says nothing.
            members.insert("name".to_owned(), json!("body"));
            return true;
        }
        let message = "this parameter has no `name` and is left out";
        walk.context.leave_out(codes::MISSING_KEY, message, &here);
        return false;
    };
    let Some(location) = text(members, "in").map(str::to_owned) else {
        let message =
            format!("the parameter `{name}` has no `in` to say where it goes, and is left out");
        walk.context.leave_out(codes::MISSING_KEY, message, &here);
        return false;
    };
    let location = match location.as_str() {
        "querystring" => {
            members.insert("in".to_owned(), json!("query"));
            members.insert("x-spec2crate-querystring".to_owned(), json!(true));
            "query".to_owned()
        }
        "query" | "header" | "path" | "cookie" => location,
        "body" | "formData" => {
            if location == "formData" {
                take_schema(walk, members);
            }
            return true;
        }
        other => {
            let lower = other.to_ascii_lowercase();
            let known = ["query", "header", "path", "cookie"].into_iter();
            if known.clone().any(|known| known == lower) {
                let message =
                    format!("`{other}` is written in lower case: it is read as `{lower}`");
                walk.context.say(codes::READ_AS, message, &here.child("in"));
                members.insert("in".to_owned(), json!(lower));
                lower
            } else {
                let message = format!("a parameter can't be in `{other}`; `{name}` is left out");
                let mut diagnostic =
                    Diagnostic::new(codes::PARAMETER_LOCATION, message).leaving_out();
                diagnostic.help =
                    did_you_mean(&lower, known).map(|meant| format!("did you mean `{meant}`?"));
                walk.context.push(diagnostic, &here.child("in"));
                return false;
            }
        }
    };
    take_schema(walk, members);
    collection_format(walk, members, &location);
    style(walk, members, &location);
    if location == "path" && members.get("required") != Some(&Value::Bool(true)) {
        let message = format!("a path parameter is always required: `{name}` is read as such");
        walk.context
            .say(codes::PATH_PARAMETER_OPTIONAL, message, &here);
        members.insert("required".to_owned(), json!(true));
    }
    schema_or_content(walk, members);
    true
}

/// A parameter has a schema or the content of exactly one media type.
fn schema_or_content(walk: &mut Conform<'_, '_>, members: &mut Members) {
    let here = walk.path.pointer();
    if let Some(Value::Object(content)) = members.get_mut("content") {
        if content.len() > 1 {
            let message = "a parameter has one media type; the first of these counts";
            walk.context
                .say_key(codes::SEVERAL_MEDIA_TYPES, message, &here.child("content"));
            let first = std::mem::take(content).into_iter().next();
            content.extend(first);
        }
        if content.is_empty() || members.contains_key("schema") {
            members.shift_remove("content");
        }
    }
    if !members.contains_key("schema") && !members.contains_key("content") {
        walk.context.say(
            codes::MISSING_KEY,
            "nothing says what this looks like: any text is assumed",
            &here,
        );
        members.insert("schema".to_owned(), json!({ "type": "string" }));
    }
}

/// `collectionFormat` of 2.0 as style and explode.
fn collection_format(walk: &mut Conform<'_, '_>, members: &mut Members, location: &str) {
    let format = members.shift_remove("collectionFormat");
    let format = format.as_ref().and_then(Value::as_str);
    let is_array = |members: &Members| {
        members
            .get("schema")
            .and_then(|schema| schema.get("type"))
            .and_then(Value::as_str)
            == Some("array")
    };
    if format.is_none() && !(walk.context.version == super::super::shape::V2 && is_array(members)) {
        return;
    }
    let mut set = |style: &str, explode: bool| {
        if location == "query" || location == "cookie" {
            members.entry("style").or_insert_with(|| json!(style));
            members.entry("explode").or_insert_with(|| json!(explode));
        }
    };
    match format {
        Some("multi") => set("form", true),
        Some("ssv") => set("spaceDelimited", false),
        Some("pipes") => set("pipeDelimited", false),
        None | Some("csv") => set("form", false),
        Some(other) => {
            let other = other.to_owned();
            set("form", false);
            members.insert("x-spec2crate-collection-format".to_owned(), json!(other));
        }
    }
}

/// Leaves out a style that the location doesn't have.
fn style(walk: &mut Conform<'_, '_>, members: &mut Members, location: &str) {
    let Some(style) = text(members, "style").map(str::to_owned) else {
        return;
    };
    let known: &[&str] = match location {
        "path" => &["matrix", "label", "simple"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        // The style `cookie` of 3.2 is `form` without percent-encoding, which a client sends by itself.
        _ => &["form"],
    };
    if !known.contains(&style.as_str()) {
        if !(location == "cookie" && style == "cookie") {
            let message =
                format!("`{style}` is no style of a parameter in `{location}`; the default counts");
            let mut diagnostic = Diagnostic::new(codes::PARAMETER_STYLE, message);
            diagnostic.help = Some(format!("known are `{}`", known.join("`, `")));
            walk.context.push(
                diagnostic.leaving_out(),
                &walk.path.pointer().child("style"),
            );
        }
        members.shift_remove("style");
    }
}

/// Completes a header.
pub(super) fn header_after(walk: &mut Conform<'_, '_>, members: &mut Members) -> bool {
    take_schema(walk, members);
    members.shift_remove("collectionFormat");
    style(walk, members, "header");
    // The model of 3.0 that everything else goes by has no place for it.
    if let Some(explode) = members.shift_remove("explode") {
        members.insert("x-spec2crate-explode".to_owned(), explode);
    }
    for key in ["name", "in"] {
        members.shift_remove(key);
    }
    if !members.contains_key("schema") && !members.contains_key("content") {
        members.insert("schema".to_owned(), json!({ "type": "string" }));
    }
    schema_or_content(walk, members);
    true
}

/// Completes a media type.
pub(super) fn media_type_after(walk: &mut Conform<'_, '_>, members: &mut Members) -> bool {
    for (key, kept) in [
        ("itemSchema", "x-spec2crate-item-schema"),
        ("itemEncoding", "x-spec2crate-item-encoding"),
        ("prefixEncoding", "x-spec2crate-prefix-encoding"),
    ] {
        if let Some(value) = members.shift_remove(key) {
            let here = walk.path.pointer();
            walk.context
                .sources
                .moved(&here.child(key), &here.child(kept));
            members.insert(kept.to_owned(), value);
        }
    }
    let Some(Value::Object(encodings)) = members.get_mut("encoding") else {
        return true;
    };
    for (name, encoding) in encodings.iter_mut() {
        let Value::Object(encoding) = encoding else {
            continue;
        };
        let length = walk.path.enter("encoding");
        walk.path.enter(name);
        style(walk, encoding, "query");
        walk.path.leave(length);
    }
    true
}
