//! Lowers a [`Document`] to an [`ir::Api`](crate::ir::Api).
//!
//! Every component schema has a [`TypeId`] before any body is lowered, so references may be cyclic.
//!
//! # Invariants
//! - No `ReferenceOr` survives this stage.
//! - A type's identity is its location: equal shapes at two locations are two types.
//! - What the document says and a client will not do becomes a diagnostic; the rest is lowered all the same.

mod all_of;
mod array;
mod base;
mod body;
mod constraint;
mod content;
mod enumeration;
mod event;
mod example;
mod flat;
mod form;
mod format;
mod incoming;
mod link;
mod multipart;
mod object;
mod operation;
mod parameter;
mod part_header;
mod place;
mod response;
mod sample;
mod schema;
mod security;
mod server;
mod shape;
mod share;
mod union;
mod unsupported;
mod words;

pub use format::{FormatChoice, Formats, Scalar};

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema};

use self::base::Inheritance;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Pointer};
use crate::document::Document;
use crate::ir::{
    Api, Checks, Constraints, Docs, Origin, Tag, Ty, TypeDef, TypeId, TypeKind, Types,
};

/// Lowers a document; what it cannot carry is reported to `diagnostics` and left out.
pub fn lower(document: &Document, formats: &Formats, diagnostics: &mut Diagnostics) -> Api {
    let mut lowering = Lowering {
        document,
        formats,
        diagnostics,
        types: Types::default(),
        components: BTreeMap::new(),
        inline: BTreeMap::new(),
        checks: Checks::default(),
        samples: BTreeMap::new(),
        patterns: constraint::Patterns::default(),
        client_parameters: Vec::new(),
        inheritance: Inheritance::of(&document.components.schemas),
        repeated: Vec::new(),
        repeated_left: 0,
    };
    lowering.report_unsupported();
    lowering.declare_components();
    lowering.lower_components();
    let servers = server::lower_servers(&document.servers, &Pointer::root().child("servers"));
    let mut security_schemes = lowering.lower_security_schemes();
    security_schemes.sort_by(|left, right| left.name.cmp(&right.name));
    let mut operations = lowering.lower_operations(&security_schemes);
    lowering.report_lost(&operations);
    let incoming = lowering.lower_incoming(&operations);
    operations.sort_by(|left, right| left.location.cmp(&right.location));
    let tags = document
        .tags
        .iter()
        .enumerate()
        .map(|(index, tag)| Tag {
            name: tag.name.clone(),
            description: tag.description.clone(),
            location: Pointer::root().child("tags").index(index),
        })
        .collect();
    let Lowering {
        types,
        checks,
        samples,
        mut client_parameters,
        ..
    } = lowering;
    client_parameters.sort_by(|left, right| left.name.cmp(&right.name));
    let mut api = Api {
        title: document.info.title.clone(),
        version: document.info.version.clone(),
        description: document.info.description.clone(),
        servers,
        security_schemes,
        tags,
        operations,
        incoming,
        types,
        checks,
        samples,
        client_parameters,
    };
    place::place_types(&mut api);
    share::share(&mut api);
    api
}

/// What is known while a document is lowered.
struct Lowering<'a> {
    document: &'a Document,
    formats: &'a Formats,
    diagnostics: &'a mut Diagnostics,
    types: Types,
    components: BTreeMap<&'a str, TypeId>,
    /// The definitions of inline schemas: one that is met again through `allOf` is the same type.
    inline: BTreeMap<Pointer, TypeId>,
    /// What values have to satisfy beside their types.
    checks: Checks,
    /// Values that satisfy scalar schemas.
    samples: BTreeMap<Pointer, serde_json::Value>,
    patterns: constraint::Patterns,
    client_parameters: Vec<crate::ir::Parameter>,
    /// Which components extend which.
    inheritance: Inheritance<'a>,
    /// The properties of several parts that are being merged: what they are, and where.
    repeated: Vec<(String, Pointer)>,
    /// How many more may be merged within the outermost of them.
    repeated_left: usize,
}

/// Where an inline schema stands: what the name of its type is made of.
#[derive(Clone, Debug)]
struct Site {
    owner: SiteOwner,
    role: String,
}

#[derive(Clone, Debug)]
enum SiteOwner {
    Type(TypeId),
    Operation(Pointer),
}

impl Site {
    fn of_type(owner: TypeId, role: impl Into<String>) -> Self {
        Self {
            owner: SiteOwner::Type(owner),
            role: role.into(),
        }
    }

    fn of_operation(owner: &Pointer, role: impl Into<String>) -> Self {
        Self {
            owner: SiteOwner::Operation(owner.clone()),
            role: role.into(),
        }
    }

    /// A place one step inside this one, such as the items of a list.
    fn inside(&self, word: &str) -> Self {
        let role = if self.role.is_empty() {
            word.to_owned()
        } else {
            format!("{} {word}", self.role)
        };
        Self {
            owner: self.owner.clone(),
            role,
        }
    }

    fn origin(self) -> Origin {
        match self.owner {
            SiteOwner::Type(owner) => Origin::Type {
                owner,
                role: self.role,
            },
            SiteOwner::Operation(owner) => Origin::Operation {
                owner,
                role: self.role,
            },
        }
    }
}

impl<'a> Lowering<'a> {
    /// Reports something at a place of the normalised document.
    fn report(&mut self, code: Code, place: &Pointer, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::new(code, message).at(Place::Document(place.clone())));
    }

    fn declare_components(&mut self) {
        for (name, schema) in &self.document.components.schemas {
            let location = component_pointer("schemas", name);
            let nullable = self.is_nullable(schema);
            let id = self.types.push(TypeDef {
                location,
                places: Vec::new(),
                origin: Origin::Component(name.clone()),
                docs: Docs::default(),
                kind: TypeKind::Alias {
                    ty: Ty::Any,
                    constraints: Constraints::default(),
                },
                nullable,
            });
            self.components.insert(name, id);
        }
    }

    fn lower_components(&mut self) {
        for (name, schema) in &self.document.components.schemas {
            if let Some(id) = self.components.get(name.as_str()).copied() {
                self.lower_component(id, schema);
            }
        }
    }

    /// The component schema that a reference names.
    fn component_schema(&self, reference: &str) -> Option<(&'a str, &'a ReferenceOr<Schema>)> {
        let name = component_name(reference, "schemas")?;
        let (name, schema) = self
            .document
            .components
            .schemas
            .get_key_value(name.as_str())?;
        Some((name, schema))
    }
}

/// The pointer of a component.
fn component_pointer(kind: &str, name: &str) -> Pointer {
    Pointer::root().child("components").child(kind).child(name)
}

/// The key that a reference to a component of this kind names.
fn component_name(reference: &str, kind: &str) -> Option<String> {
    let pointer = Pointer::parse(reference)?;
    let mut tokens = pointer.tokens();
    if tokens.next()? != "components" || tokens.next()? != kind {
        return None;
    }
    let name = tokens.next()?;
    tokens.next().is_none().then_some(name)
}
