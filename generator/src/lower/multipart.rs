//! Lowers bodies of `multipart/*`: a part per property of an object, or a part per item of a list.

use openapiv3::{Encoding, MediaType as DocumentMediaType, ReferenceOr, Schema};
use serde_json::Value;

use super::body::{essence, is_json, is_xml};
use super::operation::resolve;
use super::schema::docs;
use super::shape::Shape;
use super::{Lowering, Site, component_name};
use crate::diagnostic::{Pointer, codes};
use crate::ir::{Body, Constraints, Docs, Format, MediaType, MultipartPart, PartKind, Ty};

/// Where the normalised document keeps what is about the items of a list.
const ITEM_SCHEMA: &str = "x-spec2crate-item-schema";
const ITEM_ENCODING: &str = "x-spec2crate-item-encoding";
const PREFIX_ENCODING: &str = "x-spec2crate-prefix-encoding";
const PREFIX_ITEMS: &str = "x-spec2crate-prefix-items";

/// What parts of text are where nothing says it: RFC 2046 takes them for ASCII.
const TEXT: &str = "text/plain; charset=utf-8";

/// A list whose items are parts.
struct Sequence {
    /// What the first parts are, and where that stands.
    prefix: Vec<(Value, Pointer)>,
    /// What every other part is.
    rest: Option<(Value, Pointer)>,
    /// How many there are at least.
    least: Option<usize>,
}

