//! Emits structs.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::docs::{
    Paragraphs, code, constraints, describe, inner_constraints, own_constraints,
};
use super::super::file::{Item, Table};
use super::super::ty::{Scope, token};
use super::{deprecated, type_docs};
use crate::ir::{AdditionalProperties, Format, Object, Property, Ty, TypeDef, TypeId};
use crate::name::Ident;

/// How a property stands in a struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Required,
    Optional,
    Nullable,
    OptionalNullable,
}

/// A field, ready to be written.
struct Field<'a> {
    property: &'a Property,
    ident: &'a Ident,
    presence: Presence,
    /// The type without the `Option`s of its presence.
    ty: TokenStream,
    /// What the values inside have to satisfy, in sentences.
    inner: Vec<String>,
}

pub(super) fn emit_object(
    scope: &mut Scope<'_>,
    id: TypeId,
    definition: &TypeDef,
    object: &Object,
    items: &mut Vec<Item>,
) {
    let cx = scope.cx;
    let names = cx.names.of_type(id);
    let ident = token(&names.ident);
    let mut fields = Vec::new();
    let mut constants = Vec::new();
    for (property, name) in object.properties.iter().zip(&names.members) {
        match &property.constant {
            Some(literal) => constants.push((property, literal)),
            None => fields.push(lower_field(scope, id, property, name)),
        }
    }
    let rest = match &object.additional {
        AdditionalProperties::Typed(ty) => names.rest.as_ref().map(|name| (name, ty)),
        AdditionalProperties::Ignored => None,
    };

    let mut paragraphs = type_docs(definition, "An object of the API.");
    for (property, literal) in &constants {
        if let (Some(name), Some(value)) =
            (code(&property.name), code(&literal.to_value().to_string()))
        {
            paragraphs.add(format!("{name} is always {value}."));
        }
    }
    let rules = cx.api.checks.of_type(id);
    for sentence in own_constraints(rules)
        .into_iter()
        .chain(inner_constraints(rules))
    {
        paragraphs.add(sentence);
    }
    let docs = paragraphs.tokens();
    let mut members: Vec<TokenStream> = fields.iter().map(field_tokens).collect();
    if let Some((name, ty)) = rest {
        let name = token(name);
        let map = scope.owned(&Ty::Map(Box::new(ty.clone())), None);
        members.push(quote! {
            #[doc = " Every other property, by its name."]
            pub #name: #map
        });
    }
    let all_optional = fields
        .iter()
        .all(|field| field.presence != Presence::Required && field.presence != Presence::Nullable);
    let derives = if all_optional {
        quote! { #[derive(Clone, Debug, Default, PartialEq)] }
    } else {
        quote! { #[derive(Clone, Debug, PartialEq)] }
    };
    items.push(Item::Tokens(quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub struct #ident { #(#members,)* }
    }));
    if cx.facts.is_sent(id) {
        let rest = rest.map(|(name, _)| name);
        items.push(Item::Tokens(constructors(
            &ident,
            &fields,
            rest,
            all_optional,
        )));
    }
    items.push(Item::Table(table(
        &names.ident,
        &fields,
        &constants,
        rest.map(|(name, _)| name),
    )));
}

fn lower_field<'a>(
    scope: &mut Scope<'_>,
    owner: TypeId,
    property: &'a Property,
    ident: &'a Ident,
) -> Field<'a> {
    let presence = match (
        scope.cx.facts.is_required(owner, property),
        property.nullable,
    ) {
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    };
    let ty = scope.owned(&property.ty, Some(owner));
    let is_secret = property.write_only && property.ty != Ty::String(Format::Password);
    let ty = if is_secret {
        quote! { runtime::Secret<#ty> }
    } else {
        ty
    };
    let checks = &scope.cx.api.checks;
    let rules = checks.of_property(checks.of_type(owner), &property.name);
    Field {
        property,
        ident,
        presence,
        ty,
        inner: inner_constraints(&rules),
    }
}

