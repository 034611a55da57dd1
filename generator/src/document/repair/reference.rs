//! References, and what stands beside them.

use serde_json::{Value, json};

use super::Members;
use crate::diagnostic::codes;
use crate::document::conform::Conform;
use crate::document::shape::{Id, Kind, V2, V30};

/// Keys beside a reference to a schema that say something about the place and not about the schema.
const ANNOTATIONS: [&str; 8] = [
    "description",
    "default",
    "readOnly",
    "writeOnly",
    "deprecated",
    "nullable",
    "x-nullable",
    "title",
];

/// Where 2.0 has its components, and where 3.0 has them.
const PLACES: [(&str, &str); 3] = [
    ("#/definitions/", "#/components/schemas/"),
    ("#/parameters/", "#/components/parameters/"),
    ("#/responses/", "#/components/responses/"),
];

/// Sees to an object with a `$ref`; false when it is none any more and is to be treated as any other.
///
/// A schema with siblings of its reference becomes one that is made of both.
pub(in super::super) fn is_reference(
    walk: &mut Conform<'_, '_>,
    kind: &Kind,
    members: &mut Members,
) -> bool {
    if walk.context.version == V2
        && let Some(Value::String(reference)) = members.get_mut("$ref")
        && let Some((old, new)) = PLACES.iter().find(|(old, _)| reference.starts_with(old))
    {
        reference.replace_range(..old.len(), new);
    }
    if kind.id == Id::PathItem || kind.id == Id::Operation {
        // These are put in place of their references; what is left could not be found.
        members.shift_remove("$ref");
        return false;
    }
    if members.len() == 1 {
        return true;
    }
    let pointer = walk.path.pointer();
    if kind.id != Id::Schema {
        let lost = |key: &str| !key.starts_with("x-") && !["description", "summary"].contains(&key);
        {
            let without_effect: Vec<String> = members
                .keys()
                .filter(|key| *key != "$ref" && lost(key))
                .cloned()
                .collect();
            for key in without_effect {
                let message = format!(
                    "`{key}` beside `$ref` has no effect on {}",
                    super::super::conform::article(kind.name)
                );
                walk.context
                    .leave_out_key(codes::REF_SIBLINGS, message, &pointer.child(&key));
            }
        }
        members.retain(|key, _| key == "$ref");
        return true;
    }
    let strict = walk.context.version & (V2 | V30) != 0;
    if strict {
        let structural = |key: &str| {
            key != "$ref"
                && !key.starts_with("x-")
                && !ANNOTATIONS.contains(&key)
                && !["example", "examples", "summary", "xml", "externalDocs"].contains(&key)
        };
        let without_effect: Vec<String> = members
            .keys()
            .filter(|key| structural(key))
            .cloned()
            .collect();
        if !without_effect.is_empty() {
            for key in &without_effect {
                let message = format!("`{key}` beside `$ref` has no effect before OpenAPI 3.1");
                walk.context
                    .leave_out_key(codes::REF_SIBLINGS, message, &pointer.child(key));
            }
            members.retain(|key, _| !without_effect.contains(key));
        }
        let counts = |key: &str| ANNOTATIONS.contains(&key) || key.starts_with("x-spec2crate-");
        if !members.keys().any(|key| counts(key)) {
            members.retain(|key, _| key == "$ref");
            return true;
        }
        if without_effect.is_empty() {
            let message = "what stands beside `$ref` is read as about this place";
            walk.context.say(codes::REF_ANNOTATED, message, &pointer);
        }
    }
    let Some(reference) = members.shift_remove("$ref") else {
        return false;
    };
    walk.context.sources.moved(
        &pointer.child("$ref"),
        &pointer.child("allOf").index(0).child("$ref"),
    );
    match members.get_mut("allOf") {
        Some(Value::Array(items)) => items.push(json!({ "$ref": reference })),
        _ => {
            members.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
        }
    }
    false
}