impl Lowering<'_> {
    /// A body of parts; bytes where nothing says what they are.
    pub(super) fn lower_multipart(
        &mut self,
        media_type: &DocumentMediaType,
        lowered: MediaType,
        site: &Site,
    ) -> Body {
        let location = lowered.location.clone();
        let essence = essence(&lowered.name);
        if essence == "multipart/form-data" {
            let parts = self.lower_parts(media_type, &location, site);
            return body_of(lowered, parts, is_empty_object(media_type));
        }
        // OAS 3.2, Encoding By Position: no other type has names, and its parts are the items of a list.
        let sequence = self.sequence(media_type, &location);
        let is_named = sequence.is_none();
        let mut parts = match sequence {
            Some(sequence) => self.lower_positions(media_type, sequence, &location, site),
            None => self.lower_parts(media_type, &location, site),
        };
        for part in &mut parts {
            if let PartKind::Text { content_type, .. } = &mut part.kind {
                content_type.get_or_insert_with(|| TEXT.to_owned());
            }
        }
        if essence == "multipart/related" && is_named {
            let root = root_of(&lowered.name, &parts);
            if let Some(until) = parts.get_mut(..=root) {
                until.rotate_right(1);
            }
        }
        body_of(lowered, parts, is_empty_object(media_type))
    }

    /// The list that a multipart body is, by its `itemSchema` or by its schema.
    fn sequence(&self, media_type: &DocumentMediaType, location: &Pointer) -> Option<Sequence> {
        if let Some(item) = media_type.extensions.get(ITEM_SCHEMA) {
            return Some(Sequence {
                prefix: Vec::new(),
                rest: Some((item.clone(), location.child(ITEM_SCHEMA))),
                least: None,
            });
        }
        let schemas = &self.document.components.schemas;
        let at = location.child("schema");
        let (schema, place) = resolve(media_type.schema.as_ref()?, schemas, "schemas", &at)?;
        let shape = Shape::new(schema);
        if shape.json_type != Some("array") {
            return None;
        }
        let prefix = shape.data.extensions.get(PREFIX_ITEMS);
        let prefix = prefix.and_then(Value::as_array);
        let places = |index| place.child("prefixItems").index(index);
        let prefix: Vec<(Value, Pointer)> = prefix
            .into_iter()
            .flatten()
            .enumerate()
            .map(|(index, item)| (item.clone(), places(index)))
            .collect();
        let items = shape
            .items
            .and_then(|items| serde_json::to_value(items).ok());
        // Beside `prefixItems`, items of which nothing is said are none that anybody means to send.
        let is_said = prefix.is_empty()
            || media_type.extensions.contains_key(ITEM_ENCODING)
            || items
                .as_ref()
                .is_some_and(|items| *items != Value::Object(serde_json::Map::new()));
        let is_open = shape
            .constraints
            .max_items
            .is_none_or(|most| most > prefix.len());
        Some(Sequence {
            rest: items
                .filter(|_| is_said && is_open)
                .map(|items| (items, place.child("items"))),
            least: shape.constraints.min_items,
            prefix,
        })
    }

    /// The parts of a list, in their order.
    fn lower_positions(
        &mut self,
        media_type: &DocumentMediaType,
        sequence: Sequence,
        location: &Pointer,
        site: &Site,
    ) -> Vec<MultipartPart> {
        let extensions = &media_type.extensions;
        let encodings = extensions.get(PREFIX_ENCODING).and_then(Value::as_array);
        let encoding = |value: Option<&Value>| {
            let value = value.cloned();
            value.and_then(|value| serde_json::from_value::<Encoding>(value).ok())
        };
        let count = sequence.prefix.len();
        let mut parts: Vec<MultipartPart> = Vec::new();
        for (index, (schema, place)) in sequence.prefix.into_iter().enumerate() {
            let encoding = encoding(encodings.and_then(|encodings| encodings.get(index)));
            let at = location.child("prefixEncoding").index(index);
            let encoding = encoding.as_ref().map(|encoding| (encoding, at));
            let mut part = self.lower_position(&schema, place, encoding, false, site);
            // Where one is left out, those after it stand in its place: the last alone can be.
            let is_last = index + 1 == count && sequence.rest.is_none();
            part.required = !is_last || sequence.least.is_none_or(|least| index < least);
            parts.push(part);
        }
        if let Some((schema, place)) = sequence.rest {
            let encoding = encoding(extensions.get(ITEM_ENCODING));
            let at = location.child("itemEncoding");
            let encoding = encoding.as_ref().map(|encoding| (encoding, at));
            let mut part = self.lower_position(&schema, place, encoding, true, site);
            part.required = count == 0 || sequence.least.is_some_and(|least| least > count);
            parts.push(part);
        }
        let mut taken: Vec<String> = Vec::new();
        for part in &mut parts {
            let again = taken.iter().filter(|name| **name == part.name).count();
            taken.push(part.name.clone());
            if again > 0 {
                part.name = format!("{} {}", part.name, again + 1);
            }
        }
        parts
    }

    fn lower_position(
        &mut self,
        schema: &Value,
        place: Pointer,
        encoding: Option<(&Encoding, Pointer)>,
        many: bool,
        site: &Site,
    ) -> MultipartPart {
        let item = serde_json::from_value::<ReferenceOr<Schema>>(schema.clone()).ok();
        let mut said = Docs::default();
        let mut constraints = Constraints::default();
        let mut name = None;
        match &item {
            Some(ReferenceOr::Item(item)) => {
                let shape = Shape::new(item);
                said = docs(&shape);
                name.clone_from(&item.schema_data.title);
                constraints = shape.constraints;
            }
            Some(ReferenceOr::Reference { reference }) => {
                name = component_name(reference, "schemas");
            }
            None => {}
        }
        let role = name.clone().unwrap_or_else(|| "part".to_owned());
        let headers = self.lower_part_headers(encoding.as_ref(), &role, site);
        let encoding = encoding.map(|(encoding, _)| encoding);
        let ty = self.lower_value(schema, &place, site.inside(&role));
        if let Some(item) = &item {
            self.lower_place_checks(&place, item, &place);
        }
        let kind = self.position_kind(&ty, encoding, many);
        if is_nested(encoding) {
            let message = "a part that is made of parts is given as bytes, with its boundary";
            self.report(codes::UNSUPPORTED_NESTED_MULTIPART, &place, message);
        }
        let name = name.unwrap_or_else(|| {
            let word = match (&kind, many) {
                (PartKind::File { .. }, false) => "file",
                (PartKind::File { .. }, true) => "files",
                (PartKind::Text { .. }, false) => "text",
                (_, true) => "parts",
                (PartKind::Json { .. }, false) => "part",
            };
            word.to_owned()
        });
        MultipartPart {
            name,
            location: place,
            docs: said,
            required: true,
            kind,
            headers,
            constant: None,
            default: None,
            constraints,
        }
    }

    /// What an item of a list is sent as: a list inside is one part, and what has no type is bytes.
    fn position_kind(&self, ty: &Ty, encoding: Option<&Encoding>, many: bool) -> PartKind {
        let content_type = encoding.and_then(|encoding| encoding.content_type.clone());
        let listed = listed(content_type.as_deref());
        let all = |ty: &Ty| {
            if many {
                Ty::Array(Box::new(ty.clone()))
            } else {
                ty.clone()
            }
        };
        let json = listed.iter().find(|name| is_json(name)).cloned();
        let is_any = *self.without_alias(ty) == Ty::Any;
        if is_nested(encoding) || is_choice(&listed) || is_any && json.is_none() {
            return PartKind::File {
                content_types: listed,
                many,
            };
        }
        let is_text = self.is_scalar(ty) && json.is_none();
        if is_text || matches!(self.without_alias(ty), Ty::Binary) {
            return self.part_kind(&all(ty), encoding);
        }
        PartKind::Json {
            content_type: json.unwrap_or_else(|| "application/json".to_owned()),
            ty: all(ty),
            many,
        }
    }

    /// A part per property.
    fn lower_parts(
        &mut self,
        media_type: &DocumentMediaType,
        location: &Pointer,
        site: &Site,
    ) -> Vec<MultipartPart> {
        let Some(schema) = &media_type.schema else {
            return Vec::new();
        };
        let properties = self.lower_properties(schema, &location.child("schema"), site.clone());
        properties
            .into_iter()
            .filter(|property| !property.read_only)
            .map(|property| {
                let encoding = media_type.encoding.get(&property.name);
                let at = location.child("encoding").child(&property.name);
                let said = encoding.map(|encoding| (encoding, at));
                MultipartPart {
                    kind: self.part_kind(&property.ty, encoding),
                    headers: self.lower_part_headers(said.as_ref(), &property.name, site),
                    name: property.name,
                    location: property.location,
                    docs: property.docs,
                    required: property.required,
                    constant: property.constant,
                    default: property.default,
                    constraints: property.constraints,
                }
            })
            .collect()
    }

    /// OAS 3.0.4, Encoding Object, `contentType`: binary is a file, objects are JSON, the rest is text.
    fn part_kind(&self, ty: &Ty, encoding: Option<&Encoding>) -> PartKind {
        let content_type = encoding.and_then(|encoding| encoding.content_type.clone());
        let listed = listed(content_type.as_deref());
        match self.without_alias(ty) {
            Ty::Any if !listed.is_empty() && !listed.iter().any(|name| is_json(name)) => {
                PartKind::File {
                    content_types: listed,
                    many: false,
                }
            }
            Ty::Binary => PartKind::File {
                content_types: listed,
                many: false,
            },
            Ty::Array(item) => match self.without_alias(item) {
                Ty::Binary => PartKind::File {
                    content_types: listed,
                    many: true,
                },
                item if self.is_scalar(item)
                    && content_type.as_deref().is_none_or(|name| !is_json(name)) =>
                {
                    PartKind::Text {
                        ty: ty.clone(),
                        content_type,
                    }
                }
                // OAS 3.1.1, Encoding Object, `contentType`: by default a list has that of its items, each a part; where
                // the document calls the property JSON, the part is the list.
                _ if content_type.is_none() => PartKind::Text {
                    ty: ty.clone(),
                    content_type: Some("application/json".to_owned()),
                },
                _ => json_part(ty, content_type),
            },
            scalar if self.is_scalar(scalar) => match content_type {
                Some(name) if is_json(&name) => PartKind::Json {
                    content_type: name,
                    ty: ty.clone(),
                    many: false,
                },
                // A text that the document gives an image's type is a file that its schema fails to call so; of several
                // types, or of a range, the caller says which it is.
                Some(name)
                    if matches!(scalar, Ty::String(_))
                        && (is_file_type(&name) || is_choice(&listed)) =>
                {
                    PartKind::File {
                        content_types: listed,
                        many: false,
                    }
                }
                content_type => PartKind::Text {
                    ty: ty.clone(),
                    content_type,
                },
            },
            _ => json_part(ty, content_type),
        }
    }
}

