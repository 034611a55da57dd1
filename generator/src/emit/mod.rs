//! Turns a lowered, analysed and named API into tokens, file by file.
//!
//! | Place in the client | Emitter |
//! |---|---|
//! | `mod.rs` (or `lib.rs`) of an API | `emit/api.rs` |
//! | `client.rs` | `emit/client.rs` |
//! | `security.rs` | `emit/security.rs` |
//! | `webhooks.rs`, `callbacks.rs` | `emit/incoming.rs` |
//! | `operations/<tag>.rs` | `emit/operation/` |
//! | `examples/<tag>.rs` | `emit/examples.rs` |
//! | `types/<schema>.rs` | `emit/types/` |
//! | `Cargo.toml`, `lib.rs` of several APIs | `emit/package.rs` |
//!
//! # Invariants
//! - Each file depends on what stands in it alone, so files can be emitted in any order and at the same time.
//! - Identifiers come from `name`; nothing here changes case.

mod api;
mod client;
mod constraint;
mod docs;
mod example;
mod examples;
mod feature;
mod file;
mod incoming;
mod operation;
mod package;
mod security;
mod server;
mod ty;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

pub use feature::{Features, TagFeature, tag_features};
pub use file::{DOC_LINE_END, Item, SourceFile, Table};
pub use operation::{Needs, Part};
pub use package::{Package, PackageApi, Uploads, emit_package};

use crate::analyze::Facts;
use crate::diagnostic::Pointer;
use crate::ir::{Api, TypeId};
use crate::name::{Home, Ident, Names};

/// What the caller decides about one API.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The module of the API as generated code names it: `crate::square`, or `crate` when it is the whole crate.
    pub root: String,
    /// The same as callers name it, for examples: `commerce_clients::square`.
    pub public_root: String,
    /// What the first line of each file names as its origin, for instance `specs/square/openapi.yaml`.
    pub source: String,
    /// The command that regenerates the file.
    pub command: String,
    /// The name of the API, for errors and the user agent.
    pub name: String,
    /// Whether enums have the values of the document and no others.
    pub closed_enums: bool,
    /// Where each tag has a feature, what the names of these features begin with.
    pub tag_features: Option<String>,
}

/// Everything that emission reads.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The API.
    pub api: &'a Api,
    /// Facts about it.
    pub facts: &'a Facts,
    /// Its names.
    pub names: &'a Names,
    /// What the caller decided.
    pub settings: &'a Settings,
}

/// A file that can be emitted on its own.
#[derive(Clone, Debug)]
pub struct FilePlan {
    /// Its path below the API's folder.
    pub path: String,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Api,
    Client,
    Security,
    Incoming {
        webhooks: bool,
    },
    OperationIndex(Vec<(Ident, Option<String>)>),
    Operations {
        module: Ident,
        operations: Vec<usize>,
        types: Vec<TypeId>,
    },
    ExampleIndex(Vec<(Ident, Option<String>)>),
    Examples(Vec<usize>),
    TypeIndex(Vec<types::Export>),
    Types {
        module: Ident,
        types: Vec<TypeId>,
    },
}

/// Lists the files of an API.
pub fn plan_files(cx: Context<'_>) -> Vec<FilePlan> {
    let features = Features::of(cx);
    let mut type_files: BTreeMap<&Ident, Vec<TypeId>> = BTreeMap::new();
    let mut operation_types: BTreeMap<&Pointer, Vec<TypeId>> = BTreeMap::new();
    for (id, _) in cx.api.types.iter() {
        match &cx.names.of_type(id).home {
            Home::Types(module) => type_files.entry(module).or_default().push(id),
            Home::Operation(location) => operation_types.entry(location).or_default().push(id),
        }
    }
    let mut operation_files: BTreeMap<&Ident, (Vec<usize>, Vec<TypeId>)> = BTreeMap::new();
    for (index, operation) in cx.api.operations.iter().enumerate() {
        let file = operation_files
            .entry(&cx.names.of_operation(index).module)
            .or_default();
        file.0.push(index);
        file.1.extend(
            operation_types
                .remove(&operation.location)
                .unwrap_or_default(),
        );
    }
    let mut files = vec![
        FilePlan {
            path: "mod.rs".to_owned(),
            content: Content::Api,
        },
        FilePlan {
            path: "client.rs".to_owned(),
            content: Content::Client,
        },
    ];
    if cx.api.security_schemes.iter().any(security::has_constants) {
        files.push(FilePlan {
            path: "security.rs".to_owned(),
            content: Content::Security,
        });
    }
    for (path, webhooks) in [("webhooks.rs", true), ("callbacks.rs", false)] {
        if incoming::has_incoming(cx, webhooks) {
            files.push(FilePlan {
                path: path.to_owned(),
                content: Content::Incoming { webhooks },
            });
        }
    }
    if !operation_files.is_empty() {
        let modules = operation_files
            .keys()
            .map(|module| ((*module).clone(), features.operations.get(*module).cloned()))
            .collect::<Vec<_>>();
        files.push(FilePlan {
            path: "operations/mod.rs".to_owned(),
            content: Content::OperationIndex(modules.clone()),
        });
        files.push(FilePlan {
            path: "examples/mod.rs".to_owned(),
            content: Content::ExampleIndex(modules),
        });
    }
    for (module, (mut operations, types)) in operation_files {
        operations.sort_by_key(|index| &cx.names.of_operation(*index).method);
        files.push(FilePlan {
            path: format!("examples/{}.rs", module.bare()),
            content: Content::Examples(operations.clone()),
        });
        files.push(FilePlan {
            path: format!("operations/{}.rs", module.bare()),
            content: Content::Operations {
                module: module.clone(),
                operations,
                types: sorted(cx, types),
            },
        });
    }
    let exports = exports(cx, &features, &type_files);
    if !type_files.is_empty() {
        files.push(FilePlan {
            path: "types/mod.rs".to_owned(),
            content: Content::TypeIndex(exports),
        });
    }
    for (module, types) in type_files {
        files.push(FilePlan {
            path: format!("types/{}.rs", module.bare()),
            content: Content::Types {
                module: module.clone(),
                types: sorted(cx, types),
            },
        });
    }
    files
}

