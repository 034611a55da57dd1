//! What is checked in is what would be generated now, and generating depends on nothing but the document.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use spec2crate::document::Input;
use spec2crate::emit::Settings;
use spec2crate::generate::{Files, emit, read};
use spec2crate::manifest::Manifest;

fn manifest() -> Manifest {
    Manifest::read(&root().join("specs/spec2crate.yaml")).expect("the manifest")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn generated_is_what_would_be_generated_now() {
    let manifest = manifest();
    let generated = manifest.generate().expect("Rust");
    for (module, read) in &generated.apis {
        assert!(
            !read.diagnostics.has_errors(),
            "{module:?}: {:?}",
            read.diagnostics
        );
    }
    assert!(generated.files.is_some(), "every document can be read");
    let changes = manifest.compare(&generated).expect("a folder of ours");
    assert!(
        changes.is_empty(),
        "run `cargo run`: {:?} differ, {:?} are no longer generated",
        changes.written.keys(),
        changes.removed.keys()
    );
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    assert_eq!(
        manifest().generate().expect("Rust").files,
        manifest().generate().expect("Rust").files
    );
}

/// The documents of the vendors and of the cases.
fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["specs", "tests/cases"] {
        for entry in std::fs::read_dir(root().join(folder)).expect("a folder") {
            let document = entry.expect("an entry").path().join("openapi.yaml");
            if document.is_file() {
                found.push(document);
            }
        }
    }
    found.sort();
    found
}

fn files(input: &Input) -> Option<Files> {
    let model = read(input, &BTreeMap::new()).model?;
    let settings = Settings {
        root: "crate".to_owned(),
        public_root: "client".to_owned(),
        source: "openapi.yaml".to_owned(),
        command: "cargo run".to_owned(),
        name: "client".to_owned(),
        closed_enums: false,
        tag_features: None,
    };
    Some(emit(&model, &settings).expect("Rust"))
}

/// Reverses the order of keys where order means nothing: paths, methods, and every kind of component.
fn shuffle(document: &mut Value) {
    fn reverse(value: &mut Value) {
        if let Value::Object(map) = value {
            *map = std::mem::take(map).into_iter().rev().collect();
        }
    }
    if let Some(paths) = document.get_mut("paths") {
        paths
            .as_object_mut()
            .into_iter()
            .flat_map(|paths| paths.values_mut())
            .for_each(reverse);
        reverse(paths);
    }
    if let Some(components) = document.get_mut("components") {
        components
            .as_object_mut()
            .into_iter()
            .flat_map(|kinds| kinds.values_mut())
            .for_each(reverse);
        reverse(components);
    }
}

#[test]
fn the_order_of_components_and_paths_does_not_matter() {
    let mut compared = 0;
    for document in documents() {
        let text = std::fs::read_to_string(&document).expect("a document");
        let mut tree: Value = serde_yaml::from_str(&text).expect("YAML");
        let before = files(&Input::text(Path::new("openapi.json"), tree.to_string()));
        shuffle(&mut tree);
        let after = files(&Input::text(Path::new("openapi.json"), tree.to_string()));
        assert_eq!(before.is_some(), after.is_some(), "{}", document.display());
        for (path, text) in before.iter().flatten() {
            let other = after.as_ref().and_then(|files| files.get(path));
            assert_eq!(Some(text), other, "{path} of {}", document.display());
        }
        compared += 1;
    }
    assert!(compared > 10, "only {compared} documents");
}

#[test]
fn a_changed_description_changes_one_comment_in_one_file() {
    let document = root().join("specs/square/openapi.yaml");
    let text = std::fs::read_to_string(&document).expect("the document");
    let tree: Value = serde_yaml::from_str(&text).expect("YAML");
    let before = files(&Input::text("openapi.json", tree.to_string())).expect("files");
    let mut edited = tree.clone();
    edited["components"]["schemas"]["CatalogImage"]["properties"]["caption"]["description"] =
        "Edited.".into();
    let after = files(&Input::text("openapi.json", edited.to_string())).expect("files");
    assert_eq!(changed(&before, &after), ["types/catalog_image.rs"]);
    let lines = |files: &Files| -> Vec<String> {
        files["types/catalog_image.rs"]
            .lines()
            .map(str::to_owned)
            .collect()
    };
    let (before, after) = (lines(&before), lines(&after));
    assert!(after.contains(&"    /// Edited.".to_owned()));
    assert!(
        before
            .iter()
            .filter(|line| !after.contains(line))
            .all(|line| line.starts_with("    ///"))
    );
}

#[test]
fn an_added_query_parameter_adds_one_setter() {
    let document = root().join("specs/square/openapi.yaml");
    let text = std::fs::read_to_string(&document).expect("the document");
    let tree: Value = serde_yaml::from_str(&text).expect("YAML");
    let before = files(&Input::text("openapi.json", tree.to_string())).expect("files");
    let mut edited = tree.clone();
    edited["paths"]["/v2/catalog/images"]["post"]["parameters"]
        .as_array_mut()
        .expect("a list")
        .push(serde_json::json!({"name": "dry_run", "in": "query", "schema": {"type": "boolean"}}));
    let after = files(&Input::text("openapi.json", edited.to_string())).expect("files");
    assert_eq!(
        changed(&before, &after),
        ["examples/catalog.rs", "operations/catalog.rs"]
    );
    let added = |path: &str| -> Vec<&str> {
        let lines = after[path].lines();
        let lines = lines.filter(|line| !before[path].contains(line));
        lines.map(str::trim).collect()
    };
    // The example that gives everything optional.
    assert_eq!(added("examples/catalog.rs"), [".dry_run(true)"]);
    assert_eq!(
        added("operations/catalog.rs"),
        [
            "/// Sets `dry_run`.",
            "pub fn dry_run(mut self, dry_run: bool) -> Self {",
            "self.call.query(\"dry_run\", &dry_run);",
        ]
    );
}

fn changed(before: &Files, after: &Files) -> Vec<String> {
    let paths: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    paths
        .into_iter()
        .filter(|path| before.get(*path) != after.get(*path))
        .cloned()
        .collect()
}
