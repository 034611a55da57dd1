//! Names do not depend on what else is in a document: random additions rename nothing that was there.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use spec2crate::document::Input;
use spec2crate::generate::read;
use spec2crate::ir::TypeKind;

/// A small generator of numbers: the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (bound.max(1) as u64)).unwrap()
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const WORDS: &[&str] = &[
    "pet",
    "Pet",
    "PET",
    "pet-status",
    "petStatus",
    "PetStatus",
    "status",
    "Status",
    "type",
    "item",
    "items",
    "value",
    "+1",
    "-1",
    "1",
    "",
    "名前",
    "pet item",
    "variant",
    "Unknown",
    "list",
    "id",
    "request",
    "response",
    "Option",
    "a.b",
    "a_b",
    "self",
];

#[test]
fn additions_rename_nothing() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..60 {
        let mut count = 0;
        let mut document = document();
        for _ in 0..12 {
            add(&mut document, &mut random, &mut count);
        }
        let before = names(&document);
        for _ in 0..=random.below(6) {
            add(&mut document, &mut random, &mut count);
        }
        let after = names(&document);
        // Where a new name is the same word, one of the two has to give way.
        let new: BTreeSet<&str> = after
            .iter()
            .filter(|(place, _)| !before.contains_key(*place))
            .map(|((_, text), _)| stem(text))
            .chain(
                after
                    .iter()
                    .filter(|(place, _)| !before.contains_key(*place))
                    .map(|(_, name)| stem(name)),
            )
            .collect();
        for (place, name) in &before {
            let now = &after[place];
            // An inline type is named after its owner, wherever that has to give way.
            let is_owner_renamed = || {
                before.iter().any(|(owner, name)| {
                    owner.1.is_empty()
                        && place.0.starts_with(&format!("{}/", owner.0))
                        && after[owner] != *name
                })
            };
            assert!(
                name == now || new.contains(stem(name)) || is_owner_renamed(),
                "{place:?} was {name} and is {now}\n{document:#}"
            );
        }
    }
}

#[test]
fn long_names_lose_owners_and_not_their_ends() {
    let mut schema = json!({"type": "string", "enum": ["a", "b"]});
    for level in 0..12 {
        schema = json!({"type": "object", "properties": {format!("a_property_of_level_{level}"): schema}});
    }
    let mut document = document();
    document["components"]["schemas"]["Nested"] = schema;
    let names = names(&document);
    let types: BTreeSet<&String> = names
        .iter()
        .filter(|((place, member), _)| member.is_empty() && place.contains("Nested"))
        .map(|(_, name)| name)
        .collect();
    assert_eq!(types.len(), 13);
    for name in types {
        let ends = (0..12).any(|level| name.ends_with(&format!("PropertyOfLevel{level}")));
        assert!(name.len() <= 96 && (ends || name == "Nested"), "{name}");
    }
}

/// A name without the number that tells it from its equals.
fn stem(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_')
}

/// Every Rust name by its place, and by the member where it is one of a type's.
fn names(document: &Value) -> BTreeMap<(String, String), String> {
    let read = read(
        &Input::text("names.json", document.to_string()),
        &BTreeMap::new(),
    );
    let model = read.model.unwrap();
    let mut found = BTreeMap::new();
    for (id, definition) in model.api.types.iter() {
        let place = definition.location.to_string();
        let names = model.names.of_type(id);
        found.insert((place.clone(), String::new()), names.ident.to_string());
        let members: Vec<String> = match &definition.kind {
            TypeKind::Object(object) => object
                .properties
                .iter()
                .map(|property| property.name.clone())
                .collect(),
            TypeKind::Enum(values) => values
                .variants
                .iter()
                .map(|variant| variant.value.to_value().to_string())
                .collect(),
            TypeKind::Union(union) => union
                .variants
                .iter()
                .map(|variant| variant.location.to_string())
                .collect(),
            TypeKind::Alias { .. } => Vec::new(),
        };
        for (member, name) in members.into_iter().zip(&names.members) {
            found.insert((place.clone(), format!("/{member}")), name.to_string());
        }
    }
    for (index, operation) in model.api.operations.iter().enumerate() {
        let names = model.names.of_operation(index);
        let place = operation.location.to_string();
        found.insert(
            (place.clone(), "method".to_owned()),
            names.method.to_string(),
        );
        found.insert((place, "builder".to_owned()), names.builder.to_string());
    }
    found
}

fn document() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Names", "version": "1"},
        "paths": {},
        "components": {"schemas": {
            "Pet": {"type": "object", "properties": {"status": {"type": "string", "enum": ["a", "b"]}}},
            "Any": {"oneOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "string"}]},
        }},
    })
}

/// Adds a schema, a property, a branch or an operation.
fn add(document: &mut Value, random: &mut Random, count: &mut usize) {
    *count += 1;
    let schema = schema(random, count, 2);
    let word = random.pick(WORDS).to_owned();
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    match random.below(4) {
        0 => {
            schemas.entry(word).or_insert(schema);
        }
        1 => {
            let owner = schemas["Pet"]["properties"].as_object_mut().unwrap();
            owner.entry(word).or_insert(schema);
        }
        2 => schemas["Any"]["oneOf"].as_array_mut().unwrap().push(schema),
        _ => {
            let paths = document["paths"].as_object_mut().unwrap();
            paths.insert(
                format!("/{count}"),
                json!({"get": {
                    "operationId": format!("get {word} {count}"),
                    "responses": {"200": {"description": "OK", "content": {"application/json": {"schema": schema}}}},
                }}),
            );
        }
    }
}

/// A schema that is like no other.
fn schema(random: &mut Random, count: &mut usize, depth: usize) -> Value {
    *count += 1;
    let unique = format!("unique {count}");
    match random.below(if depth == 0 { 3 } else { 6 }) {
        0 => json!({"type": "string", "enum": [random.pick(WORDS), unique]}),
        1 => json!({"type": "integer", "minimum": *count}),
        2 => json!({"$ref": "#/components/schemas/Pet"}),
        3 => json!({"type": "array", "items": schema(random, count, depth - 1)}),
        4 => json!({"oneOf": [
            schema(random, count, depth - 1),
            {"type": "object", "title": random.pick(WORDS), "required": [unique], "properties": {unique: {"type": "string"}}},
        ]}),
        _ => json!({"type": "object", "properties": {
            random.pick(WORDS): schema(random, count, depth - 1),
            unique: {"type": "string"},
        }}),
    }
}
