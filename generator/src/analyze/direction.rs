//! Which types are sent and which are received.

use super::TypeSet;
use crate::ir::{
    AdditionalProperties, Api, Body, ContentKind, Operation, PartKind, Ty, TypeId, TypeKind, Types,
};

/// The types of each direction.
#[derive(Clone, Debug, Default)]
pub(super) struct Directions {
    pub(super) sent: TypeSet,
    pub(super) received: TypeSet,
}

impl Directions {
    pub(super) fn of(api: &Api) -> Self {
        let mut directions = Self::default();
        for operation in &api.operations {
            for ty in sent(operation) {
                reach(&api.types, ty, &mut directions.sent);
            }
            for ty in received(operation) {
                reach(&api.types, ty, &mut directions.received);
            }
        }
        for ty in incoming(api) {
            reach(&api.types, ty, &mut directions.received);
        }
        directions
    }
}

/// What stands in requests that the server makes.
fn incoming(api: &Api) -> Vec<&Ty> {
    let mut found = Vec::new();
    for request in &api.incoming {
        if let Some((_, ContentKind::Json(ty))) = &request.content {
            found.push(ty);
        }
        found.extend(request.headers.iter().map(|header| &header.ty));
    }
    found
}

/// The types that the operation names itself.
pub fn mentioned_by_operation(operation: &Operation) -> Vec<TypeId> {
    let mut found = Vec::new();
    for ty in sent(operation).into_iter().chain(received(operation)) {
        names(ty, &mut found);
    }
    found
}

/// The types that a definition names itself.
pub fn mentioned_by_type(kind: &TypeKind) -> Vec<TypeId> {
    let mut found = Vec::new();
    each_ty(kind, &mut |ty| names(ty, &mut found));
    found
}

/// The types that no operation needs for being named: by the client itself, and by what the server sends by itself.
pub fn mentioned_by_incoming(api: &Api) -> Vec<TypeId> {
    let mut found = Vec::new();
    let parameters = api.client_parameters.iter().map(|parameter| &parameter.ty);
    for ty in incoming(api).into_iter().chain(parameters) {
        names(ty, &mut found);
    }
    found
}

fn sent(operation: &Operation) -> Vec<&Ty> {
    let mut found: Vec<&Ty> = operation
        .parameters
        .iter()
        .map(|parameter| &parameter.ty)
        .collect();
    for body in operation.body.iter().flat_map(|body| &body.content) {
        match body {
            Body::Value { ty, .. } => found.push(ty),
            Body::Form { fields, .. } => found.extend(fields.iter().map(|field| &field.ty)),
            Body::Multipart { parts, .. } => {
                found.extend(parts.iter().filter_map(|part| match &part.kind {
                    PartKind::Json { ty, .. } | PartKind::Text { ty, .. } => Some(ty),
                    PartKind::File { .. } => None,
                }));
                let headers = parts.iter().flat_map(|part| &part.headers);
                found.extend(headers.map(|header| &header.ty));
            }
            Body::Text { .. } | Body::Binary { .. } => {}
        }
    }
    found
}

fn received(operation: &Operation) -> Vec<&Ty> {
    let mut found = Vec::new();
    for response in &operation.responses {
        for content in &response.content {
            match &content.kind {
                ContentKind::Json(ty)
                | ContentKind::Items(ty)
                | ContentKind::NamedEvents { ty, .. }
                | ContentKind::Events(Some(ty)) => found.push(ty),
                ContentKind::Text
                | ContentKind::Binary
                | ContentKind::Parts
                | ContentKind::Events(None) => {}
            }
        }
        found.extend(response.headers.iter().map(|header| &header.ty));
    }
    found
}

/// Adds every named type that a value of `ty` may contain.
fn reach(types: &Types, ty: &Ty, found: &mut TypeSet) {
    let mut open: Vec<TypeId> = Vec::new();
    names(ty, &mut open);
    while let Some(id) = open.pop() {
        if found.insert(id) {
            each_ty(&types.get(id).kind, &mut |ty| names(ty, &mut open));
        }
    }
}

/// Calls `visit` with every type that a definition is made of.
pub(super) fn each_ty(kind: &TypeKind, visit: &mut dyn FnMut(&Ty)) {
    match kind {
        TypeKind::Object(object) => {
            for property in &object.properties {
                visit(&property.ty);
            }
            for flat in &object.flattened {
                visit(&flat.ty);
            }
            if let AdditionalProperties::Typed(ty) = &object.additional {
                visit(ty);
            }
        }
        TypeKind::Union(union) => {
            for variant in &union.variants {
                visit(&variant.ty);
            }
        }
        TypeKind::Alias { ty, .. } => visit(ty),
        TypeKind::Enum(_) => {}
    }
}

/// Adds every name in a type.
pub(super) fn names(ty: &Ty, found: &mut Vec<TypeId>) {
    match ty {
        Ty::Named(id) => found.push(*id),
        Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) => names(inner, found),
        Ty::Tuple(items) => items.iter().for_each(|item| names(item, found)),
        Ty::String(_)
        | Ty::Integer(_)
        | Ty::Number
        | Ty::Decimal
        | Ty::Boolean
        | Ty::Any
        | Ty::Binary => {}
    }
}
