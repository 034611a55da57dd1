//! Unions: told by discriminator and by shape; what is not understood survives.

use crate::cases::union_by_shape::types::Answer;
use crate::cases::union_discriminator::types::{Shape, Square};
use spec2crate_runtime::wire;

fn round_trip<T: serde::Serialize + serde::de::DeserializeOwned>(json: &str) -> T {
    let decoded: T =
        wire::from_slice(json.as_bytes()).expect("a client, or JSON that is known to fit");
    let encoded: serde_json::Value = serde_json::from_slice(
        &wire::to_vec(&decoded).expect("a client, or JSON that is known to fit"),
    )
    .expect("a client, or JSON that is known to fit");
    assert_eq!(
        encoded,
        serde_json::from_str::<serde_json::Value>(json)
            .expect("a client, or JSON that is known to fit")
    );
    decoded
}

#[test]
fn the_discriminator_decides() {
    let shape: Shape = round_trip(r#"{"kind":"round","radius":1.5}"#);
    assert!(matches!(shape, Shape::Circle(circle) if (circle.radius - 1.5).abs() < f64::EPSILON));
    let shape: Shape = round_trip(r#"{"kind":"box","side":2}"#);
    assert!(matches!(shape, Shape::Square(_)));
    assert!(matches!(
        Shape::from(Square::new("box", 1.0)),
        Shape::Square(_)
    ));
}

#[test]
fn what_no_variant_understands_survives() {
    let shape: Shape = round_trip(r#"{"kind":"star","points":5}"#);
    assert!(matches!(shape, Shape::Unknown(_)));
    let answer: Answer = round_trip("true");
    assert!(matches!(answer, Answer::Unknown(_)));
}

#[test]
fn the_shape_decides() {
    assert!(matches!(round_trip(r#""text""#), Answer::String(_)));
    assert!(matches!(round_trip("42"), Answer::Integer(42)));
    assert!(matches!(round_trip(r#"[1,"two"]"#), Answer::AnswerList(_)));
    assert!(matches!(round_trip(r#"{"barks":true}"#), Answer::Dog(_)));
    assert!(matches!(
        round_trip(r#"{"name":"Tom","meows":false}"#),
        Answer::Cat(_)
    ));
}

#[test]
fn a_union_beside_properties_is_read_and_written_with_them() {
    use crate::cases::union_beside_properties::types::{
        Card, Contact, Event, Payment, PaymentVariant, Receipt, Saved,
    };
    let payment: Payment = round_trip(r#"{"amount":3,"iban":"DE1","note":"x"}"#);
    assert!(matches!(payment.variant, PaymentVariant::Iban(_)));
    assert_eq!(payment.note.as_deref(), Some("x"));
    assert_eq!(
        wire::to_vec(&Payment::new(3, Card::new("4"))).unwrap(),
        br#"{"amount":3,"number":"4"}"#
    );
    let payment: Payment = round_trip(r#"{"amount":3,"cheque":true}"#);
    assert!(matches!(payment.variant, PaymentVariant::Unknown(_)));
    let receipt: Receipt = round_trip(r#"{"id":"a","drawer":2,"more":[1]}"#);
    assert_eq!(receipt.additional_properties.len(), 1);
    let saved: Saved = round_trip(r#"{"saved_at":"2026-01-01T00:00:00Z","number":"4"}"#);
    assert!(saved.saved_at.is_some());
    let event: Event = round_trip(r#"{"type":"a","a":"x"}"#);
    assert!(matches!(event, Event::EventA(_)));
    let contact: Contact = round_trip(r#"{"mail":"a@example.com"}"#);
    assert!(contact.phone.is_none());
}

#[test]
fn a_schema_that_is_its_own_branch_ends() {
    use crate::cases::union_beside_properties::types::Step;
    let _: Step = round_trip(r#"{"number":"4","next":{"number":"5"}}"#);
}
