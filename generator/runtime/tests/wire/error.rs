use std::collections::BTreeMap;

use spec2crate_runtime::{wire, wire_object};

use crate::decode;

struct Page {
    data: Data,
}

struct Data {
    items: Vec<Item>,
    by_name: Option<BTreeMap<String, Item>>,
}

struct Item {
    id: i64,
    name: Option<String>,
}

wire_object! { Page { data: required "data" } }
wire_object! { Data { items: required "items", by_name: optional "by name" } }
wire_object! { Item { id: required "id", name: optional "name" } }

fn error(text: &str) -> String {
    decode::<Page>(text).unwrap_err()
}

#[test]
fn names_the_path_of_a_wrong_type() {
    assert_eq!(
        error(r#"{"data":{"items":[{"id":1},{"id":2,"name":"b"},{"id":"x"}]}}"#),
        r#"$.data.items[2].id: invalid type: string "x", expected i64 (line 1, column 56)"#
    );
    assert_eq!(
        error("{\n \"data\": {\n  \"items\": [ {\"id\" : null} ]}}"),
        "$.data.items[0].id: invalid type: null, expected i64 (line 3, column 25)"
    );
    assert_eq!(
        error(r#"{"data":{"items":[{"id":1,"name":["x"]}]}}"#),
        "$.data.items[0].name: invalid type: sequence, expected a string (line 1, column 33)"
    );
    assert_eq!(
        error(r#"{"data":{"items":[],"by name":{"a.b":{"id":1},"c":{"id":1.5}}}}"#),
        r#"$.data["by name"].c.id: invalid type: floating point `1.5`, expected i64 (line 1, column 59)"#
    );
    assert_eq!(
        error(r#"{"data":{"items":[],"by name":{"a\u002eb":7}}}"#),
        r#"$.data["by name"]["a.b"]: invalid type: integer `7`, expected an object (Item) (line 1, column 43)"#
    );
}

#[test]
fn names_a_missing_property() {
    assert_eq!(
        error(r#"{"data":{"items":[{"id":1},{"name":"x"}]}}"#),
        r#"$.data.items[1]: missing property "id" (line 1, column 39)"#
    );
    assert_eq!(
        error("{}"),
        r#"$: missing property "data" (line 1, column 2)"#
    );
}

#[test]
fn takes_objects_from_objects_alone() {
    assert_eq!(
        error(r#"{"data":[[]]}"#),
        "$.data: invalid type: sequence, expected an object (Data) (line 1, column 8)"
    );
    assert_eq!(
        error("null"),
        "$: invalid type: null, expected an object (Page) (line 1, column 4)"
    );
}

#[test]
fn names_the_place_of_bad_json() {
    assert_eq!(
        error(r#"{"data":{"items":[{"id":1},]}}"#),
        "$.data.items[1]: trailing comma (line 1, column 28)"
    );
    assert_eq!(
        error(r#"{"data":{"items":[{"id":1"#),
        "$.data.items[0].id: EOF while parsing an object (line 1, column 25)"
    );
    assert_eq!(error(""), "$: EOF while parsing a value (line 1, column 0)");
    assert_eq!(
        error("{\"data\":{\"items\":[]}}\n<br>"),
        "$: trailing characters (line 2, column 1)"
    );
}

#[test]
fn names_the_place_of_bad_utf8() {
    let error = wire::from_slice::<Page>(b"{\"data\":\n{\"items\":\"\xff\"}}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "$.data.items: invalid UTF-8 (line 2, column 11)"
    );
    assert_eq!(
        (error.path(), error.line(), error.column()),
        ("$.data.items", 2, 11)
    );
    assert_eq!(error.message(), "invalid UTF-8");
}

#[test]
fn survives_any_prefix_and_any_byte() {
    let text = br#"{"data":{"items":[{"id":1,"name":"\u0041\\"}],"by name":{"a":{"id":-1}}},"x":[1e5,true]}"#;
    assert!(wire::from_slice::<Page>(text).is_ok());
    for end in 0..text.len() {
        assert!(wire::from_slice::<Page>(&text[..end]).is_err());
        for byte in [0, b'"', b'{', b'}', b'[', b']', b'\\', b',', b'9', 0xff] {
            let mut bent = text.to_vec();
            bent[end] = byte;
            if let Err(error) = wire::from_slice::<Page>(&bent) {
                assert!(error.path().starts_with('$'), "{error}");
            }
        }
    }
}
