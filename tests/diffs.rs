//! What an edit of a document changes in its client: nothing where it means nothing, and one file where it means one thing.
//!
//! `UPDATE=1 cargo test --test diffs` writes docs/diffs.md.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::Value;

#[path = "diffs/by_tag.rs"]
mod by_tag;
#[path = "diffs/client.rs"]
mod client;
#[path = "diffs/edit.rs"]
mod edit;
#[path = "diffs/edits.rs"]
mod edits;
#[path = "diffs/order.rs"]
mod order;

use by_tag::EDITS_BY_TAG;
use client::{Client, Lines, changed, changed_lines};
use edit::{Edit, Means};
use edits::EDITS;

const SHOP: &str = include_str!("diffs/shop.yaml");

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The documents of the vendors and of the cases.
fn documents() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in ["specs", "tests/cases"] {
        for entry in std::fs::read_dir(root().join(folder)).expect("a folder") {
            let document = entry.expect("an entry").path().join("openapi.yaml");
            if document.is_file() {
                let text = std::fs::read_to_string(&document).expect("a document");
                found.push((document, text));
            }
        }
    }
    found.push((PathBuf::from("shop.yaml"), SHOP.to_owned()));
    found.sort();
    found
}

fn tree(text: &str) -> Value {
    serde_yaml::from_str(text).expect("YAML")
}

#[test]
fn an_edit_changes_what_it_means() {
    let whole = Client::of(SHOP).expect("a client");
    let by_tag = Client::by_tag(SHOP).expect("a client");
    let mut faults = String::new();
    let edits = EDITS.iter().map(|edit| (&whole, edit));
    for (before, edit) in edits.chain(EDITS_BY_TAG.iter().map(|edit| (&by_tag, edit))) {
        let after = before.after(&edit.apply(SHOP)).expect("a client");
        let changed = changed(&before.files, &after.files);
        let meant: BTreeSet<&str> = match edit.means {
            Means::Nothing => BTreeSet::new(),
            Means::One(path) => BTreeSet::from([path]),
            Means::Several(paths) => paths.iter().copied().collect(),
        };
        let paths: BTreeSet<&str> = changed
            .keys()
            .map(String::as_str)
            .filter(|path| meant.contains(path) || !is_beside(path, before, &after))
            .collect();
        let is_nothing = matches!(edit.means, Means::Nothing);
        if paths != meant || (is_nothing && !changed.is_empty()) {
            let all = changed.keys();
            let _ = writeln!(faults, "{}: {all:?}, not {meant:?}", edit.name);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// Whether a change follows from that of another file: the list of a folder, and examples, which show what they call.
fn is_beside(path: &str, before: &Client, after: &Client) -> bool {
    path.ends_with("/mod.rs")
        || path.starts_with("examples/")
        || (path.starts_with("operations/") && code(before, path) == code(after, path))
}

/// A file without its documentation, which has the examples of operations.
fn code<'c>(client: &'c Client, path: &str) -> Option<Vec<&'c str>> {
    let lines = client.files.get(path)?.lines();
    let code = lines.filter(|line| !line.trim_start().starts_with("///"));
    Some(code.collect())
}

#[test]
fn the_page_of_edits_is_current() {
    let path = root().join("docs/diffs.md");
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).expect("docs/diffs.md can be written");
    }
    let current = std::fs::read_to_string(&path).unwrap_or_default();
    let (mut new, mut old) = (page.lines(), current.lines());
    for number in 1.. {
        let (new, old) = (new.next(), old.next());
        assert_eq!(
            new, old,
            "docs/diffs.md:{number} (now, then in the page); `UPDATE=1 cargo test --test diffs` writes it"
        );
        if new.is_none() {
            break;
        }
    }
}

fn page() -> String {
    let before = Client::of(SHOP).expect("a client");
    let mut page = String::from(
        "# What an edit of a document changes\n\n\
         A diff of a client is read by people, so it shows what an edit means, and nothing else.\n\
         The document is tests/diffs/shop.yaml, and the edits are those of tests/diffs/edits.rs.\n\
         Lines are those of a diff: added, then removed.\n\
         The last column has the lines of `spec2crate.lock` but for the digest of the document.\n\n\
         What means nothing changes nothing, and what means one thing changes one file.\n\
         Beside it, the list of a folder (`mod.rs`) says what is new or gone, and the examples of operations show it, in `examples/` and in the documentation of the operations.\n\
         A test fails for each row of which that is not true.\n\
         For the documents of the vendors and of all cases it says the same of how they are written, and of a description, a property and an enum value of each schema.\n\n\
         The order of properties and of optional parameters is that of fields and setters, so that it is not among what means nothing.\n\n\
         This page is written by `UPDATE=1 cargo test --test diffs`.\n\
         What real versions of real documents change is in [benchmarks.md](benchmarks.md#diffs).\n",
    );
    let sections = [
        ("What means nothing", Means::Nothing),
        ("What means one thing", Means::One("")),
        ("What reaches several files", Means::Several(&[])),
    ];
    for (title, means) in sections {
        let edits = EDITS.iter().filter(|edit| edit.means.is_like(means));
        let _ = write!(page, "\n## {title}\n\n{}", table(&before, edits));
    }
    let before = Client::by_tag(SHOP).expect("a client");
    let _ = write!(
        page,
        "\n## Where each tag has a feature\n\n\
         The same document with `features: tags`.\n\
         What several tags reach has no feature, so that a type which gets a user of a second tag loses its `cfg` in the list of types, and so do those that it leads to.\n\n{}",
        table(&before, EDITS_BY_TAG.iter())
    );
    page
}

