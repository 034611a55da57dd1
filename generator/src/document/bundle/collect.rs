//! Finds the references of a tree, by the tables of what may be where.

use serde_json::Value;

use super::super::context::Path;
use super::super::shape::{
    CALLBACK, EXAMPLE, HEADER, Id, Kind, LINK, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE, ROOT,
    SCHEMA, SECURITY_SCHEME, Shape, V2, Versions,
};
use crate::diagnostic::Pointer;
use crate::source::FileId;

/// A reference that was found.
pub(super) struct Found {
    /// The object with the reference; the text itself for the mapping of a discriminator.
    pub(super) at: Pointer,
    /// What it has to lead to.
    pub(super) kind: &'static Kind,
    /// What stands at the place.
    pub(super) shape: Shape,
    /// The reference as written.
    pub(super) reference: String,
    /// The file that it is relative to.
    pub(super) base: FileId,
    /// What is to be done with it.
    pub(super) use_: Use,
}

impl Found {
    /// Whether the place and what the reference names are called the same.
    pub(super) fn is_namesake(&self) -> bool {
        let last = self.reference.rsplit('/').next().unwrap_or_default();
        let name = last.split(['.', '#']).next();
        name.is_some() && name == self.at.last().as_deref()
    }
}

/// What is to be done with a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// What it leads to is put in its place.
    Inline,
    /// It leads to a file of text.
    Text,
    /// It names a component if that exists.
    Check,
    /// What it leads to becomes a component.
    Component,
    /// It is a value of the mapping of a discriminator.
    Mapping,
}

/// The sections of components of 3.0 and later.
static SECTIONS: [(&str, &Kind); 9] = [
    ("/components/schemas", &SCHEMA),
    ("/components/responses", &RESPONSE),
    ("/components/parameters", &PARAMETER),
    ("/components/examples", &EXAMPLE),
    ("/components/requestBodies", &REQUEST_BODY),
    ("/components/headers", &HEADER),
    ("/components/securitySchemes", &SECURITY_SCHEME),
    ("/components/links", &LINK),
    ("/components/callbacks", &CALLBACK),
];

/// Those of 2.0.
static SECTIONS_2: [(&str, &Kind); 4] = [
    ("/definitions", &SCHEMA),
    ("/responses", &RESPONSE),
    ("/parameters", &PARAMETER),
    ("/securityDefinitions", &SECURITY_SCHEME),
];

/// The sections of components of a version, each with its kind.
pub(super) fn sections(version: Versions) -> &'static [(&'static str, &'static Kind)] {
    if version == V2 {
        &SECTIONS_2
    } else {
        &SECTIONS
    }
}

/// Whether a place is a section of components.
pub(super) fn is_section(place: &str, version: Versions) -> bool {
    sections(version)
        .iter()
        .any(|(section, _)| *section == place)
}

/// The section of components for a kind.
pub(super) fn section(kind: &Kind, version: Versions) -> &'static str {
    let kinds = |(_, other): &&(&str, &Kind)| other.id == kind.id;
    sections(version)
        .iter()
        .find(kinds)
        .map_or("/components/x-spec2crate-other", |(section, _)| section)
}

/// The kind of object that a place of a document has, whatever it holds.
pub(super) fn kind_at(place: &Pointer) -> Option<&'static Kind> {
    let mut shape = Shape::One(&ROOT);
    for token in place.tokens() {
        shape = match shape {
            Shape::One(kind) | Shape::FlagOr(kind) => match kind.field(&token) {
                Some((_, _, shape)) => *shape,
                None => kind.rest?,
            },
            Shape::List(kind) | Shape::Map(kind) => Shape::One(kind),
            _ => return None,
        };
    }
    match shape {
        Shape::One(kind) | Shape::FlagOr(kind) => Some(kind),
        _ => None,
    }
}

/// The references at and below a place.
pub(super) fn collect(
    kind: &'static Kind,
    value: &Value,
    at: &Pointer,
    base: FileId,
    version: Versions,
) -> Vec<Found> {
    collect_shape(Shape::One(kind), value, at, base, version)
}

