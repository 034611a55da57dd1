//! The ledger of keys: over every document of the repository nothing falls between.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::path::{Path, PathBuf};

use spec2crate::diagnostic::{Diagnostics, codes};
use spec2crate::document::Input;
use spec2crate::generate::read;
use spec2crate::source::{Limits, Sources, parse};

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The documents of `specs/`, of the cases and of the generator's own tests.
fn documents() -> Vec<PathBuf> {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["../specs", "../tests/cases", "tests/document"] {
        for entry in std::fs::read_dir(generator.join(folder)).unwrap() {
            let folder = entry.unwrap().path();
            let names = ["openapi.yaml", "openapi.json"].into_iter();
            found.extend(
                names
                    .map(|name| folder.join(name))
                    .filter(|path| path.exists()),
            );
        }
    }
    found.sort();
    assert!(found.len() > 35, "the documents are gone");
    found
}

#[test]
fn every_key_is_accounted_for() {
    let mut missing = Vec::new();
    for document in documents() {
        let mut input = Input::file(&document);
        for number in 1.. {
            let overlay = document.with_file_name(format!("overlay-{number}.yaml"));
            if !overlay.exists() {
                break;
            }
            input = input.overlay(overlay);
        }
        input.coverage = true;
        let read = read(&input, &std::collections::BTreeMap::new());
        let Some(ledger) = read.ledger else {
            assert!(read.model.is_none(), "{}", document.display());
            continue;
        };
        let by_code: usize = ledger.by_code().values().sum();
        let unaccounted: usize = ledger.unaccounted().map(|ignored| ignored.keys).sum();
        assert_eq!(
            ledger.keys(),
            ledger.consumed + ledger.documentation + by_code + unaccounted
        );
        for ignored in ledger.unaccounted() {
            let file = &read.sources.file(ignored.location.file).path;
            missing.push(format!("{} {}", file.display(), ignored.location.pointer));
        }
    }
    assert!(
        missing.is_empty(),
        "unaccounted for:\n{}",
        missing.join("\n")
    );
}

#[test]
fn what_a_repair_drops_is_not_consumed() {
    let text = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: limit, in: query, schema: {type: integer, minimum: 0}}
        - {in: query, schema: {type: string}}
      responses: {'200': {description: Pets.}}
components:
  schemas:
    Pet: {type: string, properties: {id: {type: string}}}
    Cat: {$ref: '#/components/schemas/Pet', minLength: 2}
";
    let mut input = Input::text("openapi.yaml", text);
    input.coverage = true;
    let read = read(&input, &std::collections::BTreeMap::new());
    let by_code = read.ledger.unwrap().by_code();
    let expected = [
        ("duplicate-parameter", 5),
        ("missing-key", 3),
        ("ref-siblings", 1),
        ("wrong-type-keyword", 3),
    ];
    assert_eq!(by_code.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn no_operation_is_lost() {
    for document in documents() {
        let read = read(&Input::file(&document), &std::collections::BTreeMap::new());
        let lost = read
            .diagnostics
            .iter()
            .find(|found| found.code == codes::OPERATION_LOST);
        assert_eq!(lost, None, "{}", document.display());
        let Some(model) = read.model else { continue };
        if !document
            .components()
            .any(|part| part.as_os_str() == "specs" || part.as_os_str() == "cases")
        {
            continue;
        }
        // Read once more, without any stage but the parser: nothing in these documents needs a repair.
        let mut sources = Sources::new();
        let limits = Limits::default();
        let file = sources.read(&document, limits.file_bytes).unwrap();
        let tree = parse(&sources, file, &limits, &mut Diagnostics::new()).unwrap();
        let paths = tree["paths"].as_object().into_iter().flatten();
        let mut raw: Vec<(String, String)> = paths
            .flat_map(|(path, item)| {
                let methods = item
                    .as_object()
                    .unwrap()
                    .keys()
                    .filter(|key| METHODS.contains(&key.as_str()));
                methods
                    .map(|method| (path.clone(), method.to_uppercase()))
                    .collect::<Vec<_>>()
            })
            .collect();
        raw.sort();
        // One with another media type of the request body is the same operation of the document.
        let operations = model.api.operations.iter();
        let operations = operations.filter(|operation| operation.variant.is_none());
        let mut seen: Vec<(String, String)> = operations
            .map(|operation| (operation.path.clone(), operation.method.clone()))
            .collect();
        seen.sort();
        assert_eq!(seen, raw, "{}", document.display());
    }
}
