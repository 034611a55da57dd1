//! Lowers Schema Objects to types.
//!
//! A schema first gets a [`Plan`]: what kind of type it is. Objects, enums and unions get a definition,
//! named after the component or after the place they stand at; everything else is written out where it is used.

use std::collections::BTreeSet;

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde_json::Value;

use super::object::Part;
use super::shape::Shape;
use super::union::only_ty;
use super::{Lowering, Site};
use crate::diagnostic::{Pointer, codes};
use crate::ir::{
    Constraints, Docs, Enum, EnumBase, Literal, Ty, TypeDef, TypeId, TypeKind, Variant,
};

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
    Enum(EnumBase, Vec<Variant>),
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
                let kind = self.lower_kind(id, &shape, &location);
                self.lower_checks(id, &kind, &shape, &location);
                kind
            }
        };
        self.types.get_mut(id).kind = kind;
    }

    fn lower_kind<'s>(&mut self, id: TypeId, shape: &Shape<'s>, location: &Pointer) -> TypeKind
    where
        'a: 's,
    {
        let site = Site::of_type(id, "");
        match self.plan(shape, location, &site) {
            Plan::Object(parts) => TypeKind::Object(self.lower_object(&parts)),
            Plan::Enum(base, variants) => TypeKind::Enum(Enum { base, variants }),
            Plan::Union => {
                let union = self.lower_union(shape, location, id);
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
            nullable: self.is_nullable(schema, 0),
        }
    }

    fn lower_item<'s>(&mut self, schema: &'s Schema, location: &Pointer, site: Site) -> Lowered
    where
        'a: 's,
    {
        let nullable = self.is_item_nullable(schema, 0);
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
            Plan::Object(_) | Plan::Enum(..) | Plan::Union => self.define(&shape, location, site),
        };
        Lowered { ty, nullable }
    }

    fn define<'s>(&mut self, shape: &Shape<'s>, location: &Pointer, site: Site) -> Ty
    where
        'a: 's,
    {
        let id = self.types.push(TypeDef {
            location: location.clone(),
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
        if let Some((base, variants)) = enumeration(shape) {
            return Plan::Enum(base, variants);
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
        match shape.json_type {
            Some("string") => self.formats.string(shape.format.as_deref()),
            Some("integer") => self.formats.integer(shape.format.as_deref()),
            Some("number") => self.formats.number(shape.format.as_deref()),
            Some("boolean") => Ty::Boolean,
            Some("array") => self.lower_array(shape, location, site),
            None if shape.items.is_some() => self.lower_array(shape, location, site),
            Some("object") => self.lower_map(shape, location, site),
            None if shape.additional.is_some() => self.lower_map(shape, location, site),
            _ => {
                if !shape.enumeration.iter().all(Value::is_null) {
                    self.report(
                        codes::UNTYPED_SCHEMA,
                        location,
                        "the values of this `enum` have no type in common: any value is taken",
                    );
                }
                Ty::Any
            }
        }
    }

    fn lower_array<'s>(&mut self, shape: &Shape<'s>, location: &Pointer, site: &Site) -> Ty
    where
        'a: 's,
    {
        if shape
            .data
            .extensions
            .contains_key("x-spec2crate-prefix-items")
        {
            self.report(
                codes::UNTYPED_SCHEMA,
                location,
                "the items of this tuple have types of their own: any value is taken",
            );
            return Ty::Array(Box::new(Ty::Any));
        }
        let item = match shape.items {
            Some(items) => {
                let lowered =
                    self.lower_boxed(items, &location.child("items"), site.inside("item"));
                nullable(lowered)
            }
            None => Ty::Any,
        };
        Ty::Array(Box::new(item))
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
            Some(AdditionalProperties::Any(_)) | None => Ty::Any,
        };
        Ty::Map(Box::new(value))
    }

    /// Whether null is among a schema's values.
    pub(super) fn is_nullable(&self, schema: &ReferenceOr<Schema>, depth: usize) -> bool {
        match schema {
            ReferenceOr::Reference { reference } => {
                depth < FOLLOW_LIMIT
                    && self
                        .component_schema(reference)
                        .is_some_and(|(_, schema)| self.is_nullable(schema, depth + 1))
            }
            ReferenceOr::Item(schema) => self.is_item_nullable(schema, depth),
        }
    }

    fn is_item_nullable(&self, schema: &Schema, depth: usize) -> bool {
        let shape = Shape::new(schema);
        if shape.is_nullable() {
            return true;
        }
        depth < FOLLOW_LIMIT
            && (shape
                .one_of
                .iter()
                .chain(shape.any_of)
                .any(|branch| self.is_nullable(branch, depth + 1))
                || shape.all_of.len() == 1 && self.is_nullable(&shape.all_of[0], depth + 1))
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

/// The values of an enum that can be a type: all strings, or all integers.
pub(super) fn enumeration(shape: &Shape<'_>) -> Option<(EnumBase, Vec<Variant>)> {
    let extensible = shape
        .data
        .extensions
        .get("x-extensible-enum")
        .and_then(Value::as_array);
    let values = match extensible {
        Some(values) if shape.enumeration.is_empty() => values.as_slice(),
        _ => shape.enumeration.as_slice(),
    };
    let base = if values.iter().any(Value::is_string) {
        EnumBase::String
    } else {
        EnumBase::Integer
    };
    let fits = match base {
        EnumBase::String => shape
            .json_type
            .is_none_or(|json_type| json_type == "string"),
        EnumBase::Integer => shape
            .json_type
            .is_none_or(|json_type| json_type == "integer" || json_type == "number"),
    };
    if !fits {
        return None;
    }
    let names = texts(shape, &["x-enum-varnames", "x-enumNames", "x-enum-names"]);
    let descriptions = texts(shape, &["x-enum-descriptions", "x-enumDescriptions"]);
    let mut seen = BTreeSet::new();
    let mut variants = Vec::new();
    for (index, value) in values
        .iter()
        .enumerate()
        .filter(|(_, value)| !value.is_null())
    {
        let ((EnumBase::String, literal @ Literal::String(_))
        | (EnumBase::Integer, literal @ Literal::Integer(_))) = (base, Literal::from_value(value)?)
        else {
            return None;
        };
        if seen.insert(value.to_string()) {
            variants.push(Variant {
                value: literal,
                name: names.text(index, value),
                description: descriptions.text(index, value),
            });
        }
    }
    (!variants.is_empty()).then_some((base, variants))
}

/// A list of texts beside `enum`, by place or by value.
struct Texts<'a>(Option<&'a Value>);

fn texts<'a>(shape: &Shape<'a>, keys: &[&str]) -> Texts<'a> {
    Texts(keys.iter().find_map(|key| shape.data.extensions.get(*key)))
}

impl Texts<'_> {
    fn text(&self, index: usize, value: &Value) -> Option<String> {
        let found = match self.0? {
            Value::Array(texts) => texts.get(index)?,
            Value::Object(texts) => match value {
                Value::String(key) => texts.get(key)?,
                other => texts.get(&other.to_string())?,
            },
            _ => return None,
        };
        found
            .as_str()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    }
}
