//! Lowers `oneOf` and `anyOf`.

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::object::Part;
use super::schema::{FOLLOW_LIMIT, Plan, enumeration};
use super::shape::Shape;
use super::{Lowering, Site, component_name};
use crate::diagnostic::Pointer;
use crate::ir::{Discriminator, Docs, EnumBase, Literal, Ty, TypeId, Union, UnionVariant, Variant};

/// A branch with its place.
pub(super) struct Branch<'s> {
    pub(super) schema: &'s ReferenceOr<Schema>,
    pub(super) location: Pointer,
}

impl<'a> Lowering<'a> {
    /// What kind of type a schema with `oneOf` or `anyOf` is.
    pub(super) fn plan_union<'s>(
        &self,
        shape: &Shape<'s>,
        location: &Pointer,
        site: &Site,
    ) -> Plan<'s>
    where
        'a: 's,
    {
        if shape.properties.is_some() {
            let mut part = Part::new(shape, location, site);
            if branches(shape, location)
                .iter()
                .all(|branch| self.only_requires(branch.schema))
            {
                part.forget_union();
            }
            return Plan::Object(vec![part]);
        }
        let branches = branches(shape, location);
        match branches.as_slice() {
            [] => Plan::Plain,
            [only] => Plan::Transparent(only.schema, only.location.clone()),
            several => match self.union_of_values(several) {
                Some((base, variants)) => Plan::Enum(base, variants),
                None if several
                    .iter()
                    .all(|branch| self.only_requires(branch.schema)) =>
                {
                    Plan::Plain
                }
                None => Plan::Union,
            },
        }
    }

    /// A branch that only says which properties must be there.
    fn only_requires(&self, schema: &ReferenceOr<Schema>) -> bool {
        self.shape_of(schema).is_some_and(|shape| {
            (shape.is_bare()
                || shape.is_object() && shape.properties.is_none() && shape.additional.is_none())
                && !shape.required.is_empty()
                && shape.all_of.is_empty()
                && shape.one_of.is_empty()
                && shape.any_of.is_empty()
        })
    }

    fn shape_of<'s>(&self, schema: &'s ReferenceOr<Schema>) -> Option<Shape<'s>>
    where
        'a: 's,
    {
        match schema {
            ReferenceOr::Item(schema) => Some(Shape::new(schema)),
            ReferenceOr::Reference { reference } => {
                self.follow(reference).map(|(_, schema)| Shape::new(schema))
            }
        }
    }

    /// A union whose branches are all strings, one of them with a list of values: an open enum.
    fn union_of_values(&self, branches: &[Branch<'_>]) -> Option<(EnumBase, Vec<Variant>)> {
        let mut all: Vec<Variant> = Vec::new();
        for branch in branches {
            let shape = self.shape_of(branch.schema)?;
            if !shape.all_of.is_empty() || !shape.one_of.is_empty() || !shape.any_of.is_empty() {
                return None;
            }
            match enumeration(&shape) {
                Some((EnumBase::String, variants)) => {
                    for variant in variants {
                        if all.iter().all(|known| known.value != variant.value) {
                            all.push(variant);
                        }
                    }
                }
                None if shape.json_type == Some("string") && shape.format.is_none() => {}
                Some(_) | None => return None,
            }
        }
        (!all.is_empty()).then_some((EnumBase::String, all))
    }

    /// The union of a schema's branches.
    pub(super) fn lower_union<'s>(
        &mut self,
        shape: &Shape<'s>,
        location: &Pointer,
        id: TypeId,
    ) -> Union
    where
        'a: 's,
    {
        let discriminator = shape.data.discriminator.as_ref();
        let mut mapping: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (value, target) in discriminator.into_iter().flat_map(|found| &found.mapping) {
            let name = component_name(target, "schemas").unwrap_or_else(|| target.clone());
            mapping.entry(name).or_default().push(value.clone());
        }
        let mut variants: Vec<UnionVariant> = Vec::new();
        let branches = branches(shape, location);
        for (index, branch) in branches.iter().enumerate() {
            let component = match branch.schema {
                ReferenceOr::Reference { reference } => component_name(reference, "schemas"),
                ReferenceOr::Item(_) => None,
            };
            let role = match (&component, self.shape_of(branch.schema)) {
                (Some(name), _) => name.clone(),
                (None, Some(inline)) => role(&inline, index),
                (None, None) => format!("variant {}", index + 1),
            };
            let docs = match branch.schema {
                ReferenceOr::Item(schema) => super::schema::docs(&Shape::new(schema)),
                ReferenceOr::Reference { .. } => Docs::default(),
            };
            let lowered = self.lower_schema(
                branch.schema,
                &branch.location,
                Site::of_type(id, role.clone()),
            );
            if variants.iter().any(|known| known.ty == lowered.ty) {
                continue;
            }
            let values = match (&component, discriminator) {
                (Some(name), Some(_)) => mapping.remove(name).unwrap_or_else(|| vec![name.clone()]),
                (None, Some(found)) => {
                    self.discriminating_values(branch.schema, &found.property_name, 0)
                }
                (_, None) => Vec::new(),
            };
            variants.push(UnionVariant {
                location: branch.location.clone(),
                role,
                ty: lowered.ty,
                mapping: values,
                description: docs.description.or(docs.title),
            });
        }
        Union {
            variants,
            discriminator: discriminator.map(|found| Discriminator {
                property: found.property_name.clone(),
            }),
        }
    }

    /// The values that a branch without a name admits for the discriminator.
    fn discriminating_values(
        &self,
        schema: &ReferenceOr<Schema>,
        property: &str,
        depth: usize,
    ) -> Vec<String> {
        let Some(shape) = self.shape_of(schema).filter(|_| depth < FOLLOW_LIMIT) else {
            return Vec::new();
        };
        let own = shape
            .properties
            .and_then(|properties| properties.get(property));
        if let Some(ReferenceOr::Item(schema)) = own {
            return enumeration(&Shape::new(schema))
                .into_iter()
                .flat_map(|(_, variants)| variants)
                .filter_map(|variant| match variant.value {
                    Literal::String(text) => Some(text),
                    _ => None,
                })
                .collect();
        }
        shape
            .all_of
            .iter()
            .flat_map(|branch| self.discriminating_values(branch, property, depth + 1))
            .collect()
    }
}

