//! What is printed: diagnostics to standard error, results to standard output.

use std::io::{IsTerminal, Write};

use serde::{Deserialize, Serialize};

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

/// What a command has to say.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Said {
    out: String,
    err: String,
    /// Whether there is an error among it.
    pub(super) failed: bool,
}

impl Said {
    /// Prints it.
    pub(super) fn print(&self) {
        err(&self.err);
        out(&self.out);
    }

    /// Adds what another one has to say.
    pub(super) fn add(&mut self, other: &Self) {
        self.out.push_str(&other.out);
        self.err.push_str(&other.err);
        self.failed |= other.failed;
    }
}

/// Shows diagnostics, and says whether any of them is an error.
pub(super) fn show(diagnostics: Diagnostics, sources: &Sources, show: &Show, all: bool) -> bool {
    let said = say(diagnostics, sources, show, all);
    said.print();
    said.failed
}

/// The text of diagnostics as they are to be shown.
pub(super) fn say(mut diagnostics: Diagnostics, sources: &Sources, show: &Show, all: bool) -> Said {
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
    let mut text = render(&diagnostics, sources, format);
    let mut said = Said {
        failed,
        ..Said::default()
    };
    if show.format == ShowFormat::Human {
        if quiet && notes > 0 {
            text.push_str(&format!(
                "{notes} notes not shown: `--verbose` shows them\n"
            ));
        }
        said.err = text;
    } else {
        said.out = text;
    }
    said
}

/// Colour only on a terminal, and not where `NO_COLOR` is set (no-color.org).
pub(super) fn color() -> bool {
    std::io::stderr().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
