//! Lowers Schema Objects to types.
//!
//! A schema first gets a [`Plan`]: what kind of type it is. Objects, enums and unions get a definition,
//! named after the component or after the place they stand at; everything else is written out where it is used.

use std::collections::BTreeMap;

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde_json::Value;

use super::enumeration::{enumeration, listed, only_boolean, structure};
use super::flat::REFERENCE_LIMIT;
use super::object::{Part, is_remark};
use super::sample::sample;
use super::shape::Shape;
use super::union::only_ty;
use super::{Lowering, Site};
use crate::diagnostic::{Pointer, codes};
use crate::ir::{Constraints, Docs, Enum, Ty, TypeDef, TypeId, TypeKind, Union};

/// How many references and wrappers are followed to learn one fact about a schema.
pub(super) const FOLLOW_LIMIT: usize = 32;

/// A schema's type where it is used.
pub(super) struct Lowered {
    pub(super) ty: Ty,
    pub(super) nullable: bool,
}

/// What kind of type a schema is.
pub(super) enum Plan<'s> {
    /// The type of another schema.
    Transparent(&'s ReferenceOr<Schema>, Pointer),
    /// An object made of these parts.
    Object(Vec<Part<'s>>),
    /// One of a list of values.
    Enum(Enum),
    /// One of several schemas.
    Union,
    /// A scalar, a list, a map or anything.
    Plain,
}

impl<'a> Lowering<'a> {
    /// Fills in the definition of a component.
    pub(super) fn lower_component(&mut self, id: TypeId, schema: &'a ReferenceOr<Schema>) {
        let location = self.types.get(id).location.clone();
        let kind = match schema {
            ReferenceOr::Reference { .. } => {
                let lowered = self.lower_schema(schema, &location, Site::of_type(id, ""));
                self.checks.types.insert(id, self.reference_rules(schema));
                TypeKind::Alias {
                    ty: lowered.ty,
                    constraints: Constraints::default(),
                }
            }
            ReferenceOr::Item(schema) => {
                let shape = Shape::new(schema);
                self.types.get_mut(id).docs = docs(&shape);
                let kind = match self.lower_base(id, &shape, &location) {
                    Some(union) => TypeKind::Union(union),
                    None => self.lower_kind(id, &shape, &location),
                };
                self.lower_checks(id, &kind, &shape, &location);
                kind
            }
        };
        self.types.get_mut(id).kind = kind;
        self.preset_discriminators(id);
    }

    fn lower_kind<'s>(&mut self, id: TypeId, shape: &Shape<'s>, location: &Pointer) -> TypeKind
    where
        'a: 's,
    {
        let site = Site::of_type(id, "");
        match self.plan(shape, location, &site) {
            Plan::Object(parts) => TypeKind::Object(self.lower_object(&parts)),
            Plan::Enum(values) => TypeKind::Enum(values),
            Plan::Union => {
                let choice = self.choice(shape);
                let union = choice.as_ref().map_or_else(Union::default, |choice| {
                    self.lower_union(choice, location, id)
                });
                let sample = choice.and_then(|choice| self.sample_of_one(&choice, location));
                self.samples
                    .extend(sample.map(|sample| (location.clone(), sample)));
                match only_ty(&union) {
                    Some(ty) => TypeKind::Alias {
                        ty: ty.clone(),
                        constraints: Constraints::default(),
                    },
                    None => TypeKind::Union(union),
                }
            }
            Plan::Transparent(target, place) => {
                let lowered = self.lower_schema(target, &place, site);
                TypeKind::Alias {
                    ty: lowered.ty,
                    constraints: shape.constraints.clone(),
                }
            }
            Plan::Plain => {
                let ty = self.lower_plain(shape, location, &site);
                TypeKind::Alias {
                    ty,
                    constraints: shape.constraints.clone(),
                }
            }
        }
    }

    /// The type of a schema at a place, with a definition of its own where it needs one.
    pub(super) fn lower_schema<'s>(
        &mut self,
        schema: &'s ReferenceOr<Schema>,
        location: &Pointer,
        site: Site,
    ) -> Lowered
    where
        'a: 's,
    {
        match schema {
            ReferenceOr::Reference { reference } => self.lower_reference(reference, location),
            ReferenceOr::Item(schema) => self.lower_item(schema, location, site),
        }
    }

    /// The same for a schema in a box.
    pub(super) fn lower_boxed<'s>(
        &mut self,
        schema: &'s ReferenceOr<Box<Schema>>,
        location: &Pointer,
        site: Site,
    ) -> Lowered
    where
        'a: 's,
    {
        match schema {
            ReferenceOr::Reference { reference } => self.lower_reference(reference, location),
            ReferenceOr::Item(schema) => self.lower_item(schema, location, site),
        }
    }

    fn lower_reference(&mut self, reference: &str, location: &Pointer) -> Lowered {
        let Some((name, schema)) = self.component_schema(reference) else {
            self.report(
                codes::INVALID_OBJECT,
                location,
                format!("`{reference}` names no schema of the document"),
            );
            return Lowered {
                ty: Ty::Any,
                nullable: false,
            };
        };
        Lowered {
            ty: Ty::Named(self.components[name]),
            nullable: self.is_nullable(schema),
        }
    }

    fn lower_item<'s>(&mut self, schema: &'s Schema, location: &Pointer, site: Site) -> Lowered
    where
        'a: 's,
    {
        let nullable = self.item_admits_null(schema, &mut BTreeMap::new());
        if let Some(id) = self.inline.get(location) {
            return Lowered {
                ty: Ty::Named(*id),
                nullable,
            };
        }
        let shape = Shape::new(schema);
        let ty = match self.plan(&shape, location, &site) {
            Plan::Transparent(target, place) => self.lower_schema(target, &place, site).ty,
            Plan::Plain => self.lower_plain(&shape, location, &site),
            Plan::Object(_) | Plan::Enum(_) | Plan::Union => self.define(&shape, location, site),
        };
        Lowered { ty, nullable }
    }

    fn define<'s>(&mut self, shape: &Shape<'s>, location: &Pointer, site: Site) -> Ty
    where
        'a: 's,
    {
        let id = self.types.push(TypeDef {
            location: location.clone(),
            places: Vec::new(),
            origin: site.origin(),
            docs: docs(shape),
            kind: TypeKind::Alias {
                ty: Ty::Any,
                constraints: Constraints::default(),
            },
            nullable: false,
        });
        self.inline.insert(location.clone(), id);
        let kind = self.lower_kind(id, shape, location);
        self.lower_checks(id, &kind, shape, location);
        self.types.get_mut(id).kind = kind;
        Ty::Named(id)
    }

    /// What kind of type a schema is.
    pub(super) fn plan<'s>(&self, shape: &Shape<'s>, location: &Pointer, site: &Site) -> Plan<'s>
    where
        'a: 's,
    {
        if !shape.all_of.is_empty() {
            return self.plan_all_of(shape, location, site);
        }
        if !shape.one_of.is_empty() || !shape.any_of.is_empty() {
            return self.plan_union(shape, location, site);
        }
        if let Some(values) = enumeration(shape) {
            return Plan::Enum(values);
        }
        if shape.is_object() && shape.properties.is_some() {
            return Plan::Object(vec![Part::new(shape, location, site)]);
        }
        Plan::Plain
    }

    /// The type of a schema that needs no definition.
    fn lower_plain<'s>(&mut self, shape: &Shape<'s>, location: &Pointer, site: &Site) -> Ty
    where
        'a: 's,
    {
        if let Some(sample) = sample(shape) {
            self.samples.insert(location.clone(), sample);
        }
        match shape.json_type {
            Some("string") => self.formats.string(shape.format.as_deref()),
            Some("integer") => {
                let format = shape.format.as_deref();
                self.formats.integer(format, &shape.constraints)
            }
            Some("number") => self.formats.number(shape.format.as_deref()),
            Some("boolean") => Ty::Boolean,
            Some("array") => self.lower_array(shape, location, site),
            None if shape.items.is_some() => self.lower_array(shape, location, site),
            Some("object") => self.lower_map(shape, location, site),
            None if shape.additional.is_some() || shape.patterns.is_some() => {
                self.lower_map(shape, location, site)
            }
            _ if !shape.enumeration.is_empty()
                && shape
                    .enumeration
                    .iter()
                    .all(|value| value.is_boolean() || value.is_null()) =>
            {
                Ty::Boolean
            }
            _ => {
                if let Some(ty) = structure(&shape.enumeration, self.formats) {
                    return ty;
                }
                if !shape.enumeration.iter().all(Value::is_null) {
                    self.report(
                        codes::UNTYPED_SCHEMA,
                        location,
                        "the values of this `enum` are of several JSON types, lists or objects among them: any value is taken",
                    );
                } else if shape.all_of.iter().any(|branch| !is_remark(branch)) {
                    self.report(
                        codes::UNTYPED_SCHEMA,
                        location,
                        "the branches of this `allOf` have no type in common: any value is taken",
                    );
                }
                Ty::Any
            }
        }
    }

    fn lower_map<'s>(&mut self, shape: &Shape<'s>, location: &Pointer, site: &Site) -> Ty
    where
        'a: 's,
    {
        let value = match shape.additional {
            Some(AdditionalProperties::Schema(schema)) => {
                let place = location.child("additionalProperties");
                nullable(self.lower_schema(schema, &place, site.inside("value")))
            }
            Some(AdditionalProperties::Any(_)) | None if shape.patterns.is_some() => {
                self.lower_patterns(shape.patterns, None, location, site)
            }
            Some(AdditionalProperties::Any(_)) | None => Ty::Any,
        };
        let value = match shape.additional {
            Some(AdditionalProperties::Schema(_)) if shape.patterns.is_some() => {
                self.lower_patterns(shape.patterns, Some(value), location, site)
            }
            _ => value,
        };
        Ty::Map(Box::new(value))
    }

    /// Whether null is among a schema's values.
    pub(super) fn is_nullable(&self, schema: &ReferenceOr<Schema>) -> bool {
        self.admits_null(schema, &mut BTreeMap::new())
    }

    /// Whether null is a value; of references that were followed, `seen` has the answer.
    fn admits_null<'s>(
        &self,
        schema: &'s ReferenceOr<Schema>,
        seen: &mut BTreeMap<&'s str, bool>,
    ) -> bool
    where
        'a: 's,
    {
        let reference = match schema {
            ReferenceOr::Reference { reference } => reference,
            ReferenceOr::Item(schema) => return self.item_admits_null(schema, seen),
        };
        if let Some(known) = seen.get(reference.as_str()) {
            return *known;
        }
        if seen.len() > REFERENCE_LIMIT {
            return false;
        }
        // Within itself it says nothing of null.
        seen.insert(reference, false);
        let admits = self
            .component_schema(reference)
            .is_some_and(|(_, schema)| self.admits_null(schema, seen));
        seen.insert(reference, admits);
        admits
    }

    fn item_admits_null<'s>(&self, schema: &'s Schema, seen: &mut BTreeMap<&'s str, bool>) -> bool
    where
        'a: 's,
    {
        let shape = Shape::new(schema);
        shape.is_nullable()
            || shape
                .one_of
                .iter()
                .chain(shape.any_of)
                .any(|branch| self.admits_null(branch, seen))
            || self.all_admit_null(shape.all_of, seen)
    }

    /// Whether null is a value of every branch; one that only describes says nothing of it.
    fn all_admit_null<'s>(
        &self,
        branches: &'s [ReferenceOr<Schema>],
        seen: &mut BTreeMap<&'s str, bool>,
    ) -> bool
    where
        'a: 's,
    {
        let only_describes = |branch: &&ReferenceOr<Schema>| match branch {
            ReferenceOr::Reference { .. } => false,
            ReferenceOr::Item(schema) => Shape::new(schema).only_describes(),
        };
        let mut branches = branches.iter().filter(|branch| !only_describes(branch));
        branches.next().is_some_and(|first| {
            self.admits_null(first, seen) && branches.all(|branch| self.admits_null(branch, seen))
        })
    }
}

/// A type inside a list or a map.
pub(super) fn nullable(lowered: Lowered) -> Ty {
    if lowered.nullable && lowered.ty != Ty::Any {
        Ty::Nullable(Box::new(lowered.ty))
    } else {
        lowered.ty
    }
}

/// What a schema says about itself in words.
pub(super) fn docs(shape: &Shape<'_>) -> Docs {
    let mut remarks = Vec::new();
    if shape.not {
        remarks.push("Some values are excluded by the schema (`not`).".to_owned());
    }
    if let Some(value) = only_boolean(shape) {
        remarks.push(format!("Always `{value}` where it is given."));
    }
    remarks.extend(listed(&shape.enumeration));
    Docs {
        title: shape.data.title.clone(),
        description: shape
            .data
            .description
            .clone()
            .filter(|text| !text.trim().is_empty()),
        external_docs: shape
            .data
            .external_docs
            .as_ref()
            .map(|docs| docs.url.clone()),
        deprecated: shape.data.deprecated,
        example: shape.data.example.clone(),
        remarks,
    }
}
