//! Arguments and setters: what a caller gives, and how it gets into the call.

mod docs;
mod part;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::docs::inner_constraints;
use crate::emit::ty::{Scope, token};
use crate::ir::{
    Body, Constraints, Docs, FormField, FormStyle, Notation, Operation, Parameter,
    ParameterEncoding, ParameterLocation, PartKind, PathSegment, PathStyle, QueryStyle, Ty,
};
use part::{header_call, part_arguments};

/// A value that the caller gives.
pub(super) struct Argument<'a> {
    pub(super) ident: Ident,
    pub(super) required: bool,
    /// The document's name for it; none for a body that is one argument.
    name: Option<&'a str>,
    docs: Docs,
    default: Option<&'a serde_json::Value>,
    constraints: Option<&'a Constraints>,
    /// What the values inside have to satisfy, in sentences.
    inner: Vec<String>,
    kind: Kind,
    /// Whether it encodes a struct or a union of the document.
    pub(super) is_structure: bool,
    is_in_path: bool,
    /// Values that have to be given with it: their names and types, and the calls of the runtime that take them.
    with: Vec<(Ident, TokenStream, TokenStream)>,
}

enum Kind {
    /// One value: its type, and the call of the runtime that takes it (after `call.`).
    Value { ty: TokenStream, call: TokenStream },
    /// Bytes whose media type is said with them.
    TypedBytes,
    /// Files of one name: the call of the runtime that takes each.
    Files { call: TokenStream },
}

