//! Objects: what is absent, null, constant, unknown.

use crate::cases::object_presence::types::Note;
use spec2crate_runtime::wire;

#[test]
fn absent_and_null_are_two_things() {
    let decoded: Note = wire::from_slice(
        br#"{"id":9007199254740993,"kind":"note","title":null,"secret":"s","color":null,"a":1}"#,
    )
    .unwrap();
    assert_eq!(decoded.id, Some(9_007_199_254_740_993));
    assert_eq!(decoded.title, None);
    assert_eq!(decoded.text, None);
    assert_eq!(decoded.color, Some(None));
    assert_eq!(decoded.additional_properties["a"], 1);
    let encoded = String::from_utf8(wire::to_vec(&decoded).unwrap()).unwrap();
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&encoded).unwrap(),
        serde_json::json!({"id": 9_007_199_254_740_993_i64, "kind": "note", "title": null, "secret": "s", "color": null, "a": 1})
    );
}

#[test]
fn an_integral_number_goes_out_as_an_integer() {
    let note = Note::new(Some("t".to_owned())).with_size(2.0);
    let encoded = String::from_utf8(wire::to_vec(&note).unwrap()).unwrap();
    assert!(
        encoded.contains(r#""size":2"#) && !encoded.contains("2.0"),
        "{encoded}"
    );
}

#[test]
fn a_required_key_that_is_missing_is_named() {
    let error = wire::from_slice::<Note>(br#"{"kind":"note"}"#).unwrap_err();
    assert!(error.to_string().contains("title"), "{error}");
}

#[test]
fn a_write_only_value_never_shows() {
    let note = Note::new(None).with_secret("hush");
    assert!(!format!("{note:?}").contains("hush"), "{note:?}");
}

#[test]
fn what_a_child_adds_to_a_base_is_not_lost() {
    let json = r#"{"kind":"dog","bark":"loud"}"#;
    let animal: crate::cases::object_discriminator_base::types::Animal =
        wire::from_slice(json.as_bytes()).unwrap();
    assert_eq!(animal.additional_properties["bark"], "loud");
    assert_eq!(wire::to_vec(&animal).unwrap(), json.as_bytes());
}
