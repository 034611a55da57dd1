//! Lowers Request Body and Media Type Objects.

use openapiv3::{MediaType as DocumentMediaType, ReferenceOr, RequestBody as DocumentBody, Schema};

use super::content::telling;
use super::form::is_empty_form;
use super::operation::resolve;
use super::schema::Plan;
use super::{Lowering, Site};
use crate::diagnostic::{Pointer, codes};
use crate::ir::{Body, Notation, PartKind, Property, RequestBody, Ty, TypeKind};

impl Lowering<'_> {
    /// A request body; none when no media type of it can be sent.
    pub(super) fn lower_request_body(
        &mut self,
        body: &ReferenceOr<DocumentBody>,
        location: &Pointer,
        operation: &Pointer,
    ) -> Option<RequestBody> {
        let document = self.document;
        let resolved = resolve(
            body,
            &document.components.request_bodies,
            "requestBodies",
            location,
        );
        let Some((body, place)) = resolved else {
            self.report(
                codes::INVALID_OBJECT,
                location,
                "this names no request body of the document",
            );
            return None;
        };
        // A component's inline types are its own, however many operations use it.
        let owner = if place == *location {
            operation.clone()
        } else {
            place.clone()
        };
        let mut offered = telling(&body.content);
        offered.sort_by_key(|(name, _)| preference(name));
        let mut content: Vec<Body> = Vec::new();
        let mut schemas = Vec::new();
        for (name, media_type) in offered {
            // A form that admits no field is nothing to send.
            if !body.required && is_empty_form(name, media_type) {
                continue;
            }
            let key = place.child("content").child(name);
            let first = content.first().map(|body| body.media_type().name.clone());
            let others = content.iter().map(|body| essence(&body.media_type().name));
            let is_known = others.into_iter().any(|other| other == essence(name));
            let is_same = media_type.schema.is_some() && schemas.contains(&&media_type.schema);
            if let Some(first) = &first
                && !(is_known && is_same && is_json(name))
                && (is_known || !essence(name).contains('/') || is_json(name) && name.contains('*'))
            {
                let message =
                    format!("the client sends `{first}`; there is no way to send `{name}`");
                self.report(codes::UNSUPPORTED_REQUEST_MEDIA_TYPE, &key, message);
                continue;
            }
            // The same schema says the same, but for files, which go into parts alone, and for plain text.
            let is_xml_of_json =
                is_xml(name) && first.as_deref().is_some_and(is_json) && !is_text(media_type);
            // Bytes of what is an object in JSON are that JSON.
            let is_bytes_of_json = is_same
                && essence(name) == "application/octet-stream"
                && first.as_deref().is_some_and(is_json)
                && media_type.schema.as_ref().is_some_and(|schema| {
                    self.shape_of(schema).is_some_and(|shape| shape.is_object())
                });
            let mut lowered = None;
            if !(is_xml_of_json || is_bytes_of_json || is_same && is_value(name)) {
                let role = if content.is_empty() { "" } else { name };
                let site = Site::of_operation(&owner, words(role));
                lowered = Some(self.lower_body(name, media_type, &key, site));
            }
            let lowered = lowered.filter(|body| !is_same || has_file(body) || is_text(media_type));
            let Some(body) = lowered else {
                let message = format!(
                    "the client sends `{}`, and not `{name}`",
                    first.unwrap_or_default()
                );
                self.report(codes::REQUEST_AS_FIRST, &key, message);
                continue;
            };
            if essence(name).starts_with("multipart/") && matches!(body, Body::Binary { .. }) {
                let message = "this form names no parts: it is given as it is sent, with the boundary in its type";
                self.report(codes::UNSUPPORTED_FORM, &key, message);
            }
            if let Body::Value {
                notation: Notation::Items,
                ..
            } = &body
            {
                self.lower_item_checks(media_type, &key);
            } else if let Some(schema) = &media_type.schema {
                self.lower_place_checks(&key, schema, &key.child("schema"));
            }
            schemas.push(&media_type.schema);
            content.push(body);
        }
        if content.is_empty() {
            return None;
        }
        Some(RequestBody {
            location: place,
            description: body.description.clone(),
            required: body.required,
            content,
        })
    }

    fn lower_body(
        &mut self,
        name: &str,
        media_type: &DocumentMediaType,
        location: &Pointer,
        site: Site,
    ) -> Body {
        let lowered = self.lower_media_type(name, media_type, location);
        let essence = essence(name);
        if is_json(name) {
            let ty = self.lower_content_schema(media_type, location, site.inside("request"));
            return Body::Value {
                media_type: lowered,
                ty,
                notation: Notation::Json,
            };
        }
        // Of `multipart/*` a call says which one it sends.
        if essence.starts_with("multipart/") && !essence.contains('*') {
            return self.lower_multipart(media_type, lowered, &site);
        }
        if essence == "application/x-www-form-urlencoded" {
            if let Some(ty) = self.form_value(media_type, location, &site) {
                return Body::Value {
                    media_type: lowered,
                    ty,
                    notation: Notation::Form,
                };
            }
            let fields = self.lower_fields(media_type, location, site);
            if fields.is_empty() && !is_empty_form(name, media_type) {
                let message =
                    "this form names no fields: it is given as text, in the form that is sent";
                self.report(codes::UNSUPPORTED_FORM, location, message);
                return Body::Text {
                    media_type: lowered,
                };
            }
            return Body::Form {
                media_type: lowered,
                fields,
            };
        }
        if let Some(ty) = self.lower_items(name, media_type, location, &site) {
            return Body::Value {
                media_type: lowered,
                ty,
                notation: Notation::Items,
            };
        }
        self.report_xml(name, media_type, location);
        // Of a range of media types a call says which one it sends, as bytes.
        let is_range = essence.contains('*');
        if !is_range && (essence.starts_with("text/") || is_xml(name) || is_text(media_type)) {
            return Body::Text {
                media_type: lowered,
            };
        }
        Body::Binary {
            media_type: lowered,
        }
    }

    /// The type of a JSON body.
    pub(super) fn lower_content_schema(
        &mut self,
        media_type: &DocumentMediaType,
        location: &Pointer,
        site: Site,
    ) -> Ty {
        match &media_type.schema {
            Some(schema) => {
                super::schema::nullable(self.lower_schema(schema, &location.child("schema"), site))
            }
            None => Ty::Any,
        }
    }

    /// The properties that become the fields or parts of a body, and their places.
    pub(super) fn lower_properties(
        &mut self,
        schema: &ReferenceOr<Schema>,
        location: &Pointer,
        site: Site,
    ) -> Vec<Property> {
        if let ReferenceOr::Item(item) = schema {
            // The body is no type of its own: its properties are arguments and setters of the operation.
            let shape = super::shape::Shape::new(item);
            match self.plan(&shape, location, &site) {
                Plan::Object(parts) => return self.lower_object(&parts).properties,
                // No type either: nothing would name it.
                Plan::Union | Plan::Enum(_) => return Vec::new(),
                Plan::Transparent(..) | Plan::Plain => {}
            }
        }
        let mut ty = self.lower_schema(schema, location, site).ty;
        for _ in 0..super::schema::FOLLOW_LIMIT {
            let Ty::Named(id) = ty else { break };
            match &self.types.get(id).kind {
                TypeKind::Object(object) => return object.properties.clone(),
                TypeKind::Alias { ty: target, .. } => ty = target.clone(),
                TypeKind::Enum(_) | TypeKind::Union(_) => break,
            }
        }
        Vec::new()
    }

    /// The type behind aliases.
    pub(super) fn without_alias<'t>(&'t self, ty: &'t Ty) -> &'t Ty {
        let mut ty = ty;
        for _ in 0..super::schema::FOLLOW_LIMIT {
            match ty {
                Ty::Nullable(inner) => ty = inner,
                Ty::Named(id) => match &self.types.get(*id).kind {
                    TypeKind::Alias { ty: target, .. } => ty = target,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    pub(super) fn is_scalar(&self, ty: &Ty) -> bool {
        match self.without_alias(ty) {
            Ty::String(_) | Ty::Integer(_) | Ty::Number | Ty::Decimal | Ty::Boolean => true,
            Ty::Named(id) => matches!(self.types.get(*id).kind, TypeKind::Enum(_)),
            _ => false,
        }
    }
}

/// Which of several media types is sent: the one whose values are typed best, else the first.
fn preference(name: &str) -> u8 {
    let essence = essence(name);
    match essence.as_str() {
        _ if is_json(name) => 0,
        "multipart/form-data" => 1,
        "application/x-www-form-urlencoded" => 2,
        _ if essence.starts_with("multipart/") => 3,
        _ => 4,
    }
}

/// Whether a media type is a notation of values alone, so that the same schema says the same in another.
fn is_value(name: &str) -> bool {
    let essence = essence(name);
    is_json(name)
        || is_xml(name)
        || essence == "application/x-www-form-urlencoded"
        || essence.ends_with("yaml")
        || essence.ends_with("yml")
}

/// Whether a body carries what no JSON value does.
fn has_file(body: &Body) -> bool {
    match body {
        Body::Multipart { parts, .. } => parts
            .iter()
            .any(|part| matches!(part.kind, PartKind::File { .. })),
        // Of parts that are not known the same can be said.
        Body::Binary { media_type } => !media_type.name.starts_with("multipart/"),
        Body::Value { .. } | Body::Form { .. } | Body::Text { .. } => false,
    }
}

/// What tells a body from the others of its operation, in words.
pub(super) fn word_of(body: &Body, taken: &[String]) -> String {
    let short = match body {
        Body::Value {
            notation: Notation::Json,
            ..
        } => "json",
        Body::Value {
            notation: Notation::Items,
            ..
        } => "items",
        Body::Value { .. } | Body::Form { .. } => "form",
        Body::Multipart { .. } => "multipart",
        Body::Text { .. } => "text",
        Body::Binary { .. } => "bytes",
    };
    let name = &body.media_type().name;
    if taken.iter().any(|word| word == short) {
        words(name)
    } else {
        short.to_owned()
    }
}

/// A media type in words: its subtype.
pub(super) fn words(name: &str) -> String {
    let essence = essence(name);
    let subtype = essence
        .split_once('/')
        .map_or(essence.as_str(), |(_, it)| it);
    let words = subtype.replace(|sign: char| !sign.is_ascii_alphanumeric(), " ");
    words.trim().to_owned()
}

/// A media type without its parameters, in lower case.
pub(super) fn essence(name: &str) -> String {
    name.split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase()
}

/// RFC 6839, section 3.1: `+json` is JSON.
pub(super) fn is_json(name: &str) -> bool {
    let essence = essence(name);
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    subtype == "json" || subtype.ends_with("+json")
}

/// RFC 7303: XML, by its own name or by `+xml`.
pub(super) fn is_xml(name: &str) -> bool {
    let essence = essence(name);
    essence == "application/xml" || essence == "text/xml" || essence.ends_with("+xml")
}

/// Whether the schema of an unknown media type is a plain string.
pub(super) fn is_text(media_type: &DocumentMediaType) -> bool {
    match &media_type.schema {
        Some(ReferenceOr::Item(schema)) => {
            let shape = super::shape::Shape::new(schema);
            shape.json_type == Some("string")
                && !matches!(shape.format.as_deref(), Some("binary" | "byte"))
        }
        _ => false,
    }
}
