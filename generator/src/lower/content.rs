//! Lowers the media types of a Response Object: what its body is read into, by what it comes as.

use indexmap::IndexMap;
use openapiv3::{
    MediaType as DocumentMediaType, ReferenceOr, Response as DocumentResponse, Schema,
};

use super::body::{essence, is_json, is_text, is_xml, words};
use super::operation::resolve;
use super::{Lowering, Site};
use crate::diagnostic::{Pointer, codes};
use crate::ir::{Content, ContentKind, Ty};

impl Lowering<'_> {
    /// What the body may be, of one kind each: JSON first, and the document's order.
    pub(super) fn lower_contents(
        &mut self,
        response: &DocumentResponse,
        location: &Pointer,
        site: &Site,
    ) -> Vec<Content> {
        let mut offered = telling(&response.content);
        offered.sort_by_key(|(name, _)| !is_json(name));
        let location = location.child("content");
        let mut contents: Vec<Content> = Vec::new();
        let mut schemas: Vec<(&DocumentSchema, ContentKind)> = Vec::new();
        for (name, media_type) in offered {
            let place = location.child(name);
            let json = contents
                .first()
                .map(|content| content.media_types[0].name.clone())
                .filter(|name| is_json(name));
            if let Some(json) = &json
                && !is_json(name)
                && !is_sequence(name)
                && is_said_by_json(name, media_type, &schemas)
            {
                let message = format!("the client asks for `{json}`, and not for `{name}`");
                self.report(codes::RESPONSE_AS_JSON, &place, message);
                continue;
            }
            let known = media_type
                .schema
                .as_ref()
                .filter(|_| is_json(name))
                .and_then(|schema| schemas.iter().find(|(known, _)| *known == schema));
            if known.is_none()
                && !contents.is_empty()
                && !self.is_told_apart(name, &contents, &place)
            {
                continue;
            }
            let kind = if let Some((_, kind)) = known {
                kind.clone()
            } else {
                let site = if contents.is_empty() {
                    site.clone()
                } else {
                    site.inside(&words(name))
                };
                self.lower_content_kind(name, media_type, &place, site)
            };
            let is_sequence = kind.is_sequence();
            let other = contents
                .iter()
                .find(|content| is_sequence && content.is_sequence() && content.kind != kind);
            if let Some(other) = other {
                let first = &other.media_types[0].name;
                let message = format!("the client streams `{first}`, and not `{name}`");
                self.report(codes::UNSUPPORTED_RESPONSE_MEDIA_TYPE, &place, message);
                continue;
            }
            if let Some(schema) = &media_type.schema {
                schemas.push((schema, kind.clone()));
            }
            let lowered = self.lower_media_type(name, media_type, &place);
            match contents.iter_mut().find(|content| content.kind == kind) {
                Some(content) => content.media_types.push(lowered),
                None => contents.push(Content {
                    media_types: vec![lowered],
                    kind,
                }),
            }
        }
        contents
    }

    /// Whether what a body says of its type tells this media type from those before it.
    fn is_told_apart(&mut self, name: &str, contents: &[Content], place: &Pointer) -> bool {
        let message = if essence(name).contains('/') {
            let same = contents
                .iter()
                .flat_map(|content| &content.media_types)
                .find(|other| is_json(name) && essence(&other.name) == essence(name));
            same.map(|other| {
                format!(
                    "the client decodes `{}`, and cannot tell `{name}` from it",
                    other.name
                )
            })
        } else {
            Some(format!("`{name}` is no media type, and is not decoded"))
        };
        if let Some(message) = &message {
            self.report(codes::UNSUPPORTED_RESPONSE_MEDIA_TYPE, place, message);
        }
        message.is_none()
    }

    fn lower_content_kind(
        &mut self,
        name: &str,
        media_type: &DocumentMediaType,
        place: &Pointer,
        site: Site,
    ) -> ContentKind {
        let essence = essence(name);
        if is_sequence(name) && !is_bytes(media_type) {
            return self.lower_sequence(&essence, media_type, place, site);
        }
        if is_json(name) || essence == "*/*" && media_type.schema.is_some() && !is_text(media_type)
        {
            return match self.lower_content_schema(media_type, place, site) {
                Ty::Binary => ContentKind::Binary,
                ty => ContentKind::Json(ty),
            };
        }
        self.report_xml(name, media_type, place);
        if essence.starts_with("multipart/") && !is_bytes(media_type) {
            return ContentKind::Parts;
        }
        if essence.starts_with("text/") || is_xml(name) || is_text(media_type) {
            ContentKind::Text
        } else {
            ContentKind::Binary
        }
    }

    /// What comes one after another: `itemSchema` says what each is, or else the schema, be it of one or of all.
    fn lower_sequence(
        &mut self,
        essence: &str,
        media_type: &DocumentMediaType,
        place: &Pointer,
        site: Site,
    ) -> ContentKind {
        let item = media_type.extensions.get(ITEM_SCHEMA);
        if essence == "text/event-stream"
            && let Some(kind) = self.lower_event_schema(media_type, place, &site)
        {
            return kind;
        }
        let ty = match item {
            Some(item) => Some(self.lower_value(item, &place.child(ITEM_SCHEMA), site)),
            None => self.lower_item_of_schema(media_type, place, site),
        };
        if essence == "text/event-stream" {
            ContentKind::Events(ty)
        } else {
            ContentKind::Items(ty.unwrap_or(Ty::Any))
        }
    }

    /// What events are, where `itemSchema`, or else the schema, be it of one or of all, is of whole events.
    fn lower_event_schema(
        &mut self,
        media_type: &DocumentMediaType,
        place: &Pointer,
        site: &Site,
    ) -> Option<ContentKind> {
        if let Some(item) = media_type.extensions.get(ITEM_SCHEMA) {
            return self.lower_whole_events(item, true, &place.child(ITEM_SCHEMA), site);
        }
        let schemas = &self.document.components.schemas;
        let at = place.child("schema");
        let schema = media_type.schema.as_ref()?;
        let (resolved, found) = resolve(schema, schemas, "schemas", &at)?;
        let shape = super::shape::Shape::new(resolved);
        let (schema, at) = match shape.items.filter(|_| shape.json_type == Some("array")) {
            Some(items) => (serde_json::to_value(items), found.child("items")),
            None => (serde_json::to_value(schema), at),
        };
        self.lower_whole_events(&schema.ok()?, false, &at, site)
    }

    /// What comes or goes one after another, by a schema of all or of one; none where it is text.
    fn lower_item_of_schema(
        &mut self,
        media_type: &DocumentMediaType,
        place: &Pointer,
        site: Site,
    ) -> Option<Ty> {
        if is_text(media_type) || media_type.schema.is_none() {
            return None;
        }
        let ty = self.lower_content_schema(media_type, place, site);
        Some(match self.without_alias(&ty) {
            Ty::Array(item) => (**item).clone(),
            _ => ty,
        })
    }

    /// The type of the items of a request that is a sequence of JSON values; none where it is not, or of bytes or text.
    pub(super) fn lower_items(
        &mut self,
        name: &str,
        media_type: &DocumentMediaType,
        place: &Pointer,
        site: &Site,
    ) -> Option<Ty> {
        if !is_sequence(name) || essence(name) == "text/event-stream" || is_bytes(media_type) {
            return None;
        }
        match media_type.extensions.get(ITEM_SCHEMA) {
            Some(item) => {
                Some(self.lower_value(item, &place.child(ITEM_SCHEMA), site.inside("item")))
            }
            None => self.lower_item_of_schema(media_type, place, site.inside("request")),
        }
    }

    /// Keeps the rules of the items of a request.
    pub(super) fn lower_item_checks(&mut self, media_type: &DocumentMediaType, place: &Pointer) {
        if let Some(item) = media_type.extensions.get(ITEM_SCHEMA) {
            if let Ok(schema) = serde_json::from_value::<DocumentSchema>(item.clone()) {
                self.lower_place_checks(place, &schema, &place.child(ITEM_SCHEMA));
            }
            return;
        }
        let schemas = &self.document.components.schemas;
        let at = place.child("schema");
        let schema = media_type.schema.as_ref();
        let found = schema.and_then(|schema| resolve(schema, schemas, "schemas", &at));
        let Some((schema, at)) = found else { return };
        let shape = super::shape::Shape::new(schema);
        if let Some(items) = shape.items.filter(|_| shape.json_type == Some("array")) {
            let items = items.clone().unbox();
            self.lower_place_checks(place, &items, &at.child("items"));
        } else if let Some(schema) = &media_type.schema {
            self.lower_place_checks(place, schema, &place.child("schema"));
        }
    }

    /// Names XML whose schema says more than text.
    pub(super) fn report_xml(
        &mut self,
        name: &str,
        media_type: &DocumentMediaType,
        place: &Pointer,
    ) {
        if is_xml(name) && is_structured(media_type) {
            let message = format!("`{name}` is text to the client: its schema types nothing");
            self.report(codes::UNSUPPORTED_XML, place, message);
        }
    }
}

