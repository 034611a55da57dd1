//! Makes inline types that are equal, below one component or operation, one type.
//!
//! Equal is what has the same shape, whatever its documentation says.
//! The one that stays is the shallowest, then the first by its pointer, so that the order of a document decides nothing.
//!
//! Only types of which another one has the outline are looked at closely: most have a shape of their own.
//!
//! # Invariants
//! - Components are never merged: their names are the document's.
//! - Types of two owners are never merged: a change of one file would change another.

use std::collections::BTreeMap;

use crate::diagnostic::Pointer;
use crate::ir::{
    AdditionalProperties, Api, Body, Constraints, ContentKind, Literal, Origin, Parameter,
    PartKind, Rule, Ty, TypeId, TypeKind, Types, Union, UnionVariant,
};

/// How often types are compared: once per level of types in types that are equal.
const ROUND_LIMIT: usize = 32;

/// Merges the equal inline types of an API.
pub(super) fn share(api: &mut Api) {
    let roots: Vec<Root> = api
        .types
        .iter()
        .map(|(id, _)| root(&api.types, id))
        .collect();
    let mut order: Vec<(usize, String, usize)> = api
        .types
        .iter()
        .filter(|(_, definition)| !matches!(definition.origin, Origin::Component(_)))
        .filter(|(_, definition)| !matches!(definition.kind, TypeKind::Alias { .. }))
        .map(|(id, definition)| {
            let location = &definition.location;
            (location.tokens().count(), location.to_string(), id.0)
        })
        .collect();
    order.sort();
    let order = alike(api, &roots, &order);
    let shapes = shapes(api, &roots, order);
    let mut stands_for: Vec<usize> = (0..api.types.len()).collect();
    for _ in 0..ROUND_LIMIT {
        let mut changed = false;
        let mut known: BTreeMap<(usize, Vec<usize>), usize> = BTreeMap::new();
        for Shape { index, group, ids } in &shapes {
            if stands_for[*index] != *index {
                continue;
            }
            let ids = ids.iter().map(|id| stands_for[*id]).collect();
            match known.entry((*group, ids)) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(*index);
                }
                std::collections::btree_map::Entry::Occupied(entry) => {
                    stands_for[*index] = *entry.get();
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
        // What stood for another may stand for nothing itself any more.
        for index in 0..stands_for.len() {
            let mut target = stands_for[index];
            while stands_for[target] != target {
                target = stands_for[target];
            }
            stands_for[index] = target;
        }
    }
    if stands_for
        .iter()
        .enumerate()
        .all(|(index, target)| index == *target)
    {
        return;
    }
    drop_merged(api, &stands_for);
}

/// Those types that have the same outline as another one of their owner, in their order.
fn alike(api: &Api, roots: &[Root], order: &[(usize, String, usize)]) -> Vec<usize> {
    let mut groups: BTreeMap<(&Root, Vec<&str>), usize> = BTreeMap::new();
    let outline_of = |index: usize| outline(&api.types.get(TypeId(index)).kind);
    for (_, _, index) in order {
        *groups
            .entry((&roots[*index], outline_of(*index)))
            .or_default() += 1;
    }
    order
        .iter()
        .map(|(_, _, index)| *index)
        .filter(|index| groups[&(&roots[*index], outline_of(*index))] > 1)
        .collect()
}

/// What types of one shape have in common at the least: their kind and the names in them.
fn outline(kind: &TypeKind) -> Vec<&str> {
    match kind {
        TypeKind::Object(object) => {
            let names = object
                .properties
                .iter()
                .map(|property| property.name.as_str());
            std::iter::once("object").chain(names).collect()
        }
        TypeKind::Enum(values) => {
            let values = values.variants.iter().map(|variant| match &variant.value {
                Literal::String(text) => text.as_str(),
                _ => "",
            });
            std::iter::once("enum").chain(values).collect()
        }
        TypeKind::Union(union) => {
            let roles = union.variants.iter().map(|variant| variant.role.as_str());
            std::iter::once("union").chain(roles).collect()
        }
        TypeKind::Alias { .. } => vec!["alias"],
    }
}

/// A type that may be equal to another.
struct Shape {
    /// Its place among the types.
    index: usize,
    /// Which others are equal to it but for the types they name.
    group: usize,
    /// The types that it names, in their order.
    ids: Vec<usize>,
}

/// The shapes of types, in their order.
fn shapes(api: &Api, roots: &[Root], order: Vec<usize>) -> Vec<Shape> {
    let mut groups: BTreeMap<(&Root, String), usize> = BTreeMap::new();
    order
        .into_iter()
        .map(|index| {
            let id = TypeId(index);
            let mut ids = Vec::new();
            let mut text = String::new();
            signature(&api.types.get(id).kind, &mut text, &mut ids);
            let mut rules = api.checks.of_type(id).to_vec();
            each_rule(&mut rules, &mut |id| ids.push(std::mem::take(&mut id.0)));
            if !rules.is_empty() {
                text.push_str(&format!("\n{rules:?}"));
            }
            let next = groups.len();
            let group = *groups.entry((&roots[index], text)).or_insert(next);
            Shape { index, group, ids }
        })
        .collect()
}

/// What a type belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Root {
    Type(usize),
    Operation(Pointer),
}