fn field_ty(field: &Field<'_>) -> TokenStream {
    let ty = &field.ty;
    match field.presence {
        Presence::Required => quote! { #ty },
        Presence::Optional | Presence::Nullable => quote! { Option<#ty> },
        Presence::OptionalNullable => quote! { Option<Option<#ty>> },
    }
}

fn field_tokens(field: &Field<'_>) -> TokenStream {
    let property = field.property;
    let mut paragraphs = Paragraphs::default();
    describe(&mut paragraphs, &property.docs);
    if paragraphs.is_empty() {
        match code(&property.name) {
            Some(name) => paragraphs.add(format!("The property {name}.")),
            None => paragraphs.add("A property of the object."),
        };
    }
    if let Some(default) = property
        .default
        .as_ref()
        .and_then(|value| code(&value.to_string()))
    {
        paragraphs.add(format!("Taken for {default} when absent."));
    }
    if let Some(sentence) = constraints(&property.constraints) {
        paragraphs.add(sentence);
    }
    for sentence in &field.inner {
        paragraphs.add(sentence);
    }
    if property.read_only {
        paragraphs.add("Set by the server: read-only.");
    }
    let docs = paragraphs.tokens();
    let deprecated = deprecated(&property.docs);
    let ident = token(field.ident);
    let ty = field_ty(field);
    quote! { #docs #deprecated pub #ident: #ty }
}

/// `new` with what is required, and a setter for everything else.
fn constructors(
    ident: &proc_macro2::Ident,
    fields: &[Field<'_>],
    rest: Option<&Ident>,
    all_optional: bool,
) -> TokenStream {
    let required: Vec<&Field<'_>> = fields
        .iter()
        .filter(|field| matches!(field.presence, Presence::Required | Presence::Nullable))
        .collect();
    let arguments = required.iter().map(|field| {
        let name = token(field.ident);
        let ty = argument_ty(field);
        quote! { #name: #ty }
    });
    let values = fields.iter().map(|field| {
        let name = token(field.ident);
        match field.presence {
            Presence::Required if is_into(&field.ty) => quote! { #name: #name.into() },
            Presence::Required | Presence::Nullable => quote! { #name },
            Presence::Optional | Presence::OptionalNullable => quote! { #name: None },
        }
    });
    let rest_value = rest.map(|name| {
        let name = token(name);
        quote! { #name: BTreeMap::new() }
    });
    let body = if all_optional {
        quote! { Self::default() }
    } else {
        let values: Vec<TokenStream> = values.chain(rest_value).collect();
        quote! { Self { #(#values,)* } }
    };
    let first = if all_optional {
        " One without any of its properties, which are all optional."
    } else {
        " One with the properties it must have."
    };
    let deprecated_inside =
        fields.iter().any(|field| field.property.docs.deprecated) && !all_optional;
    let expect = deprecated_inside.then(expect_deprecated);
    let many = (required.len() > 7).then(|| {
        quote! { #[expect(clippy::too_many_arguments, reason = "each is a required property")] }
    });
    let setters = fields
        .iter()
        .filter(|field| {
            matches!(
                field.presence,
                Presence::Optional | Presence::OptionalNullable
            )
        })
        .map(setter);
    quote! {
        impl #ident {
            #[doc = #first]
            #many
            #expect
            #[must_use]
            pub fn new(#(#arguments),*) -> Self { #body }
            #(#setters)*
        }
    }
}

fn setter(field: &Field<'_>) -> TokenStream {
    let name = token(field.ident);
    let setter = format_ident!("with_{}", field.ident.bare());
    let ty = if is_into(&field.ty) {
        let ty = &field.ty;
        quote! { impl Into<#ty> }
    } else {
        field.ty.clone()
    };
    let value = if is_into(&field.ty) {
        quote! { #name.into() }
    } else {
        quote! { #name }
    };
    let value = if field.presence == Presence::OptionalNullable {
        quote! { Some(Some(#value)) }
    } else {
        quote! { Some(#value) }
    };
    let docs = match code(&field.property.name) {
        Some(name) => format!(" Sets {name}."),
        None => " Sets the property.".to_owned(),
    };
    let deprecated_setter = deprecated(&field.property.docs);
    let expect = field.property.docs.deprecated.then(expect_deprecated);
    quote! {
        #[doc = #docs]
        #deprecated_setter
        #expect
        #[must_use]
        pub fn #setter(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

fn expect_deprecated() -> TokenStream {
    quote! { #[expect(deprecated, reason = "the document still has it")] }
}

fn argument_ty(field: &Field<'_>) -> TokenStream {
    let ty = field_ty(field);
    if field.presence == Presence::Required && is_into(&field.ty) {
        quote! { impl Into<#ty> }
    } else {
        ty
    }
}

/// Whether callers may give what converts into the type: strings and what is made of them, and any integer for a number.
fn is_into(ty: &TokenStream) -> bool {
    let text = ty.to_string().replace(' ', "");
    let text = text
        .strip_prefix("runtime::Strict<")
        .and_then(|inner| inner.strip_suffix('>'))
        .unwrap_or(&text);
    matches!(
        text,
        "String"
            | "runtime::DateTime"
            | "runtime::Date"
            | "runtime::Secret<String>"
            | "runtime::Uuid"
            | "runtime::Url"
            | "runtime::Ipv4"
            | "runtime::Ipv6"
            | "runtime::Time"
            | "runtime::Duration"
            | "runtime::Decimal"
            | "runtime::Number"
    )
}

fn table(
    ident: &Ident,
    fields: &[Field<'_>],
    constants: &[(&Property, &crate::ir::Literal)],
    rest: Option<&Ident>,
) -> Table {
    let literal = |name: &str| proc_macro2::Literal::string(name).to_string();
    let mut rows: Vec<String> = constants
        .iter()
        .map(|(property, value)| {
            let value = match value {
                crate::ir::Literal::String(text) => literal(text),
                other => other.to_value().to_string(),
            };
            format!("constant {} = {value},", literal(&property.name))
        })
        .collect();
    rows.extend(fields.iter().map(|field| {
        let presence = match field.presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::Nullable => "nullable",
            Presence::OptionalNullable => "optional_nullable",
        };
        format!(
            "{}: {presence} {},",
            field.ident,
            literal(&field.property.name)
        )
    }));
    rows.extend(rest.map(|name| format!("{name}: rest,")));
    Table {
        macro_path: "runtime::wire_object",
        head: ident.to_string(),
        rows,
    }
}
