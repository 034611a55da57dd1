//! A tree whose references lead anywhere in, one whose references all name components of its own out.
//!
//! What a reference leads to in another file, or to a place that is no component, becomes a component once, under a
//! stable name; references to parts that can't be components, such as path items, are put in place.
//!
//! # Invariants
//! - Only files below the document's folder, or below the root given for references, are read; nothing is fetched.
//! - A reference that is left names a component that exists.

mod collect;
mod file;
mod finish;
mod name;
mod other_kind;
mod target;

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value, json};

use super::Input;
use super::context::Context;
use super::shape::{self, Id, Kind};
use crate::diagnostic::{Diagnostic, Pointer, codes};
use crate::source::{FileId, Location};
use collect::{Found, Use};
use file::Files;
pub(super) use finish::sweep;

/// Resolves all references of `tree`.
pub(super) fn resolve(tree: &mut Value, input: &Input, context: &mut Context<'_>) {
    let mut bundle = Bundle::new(input, context);
    bundle.collect(&shape::ROOT, tree, &Pointer::root(), FileId(0));
    // Of several components that are the same reference, one gets what it leads to: that of the same name, or else
    // the first by name.
    bundle.queues[1]
        .make_contiguous()
        .sort_by_key(|found| (!found.is_namesake(), found.at.clone()));
    while let Some(found) = bundle.queues.iter_mut().find_map(VecDeque::pop_front) {
        bundle.found(tree, &found);
    }
    bundle.replace_places(tree);
    bundle.remove(tree);
    bundle.break_cycles(tree);
    bundle.name_components(tree);
}

/// How deep a place may be in which another part of the document is put.
const MOST_NESTED: usize = 120;

struct Bundle<'c, 's, 'i> {
    files: Files<'i>,
    context: &'c mut Context<'s>,
    /// What became, or already is, which component: by the author's place and the kind.
    components: BTreeMap<(Location, Id), Pointer>,
    /// Those of them that get their names at the end.
    unnamed: name::Unnamed,
    /// Places whose references lead nowhere, in the order in which they were found.
    removed: Vec<Pointer>,
    /// How many values may still be put in place of references.
    budget: usize,
    /// What is put in place goes first, so that what it holds has its place before single references ask for it;
    /// then components that are references and give what they lead to their names; then all others.
    queues: [VecDeque<Found>; 3],
    /// What `$id`, `$self` and anchors name.
    identifiers: target::Identifiers,
    /// How many names that a reference may have meant are still to be looked for.
    suggestions: usize,
    /// What was put in which place, to notice cycles.
    expanded: BTreeMap<Pointer, Location>,
}

impl<'c, 's, 'i> Bundle<'c, 's, 'i> {
    fn new(input: &'i Input, context: &'c mut Context<'s>) -> Self {
        Self {
            files: Files::new(input),
            context,
            components: BTreeMap::new(),
            unnamed: name::Unnamed::default(),
            removed: Vec::new(),
            budget: input.limits.values,
            queues: Default::default(),
            expanded: BTreeMap::new(),
            identifiers: target::Identifiers::default(),
            suggestions: 200,
        }
    }
}

