//! Loads documents and shows what was found and how long it took: `cargo run --example load -- FILE…`.
//!
//! Arguments are files, or `@LIST` for a file that names one per line; `-q` shows only a line per document; `--ref-root=DIR` is the root of references.

#![expect(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::time::Instant;

use spec2crate::diagnostic::{Diagnostics, Format, Severity, render};
use spec2crate::document::{Input, load};

fn main() {
    let mut quiet = false;
    let mut ref_root = None;
    let mut files = Vec::new();
    for argument in std::env::args().skip(1) {
        if argument == "-q" {
            quiet = true;
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
        let loaded = load(&input, &mut diagnostics);
        let took = started.elapsed().as_secs_f64();
        if !quiet {
            println!(
                "{}",
                render(
                    &diagnostics,
                    &loaded.sources,
                    Format::Human { color: false }
                )
            );
        }
        let operations = loaded.document.as_ref().map_or(0, |document| {
            document
                .path_items
                .iter()
                .map(|item| item.operations.len())
                .sum::<usize>()
        });
        let schemas = loaded
            .document
            .as_ref()
            .map_or(0, |document| document.components.schemas.len());
        println!(
            "{file}\t{}\t{took:.3}\t{operations} operations\t{schemas} schemas\t{} errors\t{} warnings\t{} notes",
            if loaded.document.is_some() {
                "loaded"
            } else {
                "FAILED"
            },
            diagnostics.count(Severity::Error),
            diagnostics.count(Severity::Warning),
            diagnostics.count(Severity::Note),
        );
    }
}
