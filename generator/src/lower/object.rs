//! Lowers objects: the properties of all parts become one struct.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties as SchemaAdditional, ReferenceOr, Schema, SchemaData, SchemaKind,
};
use serde_json::{Map, Value};

use super::schema::{FOLLOW_LIMIT, docs, nullable};
use super::shape::{Properties, Shape};
use super::union::Choice;
use super::{Lowering, Site, SiteOwner};
use crate::diagnostic::{Pointer, codes};
use crate::ir::{AdditionalProperties, Constraints, Docs, Literal, Object, Property, Ty};

/// How many properties that several parts declare are merged within each other.
const REPEATED_LIMIT: usize = 8;

/// A schema that an object is made of.
pub(super) struct Part<'s> {
    pub(super) location: Pointer,
    pub(super) site: Site,
    pub(super) properties: Option<&'s Properties>,
    required: &'s [String],
    additional: Option<&'s SchemaAdditional>,
    patterns: Option<&'s Map<String, Value>>,
    /// What stands beside the properties: values may have more than is declared.
    pub(super) choices: Vec<Choice<'s>>,
    /// Whether the schema is a choice and nothing else.
    pub(super) is_choice: bool,
    /// Whether a discriminator with a mapping stands there without a union.
    is_base: bool,
}

impl<'s> Part<'s> {
    /// The object keywords of a schema.
    pub(super) fn new(shape: &Shape<'s>, location: &Pointer, site: &Site) -> Self {
        let choices = Choice::all(shape);
        Self {
            location: location.clone(),
            site: site.clone(),
            properties: shape.properties,
            required: shape.required,
            additional: shape.additional,
            patterns: shape.patterns,
            is_base: choices.is_empty()
                && shape
                    .data
                    .discriminator
                    .as_ref()
                    .is_some_and(|found| !found.mapping.is_empty()),
            is_choice: choices.len() == 1
                && shape.is_bare()
                && shape.required.is_empty()
                && shape.all_of.is_empty(),
            choices,
        }
    }
}

