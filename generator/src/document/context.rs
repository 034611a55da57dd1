//! What walks over a tree share: where they are, and how they say something about it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::shape::{V2, V30, V31, V32, Versions};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Pointer, push_token};
use crate::source::Sources;

/// The files, the diagnostics, and the version of the document.
pub(super) struct Context<'c> {
    pub(super) sources: &'c mut Sources,
    pub(super) diagnostics: &'c mut Diagnostics,
    pub(super) version: Versions,
    /// Whether something that has a name was left out.
    pub(super) left_out: bool,
}

impl Context<'_> {
    /// Adds a diagnostic at the author's place of `pointer`.
    pub(super) fn say(&mut self, code: Code, message: impl Into<String>, pointer: &Pointer) {
        self.push(Diagnostic::new(code, message), pointer);
    }

    /// Adds a diagnostic at the author's key of `pointer`.
    pub(super) fn say_key(&mut self, code: Code, message: impl Into<String>, pointer: &Pointer) {
        let mut diagnostic = Diagnostic::new(code, message);
        diagnostic.on_key = true;
        self.push(diagnostic, pointer);
    }

    /// Adds a diagnostic that says why what is at the author's place of `pointer` is left out.
    pub(super) fn leave_out(&mut self, code: Code, message: impl Into<String>, pointer: &Pointer) {
        self.push(Diagnostic::new(code, message).leaving_out(), pointer);
    }

    /// Adds a diagnostic that says why the author's key of `pointer` is left out.
    pub(super) fn leave_out_key(
        &mut self,
        code: Code,
        message: impl Into<String>,
        pointer: &Pointer,
    ) {
        let mut diagnostic = Diagnostic::new(code, message).leaving_out();
        diagnostic.on_key = true;
        self.push(diagnostic, pointer);
    }

    /// Puts a diagnostic at the author's place of `pointer`.
    pub(super) fn push(&mut self, diagnostic: Diagnostic, pointer: &Pointer) {
        let place = self.place(pointer);
        self.diagnostics.push(Diagnostic {
            place: Some(place),
            ..diagnostic
        });
    }

    /// The author's place of what is now at `pointer`.
    pub(super) fn place(&self, pointer: &Pointer) -> Place {
        self.sources.resolve(&Place::Document(pointer.clone()))
    }
}

/// What messages call a version.
pub(super) fn version_name(version: Versions) -> &'static str {
    match version {
        V2 => "2.0",
        V30 => "3.0",
        V31 => "3.1",
        V32 => "3.2",
        _ => "another version",
    }
}

/// The way from the root to where a walk is, as the escaped text of a pointer.
#[derive(Default)]
pub(super) struct Path(String);

impl Path {
    /// The way to `pointer`.
    pub(super) fn at(pointer: &Pointer) -> Self {
        Self(pointer.as_str().to_owned())
    }

    /// Goes down; gives what [`Path::leave`] needs to come back.
    pub(super) fn enter(&mut self, token: &str) -> usize {
        let length = self.0.len();
        push_token(&mut self.0, token);
        length
    }

    /// Goes down to an item of a list.
    pub(super) fn enter_index(&mut self, index: usize) -> usize {
        self.enter(&index.to_string())
    }

    /// Comes back.
    pub(super) fn leave(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// Whether this is an item of an `allOf`, `anyOf` or `oneOf`.
    pub(super) fn is_within_composition(&self) -> bool {
        let owner = self.0.rsplit_once('/').map_or("", |(owner, _)| owner);
        ["/allOf", "/anyOf", "/oneOf"]
            .iter()
            .any(|key| owner.ends_with(key))
    }

    /// Where this is.
    pub(super) fn pointer(&self) -> Pointer {
        Pointer::parse_raw(self.0.clone()).unwrap_or_default()
    }
}

/// Takes items out of a list whose place is `at`, and notes where those behind them are now.
pub(super) fn remove_items(
    items: &mut Vec<Value>,
    gone: &BTreeSet<usize>,
    at: &Pointer,
    sources: &mut Sources,
) {
    if gone.is_empty() {
        return;
    }
    let mut kept = Vec::with_capacity(items.len());
    for (index, item) in std::mem::take(items).into_iter().enumerate() {
        if gone.contains(&index) {
            continue;
        }
        if kept.len() != index {
            sources.moved(&at.index(index), &at.index(kept.len()));
        }
        kept.push(item);
    }
    *items = kept;
}

/// What messages call a value.
pub(super) fn what(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The candidate that `name` is most likely meant to be.
pub(super) fn did_you_mean<'n>(
    name: &str,
    candidates: impl Iterator<Item = &'n str>,
) -> Option<&'n str> {
    // Two slips in a long name, one in a short one; anything further apart is another name.
    let most = if name.chars().count() > 5 { 2 } else { 1 };
    if name.len() > 100 {
        return None;
    }
    let plain = |text: &str| text.to_ascii_lowercase().replace(['-', '_', ' '], "");
    let wanted = plain(name);
    candidates
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= 3)
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&wanted, &plain(candidate)),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
