//! Follows a reference to the place it means.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::context::{Path, did_you_mean};
use super::super::shape::Kind;
use super::{Bundle, collect, other_kind};
use crate::diagnostic::{Diagnostic, Pointer, codes};
use crate::source::{FileId, Location};

/// How many references a reference may lead through.
const MOST_STEPS: usize = 50;

impl Bundle<'_, '_, '_> {
    /// The value at a place.
    pub(super) fn value<'v>(&'v self, tree: &'v Value, place: &Location) -> Option<&'v Value> {
        let tree = if place.file == FileId(0) {
            tree
        } else {
            self.files.tree(place.file)?
        };
        tree.pointer(place.pointer.as_str())
    }

    /// The place that a reference means.
    pub(super) fn find(
        &mut self,
        tree: &Value,
        reference: &str,
        base: FileId,
        kind: &Kind,
    ) -> Result<Location, Diagnostic> {
        let (name, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        self.identify(tree);
        if let Some(place) = self.identified(name) {
            return self.at_fragment(tree, reference, &place, fragment, kind);
        }
        let file = if name.is_empty() {
            base
        } else {
            match self.files.open(name, base, self.context) {
                Ok(file) => file,
                Err(diagnostic) => return self.bare_name(tree, reference, kind).ok_or(diagnostic),
            }
        };
        let root = Location {
            file,
            pointer: Pointer::root(),
        };
        self.at_fragment(tree, reference, &root, fragment, kind)
    }

    fn at_fragment(
        &mut self,
        tree: &Value,
        reference: &str,
        root: &Location,
        fragment: &str,
        kind: &Kind,
    ) -> Result<Location, Diagnostic> {
        let Some(pointer) = Pointer::parse(fragment) else {
            // A name that an `$anchor` gives to a place.
            self.identify(tree);
            let anchored = self
                .identifiers
                .anchors
                .get(&(root.file, fragment.to_owned()))
                .cloned();
            return anchored
                .map(|pointer| Location {
                    file: root.file,
                    pointer,
                })
                .or_else(|| self.bare_name(tree, fragment, kind))
                .ok_or_else(|| unresolved(reference, None));
        };
        let pointer = root.pointer.join(pointer.as_str());
        let place = Location {
            file: root.file,
            pointer,
        };
        if let Some(found) = self.follow(tree, &place) {
            return self.check_kind(tree, reference, found, kind);
        }
        // A part of a document that is written as if the whole were one file.
        let own = Location {
            file: FileId(0),
            pointer: place.pointer.clone(),
        };
        if root.file != FileId(0)
            && reference.starts_with('#')
            && let Some(found) = self.follow(tree, &own)
        {
            return self.check_kind(tree, reference, found, kind);
        }
        // Sections of 2.0 in a document of 3.0 and the other way round.
        if let Some(name) = place.pointer.last() {
            let section =
                Pointer::parse(collect::section(kind, self.context.version)).unwrap_or_default();
            let moved = Location {
                file: root.file,
                pointer: section.child(&name),
            };
            let foreign = [
                "/definitions",
                "/components/schemas",
                "/components/definitions",
            ];
            let parent = place.pointer.parent().unwrap_or_default();
            if foreign.contains(&parent.as_str()) && self.value(tree, &moved).is_some() {
                return Ok(moved);
            }
        }
        self.suggestions = self.suggestions.saturating_sub(1);
        let near = place
            .pointer
            .parent()
            .filter(|_| self.suggestions > 0)
            .and_then(|parent| {
                let around = Location {
                    file: place.file,
                    pointer: parent,
                };
                let last = place.pointer.last()?;
                let names = self
                    .value(tree, &around)?
                    .as_object()?
                    .keys()
                    .map(String::as_str);
                did_you_mean(&last, names).map(str::to_owned)
            });
        Err(unresolved(reference, near))
    }

    fn check_kind(
        &self,
        tree: &Value,
        reference: &str,
        found: Location,
        kind: &Kind,
    ) -> Result<Location, Diagnostic> {
        let Some(other) = other_kind::at(&found, kind.id) else {
            return Ok(found);
        };
        let value = self.value(tree, &found);
        if let Some(below) = value.and_then(|value| other_kind::meant(value, other, kind)) {
            return Ok(Location {
                file: found.file,
                pointer: found.pointer.join(&below),
            });
        }
        let section = found.pointer.parent().unwrap_or_default();
        if !collect::is_section(section.as_str(), self.context.version) {
            return Ok(found);
        }
        let message = format!(
            "`{reference}` is a {} where a {} is expected",
            other.name, kind.name
        );
        Err(Diagnostic::new(codes::UNRESOLVED_REFERENCE, message))
    }

    /// Walks to a place, through references on the way.
    fn follow(&mut self, tree: &Value, place: &Location) -> Option<Location> {
        let mut here = place.clone();
        for _ in 0..MOST_STEPS {
            if self.value(tree, &here).is_some() {
                return Some(here);
            }
            // The longest part of the way that exists must end at a reference.
            let mut reached = here.pointer.parent()?;
            let (stop, reference) = loop {
                let at = Location {
                    file: here.file,
                    pointer: reached.clone(),
                };
                if let Some(value) = self.value(tree, &at) {
                    break (at, value.get("$ref").and_then(Value::as_str)?.to_owned());
                }
                reached = reached.parent()?;
            };
            let rest = here.pointer.below(&stop.pointer)?.to_owned();
            let (name, fragment) = reference
                .split_once('#')
                .unwrap_or((reference.as_str(), ""));
            let file = if name.is_empty() {
                stop.file
            } else {
                self.files.open(name, stop.file, self.context).ok()?
            };
            here = Location {
                file,
                pointer: Pointer::parse(fragment)?.join(&rest),
            };
        }
        None
    }

    /// A component that is referred to by nothing but its name.
    fn bare_name(&self, tree: &Value, name: &str, kind: &Kind) -> Option<Location> {
        if name.is_empty() || name.contains('/') {
            return None;
        }
        let pointer = Pointer::parse(collect::section(kind, self.context.version))?.child(name);
        tree.pointer(pointer.as_str())?;
        Some(Location {
            file: FileId(0),
            pointer,
        })
    }

    /// The place whose `$id`, or the document whose `$self`, is `name`.
    fn identified(&self, name: &str) -> Option<Location> {
        self.identifiers.ids.get(name).cloned()
    }

    /// Notes what the documents read by now identify.
    fn identify(&mut self, tree: &Value) {
        let read = 1 + self.files.count();
        if self.identifiers.seen.len() == read {
            return;
        }
        let own = std::iter::once((FileId(0), tree));
        for (file, tree) in own.chain(self.files.trees()) {
            if self.identifiers.seen.insert(file) {
                let text = &self.context.sources.file(file).text;
                if ["$id", "$self", "$anchor", "$dynamicAnchor"]
                    .iter()
                    .any(|word| text.contains(word))
                {
                    self.identifiers.note(tree, &mut Path::default(), file);
                }
            }
        }
    }
}