impl<'a> Lowering<'a> {
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
        let mut declared: IndexMap<&str, Vec<Declared<'_>>> = IndexMap::new();
        for part in parts {
            for (name, schema) in part.properties.into_iter().flatten() {
                let known = declared.entry(name).or_default();
                // What only describes a property adds nothing to what tells its type.
                let tells = known.iter().any(|known| !is_boxed_weak(known.schema));
                if tells && is_boxed_weak(schema) || !known.is_empty() && is_boxed_remark(schema) {
                    continue;
                }
                if known.iter().any(|known| self.extends(known.schema, schema)) {
                    continue;
                }
                known.retain(|known| {
                    known.schema != schema
                        && !is_boxed_weak(known.schema)
                        && !self.extends(schema, known.schema)
                });
                known.push(Declared { part, schema });
            }
        }
        let mut properties = Vec::with_capacity(declared.len());
        for (name, several) in &declared {
            let required = required.contains(name);
            properties.extend(match several.as_slice() {
                [.., _, _]
                    if several
                        .iter()
                        .all(|found| self.is_boxed_object(found.schema)) =>
                {
                    parts
                        .last()
                        .map(|own| self.lower_repeated(name, several, own, required))
                }
                several => several.last().map(|Declared { part, schema }| {
                    let location = part.location.child("properties").child(name);
                    self.lower_property(name, schema, &location, &part.site, required)
                }),
            });
        }
        let mut additional = AdditionalProperties::Ignored;
        for part in parts {
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
            if part.patterns.is_some() {
                let others = match &additional {
                    AdditionalProperties::Typed(ty) => Some(ty.clone()),
                    AdditionalProperties::Ignored => None,
                };
                let ty = self.lower_patterns(part.patterns, others, &part.location, &part.site);
                additional = AdditionalProperties::Typed(ty);
            }
        }
        let names: BTreeMap<&str, bool> = declared
            .iter()
            .map(|(name, several)| {
                let tells = several.iter().any(|found| !is_boxed_remark(found.schema));
                (*name, tells)
            })
            .collect();
        let (flattened, is_partial) = self.lower_flattened(parts, &names);
        let is_base = self.report_inline_base(parts);
        // Values of a union's branches would be of another type than the map's.
        let is_mixed = !flattened.is_empty() && additional != AdditionalProperties::Ignored;
        if is_mixed || (is_partial || is_base) && additional == AdditionalProperties::Ignored {
            additional = AdditionalProperties::Typed(Ty::Any);
        }
        Object {
            properties,
            additional,
            flattened,
        }
    }

    /// A property whose objects of several parts are one.
    fn lower_repeated(
        &mut self,
        name: &str,
        several: &[Declared<'_>],
        own: &Part<'_>,
        required: bool,
    ) -> Property {
        let all_of = several
            .iter()
            .map(|found| match found.schema {
                ReferenceOr::Reference { reference } => ReferenceOr::Reference {
                    reference: reference.clone(),
                },
                ReferenceOr::Item(schema) => ReferenceOr::Item((**schema).clone()),
            })
            .collect();
        let said = several.iter().rev().find_map(|found| match found.schema {
            ReferenceOr::Item(schema) => Some(schema.schema_data.clone()),
            ReferenceOr::Reference { .. } => None,
        });
        let whole = ReferenceOr::boxed_item(Schema {
            schema_data: SchemaData {
                discriminator: None,
                ..said.unwrap_or_default()
            },
            schema_kind: SchemaKind::AllOf { all_of },
        });
        // Schemas that contain each other come here again and again.
        let key = format!(
            "{:?}",
            several.iter().map(|found| found.schema).collect::<Vec<_>>()
        );
        let known = self.repeated.iter().find(|(known, _)| *known == key);
        let location = match known {
            Some((_, location)) => location.clone(),
            None if self.repeated.len() < REPEATED_LIMIT => {
                own.location.child("properties").child(name)
            }
            None => {
                let last = &several[several.len() - 1];
                let location = last.part.location.child("properties").child(name);
                return self.lower_property(
                    name,
                    last.schema,
                    &location,
                    &last.part.site,
                    required,
                );
            }
        };
        self.repeated.push((key, location.clone()));
        let property = self.lower_property(name, &whole, &location, &own.site, required);
        self.repeated.pop();
        property
    }

    /// Whether a property is an object with properties, or made of such.
    fn is_boxed_object(&self, schema: &ReferenceOr<Box<Schema>>) -> bool {
        let shape = match schema {
            ReferenceOr::Item(schema) => Shape::new(schema),
            ReferenceOr::Reference { reference } => match self.follow(reference) {
                Some((_, schema)) => Shape::new(schema),
                None => return false,
            },
        };
        let is_object = |shape: &Shape<'_>| {
            shape.properties.is_some() && shape.one_of.is_empty() && shape.any_of.is_empty()
        };
        is_object(&shape)
            || shape
                .all_of
                .iter()
                .filter_map(|branch| self.shape_of(branch))
                .any(|branch| is_object(&branch))
    }

    /// Whether a discriminator of a schema without a name says which schemas add to it.
    fn report_inline_base(&mut self, parts: &[Part<'_>]) -> bool {
        // Only the schema's own: what a child includes of its base says nothing about the child.
        let Some(own) = parts.last().filter(|own| own.is_base) else {
            return false;
        };
        let is_component = matches!(&own.site.owner, SiteOwner::Type(id)
            if self.types.get(*id).location == own.location);
        if !is_component {
            self.report(
                codes::UNSUPPORTED_DISCRIMINATOR_BASE,
                &own.location.child("discriminator"),
                "a discriminator without `oneOf` in a schema without a name: what the schemas of its mapping add is kept untyped",
            );
        }
        !is_component
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
            preset: None,
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
        if let ReferenceOr::Reference { reference } = schema
            && let Some((_, target)) = self.follow(reference)
        {
            property.read_only = target.schema_data.read_only;
            property.write_only = target.schema_data.write_only;
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

/// A property as one part declares it.
struct Declared<'p> {
    part: &'p Part<'p>,
    schema: &'p ReferenceOr<Box<Schema>>,
}

/// Whether a branch says nothing about values: a description, `nullable`, an example.
pub(super) fn is_remark(branch: &ReferenceOr<Schema>) -> bool {
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

fn is_boxed_weak(branch: &ReferenceOr<Box<Schema>>) -> bool {
    match branch {
        ReferenceOr::Reference { .. } => false,
        ReferenceOr::Item(schema) => Shape::new(schema).is_weak(),
    }
}

fn is_remark_item(schema: &Schema) -> bool {
    let shape = Shape::new(schema);
    shape.is_weak() && shape.json_type.is_none()
}
