use std::collections::BTreeMap;

use spec2crate_runtime::{wire, wire_newtype, wire_object};

use crate::{decode, encode, round};

#[derive(Clone)]
struct Pet {
    id: i64,
    r#type: Option<String>,
    alt: Option<String>,
    note: Option<Option<String>>,
    parent: Option<Box<Pet>>,
    tags: Vec<String>,
}

wire_object! {
    Pet {
        id: required "id",
        r#type: optional "type",
        alt: nullable "alt_seo",
        note: optional_nullable "note",
        parent: optional "parent",
        tags: required "tags",
    }
}

#[derive(Default)]
struct Empty {}

wire_object! { Empty {} }

struct Open {
    name: Option<String>,
    rest: BTreeMap<String, serde_json::Value>,
    last: Option<bool>,
}

wire_object! {
    Open {
        name: optional "name",
        rest: rest,
        last: optional "last",
    }
}

struct Map {
    properties: BTreeMap<String, i64>,
}

wire_object! { Map { properties: rest } }

struct Card {
    number: String,
    cvc: Option<i64>,
    extra: BTreeMap<String, String>,
}

wire_object! {
    Card {
        constant "type" = "card",
        number: required "number",
        constant "version" = 2,
        cvc: optional "cvc",
        extra: rest,
        constant "live" = true,
    }
}

struct Marker {}

wire_object! { Marker { constant "kind" = "marker" } }

#[derive(Debug, PartialEq)]
struct Pets(Vec<Pet>);

wire_newtype! { Pets(Vec<Pet>) }

const PET: &str = r#"{"id":1,"type":"cat","alt_seo":null,"parent":{"id":2,"alt_seo":"x","tags":[]},"tags":["a"]}"#;

fn pet() -> Pet {
    Pet {
        id: 1,
        r#type: Some("cat".to_owned()),
        alt: None,
        note: None,
        parent: Some(Box::new(Pet {
            id: 2,
            r#type: None,
            alt: Some("x".to_owned()),
            note: None,
            parent: None,
            tags: vec![],
        })),
        tags: vec!["a".to_owned()],
    }
}

#[test]
fn round_trips() {
    assert_eq!(decode::<Pet>(PET), Ok(pet()));
    assert_eq!(encode(&pet()), PET);
    assert_eq!(wire::to_value(&pet()).unwrap()["parent"]["id"], 2);
}

#[test]
fn takes_properties_in_any_order() {
    let reversed = r#"{"tags":["a"],"parent":{"tags":[],"id":2,"alt_seo":"x"},"alt_seo":null,"type":"cat","id":1}"#;
    assert_eq!(decode::<Pet>(reversed), Ok(pet()));
}

