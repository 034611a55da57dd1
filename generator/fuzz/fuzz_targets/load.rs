//! Any text in: no panic, and either a document or an error; whatever is said about it can be shown.

#![no_main]

use libfuzzer_sys::fuzz_target;
use spec2crate::diagnostic::{Format, render};
use spec2crate::document::Input;
use spec2crate::generate::read;

fuzz_target!(|text: &str| {
    let read = read(&Input::text("fuzz.yaml", text), &Default::default());
    for format in [
        Format::Human { color: false },
        Format::Json,
        Format::Github,
        Format::Sarif,
    ] {
        render(&read.diagnostics, &read.sources, format);
    }
    assert!(
        read.model.is_some() || read.diagnostics.has_errors(),
        "no document and no reason"
    );
});
