//! Responses and links.

use serde_json::{Value, json};

use super::{Members, text};
use crate::diagnostic::codes;
use crate::document::conform::Conform;

/// Completes a response.
pub(super) fn after(walk: &mut Conform<'_, '_>, members: &mut Members) {
    if let Some(schema) = members.shift_remove("schema")
        && !members.contains_key("content")
    {
        let here = walk.path.pointer();
        let binary = schema.get("format").and_then(Value::as_str) == Some("binary");
        let mut media_types = walk.media_types.produces();
        if binary {
            media_types.retain(|name| !name.contains("json"));
            if media_types.is_empty() {
                media_types.push("application/octet-stream".to_owned());
            }
        }
        let examples = members.shift_remove("examples");
        let mut content = Members::new();
        for media_type in media_types {
            let place = here.child("content").child(&media_type).child("schema");
            walk.context.sources.moved(&here.child("schema"), &place);
            let mut media = json!({ "schema": schema });
            if let Some(example) = examples
                .as_ref()
                .and_then(|examples| examples.get(&media_type))
            {
                media["example"] = example.clone();
            }
            content.insert(media_type, media);
        }
        members.insert("content".to_owned(), Value::Object(content));
    }
    members.shift_remove("examples");
    if !members.contains_key("description") {
        let summary = members.get("summary").cloned();
        if summary.is_none() {
            walk.context.say(
                codes::RESPONSE_WITHOUT_DESCRIPTION,
                "this response has no `description`",
                &walk.path.pointer(),
            );
        }
        members.insert(
            "description".to_owned(),
            summary.unwrap_or_else(|| json!("")),
        );
    }
}

/// Leaves out what is neither a status, a range nor the default.
pub(super) fn responses_after(walk: &mut Conform<'_, '_>, members: &mut Members) {
    for key in members.keys() {
        if is_status(key) && key.as_str() > "599" && !key.contains('X') {
            walk.context.say_key(
                codes::STATUS_CODE,
                format!("HTTP has no status `{key}`; it counts all the same"),
                &walk.path.pointer().child(key),
            );
        }
    }
    if members
        .keys()
        .all(|key| is_status(key) || key == "default" || key.starts_with("x-"))
    {
        return;
    }
    let here = walk.path.pointer();
    for (key, value) in std::mem::take(members) {
        if is_status(&key) || key == "default" || key.starts_with("x-") {
            members.insert(key, value);
            continue;
        }
        let trimmed = key.trim().to_ascii_uppercase();
        let trimmed = if trimmed == "DEFAULT" {
            "default".to_owned()
        } else {
            trimmed
        };
        let at = here.child(&key);
        if (is_status(&trimmed) || trimmed == "default") && !members.contains_key(&trimmed) {
            walk.context.say_key(
                codes::STATUS_CODE,
                format!("`{key}` is read as `{trimmed}`"),
                &at,
            );
            walk.context.sources.moved(&at, &here.child(&trimmed));
            members.insert(trimmed, value);
        } else {
            let message = format!(
                "`{key}` is no status code, no range such as `4XX` and not `default`; it is left out"
            );
            walk.context.leave_out_key(codes::STATUS_CODE, message, &at);
        }
    }
}

fn is_status(key: &str) -> bool {
    let [first, second, third] = key.as_bytes() else {
        return false;
    };
    let digits = second.is_ascii_digit() && third.is_ascii_digit();
    matches!(first, b'1'..=b'9')
        && (digits || (*second == b'X' && *third == b'X' && *first <= b'5'))
}

/// A link leads to an operation, by its id or a reference.
pub(super) fn link_after(walk: &mut Conform<'_, '_>, members: &mut Members) -> bool {
    let leads = text(members, "operationId").is_some() || text(members, "operationRef").is_some();
    if members
        .get("parameters")
        .is_some_and(|parameters| !parameters.is_object())
    {
        members.shift_remove("parameters");
    }
    if text(members, "operationId").is_some() {
        members.shift_remove("operationRef");
    }
    if !leads {
        walk.context.leave_out(
            codes::MISSING_KEY,
            "this link names no operation and is left out",
            &walk.path.pointer(),
        );
    }
    leads
}
