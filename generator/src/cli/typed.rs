//! Counts how many schemas of a document have a type: what `inspect` says beside the types themselves.
//!
//! A schema that says nothing about its values is typed as what it is, any value.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostics, Place, Pointer, codes};
use crate::generate::Model;
use crate::ir::{AdditionalProperties, Origin, Ty, TypeKind};

/// Codes of schemas that say something of their values which no type says.
const UNTYPED: [Code; 6] = [
    codes::UNTYPED_SCHEMA,
    codes::UNSUPPORTED_UNION_BESIDE_PROPERTIES,
    codes::UNSUPPORTED_DISCRIMINATOR_BASE,
    codes::INVALID_OBJECT,
    codes::DYNAMIC_REF,
    codes::UNKNOWN_TYPE,
];

/// How much of a document is typed.
pub(super) struct Typed {
    /// Component schemas.
    pub(super) components: usize,
    /// Those of them with a schema that has no type, however deep inside.
    pub(super) components_untyped: usize,
    /// Schemas of components, properties, items, values and branches; equal ones of one owner count once.
    pub(super) nodes: usize,
    /// Schemas without a type, and why.
    pub(super) untyped: BTreeMap<Pointer, (&'static str, String)>,
}

impl Typed {
    pub(super) fn of(model: &Model, diagnostics: &Diagnostics) -> Self {
        let untyped: BTreeMap<Pointer, (&'static str, String)> = diagnostics
            .iter()
            .filter(|diagnostic| UNTYPED.contains(&diagnostic.code))
            .filter_map(|diagnostic| match &diagnostic.place {
                Some(Place::Document(pointer)) => Some((
                    pointer.clone(),
                    (diagnostic.code.name(), diagnostic.message.clone()),
                )),
                _ => None,
            })
            .collect();
        let mut components = 0;
        let mut components_untyped = 0;
        let mut nodes = 0;
        for (_, definition) in model.api.types.iter() {
            nodes += 1 + kind_nodes(&definition.kind);
            if let Origin::Component(_) = definition.origin {
                components += 1;
                let own: Vec<String> = definition.location.tokens().collect();
                let is_inside = |pointer: &Pointer| {
                    pointer
                        .tokens()
                        .zip(&own)
                        .filter(|(one, other)| one == *other)
                        .count()
                        == own.len()
                };
                components_untyped += usize::from(untyped.keys().any(is_inside));
            }
        }
        Self {
            components,
            components_untyped,
            nodes: nodes.max(untyped.len()),
            untyped,
        }
    }

    pub(super) fn to_json(&self) -> Value {
        let untyped: Vec<Value> = self
            .untyped
            .iter()
            .map(|(pointer, (code, message))| {
                json!({"pointer": pointer.to_string(), "code": code, "message": message})
            })
            .collect();
        json!({
            "components": self.components,
            "components_typed": self.components - self.components_untyped,
            "nodes": self.nodes,
            "nodes_typed": self.nodes - self.untyped.len(),
            "untyped": untyped,
        })
    }
}

fn kind_nodes(kind: &TypeKind) -> usize {
    match kind {
        TypeKind::Object(object) => {
            let properties = object
                .properties
                .iter()
                .map(|property| 1 + ty_nodes(&property.ty));
            let additional = match &object.additional {
                AdditionalProperties::Typed(ty) => 1 + ty_nodes(ty),
                AdditionalProperties::Ignored => 0,
            };
            properties.sum::<usize>() + object.flattened.len() + additional
        }
        TypeKind::Union(union) => {
            let branches = union.variants.iter();
            branches.map(|variant| 1 + ty_nodes(&variant.ty)).sum()
        }
        TypeKind::Alias { ty, .. } => ty_nodes(ty),
        TypeKind::Enum(_) => 0,
    }
}

/// The items and values inside a type.
fn ty_nodes(ty: &Ty) -> usize {
    match ty {
        Ty::Array(inner) | Ty::Map(inner) => 1 + ty_nodes(inner),
        Ty::Nullable(inner) => ty_nodes(inner),
        Ty::Tuple(items) => items.iter().map(|item| 1 + ty_nodes(item)).sum(),
        _ => 0,
    }
}
