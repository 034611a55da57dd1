//! Lowers objects, and `allOf`: the properties of all parts become one struct.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties as SchemaAdditional, ReferenceOr, Schema};

use super::schema::{FOLLOW_LIMIT, Plan, docs, enumeration, nullable};
use super::shape::{Properties, Shape};
use super::{Lowering, Site};
use crate::diagnostic::{Pointer, codes};
use crate::ir::{AdditionalProperties, Constraints, Docs, Literal, Object, Property, Ty};

/// A schema that an object is made of.
pub(super) struct Part<'s> {
    location: Pointer,
    site: Site,
    properties: Option<&'s Properties>,
    required: &'s [String],
    additional: Option<&'s SchemaAdditional>,
    /// Whether a union stands beside the properties: values may have more than is declared.
    has_union: bool,
    has_patterns: bool,
    /// Whether a discriminator stands there without a union: schemas that include this one add to it.
    is_base: bool,
}

impl<'s> Part<'s> {
    /// The object keywords of a schema.
    pub(super) fn new(shape: &Shape<'s>, location: &Pointer, site: &Site) -> Self {
        Self {
            location: location.clone(),
            site: site.clone(),
            properties: shape.properties,
            required: shape.required,
            additional: shape.additional,
            has_union: !shape.one_of.is_empty() || !shape.any_of.is_empty(),
            is_base: shape.data.discriminator.is_some(),
            has_patterns: shape
                .data
                .extensions
                .contains_key("x-spec2crate-pattern-properties"),
        }
    }

    /// Says that the union only demands properties that are declared: it adds none.
    pub(super) fn forget_union(&mut self) {
        self.has_union = false;
    }
}

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
        if shape.is_bare()
            && shape.required.is_empty()
            && shape.one_of.is_empty()
            && shape.any_of.is_empty()
        {
            let mut telling = shape
                .all_of
                .iter()
                .enumerate()
                .filter(|(_, branch)| !is_remark(branch));
            if let (Some((index, branch)), None) = (telling.next(), telling.next()) {
                return Plan::Transparent(branch, branches.index(index));
            }
        }
        let mut parts = Vec::new();
        let mut seen = BTreeSet::new();
        self.flatten(shape, location, site, &mut seen, &mut parts, 0);
        // `shape` itself is flattened from its own schema below, so that its keywords come last.
        if parts.iter().any(|flat| flat.shape.is_object()) || shape.is_object() {
            let mut object: Vec<_> = parts
                .iter()
                .map(|flat| Part::new(&flat.shape, &flat.location, &flat.site))
                .collect();
            object.push(Part::new(shape, location, site));
            return Plan::Object(object);
        }
        if let Some((base, variants)) = enumeration(shape)
            .or_else(|| parts.iter().rev().find_map(|flat| enumeration(&flat.shape)))
        {
            return Plan::Enum(base, variants);
        }
        let telling = shape
            .all_of
            .iter()
            .enumerate()
            .find(|(_, branch)| !is_remark(branch));
        match telling {
            Some((index, branch)) if shape.is_bare() => {
                Plan::Transparent(branch, branches.index(index))
            }
            _ => Plan::Plain,
        }
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

    /// The component schema that a reference leads to, over other references.
    pub(super) fn follow(&self, reference: &str) -> Option<(&'a str, &'a Schema)> {
        let mut found = self.component_schema(reference)?;
        for _ in 0..FOLLOW_LIMIT {
            match found.1 {
                ReferenceOr::Item(schema) => return Some((found.0, schema)),
                ReferenceOr::Reference { reference } => found = self.component_schema(reference)?,
            }
        }
        None
    }

    /// The object that the parts make together.
    pub(super) fn lower_object(&mut self, parts: &[Part<'_>]) -> Object {
        let required: BTreeSet<&str> = parts
            .iter()
            .flat_map(|part| part.required)
            .map(String::as_str)
            .collect();
        let mut properties: IndexMap<&str, Property> = IndexMap::new();
        let mut additional = AdditionalProperties::Ignored;
        for part in parts {
            for (name, schema) in part.properties.into_iter().flatten() {
                if properties.contains_key(name.as_str()) && is_boxed_remark(schema) {
                    continue;
                }
                let location = part.location.child("properties").child(name);
                let property = self.lower_property(
                    name,
                    schema,
                    &location,
                    &part.site,
                    required.contains(name.as_str()),
                );
                properties.insert(name, property);
            }
            match part.additional {
                Some(SchemaAdditional::Any(true)) => {
                    additional = AdditionalProperties::Typed(Ty::Any);
                }
                Some(SchemaAdditional::Schema(schema)) => {
                    let place = part.location.child("additionalProperties");
                    let lowered = self.lower_schema(schema, &place, part.site.inside("value"));
                    additional = AdditionalProperties::Typed(nullable(lowered));
                }
                Some(SchemaAdditional::Any(false)) | None => {}
            }
            if part.has_patterns {
                self.report(
                    codes::UNTYPED_SCHEMA,
                    &part.location,
                    "`patternProperties` give types by the spelling of a key: such properties are kept untyped",
                );
                additional = AdditionalProperties::Typed(Ty::Any);
            }
            if part.has_union {
                self.report(
                    codes::UNSUPPORTED_UNION_BESIDE_PROPERTIES,
                    &part.location,
                    "`oneOf` or `anyOf` beside properties: what the branches add is kept as untyped properties",
                );
                if additional == AdditionalProperties::Ignored {
                    additional = AdditionalProperties::Typed(Ty::Any);
                }
            }
        }
        // Only the schema's own: what a child includes of its base says nothing about the child.
        if let Some(own) = parts.last().filter(|own| own.is_base && !own.has_union) {
            self.report(
                codes::UNSUPPORTED_DISCRIMINATOR_BASE,
                &own.location.child("discriminator"),
                "a discriminator without `oneOf`: what the schemas that include this one add is kept untyped",
            );
            if additional == AdditionalProperties::Ignored {
                additional = AdditionalProperties::Typed(Ty::Any);
            }
        }
        Object {
            properties: properties.into_values().collect(),
            additional,
        }
    }

    fn lower_property(
        &mut self,
        name: &str,
        schema: &ReferenceOr<Box<Schema>>,
        location: &Pointer,
        site: &Site,
        required: bool,
    ) -> Property {
        let mut property = Property {
            name: name.to_owned(),
            location: location.clone(),
            docs: Docs::default(),
            ty: Ty::Any,
            required,
            nullable: false,
            constant: None,
            default: None,
            read_only: false,
            write_only: false,
            constraints: Constraints::default(),
        };
        if let ReferenceOr::Item(schema) = schema {
            let shape = Shape::new(schema);
            property.docs = docs(&shape);
            property.default.clone_from(&shape.data.default);
            property.read_only = shape.data.read_only;
            property.write_only = shape.data.write_only;
            property.constraints = shape.constraints.clone();
            if required && !shape.is_nullable() {
                property.constant = constant(&shape);
            }
            if let Some(literal) = &property.constant {
                property.ty = literal_ty(literal);
                return property;
            }
        }
        let lowered = self.lower_boxed(schema, location, site.inside(name));
        property.nullable = lowered.nullable && lowered.ty != Ty::Any;
        property.ty = lowered.ty;
        property
    }
}

