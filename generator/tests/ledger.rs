//! The ledger of keys: over every document of the repository nothing falls between.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::path::{Path, PathBuf};

use spec2crate::document::Input;
use spec2crate::generate::read;

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
