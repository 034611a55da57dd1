//! Types in types: the crate's `recursion_limit` is raised where they are that deep, and only there.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use spec2crate::document::Input;
use spec2crate::emit::Settings;
use spec2crate::generate::{emit, read};

/// The root module of a client whose schemas are a chain of this length.
fn root_of_chain(length: usize, closed: bool) -> String {
    let mut schemas = Map::new();
    for index in 0..length {
        let next = match (index + 1 < length, closed) {
            (true, _) => json!({"$ref": format!("#/components/schemas/T{}", index + 1)}),
            (false, true) => json!({"$ref": "#/components/schemas/T0"}),
            (false, false) => json!({"type": "string"}),
        };
        let schema = json!({"type": "object", "required": ["next"], "properties": {"next": next}});
        schemas.insert(format!("T{index}"), schema);
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Chain", "version": "1"},
        "paths": {},
        "components": {"schemas": Value::Object(schemas)},
    });
    let read = read(
        &Input::text("chain.json", document.to_string()),
        &BTreeMap::new(),
    );
    let settings = Settings {
        root: "crate".to_owned(),
        public_root: "client".to_owned(),
        source: "chain.json".to_owned(),
        command: "cargo run".to_owned(),
        name: "client".to_owned(),
        closed_enums: false,
        tag_features: None,
    };
    emit(&read.model.unwrap(), &settings).unwrap()["mod.rs"].clone()
}

#[test]
fn a_limit_is_set_where_it_is_needed() {
    assert!(!root_of_chain(50, false).contains("recursion_limit"));
    assert!(root_of_chain(300, false).contains("#![recursion_limit = \"2048\"]"));
}

#[test]
fn a_cycle_is_boxed_and_needs_none() {
    assert!(!root_of_chain(300, true).contains("recursion_limit"));
}

/// Schemas that include, extend and list each other in every way: as many types as schemas, or a few more.
#[test]
fn schemas_that_include_each_other_end() {
    let document = include_str!("depth/tangle.yaml");
    let read = read(&Input::text("tangle.yaml", document), &BTreeMap::new());
    let model = read.model.unwrap();
    assert!(model.api.types.len() < 60, "{}", model.api.types.len());
    let settings = Settings {
        root: "crate".to_owned(),
        public_root: "client".to_owned(),
        source: "tangle.yaml".to_owned(),
        command: "cargo run".to_owned(),
        name: "client".to_owned(),
        closed_enums: false,
        tag_features: None,
    };
    assert!(emit(&model, &settings).unwrap().len() > 10);
}