/// The media types of a body, without those that hold examples alone of what another one describes: of the same name with
/// another parameter (`charset=utf-8`), or under a key that is no media type.
pub(super) fn telling(content: &DocumentContent) -> Vec<(&String, &DocumentMediaType)> {
    let tells = |media_type: &DocumentMediaType| {
        media_type.schema.is_some() || media_type.extensions.contains_key(ITEM_SCHEMA)
    };
    let is_told = |name: &str| {
        content.iter().any(|(other, media_type)| {
            let is_same = essence(other) == essence(name) || !essence(name).contains('/');
            is_same && tells(media_type)
        })
    };
    content
        .iter()
        .filter(|(name, media_type)| tells(media_type) || !is_told(name))
        .collect()
}

/// The `content` of a body.
type DocumentContent = IndexMap<String, DocumentMediaType>;

/// Where the normalised document keeps `itemSchema`.
const ITEM_SCHEMA: &str = "x-spec2crate-item-schema";

/// Media types of events and of JSON values one after another; the last is NDJSON under the name that Spring gave it.
fn is_sequence(name: &str) -> bool {
    let essence = essence(name);
    [
        "text/event-stream",
        "application/x-ndjson",
        "application/ndjson",
        "application/jsonl",
        "application/x-jsonl",
        "application/jsonlines",
        "application/x-jsonlines",
        "application/json-seq",
        "application/stream+json",
    ]
    .contains(&essence.as_str())
        || essence.ends_with("+json-seq")
}

