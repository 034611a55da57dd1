//! What is printed: diagnostics to standard error, results to standard output.

use std::io::{IsTerminal, Write};

use super::{Show, ShowFormat};
use crate::diagnostic::{Diagnostics, Format, Severity, render};
use crate::source::Sources;

/// Prints to standard output; a reader that went away is no error of ours.
pub(super) fn out(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Prints to standard error.
pub(super) fn err(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// A mistake that has no place in a document.
pub(super) fn error_line(message: &str) {
    err(&format!("error: {message}\n"));
}

/// Shows diagnostics, and says whether any of them is an error.
pub(super) fn show(
    mut diagnostics: Diagnostics,
    sources: &Sources,
    show: &Show,
    all: bool,
) -> bool {
    diagnostics.apply_levels(&show.deny, &show.allow);
    let failed =
        diagnostics.has_errors() || show.strict && diagnostics.count(Severity::Warning) > 0;
    let notes = diagnostics.count(Severity::Note);
    let quiet = !all && !show.verbose && show.format == ShowFormat::Human;
    if quiet {
        diagnostics.retain(|diagnostic| diagnostic.severity != Severity::Note);
    }
    let format = match show.format {
        ShowFormat::Human => Format::Human { color: color() },
        ShowFormat::Json => Format::Json,
        ShowFormat::Github => Format::Github,
        ShowFormat::Sarif => Format::Sarif,
    };
    let text = render(&diagnostics, sources, format);
    if show.format == ShowFormat::Human {
        err(&text);
        if quiet && notes > 0 {
            err(&format!(
                "{notes} notes not shown: `--verbose` shows them\n"
            ));
        }
    } else {
        out(&text);
    }
    failed
}

/// Colour only on a terminal, and not where `NO_COLOR` is set (no-color.org).
fn color() -> bool {
    std::io::stderr().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
