//! Emits the static description of an operation: what the runtime has to know of every call.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::Context;
use super::super::docs::code;
use super::super::ty::token;
use super::path::templates;
use crate::ir::{Content, Format, Operation, ParameterLocation, Ty};

/// A line per link of a response: the method that can be called with what it holds.
pub(super) fn links(cx: Context<'_>, operation: &Operation) -> Vec<String> {
    let mut lines = Vec::new();
    for response in &operation.responses {
        for link in &response.links {
            let target = |other: &Operation| other.location == link.operation;
            let Some(index) = cx.api.operations.iter().position(target) else {
                continue;
            };
            let method = cx.names.of_operation(index).method.bare();
            let status = super::status_text(response.status);
            let values = link
                .values
                .iter()
                .filter_map(|(name, value)| Some(format!("{} from {}", code(name)?, code(value)?)));
            let values = values.collect::<Vec<_>>().join(", ");
            let with = if values.is_empty() {
                String::new()
            } else {
                format!(", with {values}")
            };
            lines.push(format!("- `{status}`: [`Client::{method}`]{with}"));
        }
    }
    lines
}

pub(super) fn emit_description(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    has_constraints: bool,
) -> TokenStream {
    let builder = token(&cx.names.of_operation(index).builder);
    let constraints = has_constraints.then(|| quote! { constraints: #builder::CONSTRAINTS, });
    let name = token(&cx.names.of_operation(index).description);
    let id = &operation.name;
    let method = method_tokens(&operation.method);
    let (path, query) = templates(&operation.segments);
    let query = (!query.is_empty()).then(|| quote! { query: #query, });
    let accept = accept(operation);
    let security = operation.security.iter().map(|requirement| {
        let schemes = requirement.schemes.iter().map(|(name, scopes)| {
            quote! { (#name, &[#(#scopes),*]) }
        });
        quote! { &[#(#schemes),*] }
    });
    let servers = operation.servers.iter().map(crate::ir::Server::default_url);
    let security =
        (!operation.security.is_empty()).then(|| quote! { security: &[#(#security),*], });
    let servers: Vec<String> = servers.collect();
    let servers = (!servers.is_empty()).then(|| quote! { servers: &[#(#servers),*], });
    let url = operation
        .url_parameter
        .as_ref()
        .map(|name| quote! { url: Some(#name), });
    let settings: Vec<&str> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.client_parameter)
        .map(|parameter| parameter.name.as_str())
        .collect();
    let secrets: Vec<&str> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.place == ParameterLocation::Query)
        .filter(|parameter| *cx.without_alias(&parameter.ty) == Ty::String(Format::Password))
        .map(|parameter| parameter.name.as_str())
        .collect();
    let secrets = (!secrets.is_empty()).then(|| quote! { secrets: &[#(#secrets),*], });
    let settings = (!settings.is_empty()).then(|| quote! { client_parameters: &[#(#settings),*], });
    quote! {
        static #name: runtime::Operation = runtime::Operation {
            id: #id,
            method: #method,
            path: #path,
            #query
            accept: #accept,
            #security
            #servers
            #url
            #settings
            #secrets
            #constraints
            ..runtime::Operation::DEFAULT
        };
    }
}

fn method_tokens(method: &str) -> TokenStream {
    let known = [
        "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY",
    ];
    if known.contains(&method) {
        let method = format_ident!("{method}");
        quote! { runtime::Method::#method }
    } else {
        quote! { runtime::Method::other(#method) }
    }
}

/// The media types of all responses, successes first, as a value of `Accept`.
///
/// Of several kinds of one response, the first is what is asked for, and the others are taken as well.
fn accept(operation: &Operation) -> String {
    let mut types = Vec::new();
    for response in &operation.responses {
        add_types(&mut types, &response.whole());
    }
    joined(&types)
}

/// The same where a success is to come as a stream of this content.
pub(super) fn accept_streamed(
    operation: &Operation,
    content: &Content,
    errors: &[usize],
) -> String {
    let mut types = Vec::new();
    add_types(&mut types, &[content]);
    for place in errors {
        add_types(&mut types, &operation.responses[*place].whole());
    }
    joined(&types)
}

fn add_types<'a>(types: &mut Vec<(&'a str, usize)>, contents: &[&'a Content]) {
    for (order, content) in contents.iter().enumerate() {
        for media_type in &content.media_types {
            let name = media_type.name.as_str();
            let fits = name
                .bytes()
                .all(|byte| byte.is_ascii_graphic() || byte == b' ');
            if fits && !types.iter().any(|(known, _)| *known == name) {
                types.push((name, order));
            }
        }
    }
}

fn joined(types: &[(&str, usize)]) -> String {
    let weighted = types.iter().map(|(name, order)| {
        let weight = if *order == 0 { "" } else { ";q=0.9" };
        format!("{name}{weight}")
    });
    weighted.collect::<Vec<_>>().join(", ")
}
