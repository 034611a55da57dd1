//! Diagnostics → text, in the format that a person or a machine asks for.

mod human;
mod json;
mod place;

use std::fmt::Write as _;

use super::{Diagnostic, Diagnostics, Severity};
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

/// How many diagnostics of one code are shown to people.
fn shown_per_code(severity: Severity) -> usize {
    match severity {
        Severity::Error => 50,
        Severity::Warning => 20,
        Severity::Note => 3,
    }
}

/// The text of all diagnostics, the most important first.
///
/// For people, each code is shown a limited number of times and the rest is counted; machines get everything.
pub fn render(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> String {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity);
    let mut hidden = Vec::new();
    if let Format::Human { .. } = format {
        let mut counts: indexmap::IndexMap<(Severity, &str), usize> = indexmap::IndexMap::new();
        sorted.retain(|diagnostic| {
            let count = counts
                .entry((diagnostic.severity, diagnostic.code.name()))
                .or_default();
            *count += 1;
            *count <= shown_per_code(diagnostic.severity)
        });
        hidden.extend(
            counts
                .into_iter()
                .filter(|((severity, _), count)| *count > shown_per_code(*severity)),
        );
    }
    let placed = place::place(&sorted, sources);
    match format {
        Format::Human { color } => {
            let mut text: String = placed
                .iter()
                .map(|placed| human::render(placed, sources, color))
                .collect();
            for ((severity, code), count) in hidden {
                let rest = count - shown_per_code(severity);
                let _ = write!(
                    text,
                    "{}[{code}]: and {rest} more of this kind\n\n",
                    severity.as_str()
                );
            }
            text
        }
        Format::Json => placed
            .iter()
            .flat_map(|placed| [json::object(placed, sources).to_string(), "\n".to_owned()])
            .collect(),
        Format::Github => placed
            .iter()
            .map(|placed| json::github(placed, sources))
            .collect(),
        Format::Sarif => json::sarif(&placed, sources),
    }
}