/// What `types/mod.rs` shows of each file of types.
fn exports(
    cx: Context<'_>,
    features: &Features,
    type_files: &BTreeMap<&Ident, Vec<TypeId>>,
) -> Vec<types::Export> {
    type_files
        .iter()
        .map(|(module, types)| {
            let idents: BTreeSet<Ident> = types
                .iter()
                .map(|id| cx.names.of_type(*id).ident.clone())
                .collect();
            types::Export {
                module: (*module).clone(),
                idents: idents.into_iter().collect(),
                feature: features.types.get(*module).cloned(),
            }
        })
        .collect()
}

/// The attribute of what a feature switches on.
fn switch(feature: Option<&String>) -> Option<TokenStream> {
    feature.map(|feature| quote! { #[cfg(feature = #feature)] })
}

/// Types by name: moving a schema in the document moves nothing in the file.
fn sorted(cx: Context<'_>, mut types: Vec<TypeId>) -> Vec<TypeId> {
    types.sort_by_key(|id| &cx.names.of_type(*id).ident);
    types
}

/// How many operations, and how many of their types, are emitted at a time where a file has more of them.
const PART_OPERATIONS: usize = 40;
const PART_TYPES: usize = 200;

impl FilePlan {
    /// In how many parts the file can be emitted, which together are what [`emit_file`] gives.
    ///
    /// An API without tags has all of its operations in one file.
    pub fn parts(&self) -> usize {
        match &self.content {
            Content::Operations {
                operations, types, ..
            } => operations.len().div_ceil(PART_OPERATIONS) + types.len().div_ceil(PART_TYPES),
            _ => 1,
        }
    }
}

/// Emits one part of a file of operations.
pub fn emit_part(cx: Context<'_>, plan: &FilePlan, part: usize) -> Option<Part> {
    let Content::Operations {
        module,
        operations,
        types,
    } = &plan.content
    else {
        return None;
    };
    let of_operations = operations.len().div_ceil(PART_OPERATIONS);
    Some(match part.checked_sub(of_operations) {
        None => {
            let operations = operations.chunks(PART_OPERATIONS).nth(part)?;
            operation::emit_part(cx, module, operations, &[])
        }
        Some(part) => {
            let types = types.chunks(PART_TYPES).nth(part)?;
            operation::emit_part(cx, module, &[], types)
        }
    })
}

/// Emits what stands above the parts of a file of operations.
pub fn emit_head(cx: Context<'_>, plan: &FilePlan, needs: Needs) -> Option<SourceFile> {
    let Content::Operations { operations, .. } = &plan.content else {
        return None;
    };
    let mut file = operation::emit_head(cx, operations, needs);
    file.path.clone_from(&plan.path);
    Some(file)
}

/// Emits one file.
pub fn emit_file(cx: Context<'_>, plan: &FilePlan) -> SourceFile {
    let mut file = match &plan.content {
        Content::Api => api::emit_api(cx),
        Content::Client => client::emit_client(cx),
        Content::Security => security::emit_security(cx),
        Content::Incoming { webhooks } => incoming::emit_incoming(cx, *webhooks),
        Content::OperationIndex(modules) => operation::emit_index(cx, modules),
        Content::Operations {
            module,
            operations,
            types,
        } => operation::emit_operations(cx, module, operations, types),
        Content::ExampleIndex(modules) => examples::emit_examples(cx, modules),
        Content::Examples(operations) => examples::emit_operation_examples(cx, operations),
        Content::TypeIndex(exports) => types::emit_index(cx, exports),
        Content::Types { module, types } => types::emit_types(cx, module, types),
    };
    file.path.clone_from(&plan.path);
    file
}
