//! Names of what other files hold: they follow from the places alone.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::path::Path;

use spec2crate::diagnostic::Diagnostics;
use spec2crate::document::{Input, load};

/// The names of the schemas of a document with these references, in its order.
fn names(folder: &Path, references: &[&str]) -> Vec<String> {
    let properties: Vec<String> = references
        .iter()
        .enumerate()
        .map(|(index, reference)| format!("        p{index}: {{$ref: '{reference}'}}\n"))
        .collect();
    let properties = properties.concat();
    let path = folder.join("openapi.yaml");
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\npaths: {{}}\n\
         components:\n  schemas:\n    Root:\n      type: object\n      properties:\n{properties}"
    );
    std::fs::write(&path, text).unwrap();
    let mut diagnostics = Diagnostics::new();
    let loaded = load(&Input::file(&path), &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let schemas = loaded.document.unwrap().components.schemas;
    let openapiv3::ReferenceOr::Item(root) = &schemas["Root"] else {
        panic!("`Root` is a reference");
    };
    let openapiv3::SchemaKind::Type(openapiv3::Type::Object(root)) = &root.schema_kind else {
        panic!("`Root` is no object");
    };
    let name = |property: &openapiv3::ReferenceOr<Box<openapiv3::Schema>>| {
        let openapiv3::ReferenceOr::Reference { reference } = property else {
            panic!("a property is no reference");
        };
        let name = reference.strip_prefix("#/components/schemas/").unwrap();
        assert!(schemas.contains_key(name), "{name}");
        name.to_owned()
    };
    root.properties.values().map(name).collect()
}

#[test]
fn the_order_of_references_renames_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("cat.yaml", "Tail: {type: string}\nEar: {type: string}\n"),
        ("dog.yaml", "Tail: {type: integer}\nNose: {type: string}\n"),
        ("big/dog.yaml", "Tail: {type: number}\n"),
        (
            "odd.yaml",
            "a b: {type: number}\na-b: {type: string}\na+b: {type: boolean}\n",
        ),
    ] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let references = [
        "cat.yaml#/Tail",
        "dog.yaml#/Tail",
        "big/dog.yaml#/Tail",
        "cat.yaml#/Ear",
        "odd.yaml#/a b",
        "odd.yaml#/a+b",
    ];
    let expected = [
        "cat_Tail",
        "dog_Tail",
        "big_dog_Tail",
        "Ear",
        "a_b_2",
        "a_b_3",
    ];
    assert_eq!(names(folder.path(), &references), expected);
    for shift in 1..references.len() {
        let mut turned = references;
        turned.rotate_left(shift);
        let mut names = names(folder.path(), &turned);
        names.rotate_right(shift);
        assert_eq!(names, expected, "from {shift}");
    }
    // What has nothing to do with them changes nothing.
    let more: Vec<&str> = ["dog.yaml#/Nose", "odd.yaml#/a-b"]
        .into_iter()
        .chain(references)
        .collect();
    assert_eq!(names(folder.path(), &more)[2..], expected);
}
