//! Lowers bases: schemas with a discriminator that others extend by `allOf`.
//!
//! A reference to a base means any of its children, so that the base is a union of them.
//! Children still take the base's properties.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{Discriminator as SchemaDiscriminator, ReferenceOr, Schema};

use super::enumeration::enumeration;
use super::schema::{FOLLOW_LIMIT, Plan, docs};
use super::shape::Shape;
use super::{Lowering, Site, component_name, component_pointer};
use crate::diagnostic::Pointer;
use crate::ir::{
    Discriminator, Literal, Origin, Ty, TypeDef, TypeId, TypeKind, Union, UnionVariant,
};

/// Which components extend which by `allOf`.
#[derive(Debug, Default)]
pub(super) struct Inheritance<'a> {
    parents: BTreeMap<&'a str, BTreeSet<&'a str>>,
    children: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Inheritance<'a> {
    /// The inheritance among a document's schemas.
    pub(super) fn of(schemas: &'a IndexMap<String, ReferenceOr<Schema>>) -> Self {
        let mut inheritance = Self::default();
        for (name, schema) in schemas {
            let ReferenceOr::Item(schema) = schema else {
                continue;
            };
            let mut included = Vec::new();
            included_by(schema, 0, &mut included);
            for parent in included {
                if let Some((parent, _)) = schemas.get_key_value(parent.as_str())
                    && parent != name
                {
                    inheritance.parents.entry(name).or_default().insert(parent);
                    inheritance.children.entry(parent).or_default().insert(name);
                }
            }
        }
        inheritance
    }

    fn children(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.children.get(name).into_iter().flatten().copied()
    }

    /// Every schema that a schema extends, near or far.
    fn ancestors(&self, name: &str) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        let mut open: Vec<&str> = vec![name];
        while let Some(name) = open.pop() {
            for parent in self.parents.get(name).into_iter().flatten() {
                if found.insert(*parent) {
                    open.push(parent);
                }
            }
        }
        found
    }
}

/// The names of the components in a schema's `allOf`.
fn included_by(schema: &Schema, depth: usize, found: &mut Vec<String>) {
    for branch in Shape::new(schema).all_of {
        match branch {
            ReferenceOr::Reference { reference } => {
                found.extend(component_name(reference, "schemas"));
            }
            ReferenceOr::Item(schema) if depth < FOLLOW_LIMIT => {
                included_by(schema, depth + 1, found);
            }
            ReferenceOr::Item(_) => {}
        }
    }
}

/// The children of a base: their names, and the values of its discriminator that mean them.
type Children<'a> = BTreeMap<&'a str, Vec<String>>;