fn is_bytes(media_type: &DocumentMediaType) -> bool {
    match &media_type.schema {
        Some(ReferenceOr::Item(schema)) => {
            let shape = super::shape::Shape::new(schema);
            shape.json_type == Some("string") && shape.format.as_deref() == Some("binary")
        }
        _ => false,
    }
}

/// A schema as a document has it.
type DocumentSchema = ReferenceOr<Schema>;

/// Whether JSON says all that this media type would: by the same schema, or by one that XML is described by.
fn is_said_by_json(
    name: &str,
    media_type: &DocumentMediaType,
    schemas: &[(&DocumentSchema, ContentKind)],
) -> bool {
    let is_same = media_type.schema.as_ref().is_some_and(|schema| {
        schemas
            .iter()
            .any(|(known, kind)| *known == schema && matches!(kind, ContentKind::Json(_)))
    });
    is_same || is_xml(name) && (media_type.schema.is_none() || is_structured(media_type))
}

/// Whether a schema describes more than text or bytes.
fn is_structured(media_type: &DocumentMediaType) -> bool {
    match &media_type.schema {
        Some(ReferenceOr::Item(schema)) => {
            super::shape::Shape::new(schema).json_type != Some("string")
        }
        Some(ReferenceOr::Reference { .. }) => true,
        None => false,
    }
}