impl Bundle<'_, '_, '_> {
    /// Notes the references at and below `pointer` that need something to be done.
    fn collect(&mut self, kind: &'static Kind, value: &Value, pointer: &Pointer, base: FileId) {
        self.enqueue(collect::collect(
            kind,
            value,
            pointer,
            base,
            self.context.version,
        ));
    }

    fn enqueue(&mut self, found: Vec<Found>) {
        for found in found {
            let queue = match found.use_ {
                Use::Inline => 0,
                Use::Component if self.is_component(&found.at) => 1,
                _ => 2,
            };
            self.queues[queue].push_back(found);
        }
    }

    fn is_component(&self, at: &Pointer) -> bool {
        at.parent()
            .is_some_and(|parent| collect::is_section(parent.as_str(), self.context.version))
    }

    fn found(&mut self, tree: &mut Value, found: &Found) {
        if found.use_ == Use::Check {
            // Most references name a component of the same document.
            let exists = Pointer::parse(&found.reference)
                .is_some_and(|pointer| tree.pointer(pointer.as_str()).is_some());
            if exists {
                return;
            }
        }
        if found.use_ == Use::Text {
            return self.text(tree, found);
        }
        let target = match self.find(tree, &found.reference, found.base, found.kind) {
            Ok(target) => target,
            Err(diagnostic) => {
                let at = if found.use_ == Use::Mapping {
                    found.at.clone()
                } else {
                    found.at.child("$ref")
                };
                self.context.push(diagnostic.leaving_out(), &at);
                return self.leads_nowhere(tree, found);
            }
        };
        self.report_kind(found);
        match found.use_ {
            Use::Inline => self.inline(tree, found, &target),
            Use::Component | Use::Check | Use::Mapping | Use::Text => {
                self.component(tree, found, target);
            }
        }
    }

    /// Says that a reference names an object of another kind than its place has.
    fn report_kind(&mut self, found: &Found) {
        let fragment = found.reference.strip_prefix('#').and_then(Pointer::parse);
        let Some(pointer) = fragment.filter(|_| found.base == FileId(0)) else {
            return;
        };
        let place = Location {
            file: found.base,
            pointer,
        };
        if let Some(other) = other_kind::at(&place, found.kind.id) {
            let message = format!(
                "`{}` is a {} where a {} is expected, and is read for what it says of one",
                found.reference, other.name, found.kind.name
            );
            let diagnostic = Diagnostic::new(codes::REFERENCE_KIND, message);
            self.context.push(diagnostic, &found.at.child("$ref"));
        }
    }

    /// Puts what a reference leads to in its place.
    fn inline(&mut self, tree: &mut Value, found: &Found, target: &Location) {
        let mut ancestor = Some(found.at.clone());
        while let Some(place) = ancestor {
            if self.expanded.get(&place) == Some(target) {
                let diagnostic = Diagnostic::new(
                    codes::REFERENCE_CYCLE,
                    "this reference leads back to itself",
                );
                self.context.push(diagnostic, &found.at);
                return self.leads_nowhere(tree, found);
            }
            ancestor = place.parent();
        }
        let Some(value) = self.value(tree, target).cloned() else {
            return;
        };
        if found.at.as_str().matches('/').count() > MOST_NESTED || !self.spend(&value) {
            let message = "references are put in place so often that the document goes beyond the limit of values";
            self.context
                .push(Diagnostic::new(codes::LIMIT, message), &found.at);
            return self.leads_nowhere(tree, found);
        }
        let Some(place) = tree.pointer_mut(found.at.as_str()) else {
            return;
        };
        let siblings = std::mem::replace(place, value);
        self.expanded.insert(found.at.clone(), target.clone());
        let author = self.context.sources.origin(&found.at);
        self.came_from(target, &found.at);
        if let (Value::Object(place), Value::Object(siblings)) = (place, siblings) {
            for (key, value) in siblings {
                if key != "$ref" {
                    let origin = Location {
                        file: author.file,
                        pointer: author.pointer.child(&key),
                    };
                    self.context
                        .sources
                        .set_origin(found.at.child(&key), origin);
                    place.insert(key, value);
                }
            }
        }
        self.alias(tree, found, target);
        if let Some(value) = tree.pointer(found.at.as_str()) {
            let found_below = collect::collect_shape(
                found.shape,
                value,
                &found.at,
                target.file,
                self.context.version,
            );
            self.enqueue(found_below);
        }
    }

    /// Notes that what is at `at` was written at `place`.
    fn came_from(&mut self, place: &Location, at: &Pointer) {
        if place.file == FileId(0) {
            // The document itself may hold what came from elsewhere.
            self.context.sources.moved(&place.pointer, at);
        } else {
            self.context.sources.set_origin(at.clone(), place.clone());
        }
    }

    /// A whole section of components that was in another file: its members are components now, for the references of that file, too.
    fn alias(&mut self, tree: &Value, found: &Found, target: &Location) {
        let sections = collect::sections(self.context.version);
        let Some((_, kind)) = sections
            .iter()
            .find(|(section, _)| *section == found.at.as_str())
        else {
            return;
        };
        for (name, value) in tree
            .pointer(found.at.as_str())
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            if value.get("$ref").is_none() {
                let location = Location {
                    file: target.file,
                    pointer: target.pointer.child(name),
                };
                self.components
                    .entry((location, kind.id))
                    .or_insert_with(|| found.at.child(name));
            }
        }
    }

    /// Text that a document keeps in a file of its own.
    fn text(&mut self, tree: &mut Value, found: &Found) {
        let text = self.files.text(&found.reference, found.base, self.context);
        match text {
            Ok(text) => {
                if let Some(place) = tree.pointer_mut(found.at.as_str()) {
                    *place = Value::String(text);
                }
            }
            Err(diagnostic) => {
                self.context.push(diagnostic, &found.at);
                self.leads_nowhere(tree, found);
            }
        }
    }

    /// Makes a reference name a component, which what it leads to becomes if it isn't one.
    fn component(&mut self, tree: &mut Value, found: &Found, target: Location) {
        let key = (target, found.kind.id);
        let known = self
            .components
            .get(&key)
            .cloned()
            .or_else(|| self.existing(&key.0, found.kind));
        if let Some(component) = known {
            if component == found.at {
                let diagnostic = Diagnostic::new(
                    codes::REFERENCE_CYCLE,
                    "this reference leads back to itself",
                );
                self.context.push(diagnostic, &found.at);
                return self.leads_nowhere(tree, found);
            }
            return Self::rewrite(tree, found, &component);
        }
        let Some(value) = self.value(tree, &key.0).cloned() else {
            return;
        };
        let value = match other_kind::at(&key.0, found.kind.id) {
            Some(kind) => {
                let (place, version) = (&key.0.pointer, self.context.version);
                other_kind::adapt(value, place, kind, found.kind, version)
            }
            None => value,
        };
        let _ = self.spend(&value);
        // A component that is nothing but a reference takes what it leads to under its own name.
        let component = if self.is_component(&found.at) && found.use_ != Use::Mapping {
            found.at.clone()
        } else {
            let section = collect::section(found.kind, self.context.version);
            let section = Pointer::parse(section).unwrap_or_default();
            let taken = |place: &Pointer| tree.pointer(place.as_str()).is_some();
            self.unnamed.place(&section, &key.0, taken)
        };
        self.came_from(&key.0, &component);
        insert(tree, &component, value);
        let file = key.0.file;
        self.components.insert(key, component.clone());
        if component != found.at {
            Self::rewrite(tree, found, &component);
        }
        if let Some(value) = tree.pointer(component.as_str()) {
            let found_below =
                collect::collect(found.kind, value, &component, file, self.context.version);
            self.enqueue(found_below);
        }
    }

    /// The component that `target` already is.
    fn existing(&self, target: &Location, kind: &Kind) -> Option<Pointer> {
        let section = collect::section(kind, self.context.version);
        let own = target.file == FileId(0)
            && target
                .pointer
                .parent()
                .is_some_and(|parent| parent.as_str() == section);
        own.then(|| target.pointer.clone())
    }

    fn rewrite(tree: &mut Value, found: &Found, component: &Pointer) {
        let Some(place) = tree.pointer_mut(found.at.as_str()) else {
            return;
        };
        let reference = Value::String(component.to_string());
        if found.use_ == Use::Mapping {
            *place = reference;
        } else if let Value::Object(members) = place {
            members.shift_remove("$dynamicRef");
            members.insert("$ref".to_owned(), reference);
        }
    }

    /// Puts the least harmful thing in place of a reference that leads nowhere.
    fn leads_nowhere(&mut self, tree: &mut Value, found: &Found) {
        let Some(place) = tree.pointer_mut(found.at.as_str()) else {
            return;
        };
        if found.use_ == Use::Mapping || found.use_ == Use::Text {
            self.removed.push(found.at.clone());
            return;
        }
        match found.kind.id {
            Id::Schema => {
                if let Value::Object(members) = place {
                    members.shift_remove("$ref");
                    members.shift_remove("$dynamicRef");
                }
            }
            Id::Response => *place = json!({ "description": "" }),
            Id::RequestBody => *place = json!({ "content": {} }),
            Id::Responses => *place = json!({}),
            Id::PathItem | Id::Operation => {
                if let Value::Object(members) = place {
                    members.shift_remove("$ref");
                }
                if found.kind.id == Id::Operation || place.as_object().is_some_and(Map::is_empty) {
                    self.removed.push(found.at.clone());
                }
            }
            _ => self.removed.push(found.at.clone()),
        }
    }

    fn spend(&mut self, value: &Value) -> bool {
        fn count(value: &Value) -> usize {
            match value {
                Value::Array(items) => 1 + items.iter().map(count).sum::<usize>(),
                Value::Object(members) => 1 + members.values().map(count).sum::<usize>(),
                _ => 1,
            }
        }
        let size = count(value);
        let enough = size <= self.budget;
        self.budget = self.budget.saturating_sub(size);
        enough
    }
}

/// Puts `value` at `pointer`, with objects on the way where there are none.
fn insert(tree: &mut Value, pointer: &Pointer, value: Value) {
    let mut place = tree;
    for token in pointer.tokens() {
        if !place.is_object() {
            *place = json!({});
        }
        let Value::Object(members) = place else {
            return;
        };
        place = members.entry(token).or_insert_with(|| json!({}));
    }
    *place = value;
}
