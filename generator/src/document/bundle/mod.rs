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
mod name;
mod target;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Map, Value, json};

use super::Input;
use super::context::{Context, remove_items};
use super::shape::{self, Id, Kind};
use crate::diagnostic::{Diagnostic, Pointer, codes};
use crate::source::{FileId, Location};
use collect::{Found, Use};
use file::Files;

/// Resolves all references of `tree`.
pub(super) fn resolve(tree: &mut Value, input: &Input, context: &mut Context<'_>) {
    let mut bundle = Bundle::new(input, context);
    bundle.collect(&shape::ROOT, tree, &Pointer::root(), FileId(0));
    while let Some(found) = bundle.queues.iter_mut().find_map(VecDeque::pop_front) {
        bundle.found(tree, &found);
    }
    bundle.replace_places(tree);
    bundle.remove(tree);
    bundle.break_cycles(tree);
}

/// Sees to references that name components which were left out of a tree in normal form.
pub(super) fn sweep(tree: &mut Value, input: &Input, context: &mut Context<'_>) {
    let version = std::mem::replace(&mut context.version, shape::V30);
    let mut bundle = Bundle::new(input, context);
    // What is left out may itself have been a component that others name.
    for _ in 0..20 {
        let dangling: Vec<Found> =
            collect::collect(&shape::ROOT, tree, &Pointer::root(), FileId(0), shape::V30)
                .into_iter()
                .filter(|found| {
                    Pointer::parse(&found.reference)
                        .is_none_or(|pointer| tree.pointer(pointer.as_str()).is_none())
                })
                .collect();
        if dangling.is_empty() {
            break;
        }
        for found in dangling {
            let message = format!(
                "`{}` is left out of the document, and so is what needs it",
                found.reference
            );
            let diagnostic = Diagnostic::new(codes::UNRESOLVED_REFERENCE, message);
            bundle.context.push(diagnostic, &found.at);
            bundle.leads_nowhere(tree, &found);
        }
        bundle.remove(tree);
    }
    context.version = version;
}

/// How deep a place may be in which another part of the document is put.
const MOST_NESTED: usize = 120;

struct Bundle<'c, 's, 'i> {
    files: Files<'i>,
    context: &'c mut Context<'s>,
    /// What became, or already is, which component: by the author's place and the kind.
    components: BTreeMap<(Location, Id), Pointer>,
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
                self.context.push(diagnostic, &at);
                return self.leads_nowhere(tree, found);
            }
        };
        match found.use_ {
            Use::Inline => self.inline(tree, found, &target),
            Use::Component | Use::Check | Use::Mapping | Use::Text => {
                self.component(tree, found, target);
            }
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
        let _ = self.spend(&value);
        // A component that is nothing but a reference takes what it leads to under its own name.
        let component = if self.is_component(&found.at) && found.use_ != Use::Mapping {
            found.at.clone()
        } else {
            let section = collect::section(found.kind, self.context.version);
            let section = Pointer::parse(section).unwrap_or_default();
            let taken = |name: &str| tree.pointer(section.child(name).as_str()).is_some();
            section.child(&name::component_name(&key.0, self.context.sources, taken))
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

    /// Leaves references in the places whose values became components.
    fn replace_places(&mut self, tree: &mut Value) {
        let mut expanded: BTreeMap<&Location, Vec<&Pointer>> = BTreeMap::new();
        for (at, target) in &self.expanded {
            expanded.entry(target).or_default().push(at);
        }
        for ((place, _), component) in &self.components {
            if place.file == FileId(0)
                && &place.pointer != component
                && !component.as_str().starts_with(place.pointer.as_str())
            {
                replace(tree, &place.pointer, component);
            }
            // A place within another that became a component, too.
            let mut ancestor = place.pointer.parent();
            while let Some(pointer) = ancestor {
                let outer = Location {
                    file: place.file,
                    pointer: pointer.clone(),
                };
                for at in expanded.get(&outer).into_iter().flatten() {
                    if let Some(rest) = place.pointer.below(&pointer) {
                        replace(tree, &at.join(rest), component);
                    }
                }
                let range = (outer.clone(), Id::Root)..=(outer, Id::Other);
                for (_, other) in self.components.range(range) {
                    if let Some(rest) = place.pointer.below(&pointer)
                        && &other.join(rest) != component
                    {
                        replace(tree, &other.join(rest), component);
                    }
                }
                ancestor = pointer.parent();
            }
        }
    }

    fn remove(&mut self, tree: &mut Value) {
        let mut by_owner: BTreeMap<Pointer, BTreeSet<String>> = BTreeMap::new();
        for pointer in std::mem::take(&mut self.removed) {
            if let (Some(parent), Some(last)) = (pointer.parent(), pointer.last()) {
                by_owner.entry(parent).or_default().insert(last);
            }
        }
        // Owners within lists come before the lists, whose items move.
        for (owner, gone) in by_owner.into_iter().rev() {
            match tree.pointer_mut(owner.as_str()) {
                Some(Value::Object(members)) => members.retain(|key, _| !gone.contains(key)),
                Some(Value::Array(items)) => {
                    let gone = gone.iter().filter_map(|index| index.parse().ok()).collect();
                    remove_items(items, &gone, &owner, self.context.sources);
                }
                _ => {}
            }
        }
    }

    /// Components that are nothing but references to each other stand for nothing.
    fn break_cycles(&mut self, tree: &mut Value) {
        let mut cyclic = Vec::new();
        for (section, kind) in collect::sections(self.context.version) {
            let section_pointer = Pointer::parse(section).unwrap_or_default();
            let Some(Value::Object(members)) = tree.pointer(section) else {
                continue;
            };
            let next = |name: &str| {
                let reference = members.get(name)?.get("$ref")?.as_str()?;
                let pointer = Pointer::parse(reference)?;
                (pointer.parent()? == section_pointer).then(|| pointer.last())?
            };
            let mut cleared: BTreeSet<String> = BTreeSet::new();
            for name in members.keys() {
                let mut way = vec![name.clone()];
                let mut passed = BTreeSet::from([name.clone()]);
                while let Some(name) = way.last().and_then(|name| next(name)) {
                    if cleared.contains(&name) {
                        break;
                    }
                    if !passed.insert(name.clone()) {
                        cyclic.push((section_pointer.child(&name), *kind));
                        break;
                    }
                    way.push(name);
                }
                cleared.extend(way);
            }
        }
        for (at, kind) in cyclic {
            let diagnostic = Diagnostic::new(
                codes::REFERENCE_CYCLE,
                "this reference leads back to itself",
            );
            self.context.push(diagnostic, &at);
            let reference = String::new();
            let found = Found {
                at,
                kind,
                shape: shape::Shape::One(kind),
                reference,
                base: FileId(0),
                use_: Use::Component,
            };
            self.leads_nowhere(tree, &found);
        }
        self.remove(tree);
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

fn replace(tree: &mut Value, at: &Pointer, component: &Pointer) {
    if let Some(place) = tree.pointer_mut(at.as_str())
        && place.get("$ref").is_none()
    {
        *place = json!({ "$ref": component.to_string() });
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
