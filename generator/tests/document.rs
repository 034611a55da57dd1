//! Loads each folder of `document/`: what is said about the document, and what is left of it in normal form.
//!
//! A case is a folder with `openapi.yaml`, perhaps overlays `overlay-1.yaml`, `overlay-2.yaml`, and other files it refers to.
//! The snapshot lies beside it.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use spec2crate::diagnostic::{Diagnostics, Format, render};
use spec2crate::document::{Document, Input, PathItem, load};

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/document");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 18, "the cases are gone");
    let mut failed = Vec::new();
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let shown = show(&case);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&case);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let checked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            settings.bind(|| insta::assert_snapshot!("document", shown));
        }));
        if checked.is_err() {
            failed.push(name);
        }
    }
    assert!(
        failed.is_empty(),
        "these cases differ from their snapshots: {failed:?}"
    );
}

/// The diagnostics and the document of a case as text.
fn show(case: &Path) -> String {
    let document = ["openapi.yaml", "openapi.json"]
        .into_iter()
        .map(|name| case.join(name))
        .find(|path| path.exists());
    let mut input = Input::file(document.unwrap());
    for number in 1.. {
        let overlay = case.join(format!("overlay-{number}.yaml"));
        if !overlay.exists() {
            break;
        }
        input = input.overlay(overlay);
    }
    let mut diagnostics = Diagnostics::new();
    let loaded = load(&input, &mut diagnostics);
    let text = render(
        &diagnostics,
        &loaded.sources,
        Format::Human { color: false },
    );
    let text = text.replace(&format!("{}/", case.display()), "");
    let document = loaded.document.map_or_else(
        || "no document".to_owned(),
        |document| format!("{:#}", normal(&document)),
    );
    format!("{text}{document}\n")
}

fn normal(document: &Document) -> Value {
    let value = |item: &dyn erased::Shown| item.shown();
    let mut normal = json!({
        "info": value(&document.info),
        "servers": value(&document.servers),
        "security": value(&document.security),
        "tags": value(&document.tags),
        "paths": items(&document.path_items),
        "webhooks": items(&document.webhooks),
        "components": value(&document.components),
        "extensions": value(&document.extensions),
    });
    prune(&mut normal);
    normal
}

fn items(items: &[PathItem]) -> Value {
    let item = |item: &PathItem| {
        let operations: Map<String, Value> = item
            .operations
            .iter()
            .map(|operation| {
                (
                    operation.method.clone(),
                    serde_json::to_value(&operation.item).unwrap(),
                )
            })
            .collect();
        let mut shown = json!({ "parameters": item.parameters, "servers": item.servers });
        shown.as_object_mut().unwrap().extend(operations);
        (item.path.clone(), shown)
    };
    Value::Object(items.iter().map(item).collect())
}

/// Empty lists and objects of what is not there say nothing.
fn prune(value: &mut Value) {
    if let Value::Object(members) = value {
        members.values_mut().for_each(prune);
        let silent = [
            "servers",
            "security",
            "tags",
            "webhooks",
            "extensions",
            "parameters",
            "components",
        ];
        let empty = |value: &Value| {
            value.as_array().is_some_and(Vec::is_empty)
                || value.as_object().is_some_and(Map::is_empty)
        };
        members.retain(|key, value| !(silent.contains(&key.as_str()) && empty(value)));
    } else if let Value::Array(items) = value {
        items.iter_mut().for_each(prune);
    }
}

mod erased {
    use serde::Serialize;
    use serde_json::Value;

    /// Anything that can be shown as JSON.
    pub(crate) trait Shown {
        fn shown(&self) -> Value;
    }

    impl<T: Serialize> Shown for T {
        fn shown(&self) -> Value {
            serde_json::to_value(self).unwrap()
        }
    }
}
