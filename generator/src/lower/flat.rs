//! Lowers unions that stand beside properties: an object with a flattened union, whose branches add to it.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema};

use super::object::Part;
use super::union::{Choice, only_ty};
use super::{Lowering, SiteOwner, component_name, component_pointer};
use crate::diagnostic::{Pointer, codes};
use crate::ir::{Constraints, Docs, Flattened, Ty, TypeDef, TypeKind};

impl<'a> Lowering<'a> {
    /// The unions beside the properties of an object, and whether one of them could not be taken up.
    ///
    /// `declared` has the names of the properties, and whether each is more than a description.
    pub(super) fn lower_flattened(
        &mut self,
        parts: &[Part<'_>],
        declared: &BTreeMap<&str, bool>,
    ) -> (Vec<Flattened>, bool) {
        let mut flattened: Vec<Flattened> = Vec::new();
        let mut is_partial = false;
        for part in parts {
            for choice in &part.choices {
                if self.adds_nothing(choice, declared) || Self::leads_back(choice, part, parts) {
                    continue;
                }
                let location = part.location.child(choice.key);
                if !self.is_choice_of_objects(choice) {
                    self.report(
                        codes::UNSUPPORTED_UNION_BESIDE_PROPERTIES,
                        &location,
                        "some of these branches are no objects, and stand beside properties: what they add is kept untyped",
                    );
                    is_partial = true;
                    continue;
                }
                let ty = match &part.site.owner {
                    SiteOwner::Type(id)
                        if part.is_choice && self.types.get(*id).location == part.location =>
                    {
                        Ty::Named(*id)
                    }
                    _ => self.lower_choice(choice, part, &location),
                };
                if flattened.iter().all(|known| known.ty != ty) {
                    flattened.push(Flattened { location, ty });
                }
            }
        }
        (flattened, is_partial)
    }

    fn lower_choice(&mut self, choice: &Choice<'_>, part: &Part<'_>, location: &Pointer) -> Ty {
        if let Some(id) = self.inline.get(location) {
            return Ty::Named(*id);
        }
        let role = if part.choices.len() > 1 && choice.key == "anyOf" {
            "alternative"
        } else {
            "variant"
        };
        let id = self.types.push(TypeDef {
            location: location.clone(),
            places: Vec::new(),
            origin: part.site.inside(role).origin(),
            docs: Docs::default(),
            kind: TypeKind::Alias {
                ty: Ty::Any,
                constraints: Constraints::default(),
            },
            nullable: false,
        });
        self.inline.insert(location.clone(), id);
        let union = self.lower_union(choice, &part.location, id);
        self.lower_choice_checks(choice, &part.location);
        self.types.get_mut(id).kind = match only_ty(&union) {
            Some(ty) => TypeKind::Alias {
                ty: ty.clone(),
                constraints: Constraints::default(),
            },
            None => TypeKind::Union(union),
        };
        Ty::Named(id)
    }

    /// Whether every branch may be an object.
    pub(super) fn is_choice_of_objects(&self, choice: &Choice<'_>) -> bool {
        choice
            .branches
            .iter()
            .all(|branch| self.may_be_object(branch, &mut BTreeSet::new()))
    }

    fn may_be_object<'s>(
        &self,
        schema: &'s ReferenceOr<Schema>,
        seen: &mut BTreeSet<&'s str>,
    ) -> bool
    where
        'a: 's,
    {
        if is_again(schema, seen) {
            return true;
        }
        let Some(shape) = self.shape_of(schema) else {
            return false;
        };
        let mut inner = |branch| self.may_be_object(branch, seen);
        shape.json_type.is_none_or(|name| name == "object")
            && shape.items.is_none()
            && shape.enumeration.iter().all(serde_json::Value::is_null)
            && shape.all_of.iter().all(&mut inner)
            && shape.one_of.iter().all(&mut inner)
            && shape.any_of.iter().all(&mut inner)
    }

    /// Whether the branches have only properties that are declared beside them.
    fn adds_nothing(&self, choice: &Choice<'_>, declared: &BTreeMap<&str, bool>) -> bool {
        choice.branches.iter().all(|branch| {
            self.only_requires(branch)
                || self
                    .names_of(branch, true, &mut BTreeSet::new())
                    .is_some_and(|names| {
                        !names.is_empty()
                            && names
                                .iter()
                                .all(|name| declared.get(name.as_str()) == Some(&true))
                    })
        })
    }

    /// Whether each branch declares every one of these properties.
    pub(super) fn covers(
        &self,
        choice: &Choice<'_>,
        properties: &super::shape::Properties,
    ) -> bool {
        choice.branches.iter().all(|branch| {
            self.names_of(branch, false, &mut BTreeSet::new())
                .is_some_and(|names| properties.keys().all(|name| names.contains(name)))
        })
    }

    /// The properties that an object declares; none of what is no object.
    ///
    /// With `closed` there are none either where there may be others, by a union or a map.
    fn names_of<'s>(
        &self,
        schema: &'s ReferenceOr<Schema>,
        closed: bool,
        seen: &mut BTreeSet<&'s str>,
    ) -> Option<Vec<String>>
    where
        'a: 's,
    {
        if is_again(schema, seen) {
            return Some(Vec::new());
        }
        let shape = self.shape_of(schema)?;
        if shape.json_type.is_some_and(|name| name != "object") {
            return None;
        }
        let has_map = match shape.additional {
            None | Some(openapiv3::AdditionalProperties::Any(false)) => shape.patterns.is_some(),
            Some(_) => true,
        };
        let has_union = || {
            let mut branches = shape.one_of.iter().chain(shape.any_of);
            branches.any(|branch| !self.only_requires(branch))
        };
        if closed && (has_map || has_union()) {
            return None;
        }
        let own = shape.properties.into_iter().flatten();
        let mut names: Vec<String> = own.map(|(name, _)| name.clone()).collect();
        for branch in shape.all_of {
            names.extend(self.names_of(branch, closed, seen)?);
        }
        Some(names)
    }

    /// Whether a branch is another of the parts: a child that extends a base with a list of its children.
    fn leads_back(choice: &Choice<'_>, part: &Part<'_>, parts: &[Part<'_>]) -> bool {
        choice.branches.iter().any(|branch| match branch {
            ReferenceOr::Reference { reference } => component_name(reference, "schemas")
                .is_some_and(|name| {
                    let location = component_pointer("schemas", &name);
                    location != part.location && parts.iter().any(|part| part.location == location)
                }),
            ReferenceOr::Item(_) => false,
        })
    }
}

/// How many references are followed to learn one fact about a schema.
pub(super) const REFERENCE_LIMIT: usize = 256;

/// Whether a reference was followed before, or too many were.
pub(super) fn is_again<'s>(schema: &'s ReferenceOr<Schema>, seen: &mut BTreeSet<&'s str>) -> bool {
    match schema {
        ReferenceOr::Reference { reference } => {
            seen.len() > REFERENCE_LIMIT || !seen.insert(reference)
        }
        ReferenceOr::Item(_) => false,
    }
}
