//! Leaves out the operations that nobody asked for, and the components that nothing reaches any more.

use std::collections::BTreeSet;
use std::str::FromStr;

use serde_json::{Map, Value};

use super::piece::METHODS;
use crate::diagnostic::Pointer;

/// Which operations to generate: those that some of `include` match, or all if it is empty, without those that some of `exclude` match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// What to keep.
    pub include: Vec<Selector>,
    /// What to leave out.
    pub exclude: Vec<Selector>,
}

/// Matches operations; in text `tag:pets`, `path:/pets/*`, `operation:list*`, `method:get`, `deprecated`.
///
/// `*` stands for any characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// Operations with a tag.
    Tag(String),
    /// Operations of a path.
    Path(String),
    /// Operations with an id.
    Operation(String),
    /// Operations of a method.
    Method(String),
    /// Deprecated operations.
    Deprecated,
}

impl FromStr for Selector {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, pattern) = text.split_once(':').unwrap_or((text, ""));
        match kind {
            "deprecated" if pattern.is_empty() => Ok(Self::Deprecated),
            _ if pattern.is_empty() => Err(format!(
                "`{text}` selects nothing: write `tag:pets`, `path:/pets/*`, `operation:list*`, `method:get` or `deprecated`"
            )),
            "tag" => Ok(Self::Tag(pattern.to_owned())),
            "path" => Ok(Self::Path(pattern.to_owned())),
            "operation" => Ok(Self::Operation(pattern.to_owned())),
            "method" => Ok(Self::Method(pattern.to_ascii_lowercase())),
            _ => Err(format!(
                "`{kind}` is nothing that operations are selected by"
            )),
        }
    }
}

impl Selector {
    fn matches(&self, path: &str, method: &str, operation: &Value) -> bool {
        match self {
            Self::Tag(pattern) => {
                let tags = operation.get("tags").and_then(Value::as_array);
                tags.into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .any(|tag| matches(pattern, tag))
            }
            Self::Path(pattern) => matches(pattern, path),
            Self::Operation(pattern) => operation
                .get("operationId")
                .and_then(Value::as_str)
                .is_some_and(|id| matches(pattern, id)),
            Self::Method(pattern) => matches(pattern, &method.to_ascii_lowercase()),
            Self::Deprecated => operation.get("deprecated") == Some(&Value::Bool(true)),
        }
    }
}

/// Whether `text` matches `pattern`, in which `*` stands for any characters.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