/// A part of what has structure: JSON, and XML as text.
fn json_part(ty: &Ty, content_type: Option<String>) -> PartKind {
    if let Some(name) = content_type.as_deref().filter(|name| is_xml(name)) {
        let text = Ty::String(Format::Plain);
        return PartKind::Text {
            ty: match ty {
                Ty::Array(_) => Ty::Array(Box::new(text)),
                _ => text,
            },
            content_type: Some(name.to_owned()),
        };
    }
    let content_type = content_type
        .filter(|name| is_json(name))
        .unwrap_or_else(|| "application/json".to_owned());
    PartKind::Json {
        content_type,
        ty: ty.clone(),
        many: false,
    }
}

fn is_file_type(name: &str) -> bool {
    let essence = essence(name);
    ["image/", "audio/", "video/"]
        .iter()
        .any(|family| essence.starts_with(family))
        || essence == "application/octet-stream"
        || essence == "application/pdf"
        || essence == "application/zip"
}

/// The body of these parts; where there are none, whoever calls gives all of it.
fn body_of(media_type: MediaType, parts: Vec<MultipartPart>, is_empty: bool) -> Body {
    if parts.is_empty() && !is_empty {
        return Body::Binary { media_type };
    }
    Body::Multipart { media_type, parts }
}

/// Whether a schema says that there is nothing to send.
fn is_empty_object(media_type: &DocumentMediaType) -> bool {
    let Some(ReferenceOr::Item(schema)) = &media_type.schema else {
        return false;
    };
    let shape = Shape::new(schema);
    shape.is_object()
        && matches!(
            shape.additional,
            Some(openapiv3::AdditionalProperties::Any(false))
        )
}

