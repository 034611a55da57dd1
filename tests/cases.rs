//! The cases of `tests/cases/`: their generated files against snapshots, compiled, and driven.
//!
//! build.rs generates the clients; adding a folder with an `openapi.yaml` needs no Rust.

#![expect(
    confusable_idents,
    bindings_with_variant_name,
    mixed_script_confusables,
    uncommon_codepoints,
    reason = "names are the document's; rustc takes these lints of a whole crate alone"
)]

use std::path::Path;

#[expect(
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::enum_variant_names,
    clippy::pedantic,
    reason = "a client has more than its tests use; the lints of generated crates stand in their Cargo.toml"
)]
mod cases {
    include!(concat!(env!("OUT_DIR"), "/cases.rs"));
}

#[path = "cases/drive/mod.rs"]
mod drive;

#[path = "cases/examples.rs"]
mod examples;

#[path = "cases/round_trips.rs"]
mod round_trips;

mod snapshots {
    include!(concat!(env!("OUT_DIR"), "/case_tests.rs"));
}

/// Compares every file of a case, and what was said about its document, with its snapshot.
fn check_snapshots(case: &str, folder: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots/cases")
        .join(case);
    let mut seen = Vec::new();
    check_folder(Path::new(folder), &root, &mut seen);
    assert!(!seen.is_empty(), "{case} generated nothing");
    // A snapshot without its file would never be compared again.
    for snapshot in files(&root) {
        assert!(
            seen.contains(&snapshot),
            "{} has no file any more: remove it",
            snapshot.display()
        );
    }
}

fn check_folder(folder: &Path, snapshots: &Path, seen: &mut Vec<std::path::PathBuf>) {
    for path in files(folder) {
        let relative = path.strip_prefix(folder).expect("a file of the folder");
        let name = relative
            .file_name()
            .expect("a file name")
            .to_string_lossy()
            .into_owned();
        let place = snapshots.join(relative).with_file_name("");
        let text = std::fs::read_to_string(&path).expect("a generated file");
        insta::with_settings!({
            snapshot_path => &place,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name.as_str(), text);
        });
        seen.push(place.join(format!("{name}.snap")));
    }
}

/// Every file below a folder, sorted.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return found;
    };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