/// The only value that a schema admits.
pub(super) fn constant(shape: &Shape<'_>) -> Option<Literal> {
    let [value] = shape.enumeration.as_slice() else {
        return None;
    };
    match (shape.json_type, Literal::from_value(value)?) {
        (None | Some("string"), literal @ Literal::String(_))
        | (
            None | Some("integer" | "number"),
            literal @ (Literal::Integer(_) | Literal::Number(_)),
        )
        | (None | Some("boolean"), literal @ Literal::Boolean(_)) => Some(literal),
        _ => None,
    }
}

/// The type of a constant.
pub(super) fn literal_ty(literal: &Literal) -> Ty {
    match literal {
        Literal::String(_) => Ty::String(crate::ir::Format::Plain),
        Literal::Integer(_) => Ty::Integer(crate::ir::IntegerWidth::I64),
        Literal::Number(_) => Ty::Number,
        Literal::Boolean(_) => Ty::Boolean,
    }
}

/// Whether a branch says nothing about values: a description, `nullable`, an example.
fn is_remark(branch: &ReferenceOr<Schema>) -> bool {
    match branch {
        ReferenceOr::Reference { .. } => false,
        ReferenceOr::Item(schema) => is_remark_item(schema),
    }
}

fn is_boxed_remark(branch: &ReferenceOr<Box<Schema>>) -> bool {
    match branch {
        ReferenceOr::Reference { .. } => false,
        ReferenceOr::Item(schema) => is_remark_item(schema),
    }
}

fn is_remark_item(schema: &Schema) -> bool {
    let shape = Shape::new(schema);
    shape.is_bare()
        && shape.required.is_empty()
        && shape.all_of.is_empty()
        && shape.one_of.is_empty()
        && shape.any_of.is_empty()
        && !shape.not
}