fn root(types: &Types, id: TypeId) -> Root {
    let mut current = id;
    for _ in 0..=types.len() {
        match &types.get(current).origin {
            Origin::Component(_) => break,
            Origin::Type { owner, .. } => current = *owner,
            Origin::Operation { owner, .. } => return Root::Operation(owner.clone()),
        }
    }
    Root::Type(current.0)
}

/// Adds everything about a type but its place and its documentation to a text, and the types that it names to a list.
fn signature(kind: &TypeKind, text: &mut String, ids: &mut Vec<usize>) {
    let mut named = |text: &mut String, ty: &Ty| {
        let mut ty = ty.clone();
        each_id(&mut ty, &mut |id| ids.push(std::mem::take(&mut id.0)));
        text.push_str(&format!(" {ty:?}"));
    };
    match kind {
        TypeKind::Object(object) => {
            text.push_str("object");
            for property in &object.properties {
                text.push_str(&format!("\n{:?}", property.name));
                named(text, &property.ty);
                for is in [
                    property.required,
                    property.nullable,
                    property.read_only,
                    property.write_only,
                    property.docs.deprecated,
                ] {
                    text.push(if is { '1' } else { '0' });
                }
                let values = (&property.constant, &property.preset, &property.default);
                if values != (&None, &None, &None) {
                    text.push_str(&format!(" {values:?}"));
                }
                if property.constraints != Constraints::default() {
                    text.push_str(&format!(" {:?}", property.constraints));
                }
            }
            for flat in &object.flattened {
                text.push_str("\nflat");
                named(text, &flat.ty);
            }
            if let AdditionalProperties::Typed(ty) = &object.additional {
                text.push_str("\nrest");
                named(text, ty);
            }
        }
        TypeKind::Enum(values) => {
            text.push_str(&format!("enum {:?} {}", values.base, values.extensible));
            for variant in &values.variants {
                text.push_str(&format!("\n{:?} {:?}", variant.value, variant.name));
            }
        }
        TypeKind::Union(union) => {
            text.push_str(&format!("union {:?}", union.discriminator));
            for variant in &union.variants {
                text.push_str(&format!("\n{:?} {:?}", variant.role, variant.mapping));
                named(text, &variant.ty);
            }
        }
        TypeKind::Alias { ty, constraints } => {
            text.push_str(&format!("alias {constraints:?}"));
            named(text, ty);
        }
    }
}