impl<'a> Lowering<'a> {
    /// The union that a component is, where others extend it and a discriminator tells them apart.
    pub(super) fn lower_base<'s>(
        &mut self,
        id: TypeId,
        shape: &Shape<'s>,
        location: &Pointer,
    ) -> Option<Union>
    where
        'a: 's,
    {
        let Origin::Component(name) = self.types.get(id).origin.clone() else {
            return None;
        };
        let (discriminator, children) = self.children_of(&name)?;
        let mut variants = Vec::new();
        if let Some(tags) = self.own_tags(&name, shape, discriminator, &children)
            && let Plan::Object(parts) = self.plan(shape, location, &Site::of_type(id, ""))
        {
            let kind = TypeKind::Object(self.lower_object(&parts));
            let place = location.child("discriminator");
            let base = self.types.push(TypeDef {
                location: place.clone(),
                places: Vec::new(),
                origin: Origin::Type {
                    owner: id,
                    role: "base".to_owned(),
                },
                docs: docs(shape),
                kind: kind.clone(),
                nullable: false,
            });
            self.lower_checks(base, &kind, shape, location);
            preset(
                self.types.get_mut(base),
                &discriminator.property_name,
                &tags,
            );
            variants.push(UnionVariant {
                location: place,
                role: name.clone(),
                ty: Ty::Named(base),
                mapping: tags,
                description: None,
            });
        }
        for (child, tags) in children {
            variants.push(UnionVariant {
                location: component_pointer("schemas", child),
                role: child.to_owned(),
                ty: Ty::Named(self.components[child]),
                mapping: tags,
                description: None,
            });
        }
        Some(Union {
            variants,
            discriminator: Some(Discriminator {
                property: discriminator.property_name.clone(),
            }),
            is_any_of: false,
        })
    }

    /// The discriminator and the children of a component that is a base.
    fn children_of(&self, name: &str) -> Option<(&'a SchemaDiscriminator, Children<'a>)> {
        let discriminator = self.discriminator_of(name)?;
        let mut mapping: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (value, target) in &discriminator.mapping {
            let name = component_name(target, "schemas").unwrap_or_else(|| target.clone());
            mapping.entry(name).or_default().push(value.clone());
        }
        let mut children = Children::new();
        let mut reached = BTreeSet::from([name]);
        let mut open: Vec<&'a str> = self.inheritance.children(name).collect();
        while let Some(child) = open.pop() {
            if !reached.insert(child) {
                continue;
            }
            let mut tags = self.tags_of(child, discriminator, &mapping);
            if self.discriminator_of(child).is_some() {
                // A base itself: a variant for all of its own children.
                let mut inner: Vec<&'a str> = self.inheritance.children(child).collect();
                while let Some(grandchild) = inner.pop() {
                    if reached.insert(grandchild) {
                        tags.extend(self.tags_of(grandchild, discriminator, &mapping));
                        inner.extend(self.inheritance.children(grandchild));
                    }
                }
            } else {
                open.extend(self.inheritance.children(child));
            }
            children.insert(child, tags);
        }
        for (target, tags) in &mapping {
            if let Some((target, _)) = self.document.components.schemas.get_key_value(target)
                && reached.insert(target)
            {
                children.insert(target, tags.clone());
            }
        }
        (!children.is_empty()).then_some((discriminator, children))
    }

    /// The discriminator of a component that has no union beside it.
    fn discriminator_of(&self, name: &str) -> Option<&'a SchemaDiscriminator> {
        let ReferenceOr::Item(schema) = self.document.components.schemas.get(name)? else {
            return None;
        };
        let shape = Shape::new(schema);
        let discriminator = schema.schema_data.discriminator.as_ref()?;
        (shape.one_of.is_empty() && shape.any_of.is_empty()).then_some(discriminator)
    }

    /// The values of a discriminator that mean a child.
    fn tags_of(
        &self,
        child: &str,
        discriminator: &SchemaDiscriminator,
        mapping: &BTreeMap<String, Vec<String>>,
    ) -> Vec<String> {
        if let Some(tags) = mapping.get(child) {
            return tags.clone();
        }
        let own = match self.document.components.schemas.get(child) {
            Some(ReferenceOr::Item(schema)) => own_values(schema, &discriminator.property_name, 0),
            _ => Vec::new(),
        };
        if own.is_empty() {
            vec![child.to_owned()]
        } else {
            own
        }
    }

    /// The values that mean the base itself, where it may stand by itself.
    fn own_tags(
        &self,
        name: &str,
        shape: &Shape<'_>,
        discriminator: &SchemaDiscriminator,
        children: &Children<'_>,
    ) -> Option<Vec<String>> {
        let mapped: Vec<String> = discriminator
            .mapping
            .iter()
            .filter(|(_, target)| {
                component_name(target, "schemas")
                    .as_deref()
                    .unwrap_or(target)
                    == name
            })
            .map(|(value, _)| value.clone())
            .collect();
        if !mapped.is_empty() {
            return Some(mapped);
        }
        let property = &discriminator.property_name;
        let declared = shape.properties.and_then(|found| found.get(property));
        let listed = match declared {
            Some(ReferenceOr::Item(schema)) => strings(schema),
            Some(ReferenceOr::Reference { reference }) => self
                .follow(reference)
                .map(|(_, schema)| strings(schema))
                .unwrap_or_default(),
            None => Vec::new(),
        };
        if listed.is_empty() {
            return discriminator
                .mapping
                .is_empty()
                .then(|| vec![name.to_owned()]);
        }
        let left: Vec<String> = listed
            .into_iter()
            .filter(|value| children.values().all(|tags| !tags.contains(value)))
            .collect();
        (!left.is_empty()).then_some(left)
    }

    /// Notes at a child's discriminators the value that means it.
    pub(super) fn preset_discriminators(&mut self, id: TypeId) {
        let Origin::Component(name) = self.types.get(id).origin.clone() else {
            return;
        };
        for ancestor in self.inheritance.ancestors(&name) {
            let Some((discriminator, children)) = self.children_of(ancestor) else {
                continue;
            };
            if let Some(tags) = children.get(name.as_str())
                && self.discriminator_of(&name).is_none()
            {
                preset(self.types.get_mut(id), &discriminator.property_name, tags);
            }
        }
    }

    /// Whether one schema includes another by `allOf`, both named.
    pub(super) fn extends(
        &self,
        child: &ReferenceOr<Box<Schema>>,
        parent: &ReferenceOr<Box<Schema>>,
    ) -> bool {
        let name = |schema: &ReferenceOr<Box<Schema>>| match schema {
            ReferenceOr::Reference { reference } => component_name(reference, "schemas"),
            ReferenceOr::Item(_) => None,
        };
        match (name(child), name(parent)) {
            (Some(child), Some(parent)) => {
                self.inheritance.ancestors(&child).contains(parent.as_str())
            }
            _ => false,
        }
    }

    /// Whether a place is that of a component that extends a base: it is one of the base's variants.
    pub(super) fn is_child_of(&self, location: &Pointer, schema: &ReferenceOr<Schema>) -> bool {
        let ReferenceOr::Reference { reference } = schema else {
            return false;
        };
        let Some(base) = component_name(reference, "schemas") else {
            return false;
        };
        self.children_of(&base).is_some_and(|(_, children)| {
            children
                .keys()
                .any(|child| component_pointer("schemas", child) == *location)
        })
    }
}

/// The values that a schema itself admits for a property.
fn own_values(schema: &Schema, property: &str, depth: usize) -> Vec<String> {
    let shape = Shape::new(schema);
    if let Some(ReferenceOr::Item(schema)) = shape
        .properties
        .and_then(|properties| properties.get(property))
    {
        return strings(schema);
    }
    shape
        .all_of
        .iter()
        .filter(|_| depth < FOLLOW_LIMIT)
        .flat_map(|branch| match branch {
            ReferenceOr::Item(schema) => own_values(schema, property, depth + 1),
            ReferenceOr::Reference { .. } => Vec::new(),
        })
        .collect()
}

/// The strings that a schema lists.
fn strings(schema: &Schema) -> Vec<String> {
    enumeration(&Shape::new(schema))
        .into_iter()
        .flat_map(|values| values.variants)
        .filter_map(|variant| match variant.value {
            Literal::String(text) => Some(text),
            _ => None,
        })
        .collect()
}

/// Notes at a type's discriminator the one value that means it.
fn preset(definition: &mut TypeDef, property: &str, tags: &[String]) {
    if let (TypeKind::Object(object), [only]) = (&mut definition.kind, tags)
        && let Some(property) = object
            .properties
            .iter_mut()
            .find(|found| found.name == property && found.constant.is_none())
    {
        property.preset = Some(Literal::String(only.clone()));
    }
}
