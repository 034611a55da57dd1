//! What is built equals what serde reads.

use openapiv3::{Header, Operation, Parameter, ReferenceOr, Schema};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::build::Build;

/// Keywords of a schema, each with a value or several.
fn keywords() -> Vec<(&'static str, Value)> {
    let nested =
        json!({ "type": "object", "properties": { "a": { "$ref": "#/components/schemas/A" } } });
    [
        ("nullable", json!(true)),
        ("readOnly", json!(true)),
        ("writeOnly", json!(true)),
        ("deprecated", json!(true)),
        ("externalDocs", json!({ "url": "https://docs.example" })),
        ("example", json!({ "a": [1, null] })),
        ("example", Value::Null),
        ("title", json!("Title")),
        ("description", json!("Text")),
        (
            "discriminator",
            json!({ "propertyName": "kind", "mapping": { "a": "A" } }),
        ),
        ("default", json!(1.5)),
        ("default", Value::Null),
        ("x-extension", Value::Null),
        ("unknown", json!(1)),
        ("format", json!("int32")),
        ("format", json!("date-time")),
        ("format", json!("of-my-own")),
        ("pattern", json!("^a$")),
        ("minLength", json!(1)),
        ("maxLength", json!(2)),
        ("minimum", json!(1)),
        ("minimum", json!(-1.5)),
        ("maximum", json!(18_446_744_073_709_551_615_u64)),
        ("multipleOf", json!(2)),
        ("exclusiveMinimum", json!(true)),
        ("exclusiveMaximum", json!(false)),
        ("properties", json!({ "z": nested, "a": {} })),
        ("required", json!(["z"])),
        ("additionalProperties", json!(false)),
        ("additionalProperties", nested.clone()),
        ("minProperties", json!(1)),
        ("maxProperties", json!(2)),
        (
            "items",
            json!({ "$ref": "#/components/schemas/A", "description": "beside" }),
        ),
        ("items", nested.clone()),
        ("minItems", json!(0)),
        ("maxItems", json!(9)),
        ("uniqueItems", json!(true)),
        ("enum", json!(["a", null])),
        ("enum", json!([1, 2])),
        ("enum", json!([1.5])),
        ("enum", json!([true])),
        ("enum", json!([])),
        (
            "oneOf",
            json!([nested, { "$ref": "#/components/schemas/B" }]),
        ),
        ("allOf", json!([{ "type": "string" }])),
        ("anyOf", json!([])),
        ("not", json!({ "type": "null" })),
    ]
    .into_iter()
    .collect()
}

fn equal<T: Build + PartialEq + std::fmt::Debug>(value: &Value) {
    let built = T::build(value);
    let read = T::deserialize(value).ok();
    assert!(built.is_some(), "not built: {value}");
    assert_eq!(built, read, "{value}");
}

#[test]
fn schemas_with_any_two_keywords() {
    let types = [
        "", "string", "number", "integer", "boolean", "object", "array", "other",
    ];
    for name in types {
        for first in keywords() {
            for second in keywords() {
                let mut members = Map::new();
                if !name.is_empty() {
                    members.insert("type".to_owned(), json!(name));
                }
                for (key, value) in [first.clone(), second] {
                    members.insert(key.to_owned(), value);
                }
                equal::<ReferenceOr<Schema>>(&Value::Object(members));
            }
        }
    }
}

#[test]
fn what_is_no_schema_is_left_to_serde() {
    for (key, value) in keywords() {
        if ["example", "default", "x-extension", "unknown"].contains(&key) {
            continue;
        }
        for wrong in [
            json!({ "a": 1 }),
            json!([{}]),
            json!("text"),
            json!(true),
            json!(-1),
        ] {
            let schema = json!({ key: wrong });
            let built = Schema::build(&schema);
            let read = Schema::deserialize(&schema).ok();
            assert!(built.is_none() || built == read, "{schema}, not {value}");
        }
    }
}

#[test]
fn operations() {
    let schema = json!({ "type": "array", "items": { "type": "string" } });
    let content = json!({ "application/json": {
        "schema": schema, "example": [1], "examples": { "one": { "value": 1 }, "two": { "$ref": "#/components/examples/two" } },
        "encoding": { "part": { "contentType": "text/plain", "headers": { "X-A": { "schema": {} } } } }, "x-a": 1,
    } });
    equal::<Operation>(&json!({
        "tags": ["a"], "summary": "s", "description": "d", "operationId": "o", "deprecated": true,
        "externalDocs": { "url": "https://docs.example" },
        "parameters": [
            { "$ref": "#/components/parameters/P" },
            { "in": "query", "name": "q", "schema": schema, "style": "deepObject", "explode": true, "allowReserved": true, "allowEmptyValue": false, "x-a": {} },
            { "in": "path", "name": "p", "required": true, "content": content },
        ],
        "requestBody": { "description": "d", "required": true, "content": content, "x-a": null },
        "responses": {
            "200": { "description": "", "content": content, "headers": { "X-B": { "schema": {}, "required": true } }, "links": { "l": { "operationId": "o" } }, "x-a": 1 },
            "4XX": { "$ref": "#/components/responses/R" }, "default": { "description": "d" }, "x-a": 1, "other": 2,
        },
        "callbacks": { "c": { "{$url}": { "post": { "responses": {} } } } },
        "security": [{ "key": [] }], "servers": [{ "url": "/" }], "x-a": [1],
    }));
}

#[test]
fn parameters_and_headers() {
    for place in ["query", "header", "path", "cookie"] {
        equal::<Parameter>(
            &json!({ "in": place, "name": "n", "schema": { "type": "string" }, "description": "d", "deprecated": false, "example": null, "examples": {} }),
        );
    }
    equal::<Parameter>(
        &json!({ "in": "header", "name": "n", "style": "simple", "content": { "a/b": {} } }),
    );
    equal::<Header>(
        &json!({ "schema": {}, "description": "d", "required": true, "deprecated": true, "style": "simple", "example": 1, "examples": {}, "explode": true, "x-a": 1 }),
    );
}
