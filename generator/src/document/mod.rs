//! Raw trees in, a [`Document`] of the shape of `OpenAPI` 3.0 out.
//!
//! # Invariants
//! - One bad operation or component costs one diagnostic and not the document.
//! - Every `$ref` that is left names a component that exists.

mod agree;
mod bundle;
mod coerce;
mod conform;
mod context;
mod ledger;
mod lint;
mod load;
mod overlay;
mod piece;
mod repair;
mod select;
mod shape;

use std::path::PathBuf;

use indexmap::IndexMap;
use openapiv3::{
    Components, ExternalDocumentation, Info, Parameter, ReferenceOr, SecurityRequirement, Server,
    Tag,
};
use serde_json::Value;

pub use ledger::{IgnoredKey, Keys, Ledger};
pub use load::{load, load_observed};
pub use select::{Selection, Selector};

use crate::diagnostic::Pointer;
use crate::source::{Limits, Sources};

/// What to load.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Input {
    /// The document's file.
    pub path: PathBuf,
    /// What the document's file holds where it doesn't come from `path` but from standard input, say.
    pub bytes: Option<Vec<u8>>,
    /// Overlays to apply, in this order.
    pub overlays: Vec<PathBuf>,
    /// The folder below which references may name files; the document's folder if none is given.
    pub ref_root: Option<PathBuf>,
    /// How much a document may ask for.
    pub limits: Limits,
    /// Which operations to keep.
    pub selection: Selection,
    /// Whether to account for every key.
    pub coverage: bool,
}

impl Input {
    /// The document in the file at `path`, as it is.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            bytes: None,
            overlays: Vec::new(),
            ref_root: None,
            limits: Limits::default(),
            selection: Selection::default(),
            coverage: false,
        }
    }

    /// A document given as text; `name` is what diagnostics call it.
    pub fn text(name: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self::bytes(name, text.into())
    }

    /// A document given as the bytes of a file, in UTF-8 or, with a byte order mark, in UTF-16.
    pub fn bytes(name: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: Some(bytes.into()),
            ..Self::file(name)
        }
    }

    /// Applies the overlay at `path` after those that are there already.
    #[must_use]
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.overlays.push(path.into());
        self
    }
}

/// What came of loading.
#[derive(Debug)]
pub struct Loaded {
    /// The document, where there was one to read; bad parts of it are left out.
    pub document: Option<Document>,
    /// The files, for showing diagnostics.
    pub sources: Sources,
    /// Its keys, where it was asked what becomes of them.
    pub keys: Option<Keys>,
}

/// A document brought to the shape of `OpenAPI` 3.0.
///
/// All `$ref`s are internal, name components (`#/components/…`), and those exist.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The author's version, as `3.0.3` or `2.0`.
    pub version: String,
    /// About the API.
    pub info: Info,
    /// Servers of the document; never empty: `/` if it names none.
    pub servers: Vec<Server>,
    /// Security of operations that say nothing themselves.
    pub security: Vec<SecurityRequirement>,
    /// Tags, in their order.
    pub tags: Vec<Tag>,
    /// Path items, in the order of the document.
    pub path_items: Vec<PathItem>,
    /// Webhooks; `path` is the name.
    pub webhooks: Vec<PathItem>,
    /// Components; a bad one is left out.
    pub components: Components,
    /// Documentation elsewhere.
    pub external_docs: Option<ExternalDocumentation>,
    /// Extensions of the root.
    pub extensions: IndexMap<String, Value>,
}

/// A path item.
#[derive(Clone, Debug, Default)]
pub struct PathItem {
    /// The path template, as `/pets/{id}`.
    pub path: String,
    /// Its place in the normalised document.
    pub pointer: Pointer,
    /// Its summary.
    pub summary: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// Servers of its operations that name none themselves.
    pub servers: Vec<Server>,
    /// Parameters of all its operations.
    pub parameters: Vec<ReferenceOr<Parameter>>,
    /// Its operations.
    pub operations: Vec<Operation>,
    /// Its extensions.
    pub extensions: IndexMap<String, Value>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The method in upper case, as `GET` or `QUERY`.
    pub method: String,
    /// Its place in the normalised document.
    pub pointer: Pointer,
    /// What it says.
    pub item: openapiv3::Operation,
}
