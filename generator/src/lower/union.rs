//! Lowers `oneOf` and `anyOf`.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Discriminator as SchemaDiscriminator, ReferenceOr, Schema};
use serde_json::Value;

use super::enumeration::enumeration;
use super::flat::is_again;
use super::object::Part;
use super::sample::sample;
use super::schema::Plan;
use super::shape::Shape;
use super::words::{folded, words_of};
use super::{Lowering, Site, component_name};
use crate::diagnostic::Pointer;
use crate::ir::{
    Discriminator, Docs, Enum, EnumBase, Literal, Ty, TypeId, Union, UnionVariant, Variant,
};

/// A `oneOf` or an `anyOf`.
pub(super) struct Choice<'s> {
    pub(super) key: &'static str,
    pub(super) branches: &'s [ReferenceOr<Schema>],
    discriminator: Option<&'s SchemaDiscriminator>,
}

impl<'s> Choice<'s> {
    /// Every choice of a schema.
    pub(super) fn all(shape: &Shape<'s>) -> Vec<Self> {
        [("oneOf", shape.one_of), ("anyOf", shape.any_of)]
            .into_iter()
            .filter(|(_, branches)| !branches.is_empty())
            .map(|(key, branches)| Self {
                key,
                branches,
                discriminator: shape.data.discriminator.as_ref(),
            })
            .collect()
    }

