use serde_json::json;
use spec2crate_runtime::{wire_object, wire_union};

use crate::{decode, encode, round};

struct Circle {
    kind: String,
    radius: f64,
}

struct Square {
    side: f64,
    inner: Option<Box<Tagged>>,
}

wire_object! { Circle { kind: required "kind", radius: required "radius" } }
wire_object! { Square { constant "kind" = "square", side: required "side", inner: optional "inner" } }

#[derive(Debug, PartialEq)]
enum Tagged {
    Circle(Circle),
    Square(Box<Square>),
    Unknown(serde_json::Value),
}

wire_union! { Tagged by "kind" { Circle = "circle" | "round", Square = "square" } }

#[derive(Debug, PartialEq)]
enum Closed {
    Circle(Circle),
    Square(Square),
}

wire_union! { closed Closed by "kind" { Circle = "circle", Square = "square" } }

#[test]
fn by_discriminator() {
    let circle = |kind: &str| {
        Tagged::Circle(Circle {
            kind: kind.to_owned(),
            radius: 1.0,
        })
    };
    assert_eq!(
        decode(r#"{"kind":"circle","radius":1}"#),
        Ok(circle("circle"))
    );
    assert_eq!(
        decode(r#"{"radius":1,"kind":"r\u006fund"}"#),
        Ok(circle("round"))
    );
    let nested = r#"{"kind":"square","side":2,"inner":{"kind":"square","side":1.5,"inner":{"kind":"star","points":[5,{"a":null}]}}}"#;
    assert_eq!(round::<Tagged>(nested), nested);
    assert_eq!(
        round::<Vec<Tagged>>(&format!("[ {nested} ,\n{nested}]")),
        format!("[{nested},{nested}]")
    );
}

#[test]
fn keeps_what_it_does_not_understand() {
    for text in [
        r#"{"kind":"star"}"#,
        "{}",
        r#"{"kind":7}"#,
        r#"{"kind":"circle"}"#,
        "[1,2]",
        r#""x""#,
        "null",
        "3.5",
        "true",
    ] {
        let value: Tagged = decode(text).unwrap();
        assert!(matches!(value, Tagged::Unknown(_)), "{text}");
        assert_eq!(encode(&value), text);
    }
}

#[test]
fn closed_says_what_each_variant_lacked() {
    assert_eq!(
        decode::<Vec<Closed>>(r#"[{"kind":"circle"}]"#).unwrap_err(),
        r#"$[0]: no variant of Closed fits: Circle: missing property "radius"; Square: property "kind" is not "square" (line 1, column 2)"#
    );
    assert_eq!(
        decode::<Closed>(r#"{"radius":1}"#).unwrap_err(),
        r#"$: no variant of Closed fits: Circle: missing property "kind"; Square: missing property "kind" (line 1, column 1)"#
    );
}

struct A {
    a: i64,
}

struct B {
    a: i64,
    b: Option<i64>,
}

struct C {
    c: Option<String>,
}

wire_object! { A { a: required "a" } }
wire_object! { B { a: required "a", b: optional "b" } }
wire_object! { C { c: optional "c", constant "v" = 3 } }

#[derive(Debug, PartialEq)]
enum Any {
    A(A),
    B(B),
    C(C),
    Order(String),
    Name(String),
    Count(i64),
    Rate(f64),
    Flag(bool),
    Words(Vec<String>),
    Numbers(Vec<f64>),
    Nothing(()),
    Unknown(serde_json::Value),
}

wire_union! {
    Any {
        A: object required["a"] properties["a"],
        B: object required["a"] properties["a", "b"],
        C: object constant["v" = 3] properties["c", "v"],
        Order: string["asc", "desc"],
        Name: string,
        Count: integer,
        Rate: number,
        Flag: boolean,
        Words: array,
        Numbers: array,
        Nothing: null,
    }
}

#[test]
fn by_shape() {
    for (text, expected) in [
        (r#"{"a":1}"#, Any::A(A { a: 1 })),
        (r#"{"b":2,"a":1}"#, Any::B(B { a: 1, b: Some(2) })),
        (
            r#"{"c":"x","v":3.0}"#,
            Any::C(C {
                c: Some("x".to_owned()),
            }),
        ),
        (r#"{"v":4}"#, Any::Unknown(json!({"v": 4}))),
        (
            r#"{"a":"x","c":1}"#,
            Any::Unknown(json!({"a": "x", "c": 1})),
        ),
        (r#""asc""#, Any::Order("asc".to_owned())),
        (r#""other""#, Any::Order("other".to_owned())),
        ("5", Any::Count(5)),
        (
            "18446744073709551615",
            Any::Rate(18_446_744_073_709_551_615.0),
        ),
        ("5.5", Any::Rate(5.5)),
        ("false", Any::Flag(false)),
        (r#"["a"]"#, Any::Words(vec!["a".to_owned()])),
        ("[1]", Any::Numbers(vec![1.0])),
        ("[[]]", Any::Unknown(json!([[]]))),
        ("null", Any::Nothing(())),
    ] {
        assert_eq!(decode::<Any>(text).as_ref(), Ok(&expected), "{text}");
        // From any other deserializer as well.
        if !text.starts_with("18446") {
            let tree = serde_json::from_str(text).unwrap();
            assert_eq!(
                serde_json::from_value::<Any>(tree).unwrap(),
                expected,
                "{text}"
            );
        }
    }
}

#[test]
fn prefers_the_discriminator_and_falls_back_on_the_shape() {
    for (text, expected) in [
        (r#"{"kind":"b","a":1}"#, "B(B { a: 1, b: None })"),
        (r#"{"kind":"x","a":1}"#, "A(A { a: 1 })"),
        (r#"{"kind":"c","a":1,"c":5}"#, "A(A { a: 1 })"),
        (r#"{"kind":7,"c":"x"}"#, r#"C(C { c: Some("x") })"#),
    ] {
        assert_eq!(format!("{:?}", decode::<Both>(text).unwrap()), expected);
    }
}

#[derive(Debug, PartialEq)]
enum Both {
    A(A),
    B(B),
    C(C),
    Unknown(serde_json::Value),
}

wire_union! {
    Both by "kind" {
        A = "a": object required["a"] properties["a"],
        B = "b": object required["a"],
        C = "c" | 7,
    }
}

/// A chain of squares, each in the one before.
fn chain(length: usize) -> String {
    let before = r#"{"kind":"square","side":1,"inner":"#.repeat(length - 1);
    format!(
        r#"{before}{{"kind":"square","side":1}}{}"#,
        "}".repeat(length - 1)
    )
}

#[test]
fn nests_as_deep_as_json_may_and_no_deeper() {
    let text = chain(120);
    assert_eq!(round::<Tagged>(&text), text);
    for length in [129, 20_000] {
        let error = decode::<Tagged>(&chain(length)).unwrap_err();
        assert_eq!(error, "$: recursion limit exceeded (line 1, column 1)");
    }
    assert_eq!(round::<Tagged>(&text), text);
    let list = format!("[{}]", chain(129));
    assert!(
        decode::<Vec<Tagged>>(&list)
            .unwrap_err()
            .starts_with("$[0]: recursion limit exceeded")
    );
}

struct Holder {
    shapes: Vec<Closed>,
}

wire_object! { Holder { shapes: required "shapes" } }

#[test]
fn names_the_path_inside_a_closed_union() {
    assert_eq!(
        decode::<Holder>("{\"shapes\":[\n {\"kind\":\"circle\",\"radius\":[1]}]}").unwrap_err(),
        "$.shapes[0]: no variant of Closed fits: Circle: $.radius: invalid type: sequence, expected f64; \
         Square: property \"kind\" is not \"square\" (line 2, column 2)"
    );
}

#[test]
fn reads_through_a_deserializer_that_forwards() {
    use serde::Deserialize;
    use serde::de::value::{Error, MapDeserializer, StrDeserializer};

    let entries = [("radius", "x"), ("kind", "other")];
    let map = MapDeserializer::<_, Error>::new(entries.into_iter());
    let value = Tagged::deserialize(serde::de::value::MapAccessDeserializer::new(map)).unwrap();
    assert_eq!(encode(&value), r#"{"radius":"x","kind":"other"}"#);
    let name = Any::deserialize(StrDeserializer::<Error>::new("asc")).unwrap();
    assert_eq!(name, Any::Order("asc".to_owned()));
}

#[derive(Debug, PartialEq)]
enum Amount {
    Units(i64),
    Text(String),
    Unknown(serde_json::Value),
}

wire_union! {
    Amount {
        Units: integer,
        Text: string,
    }
}

/// JSON Schema, section 6.1.1 of its validation: a number without a fractional part is an integer.
#[test]
fn integral_numbers_are_integers_however_they_are_written() {
    assert_eq!(round::<i64>("7.0"), "7");
    assert_eq!(round::<Vec<i32>>("[1e2,-3.00]"), "[100,-3]");
    assert_eq!(round::<(i64, f64)>("[1.0,0.5]"), "[1,0.5]");
    assert!(matches!(decode("5.0"), Ok(Amount::Units(5))));
    assert!(matches!(decode("0.5"), Ok(Amount::Unknown(_))));
    assert!(matches!(decode("\"1.0\""), Ok(Amount::Text(text)) if text == "1.0"));
    let error = decode::<i64>("0.5").err();
    assert_eq!(
        error.as_deref(),
        Some("$: invalid type: floating point `0.5`, expected i64 (line 1, column 3)")
    );
}

struct Payment {
    amount: Amount,
    count: i64,
}

struct Refund {
    amount: Amount,
}

wire_object! { Payment { constant "kind" = "payment", amount: required "amount", count: required "count" } }
wire_object! { Refund { constant "kind" = "refund", amount: required "amount" } }

#[derive(Debug)]
enum Booking {
    Payment(Payment),
    Refund(Refund),
    Unknown(serde_json::Value),
}

wire_union! { Booking by "kind" { Payment = "payment", Refund = "refund" } }

/// A variant that the discriminator says is read as it is written, and what is in it is chosen by its value all the same.
#[test]
fn integral_numbers_within_a_variant_are_integers() {
    let refund = decode::<Booking>(r#"{"kind":"refund","amount":5.0}"#);
    assert!(matches!(
        refund,
        Ok(Booking::Refund(Refund {
            amount: Amount::Units(5)
        }))
    ));
    let payment = decode::<Booking>(r#"{"kind":"payment","amount":5.0,"count":2.0}"#);
    assert!(matches!(
        payment,
        Ok(Booking::Payment(Payment {
            amount: Amount::Units(5),
            count: 2
        }))
    ));
    let half = decode::<Booking>(r#"{"kind":"payment","amount":5.0,"count":0.5}"#);
    assert!(matches!(half, Ok(Booking::Unknown(_))));
}
