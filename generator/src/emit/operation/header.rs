//! Emits the constants that read the documented headers of an operation's responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs::{Paragraphs, code, describe};
use super::super::ty::{Scope, token};
use super::super::types::deprecated;
use super::status_text;
use crate::ir::{Format, Header, Operation, ParameterEncoding, ResponseHeader, Ty, TypeKind};

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
        let docs = header_docs(header);
        let deprecated = deprecated(&header.header.docs);
        let ident = token(ident);
        let (ty, new) = reader(scope, header.header, header.alike);
        quote! {
            #docs
            #deprecated
            pub const #ident: runtime::Header<#ty> = #new;
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

/// The type of a header's constant, and what makes it; the text, where what the document says is not to be read.
pub(in super::super) fn reader(
    scope: &mut Scope<'_>,
    header: &Header,
    is_alike: bool,
) -> (TokenStream, TokenStream) {
    let name = &header.name;
    let plain = Ty::String(Format::Plain);
    let is_object = is_object(scope, &header.ty);
    let (ty, style) = match header.encoding {
        _ if !is_alike => (&plain, None),
        ParameterEncoding::Json => (&header.ty, Some(quote! { runtime::HeaderStyle::Json })),
        ParameterEncoding::Simple { explode: true } if is_object => {
            let style = quote! { runtime::HeaderStyle::Simple { explode: true } };
            (&header.ty, Some(style))
        }
        _ if is_object || is_list(scope, &header.ty) => (&header.ty, None),
        _ => (&plain, None),
    };
    let ty = scope.owned(ty, None);
    let new = style.map_or_else(
        || quote! { runtime::Header::new(#name) },
        |style| quote! { runtime::Header::styled(#name, #style) },
    );
    (ty, new)
}

/// Whether the style `simple` says how the type is read, and `explode` changes nothing: scalars and arrays of them.
fn is_list(scope: &Scope<'_>, ty: &Ty) -> bool {
    match scope.cx.without_alias(ty) {
        Ty::Array(items) => is_scalar(scope, items),
        _ => is_scalar(scope, ty),
    }
}

/// Whether it is an object of scalars: the style `simple` is not defined for any other.
fn is_object(scope: &Scope<'_>, ty: &Ty) -> bool {
    match scope.cx.without_alias(ty) {
        Ty::Map(values) => is_scalar(scope, values),
        Ty::Named(id) => match &scope.cx.api.types.get(*id).kind {
            TypeKind::Object(object) => {
                let mut properties = object.properties.iter();
                object.flattened.is_empty()
                    && properties.all(|property| is_scalar(scope, &property.ty))
            }
            _ => false,
        },
        _ => false,
    }
}

fn is_scalar(scope: &Scope<'_>, ty: &Ty) -> bool {
    match scope.cx.without_alias(ty) {
        Ty::String(_) | Ty::Boolean | Ty::Integer(_) | Ty::Number => true,
        Ty::Named(id) => matches!(scope.cx.api.types.get(*id).kind, TypeKind::Enum(_)),
        _ => false,
    }
}