    /// The branches with their places, without those that say null and nothing else.
    pub(super) fn placed(&self, location: &Pointer) -> Vec<Branch<'s>> {
        self.branches
            .iter()
            .enumerate()
            .filter(|(_, branch)| !is_null(branch))
            .map(|(index, schema)| Branch {
                schema,
                location: location.child(self.key).index(index),
            })
            .collect()
    }
}

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
        let telling = self.telling(shape);
        let object = || Plan::Object(vec![Part::new(shape, location, site)]);
        let choice = match (telling.as_slice(), shape.properties) {
            ([], Some(_)) => return object(),
            ([only], Some(properties)) if !self.covers(only, properties) => return object(),
            ([first, second], _)
                if self.is_choice_of_objects(first) && self.is_choice_of_objects(second) =>
            {
                return object();
            }
            // Branches that demand properties that nobody declares.
            ([], None) => return Plan::Plain,
            ([choice, ..], _) => choice,
        };
        match choice.placed(location).as_slice() {
            [] => Plan::Plain,
            [only] => Plan::Transparent(only.schema, only.location.clone()),
            several => match self.union_of_values(several) {
                Some(values) => Plan::Enum(values),
                None => Plan::Union,
            },
        }
    }

    /// The choices of a schema that say more than which properties must be there.
    fn telling<'s>(&self, shape: &Shape<'s>) -> Vec<Choice<'s>>
    where
        'a: 's,
    {
        let mut choices = Choice::all(shape);
        choices.retain(|choice| {
            !choice
                .branches
                .iter()
                .all(|branch| self.only_requires(branch))
        });
        choices
    }

    /// The choice that a union is made of.
    pub(super) fn choice<'s>(&self, shape: &Shape<'s>) -> Option<Choice<'s>>
    where
        'a: 's,
    {
        self.telling(shape).into_iter().next()
    }

    /// A branch that only says which properties must be there.
    pub(super) fn only_requires(&self, schema: &ReferenceOr<Schema>) -> bool {
        self.shape_of(schema).is_some_and(|shape| {
            (shape.is_bare()
                || shape.is_object() && shape.properties.is_none() && shape.additional.is_none())
                && !shape.required.is_empty()
                && shape.all_of.is_empty()
                && shape.one_of.is_empty()
                && shape.any_of.is_empty()
        })
    }

    pub(super) fn shape_of<'s>(&self, schema: &'s ReferenceOr<Schema>) -> Option<Shape<'s>>
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
    fn union_of_values(&self, branches: &[Branch<'_>]) -> Option<Enum> {
        let mut all: Vec<Variant> = Vec::new();
        let mut extensible = false;
        for branch in branches {
            let shape = self.shape_of(branch.schema)?;
            if !shape.all_of.is_empty() || !shape.one_of.is_empty() || !shape.any_of.is_empty() {
                return None;
            }
            match enumeration(&shape) {
                Some(values) if values.base == EnumBase::String => {
                    extensible |= values.extensible;
                    for variant in values.variants {
                        if all.iter().all(|known| known.value != variant.value) {
                            all.push(variant);
                        }
                    }
                }
                // Any other string is a value, too.
                None if shape.json_type == Some("string") && shape.format.is_none() => {
                    extensible = true;
                }
                Some(_) | None => return None,
            }
        }
        (!all.is_empty()).then_some(Enum {
            base: EnumBase::String,
            variants: all,
            extensible,
        })
    }

    /// The union of a choice's branches; `location` is that of the schema around them.
    pub(super) fn lower_union<'s>(
        &mut self,
        choice: &Choice<'s>,
        location: &Pointer,
        id: TypeId,
    ) -> Union
    where
        'a: 's,
    {
        let discriminator = choice.discriminator;
        let mut mapping: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (value, target) in discriminator.into_iter().flat_map(|found| &found.mapping) {
            let name = component_name(target, "schemas").unwrap_or_else(|| target.clone());
            mapping.entry(name).or_default().push(value.clone());
        }
        let mut variants: Vec<UnionVariant> = Vec::new();
        let mut roles = BTreeSet::new();
        for (index, branch) in choice.placed(location).iter().enumerate() {
            let component = match branch.schema {
                ReferenceOr::Reference { reference } => component_name(reference, "schemas"),
                ReferenceOr::Item(_) => None,
            };
            let words = words_of(
                branch.schema,
                discriminator.map(|found| found.property_name.as_str()),
                0,
            );
            let role = words
                .into_iter()
                .find(|words| roles.insert(folded(words)))
                .unwrap_or_else(|| format!("variant {}", index + 1));
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
                (None, Some(found)) => self.discriminating_values(
                    branch.schema,
                    &found.property_name,
                    &mut BTreeSet::new(),
                ),
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
            is_any_of: choice.key == "anyOf",
        }
    }

    /// A value of a choice among scalars of one type, and of one branch alone as far as that can be told.
    ///
    /// A text of a format is the likeliest to satisfy other branches, too.
    pub(super) fn sample_of_one(&self, choice: &Choice<'_>, location: &Pointer) -> Option<Value> {
        let mut samples = Vec::new();
        for branch in choice.placed(location) {
            let shape = self.shape_of(branch.schema)?;
            let word = || (shape.json_type == Some("string")).then(|| Value::from("text"));
            samples.push((shape.format.is_some(), sample(&shape).or_else(word)?));
        }
        let without_format = samples.iter().position(|(has_format, _)| !has_format);
        let index = without_format.unwrap_or(0);
        (index < samples.len()).then(|| samples.swap_remove(index).1)
    }

    /// The values that a branch without a name admits for the discriminator.
    fn discriminating_values<'s>(
        &self,
        schema: &'s ReferenceOr<Schema>,
        property: &str,
        seen: &mut BTreeSet<&'s str>,
    ) -> Vec<String>
    where
        'a: 's,
    {
        if is_again(schema, seen) {
            return Vec::new();
        }
        let Some(shape) = self.shape_of(schema) else {
            return Vec::new();
        };
        let own = shape
            .properties
            .and_then(|properties| properties.get(property));
        if let Some(ReferenceOr::Item(schema)) = own {
            return enumeration(&Shape::new(schema))
                .into_iter()
                .flat_map(|values| values.variants)
                .filter_map(|variant| match variant.value {
                    Literal::String(text) => Some(text),
                    _ => None,
                })
                .collect();
        }
        shape
            .all_of
            .iter()
            .flat_map(|branch| self.discriminating_values(branch, property, seen))
            .collect()
    }
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

/// The type of a union whose branches have one type.
pub(super) fn only_ty(union: &Union) -> Option<&Ty> {
    match union.variants.as_slice() {
        [only] => Some(&only.ty),
        _ => None,
    }
}
