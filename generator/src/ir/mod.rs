//! What an API is, in terms of what a client has to do: data alone, no behaviour of any stage.
//!
//! `lower` produces an [`Api`]; every later stage reads it and none changes it.
//! A node keeps its place in the document (`location`) and its spelling there (`name`).
//!
//! # Invariants
//! - No reference survives: a [`Ty::Named`] names a type by its [`TypeId`].
//! - Nothing here is a Rust identifier; identifiers come from `name`.
//!
//! *Absent on purpose:* fields that serve one later stage alone.

mod body;
mod constraint;
mod incoming;
mod operation;
mod security;
mod server;
mod types;

pub use body::{
    Body, FormField, FormStyle, MediaType, MultipartPart, Notation, PartKind, RequestBody,
};
pub use constraint::{Checks, Rule};
pub use incoming::{Cause, IncomingRequest};
pub use operation::{
    Content, ContentKind, Header, Link, Operation, Parameter, ParameterEncoding, ParameterLocation,
    PathSegment, PathStyle, QueryStyle, Response, ResponseHeader, StatusPattern,
};
pub use security::{OAuth2Flow, SecurityRequirement, SecurityScheme, SecuritySchemeKind};
pub use server::{Server, ServerVariable};
pub use types::{
    AdditionalProperties, Constraints, Discriminator, Docs, Enum, EnumBase, Flattened, Format,
    IntegerWidth, Literal, Object, Origin, Property, TextKind, Ty, TypeDef, TypeId, TypeKind,
    Types, Union, UnionVariant, Variant,
};

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::Pointer;

/// One document, ready to become a client.
#[derive(Clone, Debug)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// The servers of the whole document, in document order.
    pub servers: Vec<Server>,
    /// The security schemes that can be used, by name.
    pub security_schemes: Vec<SecurityScheme>,
    /// The declared tags, in document order.
    pub tags: Vec<Tag>,
    /// Every operation, sorted by location.
    pub operations: Vec<Operation>,
    /// Every request that the server makes, sorted by location.
    pub incoming: Vec<IncomingRequest>,
    /// Every type.
    pub types: Types,
    /// What values have to satisfy beside their types.
    pub checks: Checks,
    /// Values that satisfy scalar schemas, by their location: what examples say where the document has none.
    ///
    /// That of a list has as many nulls as it needs items.
    pub samples: BTreeMap<Pointer, Value>,
    /// Parameters that are settings of the whole client (`x-spec2crate-client-parameter`), by name.
    pub client_parameters: Vec<Parameter>,
}

/// A tag, as the document declares it.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: Option<String>,
    /// Where it is declared.
    pub location: Pointer,
}
