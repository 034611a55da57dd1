//! Lowers bodies of `application/x-www-form-urlencoded`: their fields, or a value whose properties are the fields.

use openapiv3::{AdditionalProperties, Encoding, MediaType as DocumentMediaType, ReferenceOr};

use super::body::{essence, is_json};
use super::parameter::query_style;
use super::schema::Plan;
use super::shape::Shape;
use super::{Lowering, Site};
use crate::diagnostic::Pointer;
use crate::ir::{FormField, FormStyle, QueryStyle, Ty, TypeKind};

impl Lowering<'_> {
    /// The type of a form whose fields differ from value to value, so that it is given as a whole.
    pub(super) fn form_value(
        &mut self,
        media_type: &DocumentMediaType,
        location: &Pointer,
        site: &Site,
    ) -> Option<Ty> {
        let schema = media_type.schema.as_ref()?;
        let at = location.child("schema");
        if let ReferenceOr::Item(item) = schema {
            let shape = Shape::new(item);
            let is_map = || {
                shape.is_object()
                    && !matches!(shape.additional, Some(AdditionalProperties::Any(false)))
            };
            match self.plan(&shape, &at, site) {
                Plan::Union => {}
                Plan::Plain if is_map() => {}
                // What its properties are says `lower_properties`.
                Plan::Object(_) | Plan::Enum(_) | Plan::Transparent(..) | Plan::Plain => {
                    return None;
                }
            }
        }
        let ty = self
            .lower_schema(schema, &at, site.clone().inside("request"))
            .ty;
        let is_whole = match self.without_alias(&ty) {
            Ty::Map(_) => true,
            Ty::Named(id) => match &self.types.get(*id).kind {
                TypeKind::Union(_) => true,
                TypeKind::Object(object) => !object.flattened.is_empty(),
                TypeKind::Alias { .. } | TypeKind::Enum(_) => false,
            },
            _ => false,
        };
        is_whole.then_some(ty)
    }

    /// The fields of a form.
    pub(super) fn lower_fields(
        &mut self,
        media_type: &DocumentMediaType,
        location: &Pointer,
        site: Site,
    ) -> Vec<FormField> {
        let Some(schema) = &media_type.schema else {
            return Vec::new();
        };
        let properties = self.lower_properties(schema, &location.child("schema"), site);
        properties
            .into_iter()
            .filter(|property| !property.read_only)
            .map(|property| {
                let encoding = media_type.encoding.get(&property.name);
                FormField {
                    style: form_style(&property.ty, encoding),
                    name: property.name,
                    location: property.location,
                    docs: property.docs,
                    required: property.required,
                    ty: property.ty,
                    constant: property.constant,
                    default: property.default,
                    constraints: property.constraints,
                }
            })
            .collect()
    }
}

fn form_style(ty: &Ty, encoding: Option<&Encoding>) -> FormStyle {
    match encoding {
        Some(encoding) if encoding.content_type.as_deref().is_some_and(is_json) => FormStyle::Json,
        Some(Encoding {
            style: Some(style),
            explode,
            ..
        }) => FormStyle::Query(query_style(style, Some(*explode))),
        // OAS 3.0.4 leaves nested objects open; brackets are what servers of such documents read.
        _ => match ty {
            Ty::Named(_) | Ty::Map(_) => FormStyle::Query(QueryStyle::DeepObject),
            _ => FormStyle::Query(QueryStyle::Form { explode: true }),
        },
    }
}

/// Whether a media type is a form whose schema admits no field at all.
pub(super) fn is_empty_form(name: &str, media_type: &DocumentMediaType) -> bool {
    let Some(ReferenceOr::Item(schema)) = &media_type.schema else {
        return false;
    };
    let shape = Shape::new(schema);
    essence(name) == "application/x-www-form-urlencoded"
        && shape.json_type == Some("object")
        && matches!(shape.additional, Some(AdditionalProperties::Any(false)))
        && shape.properties.is_none_or(indexmap::IndexMap::is_empty)
        && shape.patterns.is_none()
        && shape.all_of.is_empty()
        && shape.one_of.is_empty()
        && shape.any_of.is_empty()
}
