//! Lowers lists and tuples (`items`, `prefixItems`), and maps whose values depend on their keys (`patternProperties`).

use openapiv3::{ReferenceOr, Schema};
use serde_json::{Map, Value};

use super::schema::nullable;
use super::shape::Shape;
use super::{Lowering, Site};
use crate::diagnostic::{Pointer, codes};
use crate::ir::{Constraints, Docs, Ty, TypeDef, TypeKind, Union, UnionVariant};

/// How many items a Rust tuple may have and still be compared, copied and shown.
const TUPLE_LIMIT: usize = 12;

impl<'a> Lowering<'a> {
    /// The type of a list.
    pub(super) fn lower_array<'s>(
        &mut self,
        shape: &Shape<'s>,
        location: &Pointer,
        site: &Site,
    ) -> Ty
    where
        'a: 's,
    {
        let prefix = shape
            .data
            .extensions
            .get("x-spec2crate-prefix-items")
            .and_then(Value::as_array);
        if let Some(prefix) = prefix {
            return self.lower_tuple(shape, prefix, location, site);
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

    /// A tuple where each item has to be there, else a list of what the items may be.
    fn lower_tuple<'s>(
        &mut self,
        shape: &Shape<'s>,
        prefix: &[Value],
        location: &Pointer,
        site: &Site,
    ) -> Ty
    where
        'a: 's,
    {
        let count = prefix.len();
        let mut items = Vec::with_capacity(count);
        for (index, item) in prefix.iter().enumerate() {
            let place = location.child("prefixItems").index(index);
            let role = format!("item {}", index + 1);
            items.push((
                self.lower_value(item, &place, site.inside(&role)),
                role,
                place,
            ));
        }
        let is_exact = shape.constraints.min_items.is_some_and(|min| min >= count)
            && shape.constraints.max_items.is_some_and(|max| max <= count);
        if is_exact && (1..=TUPLE_LIMIT).contains(&count) {
            return Ty::Tuple(items.into_iter().map(|(ty, ..)| ty).collect());
        }
        if let Some(rest) = shape.items {
            let place = location.child("items");
            let rest = nullable(self.lower_boxed(rest, &place, site.inside("item")));
            if rest != Ty::Any {
                items.push((rest, "item".to_owned(), place));
            }
        }
        let item = self.one_of_several(items, &location.child("prefixItems"), &site.inside("item"));
        Ty::Array(Box::new(item))
    }

    /// The type of the values of a map whose keys decide about them.
    pub(super) fn lower_patterns(
        &mut self,
        patterns: Option<&Map<String, Value>>,
        others: Option<Ty>,
        location: &Pointer,
        site: &Site,
    ) -> Ty {
        let several = patterns.is_some_and(|patterns| patterns.len() > 1) || others.is_some();
        let mut values = Vec::new();
        for (pattern, schema) in patterns.into_iter().flatten() {
            let place = location.child("patternProperties").child(pattern);
            let role = if several {
                format!("value {pattern}")
            } else {
                "value".to_owned()
            };
            let ty = self.lower_value(schema, &place, site.inside(&role));
            values.push((ty, role, place));
        }
        if let Some(others) = others {
            let place = location.child("additionalProperties");
            values.push((others, "value".to_owned(), place));
        }
        let place = location.child("patternProperties");
        self.one_of_several(values, &place, &site.inside("value"))
    }

    /// The type of a schema that stands in an extension.
    pub(super) fn lower_value(&mut self, schema: &Value, location: &Pointer, site: Site) -> Ty {
        match serde_json::from_value::<ReferenceOr<Schema>>(schema.clone()) {
            Ok(schema) => nullable(self.lower_schema(&schema, location, site)),
            Err(error) => {
                self.report(
                    codes::INVALID_OBJECT,
                    location,
                    format!("this schema can't be read and is left out: {error}"),
                );
                Ty::Any
            }
        }
    }

    /// One type for values of several.
    fn one_of_several(
        &mut self,
        several: Vec<(Ty, String, Pointer)>,
        location: &Pointer,
        site: &Site,
    ) -> Ty {
        let mut distinct: Vec<(Ty, String, Pointer)> = Vec::new();
        for (ty, role, place) in several {
            if ty == Ty::Any {
                return Ty::Any;
            }
            if distinct.iter().all(|(known, ..)| *known != ty) {
                distinct.push((ty, role, place));
            }
        }
        match distinct.as_slice() {
            [] => return Ty::Any,
            [(only, ..)] => return only.clone(),
            _ => {}
        }
        if let Some(id) = self.inline.get(location) {
            return Ty::Named(*id);
        }
        let variants = distinct
            .into_iter()
            .map(|(ty, role, location)| UnionVariant {
                location,
                role: self.role_of_ty(&ty).unwrap_or(role),
                ty,
                mapping: Vec::new(),
                description: None,
            })
            .collect();
        let id = self.types.push(TypeDef {
            location: location.clone(),
            places: Vec::new(),
            origin: site.clone().origin(),
            docs: Docs::default(),
            kind: TypeKind::Alias {
                ty: Ty::Any,
                constraints: Constraints::default(),
            },
            nullable: false,
        });
        self.inline.insert(location.clone(), id);
        self.types.get_mut(id).kind = TypeKind::Union(Union {
            variants,
            discriminator: None,
            is_any_of: false,
        });
        Ty::Named(id)
    }
}
