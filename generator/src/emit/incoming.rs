//! Emits `webhooks.rs` and `callbacks.rs`: a type per request that the server makes, which reads its body and headers.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::docs::{Paragraphs, code, describe};
use super::file::{Item, SourceFile};
use super::operation::{header_reader, mentions_types, status_text};
use super::ty::{Scope, token};
use super::types::{deprecated, mentions_runtime};
use crate::ir::{Cause, ContentKind, Header, IncomingRequest};
use crate::name::{HeaderName, Ident, IncomingNames};

/// Whether the server makes requests of this kind.
pub(super) fn has_incoming(cx: Context<'_>, webhooks: bool) -> bool {
    requests(cx, webhooks).next().is_some()
}

fn requests(
    cx: Context<'_>,
    webhooks: bool,
) -> impl Iterator<Item = (&IncomingRequest, &IncomingNames)> {
    let all = cx.api.incoming.iter().zip(cx.names.incoming());
    all.filter(move |(request, _)| (request.cause == Cause::Webhook) == webhooks)
}

/// Emits all requests of one kind, by name.
pub(super) fn emit_incoming(cx: Context<'_>, webhooks: bool) -> SourceFile {
    let mut file = SourceFile::new(cx.settings, "incoming.rs");
    file.docs = vec![if webhooks {
        "Webhooks: a type per request that the server makes, which reads its body.".to_owned()
    } else {
        "Callbacks: a type per request that the server makes in return, which reads its body."
            .to_owned()
    }];
    let mut scope = Scope::of_incoming(cx);
    let mut requests: Vec<_> = requests(cx, webhooks).collect();
    requests.sort_by_key(|(_, names)| &names.ident);
    let mut items = emit_shared_headers(&requests);
    for (request, names) in requests {
        items.push(Item::Tokens(emit_struct(cx, request, names)));
        items.push(Item::Tokens(emit_impl(&mut scope, request, names)));
    }
    if scope.uses_map() {
        file.push(quote! { use std::collections::BTreeMap; });
    }
    if mentions_runtime(&items) {
        file.push(quote! { use spec2crate_runtime as runtime; });
    }
    if items.iter().any(mentions_types) {
        let root: TokenStream = cx
            .settings
            .root
            .parse()
            .unwrap_or_else(|_| quote! { crate });
        file.push(quote! { use #root::types; });
    }
    file.items.extend(items);
    file
}

/// Emits the headers that are the same whichever request they come with.
fn emit_shared_headers(requests: &[(&IncomingRequest, &IncomingNames)]) -> Vec<Item> {
    let mut shared = BTreeMap::new();
    for (request, names) in requests {
        for (header, name) in request.headers.iter().zip(&names.headers) {
            if name.is_shared {
                shared.entry(&name.ident).or_insert(&header.name);
            }
        }
    }
    let emit = |(ident, name): (&Ident, &String)| {
        let shown = code(name).map_or_else(String::new, |name| format!(" {name}"));
        let docs = format!(" The header{shown}.");
        let ident = token(ident);
        Item::Tokens(quote! {
            #[doc = #docs]
            pub const #ident: runtime::Header<String> = runtime::Header::new(#name);
        })
    };
    shared.into_iter().map(emit).collect()
}

/// A line of the list of headers, which says what its constant does not.
fn header_line(header: &Header, name: &HeaderName) -> String {
    let owner = if name.is_shared { "" } else { "Self::" };
    let presence = if header.required {
        "required"
    } else {
        "optional"
    };
    let mut said = Paragraphs::default();
    describe(&mut said, &header.docs);
    let said = said.lines().join("\n  ");
    let end = if said.is_empty() { "." } else { ": " };
    format!("- [`{owner}{}`], {presence}{end}{said}", name.ident.bare())
}

fn emit_struct(cx: Context<'_>, request: &IncomingRequest, names: &IncomingNames) -> TokenStream {
    let mut paragraphs = Paragraphs::default();
    paragraphs.add_prose(request.summary.as_deref());
    if request.docs.description != request.summary {
        describe(&mut paragraphs, &request.docs);
    }
    let name = code(&request.key).map_or_else(String::new, |name| format!(" {name}"));
    let method = code(&request.method).unwrap_or_default();
    match &request.cause {
        Cause::Webhook => {
            paragraphs.add(format!("The webhook{name}, a {method} of the server."));
        }
        Cause::Callback {
            operation,
            expression,
        } => {
            let mut operations = cx.api.operations.iter();
            let index = operations.position(|it| it.location == *operation);
            let of = index.map_or_else(String::new, |index| {
                let method = cx.names.of_operation(index).method.bare();
                format!(" of [`Client::{method}`](super::Client::{method})")
            });
            let to = code(expression).map_or_else(String::new, |text| format!(" to {text}"));
            paragraphs.add(format!(
                "The callback{name}{of}, a {method} of the server{to}."
            ));
        }
    }
    if let Some(pointer) = code(&request.location.to_string()) {
        paragraphs.add(format!("Document: {pointer}"));
    }
    let headers = request.headers.iter().zip(&names.headers);
    let headers: Vec<String> = headers.map(|(it, name)| header_line(it, name)).collect();
    if !headers.is_empty() {
        paragraphs.add("Its headers:");
        paragraphs.add(headers.join("\n"));
    }
    let answers = request.answers.iter().map(|(status, description)| {
        let mut said = Paragraphs::default();
        said.add_prose(Some(description));
        let said = said.lines().first().cloned().unwrap_or_default();
        format!("- `{}`: {said}", status_text(*status))
            .trim_end_matches([':', ' '])
            .to_owned()
    });
    let answers: Vec<String> = answers.collect();
    if !answers.is_empty() {
        paragraphs.add("What it may be answered with:");
        paragraphs.add(answers.join("\n"));
    }
    let docs = paragraphs.tokens();
    let deprecated = deprecated(&request.docs);
    let ident = token(&names.ident);
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Copy, Debug)]
        pub struct #ident;
    }
}

