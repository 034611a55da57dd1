//! Emits `operations/<tag>.rs`: for each operation a method of the client, its builder and its description.
//!
//! ```text
//! impl Client {
//!     /// Lists pets.
//!     pub fn list_pets(&self) -> ListPets<'_> { … }
//! }
//!
//! pub struct ListPets<'c> { call: runtime::Call<'c> }
//!
//! impl<'c> ListPets<'c> {
//!     /// How many to return.
//!     pub fn limit(mut self, limit: i64) -> Self { … }
//!     pub fn send(self) -> runtime::Sending<'c, types::Pets, types::Error> { … }
//! }
//!
//! static LIST_PETS: runtime::Operation = runtime::Operation { … };
//! ```

mod argument;
mod description;
mod header;
mod outcome;
mod path;
mod reader;

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::constraint::operation_table;
use super::docs::{Paragraphs, code, describe, sanitize};
use super::example::example;
use super::file::{Item, SourceFile, mentions_module};
use super::server::Choice;
use super::ty::{Scope, token};
use super::types::{deprecated, emit_type, mentions_runtime};
use crate::ir::{Cause, Operation, StatusPattern, TypeId};
use crate::name::Ident;
use argument::Argument;
use outcome::Outcomes;

pub(super) use header::reader as header_reader;

/// Emits `operations/mod.rs`.
pub(super) fn emit_index(cx: Context<'_>, modules: &[(Ident, Option<String>)]) -> SourceFile {
    let mut file = SourceFile::new(cx.settings, "operation/mod.rs");
    file.docs =
        vec!["The operations: a module per tag, with a builder for each operation.".to_owned()];
    for (module, feature) in modules {
        let docs = tag_docs(cx, module, feature.as_deref());
        let module = token(module);
        let switch = super::switch(feature.as_ref());
        file.push(quote! { #docs #switch pub mod #module; });
    }
    file
}

fn tag_docs(cx: Context<'_>, module: &Ident, feature: Option<&str>) -> TokenStream {
    let tag = cx
        .names
        .operations()
        .iter()
        .zip(&cx.api.operations)
        .find(|(names, _)| names.module == *module)
        .and_then(|(_, operation)| operation.tag.as_deref());
    let mut paragraphs = Paragraphs::default();
    match tag {
        None => paragraphs.add("Operations without a tag."),
        Some(tag) => {
            let declared = cx.api.tags.iter().find(|declared| declared.name == tag);
            paragraphs.add_prose(Some(tag));
            paragraphs.add_prose(declared.and_then(|declared| declared.description.as_deref()))
        }
    };
    if paragraphs.is_empty() {
        paragraphs.add("Operations of a tag.");
    }
    if let Some(feature) = feature {
        paragraphs.add(format!("Only with the feature `{feature}`."));
    }
    paragraphs.tokens()
}

/// Some operations of one tag.
#[derive(Debug)]
pub struct Part {
    /// The `impl` of the client with their methods; none where there is no operation.
    pub methods: Option<TokenStream>,
    /// Their builders and types.
    pub items: Vec<Item>,
    /// What they need of the file.
    pub needs: Needs,
}

/// What operations need of their file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needs {
    map: bool,
    runtime: bool,
    types: bool,
}

impl Needs {
    /// What both need.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            map: self.map || other.map,
            runtime: self.runtime || other.runtime,
            types: self.types || other.types,
        }
    }
}

/// Emits the operations of one tag.
pub(super) fn emit_operations(
    cx: Context<'_>,
    module: &Ident,
    operations: &[usize],
    types: &[TypeId],
) -> SourceFile {
    let part = emit_part(cx, module, operations, types);
    let mut file = emit_head(cx, operations, part.needs);
    file.items.extend(part.methods.map(Item::Tokens));
    file.items.extend(part.items);
    file
}