/// The references at and below a place of any shape.
pub(super) fn collect_shape(
    shape: Shape,
    value: &Value,
    at: &Pointer,
    base: FileId,
    version: Versions,
) -> Vec<Found> {
    let mut walk = Walk {
        path: Path::at(at),
        base,
        version,
        found: Vec::new(),
    };
    walk.shape(shape, value);
    walk.found
}

struct Walk {
    path: Path,
    base: FileId,
    version: Versions,
    found: Vec<Found>,
}

impl Walk {
    fn shape(&mut self, shape: Shape, value: &Value) {
        match (shape, value) {
            (Shape::One(kind) | Shape::FlagOr(kind), Value::Object(_)) => {
                self.object(kind, shape, value);
            }
            (Shape::List(kind), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let length = self.path.enter_index(index);
                    self.object(kind, Shape::One(kind), item);
                    self.path.leave(length);
                }
            }
            (Shape::List(kind) | Shape::Map(kind), Value::Object(members)) => {
                if let Some(reference) = reference(value) {
                    return self.note(kind, shape, reference, Use::Inline);
                }
                for (name, item) in members {
                    let length = self.path.enter(name);
                    self.object(kind, Shape::One(kind), item);
                    self.path.leave(length);
                }
            }
            (Shape::Text, Value::Object(_)) => {
                if let Some(reference) = reference(value) {
                    self.note(&SCHEMA, shape, reference, Use::Text);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, kind: &'static Kind, shape: Shape, value: &Value) {
        let Value::Object(members) = value else {
            return;
        };
        if let Some(reference) = reference(value) {
            // `callbacks` of an operation can't hold references once they are read.
            let in_place = !kind.reference
                || matches!(
                    kind.id,
                    Id::PathItem | Id::Operation | Id::Callback | Id::MediaType
                );
            if in_place {
                return self.note(kind, shape, reference, Use::Inline);
            }
            let section = section(kind, self.version);
            let plain = self.base == FileId(0)
                && reference
                    .strip_prefix('#')
                    .and_then(|pointer| pointer.strip_prefix(section))
                    .and_then(|rest| rest.strip_prefix('/'))
                    .is_some_and(|name| !name.contains(['/', '%']));
            self.note(
                kind,
                shape,
                reference,
                if plain { Use::Check } else { Use::Component },
            );
        } else if kind.id == Id::Schema
            && let Some(Value::String(reference)) = members.get("$dynamicRef")
        {
            self.note(kind, shape, reference, Use::Component);
        }
        for (key, value) in members {
            let shape = match kind.field(key) {
                Some((_, _, shape)) => *shape,
                None if key.starts_with("x-") && key != "x-webhooks" => continue,
                None if key == "x-webhooks" && kind.id == Id::Root => Shape::Map(&PATH_ITEM),
                None => match kind.rest {
                    Some(shape) => shape,
                    None => continue,
                },
            };
            if matches!(
                shape,
                Shape::Any | Shape::Anys | Shape::Flag | Shape::Number | Shape::Count | Shape::Type
            ) {
                continue;
            }
            // A list of `items` is a tuple of older drafts.
            let shape = if kind.id == Id::Schema && key == "items" && value.is_array() {
                Shape::List(&SCHEMA)
            } else {
                shape
            };
            let length = self.path.enter(key);
            if kind.id == Id::Discriminator && key == "mapping" {
                self.mapping(value);
            } else {
                self.shape(shape, value);
            }
            self.path.leave(length);
        }
    }

    fn mapping(&mut self, value: &Value) {
        for (name, reference) in value.as_object().into_iter().flatten() {
            let Some(reference) = reference.as_str() else {
                continue;
            };
            // A plain name is that of a schema.
            if reference.contains(['/', '#'])
                || [".yaml", ".yml", ".json"]
                    .iter()
                    .any(|end| reference.ends_with(end))
            {
                let length = self.path.enter(name);
                self.note(&SCHEMA, Shape::Text, reference, Use::Mapping);
                self.path.leave(length);
            }
        }
    }

    fn note(&mut self, kind: &'static Kind, shape: Shape, reference: &str, use_: Use) {
        self.found.push(Found {
            at: self.path.pointer(),
            kind,
            shape,
            reference: reference.to_owned(),
            base: self.base,
            use_,
        });
    }
}

fn reference(value: &Value) -> Option<&str> {
    value.get("$ref").and_then(Value::as_str)
}
