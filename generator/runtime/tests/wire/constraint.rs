//! Tables of constraints: what passes, what does not, and what is said.

use std::collections::BTreeMap;

use serde_json::Value;
use spec2crate_runtime::{Secret, Violations, constraints, wire, wire_object, wire_union};

struct Order {
    id: i64,
    code: Option<String>,
    price: Option<f64>,
    tags: Vec<Value>,
    labels: BTreeMap<String, String>,
    pin: Option<Secret<String>>,
    parent: Option<Box<Order>>,
    contact: Option<Contact>,
    more: BTreeMap<String, String>,
}

#[derive(Debug, PartialEq)]
enum Contact {
    Mail(Mail),
    Phone(String),
    Unknown(Value),
}

struct Mail {
    address: String,
}

wire_object! {
    Order {
        id: required "id",
        code: optional "code",
        price: optional "price",
        tags: required "tags",
        labels: required "labels",
        pin: optional "pin",
        parent: optional "parent",
        contact: optional "contact",
        more: rest,
    }
}

wire_object! { Mail { address: required "address" } }

wire_union! {
    Contact {
        Mail: object required["address"] properties["address"],
        Phone: string,
    }
}

constraints! {
    Order {
        "id": minimum(1) less_than(1e3),
        "code": min_length(2) max_length(3),
        "price": more_than(0) maximum(99.99) multiple_of(0.01),
        "tags": min_items(1) max_items(3) unique_items items(max_length(4)),
        "labels": min_properties(1) max_properties(2) values(min_length(1)),
        "pin": secret min_length(4) pattern("^[0-9]+$"),
        "parent": of(Order),
        "contact": of(Contact),
        others["id", "code", "price", "tags", "labels", "pin", "parent", "contact"]: max_length(1),
        self: max_properties(20),
    }
}

constraints! {
    union Contact {
        self: max_properties(2),
        Mail: of(Mail),
        Phone: min_length(3),
    }
}

// A circle on one value, as `allOf` makes it.
constraints! { Mail { self: of(Mail), "address": max_length(5) } }

fn order(json: &str) -> Order {
    let mut value: Value =
        serde_json::from_str(r#"{"id": 1, "tags": [1], "labels": {"a": "b"}}"#).unwrap();
    let more: Value = serde_json::from_str(json).unwrap();
    for (name, member) in more.as_object().unwrap() {
        value[name] = member.clone();
    }
    wire::from_slice(value.to_string().as_bytes()).unwrap()
}

fn said(result: Result<(), Violations>) -> Vec<String> {
    match result {
        Ok(()) => Vec::new(),
        Err(violations) => violations.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn each_rule_accepts_and_refuses() {
    for (json, expected) in [
        ("{}", ""),
        (r#"{"id": 999}"#, ""),
        (r#"{"id": 0}"#, "`$.id`: expected at least 1, found 0"),
        (
            r#"{"id": 1000}"#,
            "`$.id`: expected less than 1e3, found 1000",
        ),
        (r#"{"code": "äöü"}"#, ""),
        (
            r#"{"code": "a"}"#,
            "`$.code`: expected at least 2 characters, found 1 character",
        ),
        (
            r#"{"code": "abcd"}"#,
            "`$.code`: expected at most 3 characters, found 4 characters",
        ),
        (r#"{"price": 19.99}"#, ""),
        (
            r#"{"price": 0}"#,
            "`$.price`: expected more than 0, found 0",
        ),
        (
            r#"{"price": 100}"#,
            "`$.price`: expected at most 99.99, found 100",
        ),
        (
            r#"{"price": 0.001}"#,
            "`$.price`: expected a multiple of 0.01, found 0.001",
        ),
        (
            r#"{"tags": []}"#,
            "`$.tags`: expected at least 1 item, found 0 items",
        ),
        (
            r#"{"tags": [1, 2, 3, 4]}"#,
            "`$.tags`: expected at most 3 items, found 4 items",
        ),
        (
            r#"{"tags": [{"a": 1, "b": 2}, 0, {"b": 2.0, "a": 1}]}"#,
            "`$.tags`: expected no item twice, found items 0 and 2 that are equal",
        ),
        (
            r#"{"tags": ["long one"]}"#,
            "`$.tags[0]`: expected at most 4 characters, found 8 characters",
        ),
        (
            r#"{"labels": {}}"#,
            "`$.labels`: expected at least 1 property, found 0 properties",
        ),
        (
            r#"{"labels": {"a": "b", "c": "d", "e": "f"}}"#,
            "`$.labels`: expected at most 2 properties, found 3 properties",
        ),
        (
            r#"{"labels": {"a b": ""}}"#,
            "`$.labels[\"a b\"]`: expected at least 1 character, found 0 characters",
        ),
        (
            r#"{"extra": "ab"}"#,
            "`$.extra`: expected at most 1 character, found 2 characters",
        ),
        (
            r#"{"parent": {"id": -5, "tags": [1], "labels": {"a": "b"}}}"#,
            "`$.parent.id`: expected at least 1, found -5",
        ),
        (
            r#"{"contact": "12"}"#,
            "`$.contact`: expected at least 3 characters, found 2 characters",
        ),
        (
            r#"{"contact": {"address": "a@b.example"}}"#,
            "`$.contact.address`: expected at most 5 characters, found 11 characters",
        ),
        (r#"{"contact": {"telex": "a long text"}}"#, ""),
        (r#"{"contact": 5}"#, ""),
        (
            r#"{"contact": {"a": 1, "b": 2, "c": 3}}"#,
            "`$.contact`: expected at most 2 properties, found 3 properties",
        ),
    ] {
        let found = said(order(json).validate());
        assert_eq!(found.join("\n"), expected, "{json}");
    }
}

#[cfg(feature = "pattern")]
#[test]
fn a_secret_value_is_not_shown() {
    let found = said(order(r#"{"pin": "abc"}"#).validate());
    assert_eq!(
        found,
        [
            "`$.pin`: expected at least 4 characters, found 3 characters",
            "`$.pin`: expected a match of `^[0-9]+$`, found a secret value",
        ]
    );
}

#[test]
fn everything_is_said_and_nothing_without_end() {
    let mut deep = order("{}");
    deep.id = 0;
    for _ in 0..30 {
        let mut outer = order("{}");
        outer.id = 0;
        outer.parent = Some(Box::new(deep));
        deep = outer;
    }
    let violations = deep.validate().unwrap_err();
    assert_eq!(violations.count(), 31);
    assert_eq!(
        violations
            .iter()
            .last()
            .unwrap()
            .path()
            .matches(".parent")
            .count(),
        30
    );
    assert!(violations.to_string().ends_with("; and 21 more"));

    let mut wide = order("{}");
    wide.tags = (0..5000)
        .map(|index| Value::from(format!("item {index}")))
        .collect();
    let violations = wide.validate().unwrap_err();
    assert_eq!(
        (violations.count(), violations.iter().count()),
        (5001, 1000)
    );
}