/// Emits some operations of one tag, and some of the types that belong to them.
pub(super) fn emit_part(
    cx: Context<'_>,
    module: &Ident,
    operations: &[usize],
    types: &[TypeId],
) -> Part {
    let mut scope = Scope::of_operations(cx, module);
    let mut methods = Vec::new();
    let mut items = Vec::new();
    for index in operations {
        let operation = &cx.api.operations[*index];
        let arguments = argument::arguments(&mut scope, *index, operation);
        let outcomes = Outcomes::of(&mut scope, *index, operation);
        methods.push(emit_method(cx, *index, operation, &arguments, &outcomes));
        items.push(Item::Tokens(emit_builder(cx, *index)));
        items.extend(header::constants(&mut scope, *index, operation).map(Item::Tokens));
        items.push(Item::Tokens(emit_setters(
            &mut scope, *index, operation, &arguments, &outcomes,
        )));
        if operation.variant.is_none() {
            items.extend(outcomes.definitions().map(Item::Tokens));
            items.extend(server_choice(cx, *index, operation));
        }
        let builder = &cx.names.of_operation(*index).builder;
        let constraints = operation_table(&mut scope, builder, operation);
        items.push(Item::Tokens(description::emit_description(
            cx,
            *index,
            operation,
            constraints.is_some(),
        )));
        items.extend(constraints);
    }
    for id in types {
        emit_type(&mut scope, *id, &mut items);
    }
    let methods = (!operations.is_empty()).then(|| quote! { impl Client { #(#methods)* } });
    let needs = Needs {
        map: scope.uses_map(),
        runtime: mentions_runtime(&items),
        types: items.iter().any(mentions_types)
            || methods
                .as_ref()
                .is_some_and(|methods| mentions_module(methods, "types")),
    };
    Part {
        methods,
        items,
        needs,
    }
}

/// Emits what stands above the operations of one tag.
pub(super) fn emit_head(cx: Context<'_>, operations: &[usize], needs: Needs) -> SourceFile {
    let mut file = SourceFile::new(cx.settings, "operation/mod.rs");
    let mut paragraphs = Paragraphs::default();
    let tag = operations
        .first()
        .and_then(|index| cx.api.operations[*index].tag.as_deref());
    match tag {
        Some(tag) => paragraphs.add(format!("Operations of the tag *{}*.", one_line(tag))),
        None => paragraphs.add("Operations without a tag."),
    };
    file.docs = paragraphs.lines().to_vec();
    if needs.map {
        file.push(quote! { use std::collections::BTreeMap; });
    }
    if needs.runtime {
        file.push(quote! { use spec2crate_runtime as runtime; });
    }
    let root: TokenStream = cx
        .settings
        .root
        .parse()
        .unwrap_or_else(|_| quote! { crate });
    if needs.types {
        file.push(quote! { use #root::{Client, types}; });
    } else {
        file.push(quote! { use #root::Client; });
    }
    file
}

fn one_line(text: &str) -> String {
    sanitize(text).join(" ")
}

/// Whether an item names a type by its module, so that the file imports that.
pub(super) fn mentions_types(item: &Item) -> bool {
    match item {
        Item::Tokens(tokens) => mentions_module(tokens, "types"),
        Item::Table(table) => table.rows.iter().any(|row| row.contains("(types::")),
    }
}

/// The method of the client: it takes what is required and returns the builder.
fn emit_method(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    arguments: &[Argument<'_>],
    outcomes: &Outcomes,
) -> TokenStream {
    let names = cx.names.of_operation(index);
    let method = token(&names.method);
    let builder = token(&names.builder);
    let description = token(&names.description);
    let docs = method_docs(cx, index, operation, arguments, outcomes);
    let deprecated = deprecated(&operation.docs);
    let required: Vec<_> = arguments
        .iter()
        .filter(|argument| argument.required)
        .collect();
    let parameters = required.iter().flat_map(|argument| argument.parameters());
    let count: usize = required.iter().map(|argument| argument.count()).sum();
    let many = (count > 6).then(|| {
        quote! { #[expect(clippy::too_many_arguments, reason = "each is required")] }
    });
    let statements = argument::statements(operation, &required);
    let is_structure = required.iter().any(|argument| argument.is_structure);
    let inline = is_structure.then(|| quote! { #[inline] });
    let call = if statements.is_empty() {
        quote! { #builder { call: self.core.call(&#description) } }
    } else {
        quote! {
            let mut call = self.core.call(&#description);
            #(#statements)*
            #builder { call }
        }
    };
    quote! {
        #docs
        #deprecated
        #many
        #inline
        pub fn #method(&self, #(#parameters),*) -> #builder<'_> { #call }
    }
}

fn method_docs(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    arguments: &[Argument<'_>],
    outcomes: &Outcomes,
) -> TokenStream {
    let mut paragraphs = Paragraphs::default();
    paragraphs.add_prose(operation.summary.as_deref());
    if operation.docs.description != operation.summary {
        describe(&mut paragraphs, &operation.docs);
    }
    let request = code(&format!("{} {}", operation.method, operation.path));
    paragraphs.add(request.unwrap_or_else(|| "An operation of the API.".to_owned()));
    let sent = operation.body.iter().flat_map(|body| &body.content);
    let sent = sent.filter(|_| operation.variant.is_some());
    for name in sent.filter_map(|content| code(&content.media_type().name)) {
        paragraphs.add(format!("Sends {name}."));
    }
    if let Some(pointer) = code(&operation.location.to_string()) {
        paragraphs.add(format!("Document: {pointer}"));
    }
    let scopes: Vec<String> = operation
        .scopes
        .iter()
        .filter_map(|scope| code(scope))
        .collect();
    if !scopes.is_empty() {
        let noun = if scopes.len() == 1 { "scope" } else { "scopes" };
        paragraphs.add(format!("Needs the {noun} {}.", scopes.join(", ")));
    }
    let callbacks = callbacks(cx, operation);
    if !callbacks.is_empty() {
        paragraphs.add("What the server may call back:");
        paragraphs.add(callbacks.join("\n"));
    }
    let links = description::links(cx, operation);
    if !links.is_empty() {
        paragraphs.add("What an answer leads to:");
        paragraphs.add(links.join("\n"));
    }
    let arguments = arguments.iter().filter(|argument| argument.required);
    let described: Vec<String> = arguments.filter_map(Argument::item).collect();
    if !described.is_empty() {
        paragraphs.add("# Arguments");
        paragraphs.add(described.join("\n"));
    }
    let errors = outcomes.error_docs(operation);
    if !errors.is_empty() {
        paragraphs.add("# Errors");
        paragraphs.add(errors.join("\n"));
    }
    paragraphs.add("# Examples");
    paragraphs.add(example(cx, index, operation).join("\n"));
    paragraphs.tokens()
}

/// A line per callback of an operation: the type that reads it.
fn callbacks(cx: Context<'_>, operation: &Operation) -> Vec<String> {
    let incoming = cx.api.incoming.iter().zip(cx.names.incoming());
    let lines = incoming.filter_map(|(request, names)| {
        let Cause::Callback { operation: of, .. } = &request.cause else {
            return None;
        };
        let ident = names.ident.bare();
        let key = code(&request.key)?;
        (*of == operation.location)
            .then(|| format!("- {key}: [`callbacks::{ident}`](super::super::callbacks::{ident})"))
    });
    lines.collect()
}

fn emit_builder(cx: Context<'_>, index: usize) -> TokenStream {
    let names = cx.names.of_operation(index);
    let builder = token(&names.builder);
    let docs = format!(" What [`Client::{}`] sends.", names.method.bare());
    quote! {
        #[doc = #docs]
        #[derive(Debug)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct #builder<'c> {
            call: runtime::Call<'c>,
        }
    }
}

/// The servers that an operation has of its own, where there is something to choose.
fn server_choice(cx: Context<'_>, index: usize, operation: &Operation) -> Vec<Item> {
    let names = cx.names.of_operation(index);
    let Some((ident, servers)) = &names.servers else {
        return Vec::new();
    };
    let docs = format!(" A server of [`Client::{}`].", names.method.bare());
    Choice {
        ident: token(ident),
        docs: &docs,
        servers: &operation.servers,
        names: servers,
    }
    .items()
}

/// The setters of what is optional, and `send`.
fn emit_setters(
    scope: &mut Scope<'_>,
    index: usize,
    operation: &Operation,
    arguments: &[Argument<'_>],
    outcomes: &Outcomes,
) -> TokenStream {
    let builder = token(&scope.cx.names.of_operation(index).builder);
    let setters = arguments
        .iter()
        .filter(|argument| !argument.required)
        .map(|argument| {
            let name = &argument.ident;
            let docs = argument.docs();
            let parameters = argument.parameters();
            let statement = argument.statement(&quote! { self.call });
            let deprecated = argument.deprecated();
            let inline = argument.is_structure.then(|| quote! { #[inline] });
            quote! {
                #docs
                #deprecated
                #inline
                pub fn #name(mut self, #(#parameters),*) -> Self {
                    #statement
                    self
                }
            }
        });
    let accept = operation.has_choice().then(|| {
        quote! {
            #[doc = " Asks for this media type alone, whatever else is documented."]
            pub fn accept(mut self, content_type: &str) -> Self {
                self.call.header("accept", content_type);
                self
            }
        }
    });
    let choice = scope.cx.names.of_operation(index).servers.as_ref();
    let server = choice.map(|(ident, _)| {
        let ident = token(ident);
        quote! {
            #[doc = " Sends this call to one of its documented servers; to the first one unless this is called."]
            pub fn server(mut self, server: impl Into<#ident>) -> Self {
                self.call.server(server.into().url());
                self
            }
        }
    });
    let base_url = (!operation.servers.is_empty()).then(|| {
        quote! {
            #[doc = " Sends this call to a server of one's own: an absolute URL, to which the path is appended."]
            pub fn base_url(mut self, url: &str) -> Self {
                self.call.server(url);
                self
            }
        }
    });
    let success = outcomes.success_ty();
    let error = outcomes.error_ty();
    let arms = outcomes.arms(operation, None);
    let streamed = operation.is_streamed();
    let send_stream = streamed
        .then(|| outcomes.streamed(scope, operation))
        .flatten()
        .map(|(ty, reader, accept)| {
            let arms = outcomes.arms(operation, Some(&reader));
            quote! {
                #[doc = " Sends the request, and gives a success as it comes."]
                #[inline]
                pub fn send_stream(mut self) -> runtime::Sending<'c, #ty, #error> {
                    self.call.stream(#accept);
                    self.call.send(|response| match response.status().as_u16() { #(#arms)* })
                }
            }
        });
    quote! {
        impl<'c> #builder<'c> {
            #(#setters)*

            #accept
            #server
            #base_url

            #[doc = " Bounds this call, whatever the client's timeout is."]
            pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
                self.call.timeout(timeout);
                self
            }

            #[doc = " Sends the request."]
            #[inline]
            pub fn send(self) -> runtime::Sending<'c, #success, #error> {
                self.call.send(|response| match response.status().as_u16() { #(#arms)* })
            }

            #send_stream
        }
    }
}

/// The key of a response in the document.
pub(super) fn status_text(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(digit) => format!("{digit}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}
