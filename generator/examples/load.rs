//! Loads documents and shows what was found and how long it took: `cargo run --example load -- FILE…`.
//!
//! Arguments are files, or `@LIST` for a file that names one per line; `-q` shows only a line per document; `--ref-root=DIR` is the root of references;
//! `--read` goes on to the model of a client, with what there is to say about that.

#![expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::collections::BTreeMap;
use std::time::Instant;

use spec2crate::diagnostic::{Diagnostics, Format, Severity, render};
use spec2crate::document::Input;
use spec2crate::document::load;
use spec2crate::generate::read;

fn main() {
    let mut quiet = false;
    let mut whole = false;
    let mut ref_root = None;
    let mut files = Vec::new();
    for argument in std::env::args().skip(1) {
        if argument == "-q" {
            quiet = true;
        } else if argument == "--read" {
            whole = true;
        } else if let Some(root) = argument.strip_prefix("--ref-root=") {
            ref_root = Some(root.into());
        } else if let Some(list) = argument.strip_prefix('@') {
            let text = std::fs::read_to_string(list).unwrap_or_default();
            files.extend(text.lines().map(str::to_owned));
        } else {
            files.push(argument);
        }
    }
    for file in files {
        let started = Instant::now();
        let mut diagnostics = Diagnostics::new();
        let mut input = Input::file(&file);
        input.ref_root.clone_from(&ref_root);
        let (sources, counts) = if whole {
            let read = read(&input, &BTreeMap::new());
            diagnostics = read.diagnostics;
            let counts = read
                .model
                .map(|model| (model.api.operations.len(), model.api.types.len()));
            (read.sources, counts)
        } else {
            let loaded = load(&input, &mut diagnostics);
            let counts = loaded.document.map(|document| {
                let items = document.path_items.iter();
                let operations = items.map(|item| item.operations.len()).sum();
                (operations, document.components.schemas.len())
            });
            (loaded.sources, counts)
        };
        let took = started.elapsed().as_secs_f64();
        if !quiet {
            let format = Format::Human { color: false };
            println!("{}", render(&diagnostics, &sources, format));
        }
        let (operations, types) = counts.unwrap_or_default();
        println!(
            "{file}\t{}\t{took:.3}\t{operations} operations\t{types} types\t{} errors\t{} warnings\t{} notes\t{}",
            if counts.is_some() { "loaded" } else { "FAILED" },
            diagnostics.count(Severity::Error),
            diagnostics.count(Severity::Warning),
            diagnostics.count(Severity::Note),
            codes(&diagnostics),
        );
    }
}

/// Each code with how often it is there.
fn codes(diagnostics: &Diagnostics) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry(diagnostic.code.name()).or_default() += 1;
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(code, count)| format!("{code}={count}"))
        .collect();
    counts.join(" ")
}
