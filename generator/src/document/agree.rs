//! Holds that no operation is lost on the way from the raw tree to what is generated.
//!
//! The raw reading takes each key of a path item that is a method for an operation, whatever its value;
//! an operation of it that is not among those of a later step, and of which no diagnostic says why, is an error.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::PathItem;
use super::context::Context;
use super::lint::all_operations;
use super::piece::METHODS;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Pointer, codes};
use crate::source::{Location, Sources};

/// Codes of diagnostics that leave out an operation, or a path item with all of its own.
const LEFT_OUT: [Code; 8] = [
    codes::ALMOST_METHOD,
    codes::DUPLICATE_KEY,
    codes::INVALID_OBJECT,
    codes::METHOD_CASE,
    codes::NULL_VALUE,
    codes::UNRESOLVED_REFERENCE,
    codes::UNSUPPORTED_METHOD,
    codes::WRONG_TYPE,
];

/// How many operations a raw tree has at each place of its author; a path item in several places has several.
pub(super) struct Raw(BTreeMap<Location, usize>);

impl Raw {
    /// Reads the operations of a tree whose references are resolved and in which nothing else has changed.
    pub(super) fn of(tree: &Value, sources: &Sources) -> Self {
        let mut found = BTreeMap::new();
        let at = Pointer::root().child("paths");
        let paths = tree.get("paths").and_then(Value::as_object);
        for (path, item) in paths.into_iter().flatten() {
            // An extension, whatever it looks like.
            if path.starts_with("x-") {
                continue;
            }
            let at = at.child(path);
            let mut add = |place: &Pointer| *found.entry(sources.origin(place)).or_default() += 1;
            for (key, value) in item.as_object().into_iter().flatten() {
                if METHODS.contains(&key.to_ascii_lowercase().as_str()) {
                    add(&at.child(key));
                } else if key == "additionalOperations" {
                    let at = at.child(key);
                    let others = value.as_object().into_iter().flatten();
                    others.for_each(|(method, _)| add(&at.child(method)));
                }
            }
        }
        Self(found)
    }

    /// Compares with the operations of the tree in normal form.
    pub(super) fn compare(mut self, tree: &Value, context: &mut Context<'_>) {
        for (place, _) in all_operations(tree) {
            let place = context.sources.origin(&place);
            if let Some(count) = self.0.get_mut(&place) {
                *count = count.saturating_sub(1);
            }
        }
        let lost = self.0.into_iter().filter(|(_, count)| *count > 0);
        for (Location { file, pointer }, _) in lost {
            report(
                Place::Source { file, pointer },
                context.sources,
                context.diagnostics,
            );
        }
    }
}

/// Compares the operations of the tree in normal form with those that were read from it.
pub(super) fn compare(
    tree: &Value,
    items: &[PathItem],
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    let operations = items.iter().flat_map(|item| &item.operations);
    let read: BTreeSet<&Pointer> = operations.map(|operation| &operation.pointer).collect();
    for (place, _) in all_operations(tree) {
        if !read.contains(&place) {
            report(Place::Document(place), sources, diagnostics);
        }
    }
}

/// Reports an operation as lost unless a diagnostic says already why it is left out.
fn report(place: Place, sources: &Sources, diagnostics: &mut Diagnostics) {
    let Place::Source { file, pointer } = sources.resolve(&place) else {
        return;
    };
    let named = diagnostics.iter().any(|found| {
        LEFT_OUT.contains(&found.code)
            && found.place.as_ref().is_some_and(|at| {
                matches!(sources.resolve(at), Place::Source { file: other, pointer: at }
                    if other == file && at != Pointer::root() && pointer.below(&at).is_some())
            })
    });
    if !named {
        let message = "this operation is not in the client";
        diagnostics.push(Diagnostic::new(codes::OPERATION_LOST, message).at_key(place));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::shape::V30;
    use super::*;

    #[test]
    fn an_operation_that_goes_without_a_word_is_an_error() {
        let raw = json!({ "paths": { "/pets": { "get": {}, "Put": {}, "summary": "Pets." }, "/x": { "get": {} } } });
        let normal = json!({ "paths": { "/pets": { "put": {} }, "/x": {} } });
        let mut sources = Sources::new();
        let file = sources.add("openapi.yaml", String::new());
        let mut diagnostics = Diagnostics::new();
        let at = |path: &str, method: &str| Pointer::root().descend(["paths", path, method]);
        let seen = Raw::of(&raw, &sources);
        sources.moved(&at("/pets", "Put"), &at("/pets", "put"));
        diagnostics
            .push(Diagnostic::new(codes::WRONG_TYPE, "it is none").at_pointer(&at("/x", "get")));
        let mut context = Context {
            sources: &mut sources,
            diagnostics: &mut diagnostics,
            version: V30,
            left_out: false,
        };
        seen.compare(&normal, &mut context);
        let lost: Vec<&Diagnostic> = diagnostics
            .iter()
            .filter(|found| found.code == codes::OPERATION_LOST)
            .collect();
        assert_eq!(lost.len(), 1, "{diagnostics:?}");
        let place = Place::Source {
            file,
            pointer: at("/pets", "get"),
        };
        assert_eq!(lost[0].place, Some(place));

        let mut diagnostics = Diagnostics::new();
        compare(&normal, &[], &sources, &mut diagnostics);
        assert_eq!(diagnostics.count(crate::diagnostic::Severity::Error), 1);
    }
}
