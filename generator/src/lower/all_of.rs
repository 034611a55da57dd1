//! Lowers `allOf`: what kind of type its branches make together, and which parts it has.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema};

use super::enumeration::enumeration;
use super::object::{Part, is_remark};
use super::schema::{FOLLOW_LIMIT, Plan};
use super::shape::Shape;
use super::union::Choice;
use super::{Lowering, Site};
use crate::diagnostic::Pointer;

/// Everything an `allOf` says, references followed.
struct Flat<'s> {
    shape: Shape<'s>,
    location: Pointer,
    site: Site,
}

impl<'a> Lowering<'a> {
    /// What kind of type an `allOf` is.
    pub(super) fn plan_all_of<'s>(
        &self,
        shape: &Shape<'s>,
        location: &Pointer,
        site: &Site,
    ) -> Plan<'s>
    where
        'a: 's,
    {
        let branches = location.child("allOf");
        // A wrapper: one branch says what it is, everything else only describes it.
        if shape.required.is_empty()
            && shape.one_of.is_empty()
            && shape.any_of.is_empty()
            && shape.says_no_more_than_its_type()
        {
            let mut telling = shape
                .all_of
                .iter()
                .enumerate()
                .filter(|(_, branch)| !is_weak(branch));
            if let (Some((index, branch)), None) = (telling.next(), telling.next())
                && !self.is_child_of(location, branch)
            {
                return Plan::Transparent(branch, branches.index(index));
            }
        }
        let mut parts = Vec::new();
        let mut seen = BTreeSet::new();
        self.flatten(shape, location, site, &mut seen, &mut parts, 0);
        // `shape` itself is flattened from its own schema below, so that its keywords come last.
        let is_scalar = |shape: &Shape<'_>| !shape.is_object() && shape.json_type.is_some();
        let of_objects = |shape: &Shape<'_>| {
            shape.is_object()
                || Choice::all(shape)
                    .iter()
                    .any(|choice| self.is_choice_of_objects(choice))
        };
        if of_objects(shape)
            || parts.iter().any(|flat| of_objects(&flat.shape))
                && !parts.iter().any(|flat| is_scalar(&flat.shape))
        {
            let mut object: Vec<_> = parts
                .iter()
                .map(|flat| Part::new(&flat.shape, &flat.location, &flat.site))
                .collect();
            object.push(Part::new(shape, location, site));
            return Plan::Object(object);
        }
        if let Some(values) = enumeration(shape)
            .or_else(|| parts.iter().rev().find_map(|flat| enumeration(&flat.shape)))
        {
            return Plan::Enum(values);
        }
        // What is said last of what says most.
        let telling = shape
            .all_of
            .iter()
            .enumerate()
            .filter(|(_, branch)| !is_remark(branch))
            .max_by_key(|(_, branch)| self.tells(branch));
        match telling {
            Some((index, branch)) if shape.is_bare() => {
                Plan::Transparent(branch, branches.index(index))
            }
            _ => Plan::Plain,
        }
    }

    /// How much a schema says about a scalar or a list.
    fn tells(&self, schema: &ReferenceOr<Schema>) -> usize {
        let Some(shape) = self.shape_of(schema) else {
            return 0;
        };
        usize::from(shape.json_type.is_some())
            + usize::from(shape.format.is_some())
            + usize::from(shape.items.is_some())
    }

    fn flatten<'s>(
        &self,
        shape: &Shape<'s>,
        location: &Pointer,
        site: &Site,
        seen: &mut BTreeSet<&'s str>,
        parts: &mut Vec<Flat<'s>>,
        depth: usize,
    ) where
        'a: 's,
    {
        if depth > FOLLOW_LIMIT {
            return;
        }
        for (index, branch) in shape.all_of.iter().enumerate() {
            let (schema, place, site) = match branch {
                ReferenceOr::Item(schema) => {
                    (schema, location.child("allOf").index(index), site.clone())
                }
                ReferenceOr::Reference { reference } => {
                    let Some((name, schema)) = self.follow(reference) else {
                        continue;
                    };
                    // Schemas that include each other say nothing new the second time.
                    if !seen.insert(name) {
                        continue;
                    }
                    let id = self.components[name];
                    (
                        schema,
                        self.types.get(id).location.clone(),
                        Site::of_type(id, ""),
                    )
                }
            };
            let shape = Shape::new(schema);
            self.flatten(&shape, &place, &site, seen, parts, depth + 1);
            parts.push(Flat {
                shape,
                location: place,
                site,
            });
        }
    }
}

/// Whether a branch says no more than a JSON type.
fn is_weak(branch: &ReferenceOr<Schema>) -> bool {
    match branch {
        ReferenceOr::Reference { .. } => false,
        ReferenceOr::Item(schema) => Shape::new(schema).is_weak(),
    }
}