#[test]
fn tells_absent_from_null() {
    let with = |note: &str| format!(r#"{{"id":1,"alt_seo":null{note},"tags":[]}}"#);
    for (text, note) in [
        ("", None),
        (r#","note":null"#, Some(None)),
        (r#","note":"x""#, Some(Some("x".to_owned()))),
    ] {
        let text = with(text);
        assert_eq!(decode::<Pet>(&text).unwrap().note, note);
        assert_eq!(round::<Pet>(&text), text);
    }
}

#[test]
fn takes_null_for_an_optional_property() {
    let pet =
        decode::<Pet>(r#"{"id":1,"type":null,"alt_seo":null,"parent":null,"tags":[]}"#).unwrap();
    assert_eq!(pet.r#type, None);
    assert_eq!(encode(&pet), r#"{"id":1,"alt_seo":null,"tags":[]}"#);
}

#[test]
fn skips_what_it_does_not_know() {
    let text = r#"{"a":[{}],"id":1,"b":{"id":5},"alt_seo":null,"tags":[],"c":null}"#;
    assert_eq!(round::<Pet>(text), r#"{"id":1,"alt_seo":null,"tags":[]}"#);
    assert_eq!(round::<Empty>(r#"{"a":1}"#), "{}");
}

#[test]
fn lets_the_last_of_a_repeated_property_count() {
    assert_eq!(
        round::<Pet>(r#"{"id":1,"tags":["a"],"alt_seo":"x","id":2,"tags":[],"alt_seo":null}"#),
        r#"{"id":2,"alt_seo":null,"tags":[]}"#
    );
}

#[test]
fn keeps_the_rest() {
    let text = r#"{"z":1,"name":"n","a":[1,{"b":null}],"last":true,"m":"x"}"#;
    let open = decode::<Open>(text).unwrap();
    assert_eq!(open.rest.len(), 3);
    assert_eq!(
        encode(&open),
        r#"{"name":"n","a":[1,{"b":null}],"m":"x","z":1,"last":true}"#
    );
    assert_eq!(round::<Map>(r#"{"b":2,"a":1}"#), r#"{"a":1,"b":2}"#);
    assert_eq!(round::<Map>("{}"), "{}");
}

#[test]
fn a_property_of_the_rest_has_no_field_of_its_own() {
    let mut open = decode::<Open>(r#"{"a":1}"#).unwrap();
    open.rest.insert("name".into(), "n".into());
    let error = wire::to_vec(&open).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`name` is among the further properties, and has a field of its own"
    );
}

#[test]
fn writes_constants_and_takes_any_value_for_them() {
    let text = r#"{"live":false,"cvc":1,"version":[7],"x":"y","number":"4","type":"other"}"#;
    assert_eq!(
        round::<Card>(text),
        r#"{"type":"card","number":"4","version":2,"cvc":1,"x":"y","live":true}"#
    );
    assert_eq!(
        round::<Card>(r#"{"number":"4"}"#),
        r#"{"type":"card","number":"4","version":2,"live":true}"#
    );
    assert_eq!(round::<Marker>("{}"), r#"{"kind":"marker"}"#);
}

#[test]
fn takes_escaped_names() {
    assert_eq!(round::<Map>(r#"{"a\n\u0062":1}"#), r#"{"a\nb":1}"#);
    assert_eq!(
        decode::<Open>(r#"{"n\u0061me":"x"}"#)
            .unwrap()
            .name
            .as_deref(),
        Some("x")
    );
}

#[test]
fn is_transparent_in_a_newtype() {
    let text = format!("[{PET}]");
    assert_eq!(round::<Pets>(&text), text);
}

#[test]
fn decodes_from_a_tree() {
    let tree: serde_json::Value = serde_json::from_str(PET).unwrap();
    assert_eq!(serde_json::from_value::<Pet>(tree).unwrap(), pet());
}

#[derive(Clone)]
struct Anything {
    data: Option<serde_json::Value>,
}

spec2crate_runtime::wire_object! { Anything { data: optional_any "data" } }

#[test]
fn the_null_of_any_value_is_a_value() {
    for text in ["{}", r#"{"data":null}"#, r#"{"data":[1]}"#] {
        assert_eq!(round::<Anything>(text), text);
    }
}

struct Wide {
    a: i64,
    b: Option<i64>,
    c: i64,
    d: i64,
    e: i64,
    f: i64,
    g: i64,
    h: i64,
    i: i64,
    j: i64,
    k: i64,
    l: i64,
    m: i64,
    n: i64,
    o: i64,
    p: i64,
    q: i64,
    more: BTreeMap<String, i64>,
}

wire_object! {
    Wide {
        a: required "a",
        b: optional "b",
        c: required "c",
        d: required "d",
        e: required "e",
        f: required "f",
        g: required "g",
        h: required "h",
        i: required "i",
        j: required "j",
        k: required "k",
        l: required "l",
        m: required "m",
        n: required "n",
        o: required "o",
        p: required "p",
        q: required "q",
        more: rest,
    }
}

/// More fields than one tuple of slots holds, in an order that is not the table's.
#[test]
fn wide_objects() {
    let text = r#"{"q":17,"p":16,"z":0,"a":1,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"j":10,"k":11,"l":12,"m":13,"n":14,"o":15}"#;
    assert_eq!(
        round::<Wide>(text),
        r#"{"a":1,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"j":10,"k":11,"l":12,"m":13,"n":14,"o":15,"p":16,"q":17,"z":0}"#
    );
    let error = wire::from_slice::<Wide>(br#"{"q":17,"a":1,"c":3}"#)
        .err()
        .map(|error| error.to_string());
    assert_eq!(
        error.as_deref(),
        Some(r#"$: missing property "d" (line 1, column 20)"#)
    );
}

#[test]
fn a_struct_is_shown_and_compared_as_if_derived() {
    let card = Card {
        number: "4".into(),
        cvc: None,
        extra: BTreeMap::from([("a".into(), "b".into())]),
    };
    let shown = r#"Card { number: "4", cvc: None, extra: {"a": "b"} }"#;
    assert_eq!(format!("{card:?}"), shown);
    assert_eq!(format!("{:?}", Marker {}), "Marker");

    let pet: Pet = decode(r#"{"id":1,"type":"cat","alt_seo":null,"note":null,"tags":[]}"#).unwrap();
    let shown =
        r#"Pet { id: 1, type: Some("cat"), alt: None, note: Some(None), parent: None, tags: [] }"#;
    assert_eq!(format!("{pet:?}"), shown);
    assert_eq!(pet, pet.clone());
    for other in [
        r#"{"id":2,"type":"cat","alt_seo":null,"note":null,"tags":[]}"#,
        r#"{"id":1,"type":"dog","alt_seo":null,"note":null,"tags":[]}"#,
        r#"{"id":1,"type":"cat","alt_seo":null,"tags":[]}"#,
        r#"{"id":1,"type":"cat","alt_seo":null,"note":null,"tags":["a"]}"#,
    ] {
        assert_ne!(pet, decode::<Pet>(other).unwrap());
    }
}
