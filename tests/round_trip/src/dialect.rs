//! Brings the schemas of an OpenAPI document to JSON Schema, for the oracle.
//!
//! OpenAPI 3.1 and later schemas are JSON Schema 2020-12 as they stand.
//! Those of 2.0 and 3.0 are an extension of an early draft, whose boolean `exclusiveMinimum` and `$ref` without
//! siblings draft 4 has too; only `nullable` (`x-nullable` in 2.0) has to be said in its words.

use serde_json::{Map, Value, json};

/// Which JSON Schema a document speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// OpenAPI 2.0 and 3.0.
    Draft4,
    /// OpenAPI 3.1 and later.
    Draft202012,
}

/// A document's tree in the words of its dialect.
pub(crate) fn translate(tree: &Value, dialect: Dialect) -> Value {
    match dialect {
        Dialect::Draft202012 => tree.clone(),
        Dialect::Draft4 => nullable(tree, false),
    }
}

/// Branches of a choice, of which one that says `nullable: true` and nothing else means null: generators write an
/// optional value so. By the letter of 3.0.3 it admits any value, and the choice would say nothing.
fn branches(value: &Value) -> Value {
    let only = json!({ "nullable": true });
    let branch = |branch: &Value| match branch {
        branch if *branch == only => json!({ "enum": [null] }),
        branch => nullable(branch, false),
    };
    value.as_array().map_or_else(
        || nullable(value, false),
        |branches| branches.iter().map(branch).collect(),
    )
}

/// Says `nullable` in JSON Schema. `named` is whether the keys of an object are names and not keywords.
fn nullable(value: &Value, named: bool) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| nullable(item, false)).collect(),
        Value::Object(map) => {
            let mut translated: Map<String, Value> = map
                .iter()
                .map(|(key, value)| {
                    let holds_names = !named
                        && matches!(
                            key.as_str(),
                            "properties"
                                | "schemas"
                                | "definitions"
                                | "paths"
                                | "patternProperties"
                        );
                    // Values that only look like schemas.
                    let value = if !named && matches!(key.as_str(), "enum" | "example" | "default")
                    {
                        value.clone()
                    } else if !named && matches!(key.as_str(), "anyOf" | "oneOf") {
                        branches(value)
                    } else {
                        nullable(value, holds_names)
                    };
                    (key.clone(), value)
                })
                .collect();
            let null = |key: &str| map.get(key) == Some(&Value::Bool(true));
            if named || !(null("nullable") || null("x-nullable")) {
                return Value::Object(translated);
            }
            translated.remove("nullable");
            translated.remove("x-nullable");
            if let Some(Value::Array(values)) = translated.get_mut("enum") {
                values.push(Value::Null);
            }
            match translated.get("type").cloned() {
                Some(Value::String(ty)) => {
                    translated.insert("type".to_owned(), json!([ty, "null"]));
                    Value::Object(translated)
                }
                _ => json!({"anyOf": [Value::Object(translated), {"enum": [null]}]}),
            }
        }
        other => other.clone(),
    }
}