fn emit_impl(
    scope: &mut Scope<'_>,
    request: &IncomingRequest,
    names: &IncomingNames,
) -> TokenStream {
    let ident = token(&names.ident);
    let name = &request.key;
    let expected = request.docs.deprecated.then(|| {
        quote! { #[expect(deprecated, reason = "the document still has it")] }
    });
    let headers = request.headers.iter().zip(&names.headers);
    let headers: Vec<TokenStream> = headers
        .filter(|(_, name)| !name.is_shared)
        .map(|(header, name)| {
            let shown = code(&header.name).map_or_else(String::new, |name| format!(" {name}"));
            let docs = format!(" The header{shown}.");
            let deprecated = deprecated(&header.docs);
            let ident = token(&name.ident);
            let (ty, new) = header_reader(scope, header, true);
            quote! {
                #[doc = #docs]
                #deprecated
                pub const #ident: runtime::Header<#ty> = #new;
            }
        })
        .collect();
    let parse = request.content.as_ref().map(|(media_type, kind)| {
        let shown = code(media_type).unwrap_or_default();
        let (ty, read, fault) = match kind {
            ContentKind::Json(ty) => (
                scope.owned(ty, None),
                quote! { json(headers, body) },
                "no JSON, or JSON that is not as documented: it names the place",
            ),
            ContentKind::Text => (quote! { String }, quote! { text(body) }, "no text"),
            // Bytes are what the caller has.
            _ => return None,
        };
        let headers = matches!(kind, ContentKind::Json(_))
            .then(|| quote! { headers: &runtime::http::HeaderMap, });
        let docs = format!(" Reads the body of a request, {shown}.");
        let errors = format!(" When it is {fault}.");
        Some(quote! {
            #[doc = #docs]
            #[doc = ""]
            #[doc = " The caller has bounded its length, and has made sure who sends it."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = #errors]
            #[inline]
            pub fn parse(
                #headers
                body: &[u8],
            ) -> Result<#ty, runtime::incoming::IncomingError> {
                runtime::incoming::#read
            }
        })
    });
    quote! {
        #expected
        impl #ident {
            #[doc = " Its name in the document."]
            pub const NAME: &str = #name;

            #(#headers)*

            #parse
        }
    }
}