/// The root of `multipart/related` (RFC 2387): the part of the type that the media type names, else the first that is
/// JSON, which describes the others.
fn root_of(name: &str, parts: &[MultipartPart]) -> usize {
    let named = name.split(';').skip(1).find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        let is_type = key.trim().eq_ignore_ascii_case("type");
        is_type.then(|| essence(value.trim().trim_matches('"')))
    });
    let is_root = |part: &MultipartPart| match (&named, &part.kind) {
        (Some(named), PartKind::Json { content_type, .. }) => essence(content_type) == *named,
        (Some(named), PartKind::Text { content_type, .. }) => content_type
            .as_deref()
            .is_some_and(|it| essence(it) == *named),
        (Some(named), PartKind::File { content_types, .. }) => content_types.contains(named),
        (None, kind) => matches!(kind, PartKind::Json { .. }),
    };
    parts.iter().position(is_root).unwrap_or(0)
}

/// The media types and ranges of an Encoding Object, but for those that say nothing.
fn listed(content_type: Option<&str>) -> Vec<String> {
    let types = content_type.into_iter().flat_map(|types| types.split(','));
    types
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty() && name != "*/*" && name != "application/octet-stream")
        .collect()
}

/// Whether a call has to say which of these media types it sends.
fn is_choice(listed: &[String]) -> bool {
    let is_range = |name: &String| name.contains('*');
    !listed.iter().any(|name| is_json(name)) && (listed.len() > 1 || listed.iter().any(is_range))
}

/// Whether a part is made of parts itself.
fn is_nested(encoding: Option<&Encoding>) -> bool {
    let content_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
    content_type.is_some_and(|name| essence(name).starts_with("multipart/"))
}
