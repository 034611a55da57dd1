//! Emits `types/<schema>.rs`: a component schema and the inline schemas that belong to it.
//!
//! ```text
//! /// A pet.
//! #[derive(Clone)]
//! #[non_exhaustive]
//! pub struct Pet {
//!     /// Its id.
//!     pub id: i64,
//! }
//!
//! runtime::wire_object! {
//!     Pet {
//!         id: required "id",
//!     }
//! }
//! ```

mod alias;
mod enumeration;
mod object;
mod union;

pub(super) use object::is_preset;

use proc_macro2::TokenStream;
use quote::quote;

use super::constraint::type_table;
use super::docs::{Paragraphs, describe};
use super::file::{Item, SourceFile, mentions_module};
use super::ty::{Scope, token};
use super::{Context, switch};
use crate::diagnostic::Pointer;
use crate::ir::{Docs, TypeDef, TypeId, TypeKind};
use crate::name::Ident;

/// A file of types, as `types/mod.rs` shows it.
#[derive(Clone, Debug)]
pub(super) struct Export {
    /// Its module.
    pub(super) module: Ident,
    /// Its types.
    pub(super) idents: Vec<Ident>,
    /// The feature that switches it on, where it is of one tag alone.
    pub(super) feature: Option<String>,
}

/// Emits `types/mod.rs`.
pub(super) fn emit_index(cx: Context<'_>, exports: &[Export]) -> SourceFile {
    let mut file = SourceFile::new(cx.settings, "types/mod.rs");
    file.docs =
        vec!["The types of requests and responses: a file per schema of the document.".to_owned()];
    for export in exports {
        let module = token(&export.module);
        let switch = switch(export.feature.as_ref());
        file.push(quote! { #switch mod #module; });
    }
    for export in exports {
        let module = token(&export.module);
        let switch = switch(export.feature.as_ref());
        let idents: Vec<_> = export.idents.iter().map(token).collect();
        file.push(match idents.as_slice() {
            [only] => quote! { #switch pub use #module::#only; },
            several => quote! { #switch pub use #module::{#(#several),*}; },
        });
    }
    file
}

/// Emits one file of types.
pub(super) fn emit_types(cx: Context<'_>, module: &Ident, types: &[TypeId]) -> SourceFile {
    let mut scope = Scope::of_types(cx, module);
    let mut items = Vec::new();
    for id in types {
        emit_type(&mut scope, *id, &mut items);
    }
    let kinds = types.first().map(|id| &cx.api.types.get(*id).kind);
    let emitter = match kinds {
        Some(TypeKind::Enum(_)) => "types/enumeration.rs",
        Some(TypeKind::Union(_)) => "types/union.rs",
        Some(TypeKind::Alias { .. }) => "types/alias.rs",
        Some(TypeKind::Object(_)) | None => "types/object.rs",
    };
    let mut file = SourceFile::new(cx.settings, emitter);
    for import in scope.imports() {
        file.push(import);
    }
    if mentions_runtime(&items) {
        file.push(quote! { use spec2crate_runtime as runtime; });
    }
    file.items.extend(items);
    file
}

/// Adds the items of one type.
pub(super) fn emit_type(scope: &mut Scope<'_>, id: TypeId, items: &mut Vec<Item>) {
    let definition = scope.cx.api.types.get(id);
    match &definition.kind {
        TypeKind::Object(object) => object::emit_object(scope, id, definition, object, items),
        TypeKind::Enum(values) => enumeration::emit_enum(scope, id, definition, values, items),
        TypeKind::Union(union) => union::emit_union(scope, id, definition, union, items),
        TypeKind::Alias { ty, constraints } => {
            alias::emit_alias(scope, id, definition, ty, constraints, items);
        }
    }
    items.extend(type_table(scope, id, definition));
}

/// Whether the items name the runtime, so that the file imports it.
pub(super) fn mentions_runtime(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Table(_) => true,
        Item::Tokens(tokens) => mentions_module(tokens, "runtime"),
    })
}

/// The documentation of a type: what the document says, and where it says it.
fn type_docs(definition: &TypeDef, fallback: &str) -> Paragraphs {
    let mut paragraphs = Paragraphs::default();
    describe(&mut paragraphs, &definition.docs);
    if paragraphs.is_empty() {
        paragraphs.add(fallback);
    }
    // The number of an item is another one as soon as something comes before it.
    let list = list_around(&definition.location);
    let word = list.as_ref().map_or("", |_| "in ");
    let place = list.as_ref().unwrap_or(&definition.location);
    if let Some(pointer) = super::docs::code(&place.to_string()) {
        paragraphs.add(format!("Document: {word}{pointer}"));
    }
    paragraphs
}

/// The outermost list that a schema stands in, of branches or of parameters.
fn list_around(location: &Pointer) -> Option<Pointer> {
    let tokens: Vec<String> = location.tokens().collect();
    let is_list = |pair: &[String]| {
        matches!(pair[0].as_str(), "oneOf" | "anyOf" | "allOf" | "parameters")
            && !pair[1].is_empty()
            && pair[1].bytes().all(|byte| byte.is_ascii_digit())
    };
    let end = tokens.windows(2).position(is_list)? + 1;
    Some(Pointer::root().descend(tokens[..end].iter().map(String::as_str)))
}

/// `#[deprecated]`, where the document says so.
pub(super) fn deprecated(docs: &Docs) -> Option<TokenStream> {
    docs.deprecated.then(|| quote! { #[deprecated] })
}
