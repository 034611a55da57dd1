//! Formats: strings unless a type was chosen, and texts that come out as they went in either way.

use crate::cases::schema_formats::types::Thing as Plain;
use crate::cases::schema_formats_chosen::{self as chosen, types::Thing as Chosen};
use spec2crate_runtime::transport::InMemory;
use spec2crate_runtime::{Number, Uuid, Value, wire};

/// What a server sends that does not keep to its own formats.
const MALFORMED: &str = r#"{
    "id": "none", "home": "a b", "mail": "@", "host": "", "v4": "::1", "v6": "127.0.0.1", "at": "noon",
    "takes": "long", "day": "2026-05-01", "made": "today", "fee": "1,5", "price": 1.5, "serial": 7,
    "small": 1, "natural": -1, "huge": 18446744073709551615, "weight": 0.1, "blob": "!", "pin": "p", "tags": [""]
}"#;

#[test]
fn malformed_texts_are_no_decode_failure() {
    let expected: Value = serde_json::from_str(MALFORMED).unwrap();
    let plain: Plain = wire::from_slice(MALFORMED.as_bytes()).unwrap();
    assert_eq!(wire::to_value(&plain).unwrap(), expected);
    let chosen: Chosen = wire::from_slice(MALFORMED.as_bytes()).unwrap();
    assert_eq!(wire::to_value(&chosen).unwrap(), expected);
    assert!(chosen.v4.as_ref().unwrap().as_addr().is_err());
    assert!(chosen.home.as_ref().unwrap().as_uri().is_err());
    assert!(chosen.takes.as_ref().unwrap().as_std().is_none());
    assert!(chosen.fee.as_ref().unwrap().as_number().is_err());
}

#[test]
fn a_strict_format_is_a_decode_failure_with_its_place() {
    let text = MALFORMED.replace("2026-05-01", "1 May 2026");
    wire::from_slice::<Plain>(text.as_bytes()).unwrap();
    let error = wire::from_slice::<Chosen>(text.as_bytes()).unwrap_err();
    let error = error.to_string();
    assert!(
        error.contains("$.day") && error.contains("not a date"),
        "{error}"
    );
}

#[tokio::test]
async fn numbers_of_any_size_lose_nothing_anywhere() {
    let big = "123456789012345678901234567890";
    let answer = r#"{"id": "a", "price": 0.10000000000000000000000001, "serial": 123456789012345678901234567890}"#;
    let transport = InMemory::json(200, answer);
    let client = chosen::Client::builder()
        .transport(transport.clone())
        .build()
        .unwrap();
    let number: Number = big.parse().unwrap();
    let thing = Chosen::new(
        "a",
        "0.10000000000000000000000001".parse::<Number>().unwrap(),
        number.clone(),
    )
    .with_day("2026-05-01");
    let id = Uuid::from("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
    let call = client.put_thing(&id, &thing).big(&number).since("today");
    let answered = call.send().await.unwrap();
    assert_eq!(answered.serial.as_str(), big);
    assert_eq!(answered.price.as_str(), "0.10000000000000000000000001");
    insta::assert_snapshot!(transport.last_request().unwrap().transcript());
}
