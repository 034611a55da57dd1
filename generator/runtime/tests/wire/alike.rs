//! Variants that look alike from outside: the one that describes most of a value is what it is.

use std::collections::BTreeMap;

use spec2crate_runtime::{wire_enum, wire_object, wire_union};

use crate::{decode, round};

struct Hit {
    name: String,
}

struct CountedHit {
    name: String,
    count: Option<i64>,
}

struct Hits {
    hits: Vec<Hit>,
}

struct CountedHits {
    hits: Vec<CountedHit>,
}

wire_object! { Hit { name: required "name" } }
wire_object! { CountedHit { name: required "name", count: optional "count" } }
wire_object! { Hits { hits: required "hits" } }
wire_object! { CountedHits { hits: required "hits" } }

#[derive(Debug, PartialEq)]
enum Search {
    Plain(Hits),
    Counted(CountedHits),
    Unknown(serde_json::Value),
}

wire_union! {
    Search {
        Plain: object required["hits"] properties["hits"],
        Counted: object required["hits"] properties["hits"],
    }
}

#[test]
fn by_what_is_in_them() {
    let counted = r#"{"hits":[{"name":"a"},{"name":"b","count":3}]}"#;
    assert_eq!(round::<Search>(counted), counted);
    assert!(matches!(decode(counted), Ok(Search::Counted(_))));
    let plain = r#"{"hits":[{"name":"a"}]}"#;
    assert!(matches!(decode(plain), Ok(Search::Plain(_))));
    // What neither has decides nothing.
    let newer = r#"{"hits":[{"name":"a","rank":1}]}"#;
    assert!(matches!(decode(newer), Ok(Search::Plain(_))));
    let newer = r#"{"hits":[{"name":"a","rank":1,"count":3}]}"#;
    assert!(matches!(decode(newer), Ok(Search::Counted(_))));
    let none = r#"{"hits":3}"#;
    assert!(matches!(decode(none), Ok(Search::Unknown(_))));
}

#[derive(Clone)]
enum MapKind {
    Map,
    Unknown(String),
}

#[derive(Clone)]
enum QueryKind {
    Query,
    Unknown(String),
}

wire_enum! { MapKind: String { Map = "map" } }
wire_enum! { QueryKind: String { Query = "query" } }

struct Query {
    kind: Option<QueryKind>,
    values: Option<BTreeMap<String, String>>,
}

struct Map {
    kind: Option<MapKind>,
    values: Option<BTreeMap<String, String>>,
}

wire_object! { Query { kind: optional "kind", values: optional "values" } }
wire_object! { Map { kind: optional "kind", values: optional "values" } }

#[derive(Debug, PartialEq)]
enum Variable {
    Query(Query),
    Map(Map),
    Unknown(serde_json::Value),
}

wire_union! {
    Variable {
        Query: object properties["kind", "values"],
        Map: object properties["kind", "values"],
    }
}

#[test]
fn by_values_that_enums_list() {
    let decoded = decode(r#"{"kind":"map","values":{"a":"b"}}"#);
    assert!(matches!(decoded, Ok(Variable::Map(_))));
    let decoded = decode(r#"{"kind":"query","values":{"a":"b"}}"#);
    assert!(matches!(decoded, Ok(Variable::Query(_))));
    let decoded = decode(r#"{"kind":"new"}"#);
    assert!(matches!(decoded, Ok(Variable::Query(_))));
}

struct Fixed {
    value: Option<i64>,
}

struct Nullable {
    value: Option<Option<i64>>,
}

wire_object! { Fixed { value: optional "value" } }
wire_object! { Nullable { value: optional_nullable "value" } }

#[derive(Debug, PartialEq)]
enum Filter {
    Fixed(Fixed),
    Nullable(Nullable),
    Unknown(serde_json::Value),
}

wire_union! {
    Filter {
        Fixed: object properties["value"],
        Nullable: object properties["value"],
    }
}

#[test]
fn by_null() {
    assert!(matches!(
        decode(r#"{"value":null}"#),
        Ok(Filter::Nullable(_))
    ));
    assert!(matches!(decode(r#"{"value":1}"#), Ok(Filter::Fixed(_))));
    assert_eq!(round::<Filter>(r#"{"value":null}"#), r#"{"value":null}"#);
}

struct Dated {
    name: String,
}

struct Named {
    name: String,
}

wire_object! { Dated { constant "kind" = "dated", name: required "name" } }
wire_object! { Named { name: required "name" } }

#[derive(Debug, PartialEq)]
enum Entry {
    Dated(Dated),
    Named(Named),
    Unknown(serde_json::Value),
}

wire_union! {
    Entry {
        Dated: object required["name"] constant["kind" = "dated"] properties["kind", "name"],
        Named: object required["name"] properties["name"],
    }
}

#[test]
fn by_constants_that_are_not_there() {
    let named = r#"{"name":"a"}"#;
    assert!(matches!(decode(named), Ok(Entry::Named(_))));
    assert_eq!(round::<Entry>(named), named);
}

struct One {
    next: Option<Box<Node>>,
}

struct Other {
    next: Option<Box<Node>>,
}

wire_object! { One { next: optional "next" } }
wire_object! { Other { next: optional "next" } }

#[derive(Debug, PartialEq)]
enum Node {
    One(One),
    Other(Other),
    Unknown(serde_json::Value),
}

wire_union! {
    Node {
        One: object properties["next"],
        Other: object properties["next"],
    }
}

/// Each level might be read as either, and all below it for each: a server must not make that take for ever.
#[test]
fn comparing_them_ends() {
    let levels = 100;
    let mut text = String::from(r#"{"new":1}"#);
    for _ in 0..levels {
        text = format!(r#"{{"next":{text},"new":1}}"#);
    }
    let mut node = decode::<Node>(&text).unwrap();
    for _ in 0..levels {
        node = match node {
            Node::One(One { next }) | Node::Other(Other { next }) => *next.unwrap(),
            Node::Unknown(value) => panic!("{value}"),
        };
    }
}
