//! Emits the root module of an API: what it is, its modules, and what callers need of the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::docs::{Paragraphs, sanitize};
use super::file::SourceFile;
use super::incoming::has_incoming;
use super::ty::token;
use crate::name::ServerNames;

/// The attribute of a crate whose types stand in each other deeper than the compiler expects.
pub(super) fn recursion_limit(limit: usize) -> TokenStream {
    let limit = limit.to_string();
    quote! { #![recursion_limit = #limit] }
}

pub(super) fn emit_api(cx: Context<'_>) -> SourceFile {
    let api = cx.api;
    let mut file = SourceFile::new(cx.settings, "api.rs");
    let title = sanitize(&api.title).join(" ");
    let title = if title.trim().is_empty() {
        cx.settings.name.clone()
    } else {
        title
    };
    let mut paragraphs = Paragraphs::default();
    paragraphs.add(format!(
        "Client of *{}*.",
        title.trim_end_matches('.').replace('*', "")
    ));
    paragraphs.add_prose(api.description.as_deref());
    file.docs = paragraphs.lines().to_vec();
    if api
        .types
        .iter()
        .any(|(_, definition)| definition.docs.deprecated)
    {
        file.push(if cx.settings.tag_features.is_some() {
            quote! { #![allow(deprecated, reason = "the document still has these types, of whatever tag")] }
        } else {
            quote! { #![expect(deprecated, reason = "the document still has these types")] }
        });
    }
    if let Some(limit) = cx
        .facts
        .recursion_limit()
        .filter(|_| cx.settings.root == "crate")
    {
        file.push(recursion_limit(limit));
    }
    if has_incoming(cx, false) {
        file.push(quote! { pub mod callbacks; });
    }
    file.push(quote! { mod client; });
    if !api.operations.is_empty() {
        file.push(quote! {
            #[cfg(feature = "examples")]
            pub mod examples;
        });
        file.push(quote! { pub mod operations; });
    }
    if api
        .security_schemes
        .iter()
        .any(super::security::has_constants)
    {
        file.push(quote! { pub mod security; });
    }
    if cx.names.has_type_files() {
        file.push(quote! { pub mod types; });
    }
    if has_incoming(cx, true) {
        file.push(quote! { pub mod webhooks; });
    }
    let server = (!api.servers.is_empty()).then(|| quote! { Server, });
    let servers = cx.names.client().servers.iter();
    let of_servers = servers.flat_map(ServerNames::types).map(token);
    file.push(quote! { pub use client::{Client, ClientBuilder, #server #(#of_servers,)*}; });
    file.push(quote! {
        pub use spec2crate_runtime::{
            self as runtime, ApiError, Body, BuildError, Error, FilePart, Reason, Response, UnexpectedResponse, Violation, Violations,
        };
    });
    let version = &api.version;
    file.push(quote! {
        #[doc = " The version of the API that this client was generated for."]
        pub const API_VERSION: &str = #version;
    });
    file
}
