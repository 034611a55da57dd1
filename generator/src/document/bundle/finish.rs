//! What is left to do when every reference has been looked at.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::super::Input;
use super::super::context::{Context, remove_items};
use super::super::shape::{self, Id};
use super::collect::{Found, Use};
use super::{Bundle, collect, other_kind};
use crate::diagnostic::{Diagnostic, Pointer, codes};
use crate::source::{FileId, Location};

/// Sees to references that name components which were left out of a tree in normal form.
pub(in super::super) fn sweep(tree: &mut Value, input: &Input, context: &mut Context<'_>) {
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
            let diagnostic = Diagnostic::new(codes::UNRESOLVED_REFERENCE, message).leaving_out();
            bundle.context.push(diagnostic, &found.at);
            bundle.leads_nowhere(tree, &found);
        }
        bundle.remove(tree);
    }
    context.version = version;
}

impl Bundle<'_, '_, '_> {
    /// Leaves references in the places whose values became components.
    pub(super) fn replace_places(&mut self, tree: &mut Value) {
        let mut expanded: BTreeMap<&Location, Vec<&Pointer>> = BTreeMap::new();
        for (at, target) in &self.expanded {
            expanded.entry(target).or_default().push(at);
        }
        for ((place, kind), component) in &self.components {
            // What was read for what it says of another kind stays what it is.
            if other_kind::at(place, *kind).is_some() {
                continue;
            }
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
                    // A whole section that was put in place holds its components where they are to be.
                    if let Some(rest) = place.pointer.below(&pointer)
                        && &at.join(rest) != component
                    {
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

    pub(super) fn remove(&mut self, tree: &mut Value) {
        // Others may refer to what goes.
        self.context.left_out |= !self.removed.is_empty();
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
    pub(super) fn break_cycles(&mut self, tree: &mut Value) {
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
}

fn replace(tree: &mut Value, at: &Pointer, component: &Pointer) {
    if let Some(place) = tree.pointer_mut(at.as_str())
        && place.get("$ref").is_none()
    {
        *place = json!({ "$ref": component.to_string() });
    }
}
