//! Structs with a union beside their properties.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{decode, round};

#[derive(Clone)]
struct Order {
    id: i64,
    note: Option<String>,
    variant: Payment,
}

spec2crate_runtime::wire_object! {
    flat Order {
        id: required "id",
        note: optional "note",
        constant "version" = 2,
        variant: flat,
    }
}

#[derive(Clone)]
struct Open {
    id: i64,
    variant: Payment,
    more: BTreeMap<String, Value>,
}

spec2crate_runtime::wire_object! {
    flat Open {
        id: required "id",
        variant: flat,
        more: rest,
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Payment {
    Card(Card),
    Cash(Cash),
    Unknown(Value),
}

spec2crate_runtime::wire_union! {
    Payment {
        Card: object required["number"] properties["number", "note"],
        Cash: object required["amount"] properties["amount"],
    }
}

#[derive(Clone)]
struct Card {
    number: String,
    note: Option<String>,
}

spec2crate_runtime::wire_object! { Card { number: required "number", note: optional "note" } }

#[derive(Clone)]
struct Cash {
    amount: f64,
}

spec2crate_runtime::wire_object! { Cash { amount: required "amount" } }

#[test]
fn both_halves_are_read_from_one_object() {
    let order: Order = decode(r#"{"number": "4", "id": 1}"#).unwrap();
    assert_eq!(order.id, 1);
    assert!(matches!(order.variant, Payment::Card(ref card) if card.number == "4"));
}

#[test]
fn both_halves_are_written_into_one_object() {
    assert_eq!(
        round::<Order>(r#"{"amount": 2.0, "id": 1}"#),
        r#"{"id":1,"version":2,"amount":2}"#
    );
}

#[test]
fn a_property_of_both_goes_out_once() {
    assert_eq!(
        round::<Order>(r#"{"number": "4", "note": "x", "id": 1}"#),
        r#"{"id":1,"note":"x","version":2,"number":"4"}"#
    );
}

#[test]
fn what_no_variant_knows_survives() {
    assert_eq!(
        round::<Order>(r#"{"id": 1, "version": 2, "cheque": {"no": 7}}"#),
        r#"{"id":1,"version":2,"cheque":{"no":7}}"#
    );
}

#[test]
fn the_rest_is_what_neither_half_has() {
    let open: Open = decode(r#"{"id": 1, "amount": 2, "other": true}"#).unwrap();
    assert_eq!(open.more.keys().collect::<Vec<_>>(), ["other"]);
    assert_eq!(
        round::<Open>(r#"{"id": 1, "amount": 2, "other": true}"#),
        r#"{"id":1,"amount":2,"other":true}"#
    );
}

#[test]
fn an_error_names_its_place() {
    assert_eq!(
        decode::<Vec<Order>>(r#"[{"number": "4"}]"#).unwrap_err(),
        "$[0]: missing property \"id\" (line 1, column 2)"
    );
    assert_eq!(
        decode::<Order>(r#"{"id": "1"}"#).unwrap_err(),
        "$: $.id: invalid type: string \"1\", expected i64 (line 1, column 1)"
    );
}

#[derive(Clone)]
struct Step {
    id: i64,
    variant: Box<Next>,
}

spec2crate_runtime::wire_object! { flat Step { id: required "id", variant: flat } }

#[derive(Clone, Debug, PartialEq)]
enum Next {
    Step(Step),
    Again(Box<Next>),
    Card(Card),
    Unknown(Value),
}

spec2crate_runtime::wire_union! {
    Next {
        Step: object required["id"] properties["id"],
        Again: any,
        Card: object required["number"] properties["number"],
    }
}

#[test]
fn a_type_that_is_its_own_variant_ends() {
    for text in [r#"{"id":1}"#, r#"{"id":1,"number":"4"}"#] {
        assert_eq!(round::<Step>(text), text);
        assert_eq!(
            round::<Vec<Next>>(&format!("[{text},{text}]")),
            format!("[{text},{text}]")
        );
    }
}
