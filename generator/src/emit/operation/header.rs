//! Emits the constants that read the documented headers of an operation's responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs::{Paragraphs, code, describe};
use super::super::ty::{Scope, token};
use super::super::types::deprecated;
use super::status_text;
use crate::ir::{Format, Operation, ResponseHeader, Ty, TypeKind};

/// An impl with a constant per header; none where no response documents one.
pub(super) fn constants(
    scope: &mut Scope<'_>,
    index: usize,
    operation: &Operation,
) -> Option<TokenStream> {
    let headers = operation.response_headers();
    if headers.is_empty() {
        return None;
    }
    let cx = scope.cx;
    let names = cx.names.of_operation(index);
    let builder = token(&names.builder);
    let constants = headers.iter().zip(&names.headers).map(|(header, ident)| {
        let name = &header.header.name;
        let docs = header_docs(header);
        let deprecated = deprecated(&header.header.docs);
        let ident = token(ident);
        let plain = Ty::String(Format::Plain);
        let read = header.alike && is_read(scope, &header.header.ty);
        let ty = if read { &header.header.ty } else { &plain };
        let ty = scope.owned(ty, None);
        quote! {
            #docs
            #deprecated
            pub const #ident: runtime::Header<#ty> = runtime::Header::new(#name);
        }
    });
    let constants: Vec<TokenStream> = constants.collect();
    Some(quote! { impl #builder<'_> { #(#constants)* } })
}

fn header_docs(header: &ResponseHeader<'_>) -> TokenStream {
    let mut paragraphs = Paragraphs::default();
    describe(&mut paragraphs, &header.header.docs);
    let statuses: Vec<String> = header
        .statuses
        .iter()
        .map(|status| format!("`{}`", status_text(*status)))
        .collect();
    let name = code(&header.header.name)
        .map(|name| format!(" {name}"))
        .unwrap_or_default();
    paragraphs.add(format!(
        "The header{name} of a response: {}.",
        statuses.join(", ")
    ));
    paragraphs.tokens()
}

/// Whether the style `simple` says how the type is read: scalars and arrays of them; of anything else, the text is there.
pub(in super::super) fn is_read(scope: &Scope<'_>, ty: &Ty) -> bool {
    match scope.cx.without_alias(ty) {
        Ty::Array(items) => is_scalar(scope, items),
        _ => is_scalar(scope, ty),
    }
}

fn is_scalar(scope: &Scope<'_>, ty: &Ty) -> bool {
    match scope.cx.without_alias(ty) {
        Ty::String(_) | Ty::Boolean | Ty::Integer(_) | Ty::Number => true,
        Ty::Named(id) => matches!(scope.cx.api.types.get(*id).kind, TypeKind::Enum(_)),
        _ => false,
    }
}