/// The branches, without those that say null and nothing else.
pub(super) fn branches<'s>(shape: &Shape<'s>, location: &Pointer) -> Vec<Branch<'s>> {
    let (key, branches) = if shape.one_of.is_empty() {
        ("anyOf", shape.any_of)
    } else {
        ("oneOf", shape.one_of)
    };
    branches
        .iter()
        .enumerate()
        .filter(|(_, branch)| !is_null(branch))
        .map(|(index, schema)| Branch {
            schema,
            location: location.child(key).index(index),
        })
        .collect()
}

fn is_null(branch: &ReferenceOr<Schema>) -> bool {
    match branch {
        ReferenceOr::Reference { .. } => false,
        ReferenceOr::Item(schema) => {
            let shape = Shape::new(schema);
            !shape.enumeration.is_empty() && shape.enumeration.iter().all(Value::is_null)
        }
    }
}

/// What tells an inline branch from its neighbours: its JSON type, or its number.
fn role(shape: &Shape<'_>, index: usize) -> String {
    match (shape.json_type, shape.properties) {
        (Some("object"), Some(_)) | (None, _) => format!("variant {}", index + 1),
        (Some("object"), None) => "map".to_owned(),
        (Some("array"), _) => "list".to_owned(),
        (Some(json_type), _) => json_type.to_owned(),
    }
}

/// The type of a union whose branches have one type.
pub(super) fn only_ty(union: &Union) -> Option<&Ty> {
    match union.variants.as_slice() {
        [only] => Some(&only.ty),
        _ => None,
    }
}
