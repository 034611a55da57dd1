//! Documents, as this crate reads them.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde_json::{Map, Value};

use crate::declared::Declared;
use crate::dialect::{Dialect, translate};
use crate::sample::{Sampled, sample};

/// A document's schemas, ready to be sampled.
pub struct Document {
    /// The whole tree in the words of JSON Schema.
    pub(crate) root: Value,
    dialect: Dialect,
    schemas: Vec<Schema>,
    /// The examples of media types and parameters, by the place of their schema.
    beside: BTreeMap<String, Vec<Value>>,
}

/// A component schema.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Its place in the document: `#/components/schemas/Pet`, or `#/definitions/Pet` in OpenAPI 2.0.
    pub pointer: String,
    /// Its place as of OpenAPI 3, under which a program finds its type.
    pub component: String,
}

/// Why a document is not read.
#[derive(Debug)]
pub struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

impl Document {
    /// Reads a document of one file, JSON or YAML.
    ///
    /// # Errors
    /// When it cannot be read, is no OpenAPI document, or refers to other files.
    pub fn read(path: &Path) -> Result<Self, Unreadable> {
        let text = std::fs::read_to_string(path).map_err(|error| Unreadable(error.to_string()))?;
        Self::parse(&text)
    }

    /// Reads the text of a document.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let text = text.trim_start_matches('\u{feff}');
        let tree: Value = if text.trim_start().starts_with('{') {
            serde_json::from_str(text).map_err(|error| Unreadable(error.to_string()))?
        } else {
            yaml(text).map_err(|error| Unreadable(error.to_string()))?
        };
        let version = tree
            .get("openapi")
            .or_else(|| tree.get("swagger"))
            .map(|version| {
                version
                    .as_str()
                    .map_or_else(|| version.to_string(), str::to_owned)
            })
            .ok_or_else(|| Unreadable("no OpenAPI document".to_owned()))?;
        if refers_elsewhere(&tree) {
            return Err(Unreadable("it refers to other files".to_owned()));
        }
        let dialect = if version.starts_with("2.") || version.starts_with("3.0") {
            Dialect::Draft4
        } else {
            Dialect::Draft202012
        };
        let (place, list) = if version.starts_with("2.") {
            ("#/definitions/", tree.get("definitions"))
        } else {
            ("#/components/schemas/", tree.pointer("/components/schemas"))
        };
        let schemas = list
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::keys)
            .map(|name| {
                let token = name.replace('~', "~0").replace('/', "~1");
                Schema {
                    pointer: format!("{place}{token}"),
                    component: format!("#/components/schemas/{token}"),
                }
            })
            .collect();
        let mut beside = BTreeMap::new();
        examples_of(&tree, &mut beside);
        Ok(Self {
            beside,
            root: translate(&tree, dialect),
            dialect,
            schemas,
        })
    }

    /// Its component schemas, in its order.
    pub fn schemas(&self) -> &[Schema] {
        &self.schemas
    }

    /// Up to `count` valid samples of a schema, its own examples first.
    pub fn samples(&self, schema: &Schema, count: usize) -> Sampled {
        sample(self, schema, count)
    }

    /// The oracle of which keys of a value a schema declares; none where the library does not read it.
    pub fn declared(&self, schema: &Schema) -> Option<Declared> {
        Declared::of(&self.root, &schema.pointer)
    }

    /// Examples that stand beside a reference to a schema: those of media types, parameters and headers.
    pub(crate) fn examples_beside(&self, pointer: &str) -> Vec<Value> {
        self.beside.get(pointer).cloned().unwrap_or_default()
    }

    /// The oracle of a schema.
    pub(crate) fn validator(&self, pointer: &str) -> Result<jsonschema::Validator, String> {
        let mut root = Map::new();
        root.insert("$ref".to_owned(), encoded(pointer).into());
        for key in [
            "components",
            "definitions",
            "paths",
            "parameters",
            "responses",
        ] {
            if let Some(value) = self.root.get(key) {
                root.insert(key.to_owned(), with_encoded_references(value));
            }
        }
        let draft = match self.dialect {
            Dialect::Draft4 => jsonschema::Draft::Draft4,
            Dialect::Draft202012 => jsonschema::Draft::Draft202012,
        };
        jsonschema::options()
            .with_draft(draft)
            .build(&Value::Object(root))
            .map_err(|error| error.to_string())
    }
}

/// Collects the examples that stand beside a schema's reference.
fn examples_of(tree: &Value, found: &mut BTreeMap<String, Vec<Value>>) {
    match tree {
        Value::Object(map) => {
            let pointer = map.get("schema").and_then(|schema| schema.get("$ref"));
            if let Some(pointer) = pointer.and_then(Value::as_str) {
                let named = map.get("examples").and_then(Value::as_object);
                let named = named.into_iter().flatten();
                let values = named.filter_map(|(_, example)| example.get("value"));
                let examples = map.get("example").into_iter().chain(values).cloned();
                found
                    .entry(pointer.to_owned())
                    .or_default()
                    .extend(examples);
            }
            map.values().for_each(|value| examples_of(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| examples_of(item, found)),
        _ => {}
    }
}

/// A tree of YAML, its merge keys applied.
fn yaml(text: &str) -> Result<Value, serde_yaml::Error> {
    let mut tree: serde_yaml::Value = serde_yaml::from_str(text)?;
    tree.apply_merge()?;
    json(tree)
}

/// A tree of YAML as JSON has it: its keys are text.
fn json(tree: serde_yaml::Value) -> Result<Value, serde_yaml::Error> {
    match tree {
        serde_yaml::Value::Mapping(map) => map
            .into_iter()
            .map(|(key, value)| {
                let key = match json(key)? {
                    Value::String(text) => text,
                    other => other.to_string(),
                };
                Ok((key, json(value)?))
            })
            .collect(),
        serde_yaml::Value::Sequence(items) => items.into_iter().map(json).collect(),
        serde_yaml::Value::Tagged(tagged) => json(tagged.value),
        scalar => serde_yaml::from_value(scalar),
    }
}

/// A tree whose references are URIs, as the library demands and documents forget where names are not ASCII.
fn with_encoded_references(tree: &Value) -> Value {
    match tree {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| match value {
                Value::String(pointer) if key == "$ref" => (key.clone(), reencoded(pointer).into()),
                other => (key.clone(), with_encoded_references(other)),
            })
            .collect(),
        Value::Array(items) => items.iter().map(with_encoded_references).collect(),
        scalar => scalar.clone(),
    }
}

/// A pointer as a URI fragment.
pub(crate) fn encoded(pointer: &str) -> String {
    encode_but(pointer, b"#/~-._!$&'()*+,;=:@")
}

/// The same of what may be one already.
pub(crate) fn reencoded(reference: &str) -> String {
    encode_but(reference, b"#/~-._!$&'()*+,;=:@?%")
}

fn encode_but(plain: &str, kept: &[u8]) -> String {
    let mut text = String::new();
    for byte in plain.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

fn refers_elsewhere(tree: &Value) -> bool {
    match tree {
        Value::Object(map) => map.iter().any(|(key, value)| match value {
            Value::String(text) if key == "$ref" => !text.starts_with('#'),
            other => refers_elsewhere(other),
        }),
        Value::Array(items) => items.iter().any(refers_elsewhere),
        _ => false,
    }
}
