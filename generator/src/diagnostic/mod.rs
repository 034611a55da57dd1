//! What the generator has to say about a document, and where.
//!
//! Stages push [`Diagnostic`]s into [`Diagnostics`] and go on; [`render`] shows them together at the end.
//!
//! # Invariants
//! - Each diagnostic has a [`Code`] of the one table in [`codes`]; `explain` shows its page.
//! - Nothing here prints: rendering gives text.

pub mod code;
mod pointer;
mod render;

pub use code::{Code, codes};
pub use pointer::Pointer;
pub(crate) use pointer::{percent_decoded, push_token};
pub use render::{Format, render};

use crate::source::FileId;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something of the document is not in the client, or nothing could be made of it.
    Error,
    /// Most likely not what the author meant; the client was generated all the same.
    Warning,
    /// Worth knowing: a repair, an assumption.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where something is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the normalised document; [`crate::source::Sources`] knows where its author wrote it.
    Document(Pointer),
    /// In a file as its author wrote it.
    Source {
        /// The file.
        file: FileId,
        /// The place in it; where it does not exist, the nearest ancestor that does is shown.
        pointer: Pointer,
    },
    /// A position that a parser gave, both counted from 1; the column counts characters.
    Position {
        /// The file.
        file: FileId,
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// A file as a whole.
    File(FileId),
}

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing it is.
    pub code: Code,
    /// How bad it is: the code's severity unless settings say otherwise.
    pub severity: Severity,
    /// One sentence, without a capital at its start or a period at its end.
    pub message: String,
    /// Where it is.
    pub place: Option<Place>,
    /// Whether the key at `place` is meant and not its value.
    pub on_key: bool,
    /// Whether what is at `place` has no part in the client for this reason.
    pub leaves_out: bool,
    /// Other places that belong to it, each with a label such as `first defined here`.
    pub related: Vec<(Place, String)>,
    /// How to fix it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of `code`, with its severity and no place yet.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: None,
            on_key: false,
            leaves_out: false,
            related: Vec::new(),
            help: None,
        }
    }

    /// Puts it at the value at `place`.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Puts it at the key of `place`.
    #[must_use]
    pub fn at_key(mut self, place: Place) -> Self {
        self.place = Some(place);
        self.on_key = true;
        self
    }

    /// Puts it at the value at `pointer` of the normalised document.
    #[must_use]
    pub fn at_pointer(self, pointer: &Pointer) -> Self {
        self.at(Place::Document(pointer.clone()))
    }

    /// Says that what is there has no part in the client.
    #[must_use]
    pub fn leaving_out(mut self) -> Self {
        self.leaves_out = true;
        self
    }

    /// Says how to fix it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}

/// What a run has to say so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Keeps what `keep` says yes to.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(keep);
    }

    /// Nothing to say.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// All of them, in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Drops what has been said before: a part of a document that is used in several places is only wrong once.
    pub fn dedup(&mut self) {
        let mut seen = std::collections::BTreeSet::new();
        self.0.retain(|found| {
            found.place.is_none()
                || seen.insert((
                    found.place.clone(),
                    found.code.name(),
                    found.message.clone(),
                ))
        });
    }

    /// Applies settings: `denied` codes become errors, `allowed` ones are left out, and with `strict` everything
    /// that the client does not support is an error. An error by its nature can't be allowed.
    pub fn apply_levels(&mut self, denied: &[Code], allowed: &[Code]) {
        self.0.retain(|found| {
            found.code.severity() == Severity::Error || !allowed.contains(&found.code)
        });
        for diagnostic in &mut self.0 {
            if denied.contains(&diagnostic.code) {
                diagnostic.severity = Severity::Error;
            }
        }
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: T) {
        self.0.extend(diagnostics);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'d> IntoIterator for &'d Diagnostics {
    type Item = &'d Diagnostic;
    type IntoIter = std::slice::Iter<'d, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