/// What documents call their places besides pointers.
#[derive(Default)]
pub(super) struct Identifiers {
    seen: BTreeSet<FileId>,
    ids: BTreeMap<String, Location>,
    anchors: BTreeMap<(FileId, String), Pointer>,
}

impl Identifiers {
    fn note(&mut self, value: &Value, path: &mut Path, file: FileId) {
        match value {
            Value::Object(members) => {
                let text = |key: &str| members.get(key).and_then(Value::as_str).map(str::to_owned);
                for id in [text("$id"), text("$self")].into_iter().flatten() {
                    self.ids.entry(id).or_insert_with(|| Location {
                        file,
                        pointer: path.pointer(),
                    });
                }
                for anchor in [text("$anchor"), text("$dynamicAnchor")]
                    .into_iter()
                    .flatten()
                {
                    self.anchors
                        .entry((file, anchor))
                        .or_insert_with(|| path.pointer());
                }
                for (key, value) in members
                    .iter()
                    .filter(|(_, value)| value.is_object() || value.is_array())
                {
                    let length = path.enter(key);
                    self.note(value, path, file);
                    path.leave(length);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    let length = path.enter_index(index);
                    self.note(value, path, file);
                    path.leave(length);
                }
            }
            _ => {}
        }
    }
}

fn unresolved(reference: &str, near: Option<String>) -> Diagnostic {
    let message = format!("`{reference}` leads nowhere");
    let diagnostic = Diagnostic::new(codes::UNRESOLVED_REFERENCE, message);
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}
