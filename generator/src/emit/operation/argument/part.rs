//! Arguments and setters of the parts of a multipart body, and of their headers.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::{Argument, Kind};
use crate::emit::ty::Scope;
use crate::ir::{MultipartPart, Parameter, ParameterEncoding, PartKind};

/// What a caller gives of parts: each with the headers that it has to have, and then the other headers.
pub(super) fn part_arguments<'a>(
    scope: &mut Scope<'_>,
    required: bool,
    parts: &'a [MultipartPart],
    names: &[Ident],
    arguments: &mut Vec<Argument<'a>>,
) {
    // After the parts, as they are named.
    let mut of_headers = Vec::new();
    let mut header_names = names.iter().skip(parts.len());
    for (order, (part, ident)) in parts.iter().zip(names).enumerate() {
        let is_given = part.required && part.constant.is_some();
        let headers = header_names.by_ref().take(part.headers.len());
        let headers = part.headers.iter().zip(headers);
        let headers = headers.filter(|(header, _)| header.constant.is_none());
        let (with, others): (Vec<_>, Vec<_>) =
            headers.partition(|(header, _)| header.required && !is_given);
        of_headers.extend(others.into_iter().map(|(header, ident)| {
            let is_required = required && header.required;
            header_argument(scope, (order, header), ident, is_required)
        }));
        if is_given {
            continue;
        }
        let with = with.into_iter().map(|(header, ident)| {
            let (ty, value) = scope.borrowed(&header.ty, ident);
            (ident.clone(), ty, header_call(order, header, &value))
        });
        let with = with.collect();
        let order = Literal::usize_unsuffixed(order);
        let name = &part.name;
        let kind = part_kind(scope, &part.kind, ident, &order, name);
        arguments.push(Argument {
            ident: ident.clone(),
            required: required && part.required,
            name: Some(name),
            docs: part.docs.clone(),
            inner: Vec::new(),
            default: part.default.as_ref(),
            constraints: Some(&part.constraints),
            kind,
            is_in_path: false,
            is_structure: match &part.kind {
                PartKind::Json { ty, .. } | PartKind::Text { ty, .. } => scope.cx.is_structure(ty),
                PartKind::File { .. } => false,
            },
            with,
        });
    }
    arguments.extend(of_headers);
}

/// A header of a part that has a setter of its own, or an argument where the part is never asked for.
fn header_argument<'a>(
    scope: &mut Scope<'_>,
    (order, header): (usize, &'a Parameter),
    ident: &Ident,
    required: bool,
) -> Argument<'a> {
    let (ty, value) = scope.borrowed(&header.ty, ident);
    Argument {
        ident: ident.clone(),
        required,
        name: Some(&header.name),
        docs: header.docs.clone(),
        inner: Vec::new(),
        default: header.default.as_ref(),
        constraints: Some(&header.constraints),
        kind: Kind::Value {
            ty,
            call: header_call(order, header, &value),
        },
        is_structure: scope.cx.is_structure(&header.ty),
        is_in_path: false,
        with: Vec::new(),
    }
}

/// The call of the runtime that takes a header of a part.
pub(super) fn header_call(order: usize, header: &Parameter, value: &TokenStream) -> TokenStream {
    let order = Literal::usize_unsuffixed(order);
    let name = &header.name;
    if header.encoding == ParameterEncoding::Json {
        return quote! { part_header_as(runtime::HeaderStyle::Json, #order, #name, #value) };
    }
    quote! { part_header(#order, #name, #value) }
}

/// How a part gets into the call.
fn part_kind(
    scope: &mut Scope<'_>,
    kind: &PartKind,
    ident: &Ident,
    order: &Literal,
    name: &str,
) -> Kind {
    match kind {
        PartKind::File {
            content_types,
            many: true,
        } => Kind::Files {
            call: quote! { part_file(#order, #name, file, &[#(#content_types),*]) },
        },
        PartKind::File {
            content_types,
            many: false,
        } => Kind::Value {
            ty: quote! { runtime::FilePart },
            call: quote! { part_file(#order, #name, #ident, &[#(#content_types),*]) },
        },
        PartKind::Json {
            content_type,
            ty,
            many,
        } => {
            let (ty, value) = scope.borrowed(ty, ident);
            let method = format_ident!("{}", if *many { "part_json_each" } else { "part_json" });
            Kind::Value {
                ty,
                call: quote! { #method(#order, #name, #content_type, #value) },
            }
        }
        PartKind::Text { ty, content_type } => {
            let (ty, value) = scope.borrowed(ty, ident);
            let call = if let Some(content_type) = content_type {
                quote! { part_text_as(#order, #name, #content_type, #value) }
            } else {
                quote! { part_text(#order, #name, #value) }
            };
            Kind::Value { ty, call }
        }
    }
}
