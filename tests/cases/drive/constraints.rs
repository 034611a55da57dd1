//! Constraints: checked on demand, before a request is sent when the client is built so, and never in an answer.

use std::collections::BTreeMap;

use crate::cases::request_constraints::{self as requests, types as request_types};
use crate::cases::schema_constraints::types::{Contact, Mail, Order, OrderPlace, OrderState, Tree};
use crate::cases::schema_constraints_neighbours::types::{Row, Shape};
use spec2crate_runtime::transport::InMemory;
use spec2crate_runtime::{Error, RequestError, Value, Violations, wire};

fn said(violations: &Violations) -> Vec<String> {
    violations.iter().map(ToString::to_string).collect()
}

#[test]
fn a_value_says_everything_in_which_it_is_wrong() {
    let mut order = Order::new(0)
        .with_code("abcd".to_owned())
        .with_price(0.001)
        .with_tags(vec!["a".to_owned(), "too long".to_owned(), "a".to_owned()])
        .with_labels(BTreeMap::from([("x".to_owned(), String::new())]))
        .with_pin("secret")
        .with_parts(vec![Order::new(1000)])
        .with_contact(Contact::from(Mail::new("nobody")))
        .with_place(OrderPlace::new().with_city("").with_zip("01234"));
    order.additional_properties = BTreeMap::from([("note".to_owned(), "long".to_owned())]);
    insta::assert_snapshot!(said(&order.validate().unwrap_err()).join("\n"));
    assert_eq!(wire::to_value(&order).unwrap()["pin"], "secret");
}

#[test]
fn a_value_that_is_right_passes_and_so_does_what_the_document_does_not_know() {
    let order = Order::new(1)
        .with_code("äöü".to_owned())
        .with_price(19.99)
        .with_tags(vec!["a".to_owned()])
        .with_pin("1234")
        .with_state(OrderState::Unknown("somewhere in between".to_owned()))
        .with_contact(Contact::Unknown(Value::from(5)));
    order.validate().unwrap();
    let nowhere: Order = wire::from_slice(br#"{"id": 1, "pin": null}"#).unwrap();
    nowhere.validate().unwrap();
    Contact::String("abc".to_owned()).validate().unwrap();
    assert!(Contact::String("ab".to_owned()).validate().is_err());
    // A table that names itself.
    let leaf = || Tree(Vec::new());
    assert!(
        Tree(vec![Tree(vec![leaf(), leaf(), leaf()])])
            .validate()
            .is_err()
    );
}

#[test]
fn what_is_about_the_others_refuses_none_of_the_named() {
    let row = br#"{"cells": ["long", "a"], "named": {"id": "a", "x-long": "long"}}"#;
    wire::from_slice::<Row>(row).unwrap().validate().unwrap();
    let row: Row = wire::from_slice(br#"{"named": {"id": ""}}"#).unwrap();
    assert_eq!(row.validate().unwrap_err().count(), 1);
    let circle: Shape = wire::from_slice(br#"{"radius": 0}"#).unwrap();
    let violations = circle.validate().unwrap_err();
    assert_eq!(
        said(&violations),
        [
            "`$`: expected at least 2 properties, found 1 property",
            "`$.radius`: expected more than 0, found 0",
        ]
    );
}

/// A server that answers against its own document.
fn client(transport: &InMemory, validates: bool) -> requests::Client {
    requests::Client::builder()
        .x_trace("12345")
        .validate_requests(validates)
        .transport(transport.clone())
        .build()
        .expect("a client")
}

#[tokio::test]
async fn a_wrong_request_is_an_error_before_anything_is_sent() {
    let transport = InMemory::json(200, r#"["more", "than", "one"]"#);
    let client = client(&transport, true);
    let mut errors = Vec::new();
    let ids = ["a".to_owned(), "bc".to_owned(), "cd".to_owned()];
    let call = client.list_items("Shop");
    let call = call.limit(101).ids(&ids).session("short");
    errors.push(call.send().await.unwrap_err().to_string());
    let call = client.replace_items("shop").x_trace("1");
    errors.push(call.body(&[]).send().await.unwrap_err().to_string());
    let call = client.add_item("shop", "x").x_trace("1").count(7);
    errors.push(call.send().await.unwrap_err().to_string());
    let item = request_types::Item::new("x".to_owned());
    let call = client.upload_item("shop", &item).x_trace("1");
    errors.push(call.note("too long").send().await.unwrap_err().to_string());
    assert!(transport.requests().is_empty());
    insta::assert_snapshot!(errors.join("\n"));

    let error = client.list_items("Shop").send().await.unwrap_err();
    let Error::Request(RequestError::Constraints { violations }) = error else {
        panic!("{error}");
    };
    assert_eq!(violations.count(), 2);
}

#[tokio::test]
async fn a_right_request_is_sent_and_the_answer_is_not_checked() {
    let transport = InMemory::json(200, r#"["more", "than", "one"]"#);
    let client = client(&transport, true);
    let items = client.list_items("shop").x_trace("1").limit(100);
    assert_eq!(items.send().await.unwrap().len(), 3);
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test]
async fn without_the_setting_the_server_checks() {
    let transport = InMemory::json(200, "[]");
    let client = client(&transport, false);
    client.list_items("Shop").limit(101).send().await.unwrap();
    assert_eq!(transport.requests().len(), 1);
}