impl Selection {
    /// Whether everything is to be kept.
    pub fn is_everything(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    fn keeps(&self, path: &str, method: &str, operation: &Value) -> bool {
        let any = |selectors: &[Selector]| {
            selectors
                .iter()
                .any(|selector| selector.matches(path, method, operation))
        };
        (self.include.is_empty() || any(&self.include)) && !any(&self.exclude)
    }

    /// Applies the selection to a tree in normal form.
    pub(super) fn apply(&self, tree: &mut Value) {
        if self.is_everything() {
            return;
        }
        if let Some(Value::Object(items)) = tree.get_mut("paths") {
            for (path, item) in items.iter_mut() {
                let Value::Object(item) = item else { continue };
                self.path_item(path, item);
            }
            items.retain(|path, item| path.starts_with("x-") || has_operations(item));
        }
        leave_out_unreached(tree);
    }

    fn path_item(&self, path: &str, item: &mut Map<String, Value>) {
        item.retain(|key, value| !METHODS.contains(&key.as_str()) || self.keeps(path, key, value));
        if let Some(Value::Object(others)) = item.get_mut("additionalOperations") {
            others.retain(|method, value| self.keeps(path, method, value));
            if others.is_empty() {
                item.shift_remove("additionalOperations");
            }
        }
    }
}

fn has_operations(item: &Value) -> bool {
    item.as_object().is_some_and(|item| {
        item.keys()
            .any(|key| METHODS.contains(&key.as_str()) || key == "additionalOperations")
    })
}

/// Leaves out components that no operation leads to; security schemes stay.
fn leave_out_unreached(tree: &mut Value) {
    let mut reached: BTreeSet<Pointer> = BTreeSet::new();
    let mut new = BTreeSet::new();
    for key in ["paths", "webhooks"] {
        tree.get(key)
            .into_iter()
            .for_each(|value| references(value, &mut new));
    }
    while !new.is_empty() {
        let mut next = BTreeSet::new();
        for pointer in std::mem::take(&mut new) {
            if let Some(value) = tree.pointer(pointer.as_str())
                && reached.insert(pointer)
            {
                references(value, &mut next);
            }
        }
        next.extend(subtypes(tree, &reached));
        new = next
            .into_iter()
            .filter(|pointer| !reached.contains(pointer))
            .collect();
    }
    let root = Pointer::root().child("components");
    for (section, members) in tree
        .get_mut("components")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flatten()
    {
        if let Value::Object(members) = members
            && section != "securitySchemes"
            && !section.starts_with("x-")
        {
            let at = root.child(section);
            members.retain(|name, _| reached.contains(&at.child(name)));
        }
    }
}

/// Schemas that are made of a reached one which has a discriminator: values of it may turn out to be of these.
fn subtypes(tree: &Value, reached: &BTreeSet<Pointer>) -> Vec<Pointer> {
    let schemas = Pointer::root().child("components").child("schemas");
    let is_base = |part: &Value| {
        let base = part
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(Pointer::parse);
        base.filter(|base| reached.contains(base))
            .and_then(|base| tree.pointer(base.as_str()))
            .is_some_and(|base| base.get("discriminator").is_some())
    };
    let all = tree
        .pointer(schemas.as_str())
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    all.filter(|(_, schema)| {
        schema
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .any(is_base)
    })
    .map(|(name, _)| schemas.child(name))
    .collect()
}

fn references(value: &Value, found: &mut BTreeSet<Pointer>) {
    match value {
        Value::String(text) if text.starts_with("#/components/") => {
            found.extend(Pointer::parse(text));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(members) => {
            // The mapping of a discriminator may name schemas without a path.
            if let Some(Value::Object(mapping)) = members.get("mapping") {
                let schemas = Pointer::root().child("components").child("schemas");
                found.extend(
                    mapping
                        .values()
                        .filter_map(Value::as_str)
                        .map(|name| schemas.child(name)),
                );
            }
            members
                .values()
                .for_each(|member| references(member, found));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn patterns_match_whole_texts() {
        assert!(matches("/pets/*", "/pets/1"));
        assert!(matches("*", ""));
        assert!(matches("list*Pets", "listAllPets"));
        assert!(matches("a*b*c", "a-b-b-c"));
        assert!(!matches("/pets", "/pets/1"));
        assert!(!matches("a*a", "a"));
    }

    #[test]
    fn what_is_not_asked_for_goes_with_what_only_it_needs() {
        let operation = |id: &str, tag: &str, schema: &str| {
            json!({ "operationId": id, "tags": [tag], "responses": { "200": {
                "description": "", "content": { "application/json": { "schema": { "$ref": schema } } } } } })
        };
        let mut tree = json!({
            "paths": {
                "/pets": { "get": operation("list", "pets", "#/components/schemas/Pet"), "post": operation("add", "admin", "#/components/schemas/Other") },
                "/admin": { "get": operation("admin", "admin", "#/components/schemas/Other") },
            },
            "components": { "schemas": {
                "Pet": { "discriminator": { "propertyName": "kind" }, "properties": { "kind": { "type": "string" } } },
                "Dog": { "allOf": [{ "$ref": "#/components/schemas/Pet" }, { "properties": { "bone": { "$ref": "#/components/schemas/Bone" } } }] },
                "Bone": {},
                "Other": {},
            } },
        });
        let selection = Selection {
            include: vec!["path:/*".parse().unwrap()],
            exclude: vec!["tag:admin".parse().unwrap()],
        };
        selection.apply(&mut tree);
        let keys = |pointer: &str| {
            tree.pointer(pointer)
                .unwrap()
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(keys("/paths"), ["/pets"]);
        assert_eq!(keys("/paths/~1pets"), ["get"]);
        assert_eq!(keys("/components/schemas"), ["Pet", "Dog", "Bone"]);
        assert!("colour:red".parse::<Selector>().is_err());
    }
}
