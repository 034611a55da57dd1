//! What of a value no schema speaks of.
//!
//! A type without additional properties skips what it does not know, as clients have to when a server sends more.
//! So a sample's keys that no schema declares are taken out before what came back is compared with it.
//! Which they are is said by the oracle, of schemas that are closed by `unevaluatedProperties` (JSON Schema 2020-12,
//! Core §11.3): it alone sees through references, `allOf` and the branches that a value really takes.

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Map, Value, json};

use crate::document::{encoded, reencoded};

/// An oracle of which keys of a value a schema declares.
pub struct Declared(Validator);

impl Declared {
    /// The oracle for a schema within a tree of JSON Schema; none where the library does not read it.
    pub(crate) fn of(root: &Value, pointer: &str) -> Option<Self> {
        let schema = json!({
            "$ref": format!("#/closed{}", encoded(pointer.strip_prefix('#')?)),
            "closed": tree(root, At::Place, true),
            "open": tree(root, At::Place, false),
        });
        let options = jsonschema::options().with_draft(jsonschema::Draft::Draft202012);
        options.build(&schema).ok().map(Self)
    }

    /// The value without the keys that no schema declares; whether there were any.
    ///
    /// Where they stand in a branch of a choice, the oracle does not name them: then there is no value to compare.
    pub fn part(&self, value: &Value) -> (Option<Value>, bool) {
        let mut part = value.clone();
        for round in 0..ROUNDS {
            let Some(unknown) = self.deepest(&part) else {
                return (Some(part), round > 0);
            };
            let Some((place, names)) = unknown else {
                return (None, true);
            };
            if let Some(Value::Object(map)) = part.pointer_mut(&place) {
                map.retain(|key, _| !names.contains(key));
            }
        }
        (None, true)
    }

    /// The innermost object with undeclared keys, and those; `Some(None)` where they are not named.
    ///
    /// What holds it is open only when it is closed, so that what the oracle says of the outer ones has to wait.
    fn deepest(&self, value: &Value) -> Option<Option<(String, Vec<String>)>> {
        let errors = self.0.iter_errors(value).map(|error| {
            let place = error.instance_path().as_str().to_owned();
            match error.kind() {
                ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                    Some((place, unexpected.clone()))
                }
                _ => None,
            }
        });
        let errors: Vec<_> = errors.collect();
        let depth = |place: &str| place.split('/').count();
        let named = errors.iter().flatten();
        let deepest = named.max_by_key(|(place, _)| depth(place)).cloned();
        errors.first()?;
        Some(deepest)
    }
}

/// How many objects with undeclared keys a value may have.
const ROUNDS: usize = 200;

/// What a node of the tree is.
#[derive(Clone, Copy, PartialEq)]
enum At {
    /// Neither a schema nor a list of them: what leads to schemas.
    Place,
    /// Names of schemas.
    Names,
    /// A schema of a whole value.
    Whole,
    /// A schema of which a value has to satisfy others as well.
    Branch,
}

/// The tree with the schemas of whole values closed; `closed` is whether those that have names are.
fn tree(value: &Value, at: At, closed: bool) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| tree(item, at, closed)).collect(),
        Value::Object(map) => object(map, at, closed),
        other => other.clone(),
    }
}

fn object(map: &Map<String, Value>, at: At, closed: bool) -> Value {
    let is_schema = matches!(at, At::Whole | At::Branch);
    if is_schema && let Some(Value::String(pointer)) = map.get("$ref") {
        let copy = if at == At::Whole { "closed" } else { "open" };
        let pointer = reencoded(pointer.strip_prefix('#').unwrap_or(pointer));
        return json!({"$ref": format!("#/{copy}{pointer}")});
    }
    let mut node: Map<String, Value> = Map::new();
    for (key, value) in map {
        let inside = match (at, key.as_str()) {
            (At::Names, _) if closed => At::Whole,
            (At::Names, _) => At::Branch,
            (At::Place, "schemas" | "definitions") => At::Names,
            (At::Place, "schema") => At::Whole,
            (At::Place, _) => At::Place,
            (_, "definitions" | "$defs") => At::Names,
            (_, "properties" | "patternProperties") => {
                node.insert(key.clone(), properties(value, closed));
                continue;
            }
            (_, "items" | "prefixItems" | "additionalProperties") => At::Whole,
            (_, "allOf" | "oneOf" | "anyOf" | "not" | "if" | "then" | "else") => At::Branch,
            // Booleans of early drafts, and what only looks like schemas.
            (_, "exclusiveMinimum" | "exclusiveMaximum" | "required") if value.is_boolean() => {
                continue;
            }
            _ => {
                node.insert(key.clone(), value.clone());
                continue;
            }
        };
        node.insert(key.clone(), tree(value, inside, closed));
    }
    let says_keys = ["properties", "allOf", "oneOf", "anyOf"]
        .iter()
        .any(|key| map.contains_key(*key));
    if at == At::Whole && says_keys && !map.contains_key("additionalProperties") {
        node.insert("unevaluatedProperties".to_owned(), false.into());
    }
    Value::Object(node)
}

fn properties(value: &Value, closed: bool) -> Value {
    match value {
        Value::Object(map) => map
            .iter()
            .map(|(name, schema)| (name.clone(), tree(schema, At::Whole, closed)))
            .collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Declared;

    #[test]
    fn keys_of_no_schema_are_taken_out() {
        let root = json!({"components": {"schemas": {
            "Base": {"type": "object", "properties": {"id": {"type": "integer"}}},
            "Pet": {"allOf": [
                {"$ref": "#/components/schemas/Base"},
                {"properties": {"tag": {"$ref": "#/components/schemas/Base"}}},
            ]},
            "Open": {"type": "object", "properties": {}, "additionalProperties": true},
        }}});
        let pet = Declared::of(&root, "#/components/schemas/Pet").unwrap();
        let declared = json!({"id": 1, "tag": {"id": 2}});
        assert_eq!(pet.part(&declared), (Some(declared.clone()), false));
        let more = json!({"id": 1, "more": 1, "tag": {"id": 2, "more": 2}});
        assert_eq!(pet.part(&more), (Some(declared), true));
        let open = Declared::of(&root, "#/components/schemas/Open").unwrap();
        assert_eq!(open.part(&more), (Some(more.clone()), false));
    }
}