/// Leaves out the types that others stand for, and names those instead.
fn drop_merged(api: &mut Api, stands_for: &[usize]) {
    let mut places: Vec<usize> = vec![0; stands_for.len()];
    let mut next = 0;
    for (index, target) in stands_for.iter().enumerate() {
        if index == *target {
            places[index] = next;
            next += 1;
        }
    }
    let mut place = |id: &mut TypeId| id.0 = places[stands_for[id.0]];
    let mut merged = Vec::new();
    let old = std::mem::take(&mut api.types);
    for (id, mut definition) in old.into_definitions() {
        if stands_for[id.0] != id.0 {
            let mut stays = id;
            place(&mut stays);
            merged.push((stays, definition.places));
            continue;
        }
        if let Origin::Type { owner, .. } = &mut definition.origin {
            place(owner);
        }
        each_ty(&mut definition.kind, &mut |ty| each_id(ty, &mut place));
        if let TypeKind::Union(union) = &mut definition.kind {
            merge_variants(union);
        }
        api.types.push(definition);
    }
    merged.sort();
    for (id, places) in merged {
        api.types.get_mut(id).places.extend(places);
    }
    let checks = std::mem::take(&mut api.checks);
    for (mut id, mut rules) in checks.types {
        if stands_for[id.0] == id.0 {
            place(&mut id);
            each_rule(&mut rules, &mut place);
            api.checks.types.insert(id, rules);
        }
    }
    for (location, mut rules) in checks.places {
        each_rule(&mut rules, &mut place);
        api.checks.places.insert(location, rules);
    }
    let mut visit = |ty: &mut Ty| each_id(ty, &mut place);
    for parameter in &mut api.client_parameters {
        parameter_tys(parameter, &mut visit);
    }
    for request in &mut api.incoming {
        if let Some((_, ContentKind::Json(ty))) = &mut request.content {
            visit(ty);
        }
        for header in &mut request.headers {
            visit(&mut header.ty);
        }
    }
    for operation in &mut api.operations {
        for parameter in &mut operation.parameters {
            parameter_tys(parameter, &mut visit);
        }
        for body in operation.body.iter_mut().flat_map(|body| &mut body.content) {
            match body {
                Body::Value { ty, .. } => visit(ty),
                Body::Form { fields, .. } => {
                    for field in fields {
                        visit(&mut field.ty);
                    }
                }
                Body::Multipart { parts, .. } => {
                    for part in parts {
                        match &mut part.kind {
                            PartKind::Json { ty, .. } | PartKind::Text { ty, .. } => visit(ty),
                            PartKind::File { .. } => {}
                        }
                        for header in &mut part.headers {
                            visit(&mut header.ty);
                        }
                    }
                }
                Body::Text { .. } | Body::Binary { .. } => {}
            }
        }
        for response in &mut operation.responses {
            for content in &mut response.content {
                match &mut content.kind {
                    ContentKind::Json(ty)
                    | ContentKind::Items(ty)
                    | ContentKind::NamedEvents { ty, .. }
                    | ContentKind::Events(Some(ty)) => visit(ty),
                    ContentKind::Text
                    | ContentKind::Binary
                    | ContentKind::Parts
                    | ContentKind::Events(None) => {}
                }
            }
            for header in &mut response.headers {
                visit(&mut header.ty);
            }
        }
    }
}

/// Makes variants of one type one variant.
fn merge_variants(union: &mut Union) {
    let mut variants: Vec<UnionVariant> = Vec::with_capacity(union.variants.len());
    for variant in union.variants.drain(..) {
        match variants.iter_mut().find(|known| known.ty == variant.ty) {
            Some(known) => known.mapping.extend(variant.mapping),
            None => variants.push(variant),
        }
    }
    union.variants = variants;
}

fn parameter_tys(parameter: &mut Parameter, visit: &mut dyn FnMut(&mut Ty)) {
    visit(&mut parameter.ty);
}

fn each_ty(kind: &mut TypeKind, visit: &mut dyn FnMut(&mut Ty)) {
    match kind {
        TypeKind::Object(object) => {
            for property in &mut object.properties {
                visit(&mut property.ty);
            }
            for flat in &mut object.flattened {
                visit(&mut flat.ty);
            }
            if let AdditionalProperties::Typed(ty) = &mut object.additional {
                visit(ty);
            }
        }
        TypeKind::Union(union) => {
            for variant in &mut union.variants {
                visit(&mut variant.ty);
            }
        }
        TypeKind::Alias { ty, .. } => visit(ty),
        TypeKind::Enum(_) => {}
    }
}

fn each_rule(rules: &mut [Rule], visit: &mut dyn FnMut(&mut TypeId)) {
    for rule in rules {
        match rule {
            Rule::Type(id) => visit(id),
            Rule::Property(_, inner) | Rule::Items(inner) | Rule::Values(_, inner) => {
                each_rule(inner, visit);
            }
            Rule::Own(_) | Rule::Secret => {}
        }
    }
}

fn each_id(ty: &mut Ty, visit: &mut dyn FnMut(&mut TypeId)) {
    match ty {
        Ty::Named(id) => visit(id),
        Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) => each_id(inner, visit),
        Ty::Tuple(items) => items.iter_mut().for_each(|item| each_id(item, visit)),
        Ty::String(_)
        | Ty::Integer(_)
        | Ty::Number
        | Ty::Decimal
        | Ty::Boolean
        | Ty::Any
        | Ty::Binary => {}
    }
}