fn table<'e>(before: &Client, edits: impl Iterator<Item = &'e Edit>) -> String {
    let head = "| edit | document | client | files | lock |\n|---|---|---|---|---|\n";
    edits.fold(head.to_owned(), |table, edit| table + &row(before, edit))
}

fn row(before: &Client, edit: &Edit) -> String {
    let text = edit.apply(SHOP);
    let after = before.after(&text).expect("a client");
    let changed = changed(&before.files, &after.files);
    let total = changed
        .values()
        .fold(Lines::default(), |total, lines| total.and(*lines));
    let files: Vec<String> = changed
        .iter()
        .map(|(path, lines)| format!("`{path}` {lines}"))
        .collect();
    format!(
        "| {} | {} | {total} | {} | {} |\n",
        edit.name,
        changed_lines(SHOP, &text),
        files.join(", "),
        changed_lines(&before.lock(), &after.lock()),
    )
}

#[test]
fn how_a_document_is_written_means_nothing() {
    for (path, text) in documents() {
        let Some(before) = Client::of(&text) else {
            continue;
        };
        let mut turned = tree(&text);
        order::turn(&mut turned);
        let written = [
            ("JSON", tree(&text).to_string()),
            ("YAML", serde_yaml::to_string(&tree(&text)).expect("YAML")),
            ("comments", format!("# First.\n{text}\n# Last.\n")),
            ("order", turned.to_string()),
        ];
        for (how, text) in written {
            let after = before.after(&text).expect("a client");
            let changed = changed(&before.files, &after.files);
            assert!(
                changed.is_empty(),
                "{how} of {}: {changed:?}",
                path.display()
            );
            assert_eq!(before.lock(), after.lock(), "{how} of {}", path.display());
        }
    }
}

/// Edits a schema; false where there is nothing of the kind to edit.
type SchemaEdit = fn(&mut Value) -> bool;

#[test]
fn one_thing_of_a_schema_is_one_file_in_every_document() {
    let edits: [(&str, SchemaEdit); 3] = [
        ("description", describe),
        ("property", add_property),
        ("value", add_value),
    ];
    let mut counts = [0; 3];
    for (path, text) in documents() {
        let Some(before) = Client::of(&text) else {
            continue;
        };
        let document = tree(&text);
        let schemas = document.pointer("/components/schemas");
        let schemas = schemas.and_then(Value::as_object).into_iter().flatten();
        // What is said of a schema is said of each other one that takes it up, too.
        for (name, _) in schemas.filter(|(name, _)| !is_taken_up(&document, name)) {
            for ((what, edit), count) in edits.iter().zip(&mut counts) {
                let mut edited = document.clone();
                let schemas = edited.pointer_mut("/components/schemas");
                let schema = schemas.and_then(|schemas| schemas.get_mut(name));
                if !schema.is_some_and(edit) {
                    continue;
                }
                let after = before.after(&edited.to_string()).expect("a client");
                let changed = changed(&before.files, &after.files);
                let files = changed.keys();
                let files = files.filter(|file| !is_beside(file, &before, &after));
                let files: Vec<&String> = files.collect();
                let path = path.display();
                assert!(files.len() <= 1, "{what} of {name} of {path}: {files:?}");
                *count += 1;
            }
        }
    }
    assert!(counts.iter().all(|count| *count > 5), "{counts:?}");
}

fn describe(schema: &mut Value) -> bool {
    let Some(schema) = schema
        .as_object_mut()
        .filter(|map| !map.contains_key("$ref"))
    else {
        return false;
    };
    schema.insert("description".to_owned(), "Described otherwise.".into());
    true
}

fn add_property(schema: &mut Value) -> bool {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return false;
    };
    let boolean = serde_json::json!({"type": "boolean"});
    properties.insert("one_more".to_owned(), boolean);
    true
}

fn add_value(schema: &mut Value) -> bool {
    let is_string = schema["type"] == "string";
    let Some(Value::Array(values)) = schema.get_mut("enum").filter(|_| is_string) else {
        return false;
    };
    values.push("one_more".into());
    true
}

/// Whether a schema stands in a list of `allOf`, `oneOf` or `anyOf`, or is that of a form.
fn is_taken_up(value: &Value, name: &str) -> bool {
    let reference = format!("#/components/schemas/{name}");
    match value {
        Value::Object(map) => map.iter().any(|(key, value)| {
            let branches = value.as_array().filter(|_| key.ends_with("Of"));
            let form = key.contains("form").then(|| &value["schema"]["$ref"]);
            let references = branches.into_iter().flatten().map(|branch| &branch["$ref"]);
            references.chain(form).any(|found| *found == reference) || is_taken_up(value, name)
        }),
        Value::Array(values) => values.iter().any(|value| is_taken_up(value, name)),
        _ => false,
    }
}

#[test]
fn every_edit_has_a_name_of_its_own() {
    let edits = || EDITS.iter().chain(EDITS_BY_TAG);
    let names: BTreeSet<&str> = edits().map(|edit| edit.name).collect();
    assert_eq!(names.len(), edits().count());
}
