//! Documents with random damage: they load without a panic, and what is left of them keeps its promises.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::path::{Path, PathBuf};

use serde_json::Value;
use spec2crate::diagnostic::{Diagnostics, Format, Pointer, render};
use spec2crate::document::{Document, Input, load};

/// A small generator of numbers: the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (bound.max(1) as u64)).unwrap()
    }
}

fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/document");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("openapi.yaml"))
        .filter(|path| path.exists())
        .collect();
    paths.sort();
    paths
}

#[test]
fn damaged_text() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for path in documents() {
        let text = std::fs::read_to_string(path).unwrap();
        for _ in 0..40 {
            check(damaged_lines(&text, &mut random));
        }
    }
}

#[test]
fn damaged_trees() {
    let mut random = Random(0xD1B5_4A32_D192_ED03);
    for path in documents() {
        let mut diagnostics = Diagnostics::new();
        let text = std::fs::read_to_string(path).unwrap();
        let mut sources = spec2crate::source::Sources::new();
        let file = sources.add("case.yaml", text);
        let limits = spec2crate::source::Limits::default();
        let Some(tree) = spec2crate::source::parse(&sources, file, &limits, &mut diagnostics)
        else {
            continue;
        };
        for _ in 0..60 {
            let mut damaged = tree.clone();
            for _ in 0..=random.below(4) {
                damage(&mut damaged, &mut random);
            }
            if let Value::Object(members) = &mut damaged {
                members.entry("openapi").or_insert_with(|| "3.1.0".into());
            }
            check(damaged.to_string());
        }
    }
}

fn damaged_lines(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=random.below(3) {
        if lines.is_empty() {
            break;
        }
        let at = random.below(lines.len());
        match random.below(5) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => {
                let line = lines[at].trim_start().to_owned();
                lines[at] = line;
            }
            3 => lines[at].insert_str(0, "  "),
            _ => {
                let half: Vec<char> = lines[at].chars().collect();
                lines[at] = half[..half.len() / 2].iter().collect();
            }
        }
    }
    lines.join("\n")
}

fn damage(value: &mut Value, random: &mut Random) {
    let inner = match value {
        Value::Object(members) if !members.is_empty() && random.below(8) > 0 => {
            let at = random.below(members.len());
            members.values_mut().nth(at)
        }
        Value::Array(items) if !items.is_empty() && random.below(8) > 0 => {
            let at = random.below(items.len());
            items.get_mut(at)
        }
        _ => None,
    };
    if let Some(inner) = inner {
        return damage(inner, random);
    }
    let odd = [
        "null",
        "true",
        "-1",
        "1e30",
        "\"\"",
        "\"text\"",
        "[]",
        "{}",
        "[null]",
        "{\"$ref\": \"#/paths\"}",
        "{\"$ref\": \"#\"}",
        "{\"$ref\": 3}",
        "{\"type\": [\"null\"]}",
        "{\"enum\": [null, 1, \"a\"]}",
        "[[{}]]",
        "{\"\": {\"\": {}}}",
        "\"#/components\"",
        "{\"properties\": {\"a\": {\"$ref\": \"#/components/schemas\"}}}",
        "{\"in\": \"body\", \"name\": \"x\"}",
        "18446744073709551615",
    ];
    *value = serde_json::from_str(odd[random.below(odd.len())]).unwrap();
}

fn check(text: String) {
    let mut diagnostics = Diagnostics::new();
    let shown = text.clone();
    let loaded = load(&Input::text("damaged.yaml", text), &mut diagnostics);
    for format in [
        Format::Human { color: false },
        Format::Json,
        Format::Github,
        Format::Sarif,
    ] {
        assert_eq!(
            render(&diagnostics, &loaded.sources, format).is_empty(),
            diagnostics.is_empty() && format != Format::Sarif
        );
    }
    match loaded.document {
        Some(document) => references_exist(&document, &shown),
        None => assert!(
            diagnostics.has_errors(),
            "no document and no reason:\n{shown}"
        ),
    }
    let failed: Vec<_> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.name() == "invalid-object")
        .collect();
    assert!(
        failed.is_empty(),
        "normalising left what can't be read: {failed:#?}\n{shown}"
    );
}

/// Every reference that is left names a component.
fn references_exist(document: &Document, text: &str) {
    let components = serde_json::to_value(&document.components).unwrap();
    let tree = serde_json::json!({ "components": components });
    let mut references = Vec::new();
    collect(&tree, &mut references);
    for item in document.path_items.iter().chain(&document.webhooks) {
        collect(
            &serde_json::to_value(&item.parameters).unwrap(),
            &mut references,
        );
        for operation in &item.operations {
            collect(
                &serde_json::to_value(&operation.item).unwrap(),
                &mut references,
            );
        }
    }
    for reference in references {
        let exists = Pointer::parse(&reference)
            .is_some_and(|pointer| tree.pointer(pointer.as_str()).is_some());
        assert!(exists, "`{reference}` is left and names nothing:\n{text}");
    }
}

/// The references of a tree, but for those in what is only passed on.
fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                references.push(reference.to_owned());
            }
            let passed_on = |key: &str| {
                key.starts_with("x-")
                    || ["example", "examples", "default", "enum", "value", "const"].contains(&key)
            };
            members
                .iter()
                .filter(|(key, _)| !passed_on(key))
                .for_each(|(_, value)| collect(value, references));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        _ => {}
    }
}