impl Argument<'_> {
    /// The parameters of the method or setter.
    pub(super) fn parameters(&self) -> Vec<TokenStream> {
        let ident = &self.ident;
        let mut parameters = match &self.kind {
            Kind::Value { ty, .. } => vec![quote! { #ident: #ty }],
            Kind::TypedBytes => {
                vec![
                    quote! { content_type: &str },
                    quote! { #ident: impl Into<runtime::Body> },
                ]
            }
            Kind::Files { .. } => vec![quote! { #ident: Vec<runtime::FilePart> }],
        };
        let with = self.with.iter();
        parameters.extend(with.map(|(ident, ty, _)| quote! { #ident: #ty }));
        parameters
    }

    /// How many parameters that are.
    pub(super) fn count(&self) -> usize {
        let own = match &self.kind {
            Kind::Value { .. } | Kind::Files { .. } => 1,
            Kind::TypedBytes => 2,
        };
        own + self.with.len()
    }

    /// The statement that puts the value into the call.
    pub(super) fn statement(&self, receiver: &TokenStream) -> TokenStream {
        let own = match &self.kind {
            Kind::Value { call, .. } => quote! { #receiver.#call; },
            Kind::TypedBytes => {
                let ident = &self.ident;
                quote! { #receiver.body(content_type, #ident); }
            }
            Kind::Files { call } => {
                let ident = &self.ident;
                quote! {
                    for file in #ident {
                        #receiver.#call;
                    }
                }
            }
        };
        let with = self.with.iter().map(|(_, _, call)| call);
        quote! { #own #(#receiver.#with;)* }
    }

    pub(super) fn deprecated(&self) -> Option<TokenStream> {
        super::deprecated(&self.docs)
    }
}

/// Everything that a caller can give, required or not.
pub(super) fn arguments<'a>(
    scope: &mut Scope<'a>,
    index: usize,
    operation: &'a Operation,
) -> Vec<Argument<'a>> {
    let names = scope.cx.names.of_operation(index);
    let mut arguments = Vec::new();
    for (parameter, name) in operation.parameters.iter().zip(&names.parameters) {
        if parameter.constant.is_none() {
            arguments.push(parameter_argument(scope, parameter, token(name)));
        }
    }
    if let Some(body) = &operation.body
        && let (Some(content), Some(names)) = (body.content.first(), names.body.first())
    {
        let names: Vec<Ident> = names.iter().map(token).collect();
        body_arguments(
            scope,
            body.required,
            body.description.as_deref(),
            content,
            &names,
            &mut arguments,
        );
    }
    arguments
}

/// The statements that put what is required into a call: first what its path takes, in the order of that.
pub(super) fn statements(operation: &Operation, required: &[&Argument<'_>]) -> Vec<TokenStream> {
    let mut statements = Vec::new();
    for segment in &operation.segments {
        let PathSegment::Parameter(name) = segment else {
            continue;
        };
        let mut parameters = operation.parameters.iter();
        let parameter =
            parameters.find(|it| it.place == ParameterLocation::Path && it.name == *name);
        let mut arguments = required.iter();
        let argument = arguments.find(|it| it.is_in_path && it.name == Some(name));
        statements.extend(parameter.and_then(constant_parameter));
        statements.extend(argument.map(|argument| argument.statement(&quote! { call })));
    }
    statements.extend(constants(operation));
    let others = required.iter().filter(|argument| !argument.is_in_path);
    statements.extend(others.map(|argument| argument.statement(&quote! { call })));
    statements
}

/// The statement for a parameter with one possible value: nobody has to give it.
fn constant_parameter(parameter: &Parameter) -> Option<TokenStream> {
    let constant = parameter.constant.as_ref()?;
    let call = parameter_call(parameter, &literal_tokens(constant));
    Some(quote! { call.#call; })
}

/// The same for parts, and for parameters that are not in the path.
fn constants(operation: &Operation) -> Vec<TokenStream> {
    let mut statements = Vec::new();
    for parameter in &operation.parameters {
        if parameter.place != ParameterLocation::Path {
            statements.extend(constant_parameter(parameter));
        }
    }
    let Some(body) = &operation.body else {
        return statements;
    };
    match body.content.first() {
        Some(Body::Multipart { media_type, parts }) => {
            let media_type = &media_type.name;
            statements.push(quote! { call.multipart(#media_type); });
            for (order, part) in parts.iter().enumerate() {
                for header in &part.headers {
                    if let Some(constant) = &header.constant {
                        let call = header_call(order, header, &literal_tokens(constant));
                        statements.push(quote! { call.#call; });
                    }
                }
                if !part.required {
                    continue;
                }
                if let Some(constant) = &part.constant {
                    let order = Literal::usize_unsuffixed(order);
                    let name = &part.name;
                    let value = literal_tokens(constant);
                    let call = match &part.kind {
                        PartKind::Text {
                            content_type: Some(content_type),
                            ..
                        } => quote! { part_text_as(#order, #name, #content_type, #value) },
                        PartKind::Json { content_type, .. } => {
                            quote! { part_json(#order, #name, #content_type, #value) }
                        }
                        _ => quote! { part_text(#order, #name, #value) },
                    };
                    statements.push(quote! { call.#call; });
                }
            }
        }
        Some(Body::Form { fields, .. }) => {
            statements.push(quote! { call.form_body(); });
            for field in fields.iter().filter(|field| field.required) {
                if let Some(constant) = &field.constant {
                    let name = &field.name;
                    let value = literal_tokens(constant);
                    statements.push(quote! { call.form(#name, runtime::QueryStyle::Form { explode: true }, #value); });
                }
            }
        }
        _ => {}
    }
    let content = body.content.first();
    let in_parts = matches!(content, Some(Body::Form { .. } | Body::Multipart { .. }));
    if in_parts && !body.required {
        statements.push(quote! { call.optional_body(); });
    }
    statements
}

/// A constant as an argument of a call.
fn literal_tokens(literal: &crate::ir::Literal) -> TokenStream {
    match literal {
        crate::ir::Literal::String(text) => quote! { #text },
        crate::ir::Literal::Integer(integer) => {
            let integer = Literal::i64_unsuffixed(*integer);
            quote! { &#integer }
        }
        crate::ir::Literal::Number(number) => {
            let number = number
                .as_f64()
                .map_or_else(|| Literal::f64_unsuffixed(0.0), Literal::f64_unsuffixed);
            quote! { &#number }
        }
        crate::ir::Literal::Boolean(flag) => quote! { &#flag },
    }
}

fn parameter_argument<'a>(
    scope: &mut Scope<'_>,
    parameter: &'a Parameter,
    ident: Ident,
) -> Argument<'a> {
    let (ty, value) = scope.borrowed(&parameter.ty, &ident);
    let call = parameter_call(parameter, &value);
    Argument {
        ident,
        required: parameter.required && !parameter.client_parameter,
        name: Some(&parameter.name),
        docs: parameter.docs.clone(),
        inner: inner_constraints(scope.cx.api.checks.of_place(&parameter.location)),
        default: parameter.default.as_ref(),
        constraints: Some(&parameter.constraints),
        kind: Kind::Value { ty, call },
        is_structure: scope.cx.is_structure(&parameter.ty),
        is_in_path: parameter.place == ParameterLocation::Path,
        with: Vec::new(),
    }
}

/// The call of the runtime that takes a parameter.
fn parameter_call(parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let name = &parameter.name;
    match (parameter.place, parameter.encoding) {
        (
            ParameterLocation::Path,
            ParameterEncoding::Path(PathStyle::Simple { explode: false }),
        ) => {
            quote! { path(#name, #value) }
        }
        (ParameterLocation::Path, ParameterEncoding::Path(style)) => {
            let style = path_style(style);
            quote! { path_as(#style, #name, #value) }
        }
        (ParameterLocation::Path, _) => quote! { path_as(runtime::PathStyle::Json, #name, #value) },
        (
            ParameterLocation::Query,
            ParameterEncoding::Query {
                style: QueryStyle::Form { explode: true },
                allow_reserved: false,
            },
        ) => quote! { query(#name, #value) },
        (
            ParameterLocation::Query,
            ParameterEncoding::Query {
                style,
                allow_reserved,
            },
        ) => {
            let style = query_style(style);
            if allow_reserved {
                quote! { query_reserved(#style, #name, #value) }
            } else {
                quote! { query_as(#style, #name, #value) }
            }
        }
        (ParameterLocation::Query, ParameterEncoding::QueryString) => {
            quote! { query_string(#value) }
        }
        (ParameterLocation::Query, _) => {
            quote! { query_as(runtime::QueryStyle::Json, #name, #value) }
        }
        (ParameterLocation::Header, ParameterEncoding::Json) => {
            quote! { header_as(runtime::HeaderStyle::Json, #name, #value) }
        }
        (ParameterLocation::Header, ParameterEncoding::Simple { explode: true }) => {
            quote! { header_as(runtime::HeaderStyle::Simple { explode: true }, #name, #value) }
        }
        (ParameterLocation::Header, _) => quote! { header(#name, #value) },
        (ParameterLocation::Cookie, ParameterEncoding::Json) => {
            quote! { cookie_as(runtime::CookieStyle::Json, #name, #value) }
        }
        (ParameterLocation::Cookie, ParameterEncoding::Simple { explode: false }) => {
            quote! { cookie_as(runtime::CookieStyle::Form { explode: false }, #name, #value) }
        }
        (ParameterLocation::Cookie, _) => quote! { cookie(#name, #value) },
    }
}

fn path_style(style: PathStyle) -> TokenStream {
    match style {
        PathStyle::Simple { explode } => {
            quote! { runtime::PathStyle::Simple { explode: #explode } }
        }
        PathStyle::Label { explode } => quote! { runtime::PathStyle::Label { explode: #explode } },
        PathStyle::Matrix { explode } => {
            quote! { runtime::PathStyle::Matrix { explode: #explode } }
        }
    }
}

fn query_style(style: QueryStyle) -> TokenStream {
    match style {
        QueryStyle::Form { explode } => quote! { runtime::QueryStyle::Form { explode: #explode } },
        QueryStyle::SpaceDelimited { explode } => {
            quote! { runtime::QueryStyle::SpaceDelimited { explode: #explode } }
        }
        QueryStyle::PipeDelimited { explode } => {
            quote! { runtime::QueryStyle::PipeDelimited { explode: #explode } }
        }
        QueryStyle::DeepObject => quote! { runtime::QueryStyle::DeepObject },
    }
}

fn body_arguments<'a>(
    scope: &mut Scope<'_>,
    required: bool,
    description: Option<&str>,
    content: &'a Body,
    names: &[Ident],
    arguments: &mut Vec<Argument<'a>>,
) {
    let is_structure = match content {
        Body::Value { ty, .. } => scope.cx.is_structure(ty),
        _ => false,
    };
    let whole = |ident: &Ident, kind: Kind| Argument {
        ident: ident.clone(),
        required,
        name: None,
        docs: Docs {
            description: description.map(str::to_owned),
            ..Docs::default()
        },
        inner: Vec::new(),
        default: None,
        constraints: None,
        kind,
        is_structure,
        is_in_path: false,
        with: Vec::new(),
    };
    let body = names
        .first()
        .cloned()
        .unwrap_or_else(|| format_ident!("body"));
    match content {
        Body::Value {
            media_type,
            ty,
            notation,
        } => {
            let kind = value_kind(scope, &media_type.name, ty, *notation, &body);
            arguments.push(whole(&body, kind));
        }
        Body::Text { media_type } => {
            let media_type = &media_type.name;
            let call = quote! { text(#media_type, #body) };
            arguments.push(whole(
                &body,
                Kind::Value {
                    ty: quote! { &str },
                    call,
                },
            ));
        }
        Body::Binary { media_type } if media_type.is_said_by_call() => {
            arguments.push(whole(&body, Kind::TypedBytes));
        }
        Body::Binary { media_type } => {
            let media_type = &media_type.name;
            let call = quote! { body(#media_type, #body) };
            arguments.push(whole(
                &body,
                Kind::Value {
                    ty: quote! { impl Into<runtime::Body> },
                    call,
                },
            ));
        }
        Body::Form { fields, .. } => {
            let fields = fields.iter().zip(names);
            let fields = fields.filter(|(field, _)| !(field.required && field.constant.is_some()));
            arguments.extend(fields.map(|(field, ident)| Argument {
                ident: ident.clone(),
                required: required && field.required,
                name: Some(&field.name),
                docs: field.docs.clone(),
                inner: Vec::new(),
                default: field.default.as_ref(),
                constraints: Some(&field.constraints),
                kind: field_kind(scope, field, ident),
                is_structure: scope.cx.is_structure(&field.ty),
                is_in_path: false,
                with: Vec::new(),
            }));
        }
        Body::Multipart { parts, .. } => {
            part_arguments(scope, required, parts, names, arguments);
        }
    }
}

/// How a value that is the whole body gets into the call.
fn value_kind(
    scope: &mut Scope<'_>,
    media_type: &str,
    ty: &Ty,
    notation: Notation,
    ident: &Ident,
) -> Kind {
    if notation == Notation::Items {
        let item = scope.owned(ty, None);
        return Kind::Value {
            ty: quote! { impl Into<runtime::BodyItems<#item>> },
            call: quote! { items(#media_type, #ident) },
        };
    }
    let (ty, value) = scope.borrowed(ty, ident);
    let call = if notation == Notation::Form {
        quote! { form_object(#value) }
    } else {
        quote! { json(#media_type, #value) }
    };
    Kind::Value { ty, call }
}

/// How a field of a form gets into the call.
fn field_kind(scope: &mut Scope<'_>, field: &FormField, ident: &Ident) -> Kind {
    let (ty, value) = scope.borrowed(&field.ty, ident);
    let name = &field.name;
    let call = match field.style {
        FormStyle::Query(style) => {
            let style = query_style(style);
            quote! { form(#name, #style, #value) }
        }
        FormStyle::Json => quote! { form(#name, runtime::QueryStyle::Json, #value) },
    };
    Kind::Value { ty, call }
}
