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
    use crate::cases::object_discriminator_base::types::{Animal, Cat, Dog};
    let json = r#"{"kind":"dog","friend":{"kind":"Puppy","weeks":3},"bark":"loud"}"#;
    let animal: Animal = wire::from_slice(json.as_bytes()).unwrap();
    let Animal::Dog(dog) = &animal else {
        panic!("{animal:?}");
    };
    assert_eq!(dog.bark.as_deref(), Some("loud"));
    assert!(matches!(dog.friend.as_deref(), Some(Animal::Puppy(_))));
    // A new child knows what tells it from its siblings.
    let made = Dog::new().with_friend(Animal::from(Cat::new()));
    assert_eq!(
        wire::to_vec(&made).unwrap(),
        br#"{"kind":"dog","friend":{"kind":"Cat"}}"#
    );
    assert_eq!(wire::to_vec(&animal).unwrap(), json.as_bytes());
}

/// Decodes and encodes: nothing may be lost.
fn keeps<T: serde::Serialize + serde::de::DeserializeOwned>(json: &str) -> T {
    let value: T = wire::from_slice(json.as_bytes()).expect("JSON that fits its type");
    let again: serde_json::Value = wire::to_value(&value).expect("JSON that fits its type");
    assert_eq!(
        again,
        serde_json::from_str::<serde_json::Value>(json).expect("JSON that fits its type")
    );
    value
}

#[test]
fn tuples_and_lists_of_what_their_items_may_be() {
    use crate::cases::array_tuples::types::{Named, Range, Row, Tree};
    let (name, (x, _), count) = keeps::<Named>(r#"["a",[1,2.5],null]"#);
    assert_eq!(
        (name.as_str(), x.to_string().as_str(), count),
        ("a", "1", None)
    );
    assert!(wire::from_slice::<Named>(br#"["a",[1,2],3,4]"#).is_err());
    assert_eq!(keeps::<Range>("[1]"), [1]);
    assert_eq!(keeps::<Row>(r#"["a",{"id":1},true,null]"#).len(), 4);
    keeps::<Tree>(r#"["root",{"left":["leaf",{}]}]"#);
}

#[test]
fn keys_that_are_patterns_are_a_map() {
    use crate::cases::object_pattern_properties::types::{Defaulted, Keyed, Labels, Mixed, Scores};
    assert_eq!(keeps::<Labels>(r#"{"x-a":"1"}"#)["x-a"], "1");
    assert_eq!(keeps::<Scores>(r#"{"a":1}"#)["a"], 1);
    assert_eq!(
        keeps::<Keyed>(r#"{"id":"a","x-b":"c"}"#).additional_properties["x-b"],
        "c"
    );
    keeps::<Mixed>(r#"{"n":1.5,"s":{"a":"b"}}"#);
    keeps::<Defaulted>(r#"{"x-a":"1","b":2}"#);
}

#[test]
fn objects_of_several_branches_are_one() {
    use crate::cases::all_of_narrowing::types::{Base, Child, Same};
    let child: Child = keeps(
        r#"{"kind":"a","id":"2026-01-01","meta":{"by":"x","at":"y"},"self":{"kind":"a","meta":{}}}"#,
    );
    let same: Option<Box<Child>> = child.self_;
    assert!(same.is_some());
    let _: Same = Base::default();
}

#[test]
fn properties_of_any_name_have_a_field_each() {
    let json = r#"{"new":"a","with_new":"b","type":"c","Type":"d","self":"e","name":"f","value":"g",
        "crate":"h","+1":1,"-1":2,"1":3,"👍":4,"":"i"," ":"j","größe":"k","名前":"l","user-id":"m",
        "user_id":"n","userId":"o","default":"p","clone":"q","additional_properties":"r","other":"s"}"#;
    let row: crate::cases::object_property_names::types::Row = keeps(json);
    assert_eq!(row.user_id.as_deref(), Some("n"));
}

#[test]
fn what_the_server_sets_is_not_asked_for() {
    use crate::cases::object_read_only::types::User;
    let user = User::new("Ann").with_pin(7.into()).with_password("hush");
    let shown = format!("{user:?}");
    assert!(!shown.contains("hush") && !shown.contains('7'), "{shown}");
    keeps::<User>(r#"{"id":"1","created":"2026-01-01T00:00:00Z","name":"Ann","pin":7}"#);
}

#[test]
fn equal_schemas_of_one_owner_are_one_type() {
    use crate::cases::object_equal_schemas::types::{Files, FilesFirst};
    let files: Files = keeps(r#"{"first":{"mode":"r"},"second":{"at":{"x":1}}}"#);
    let both: [Option<FilesFirst>; 2] = [files.first, files.second];
    assert!(both.iter().all(Option::is_some));
}
