//! Emits structs.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::Context;
use super::super::docs::{
    Paragraphs, code, constraints, describe, inner_constraints, own_constraints,
};
use super::super::file::{Item, Table};
use super::super::ty::{Scope, token};
use super::{deprecated, type_docs};
use crate::ir::{
    AdditionalProperties, EnumBase, Format, Literal, Object, Property, Ty, TypeDef, TypeId,
    TypeKind,
};
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
    /// Whether null is one of its values like any other.
    is_any: bool,
    /// The value that a new one has.
    preset: Option<&'a Literal>,
    /// Whether there is a setter: not of what the server alone sets.
    is_set: bool,
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
    let flattened: Vec<Flat<'_>> = object
        .flattened
        .iter()
        .zip(&names.flattened)
        .map(|(flat, ident)| Flat {
            ident,
            is_into: is_union(cx, id, &flat.ty),
            ty: scope.owned(&flat.ty, Some(id)),
        })
        .collect();
    members.extend(flattened.iter().map(|flat| {
        let (name, ty) = (token(flat.ident), &flat.ty);
        quote! {
            #[doc = " What the object is besides: its properties stand beside these."]
            pub #name: #ty
        }
    }));
    if let Some((name, ty)) = rest {
        let name = token(name);
        let map = scope.owned(&Ty::Map(Box::new(ty.clone())), None);
        members.push(quote! {
            #[doc = " Every other property, by its name."]
            pub #name: #map
        });
    }
    let all_optional = flattened.is_empty()
        && fields.iter().all(|field| {
            field.presence != Presence::Required && field.presence != Presence::Nullable
        });
    let derives = if all_optional {
        quote! { #[derive(Clone, Default)] }
    } else {
        quote! { #[derive(Clone)] }
    };
    let deprecated = deprecated(&definition.docs);
    items.push(Item::Tokens(quote! {
        #docs
        #deprecated
        #derives
        #[non_exhaustive]
        pub struct #ident { #(#members,)* }
    }));
    if cx.facts.is_sent(id) {
        let rest = rest.map(|(name, _)| name);
        let default = default_impl(&ident, &fields, &flattened, rest).filter(|_| !all_optional);
        let is_default = all_optional || default.is_some();
        let new = constructors(&ident, &fields, &flattened, rest, is_default);
        items.push(Item::Tokens(new));
        items.extend(default.map(Item::Tokens));
    }
    items.push(Item::Table(table(
        &names.ident,
        &fields,
        &constants,
        &flattened,
        rest.map(|(name, _)| name),
    )));
}

/// A field of a union beside the properties.
struct Flat<'a> {
    ident: &'a Ident,
    ty: TokenStream,
    /// Whether the union is made of any of its variants.
    is_into: bool,
}

/// Whether a type is a union that stands in its owner without a box.
fn is_union(cx: Context<'_>, owner: TypeId, ty: &Ty) -> bool {
    let boxed = matches!(ty, Ty::Named(id) if cx.facts.needs_box(owner, *id));
    match cx.without_alias(ty) {
        Ty::Named(id) => !boxed && matches!(cx.api.types.get(*id).kind, TypeKind::Union(_)),
        _ => false,
    }
}

/// Whether a constructor knows the value of a property, which tells its type from others.
pub(in super::super) fn is_preset(cx: Context<'_>, property: &Property) -> bool {
    property.preset.is_some()
        && !property.nullable
        && match cx.without_alias(&property.ty) {
            Ty::String(Format::Plain) => !property.write_only,
            Ty::Named(id) => match &cx.api.types.get(*id).kind {
                TypeKind::Enum(values) => values.base == EnumBase::String && !cx.is_closed(values),
                _ => false,
            },
            _ => false,
        }
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
    let preset = property
        .preset
        .as_ref()
        .filter(|_| presence == Presence::Required && is_preset(scope.cx, property));
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
        is_any: matches!(scope.cx.without_alias(&property.ty), Ty::Any),
        preset,
        is_set: !property.read_only,
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

/// Whether `new` takes a field.
fn is_argument(field: &Field<'_>) -> bool {
    matches!(field.presence, Presence::Required | Presence::Nullable) && field.preset.is_none()
}

/// `new` with what is required, and a setter for everything else.
fn constructors(
    ident: &proc_macro2::Ident,
    fields: &[Field<'_>],
    flattened: &[Flat<'_>],
    rest: Option<&Ident>,
    is_default: bool,
) -> TokenStream {
    let required: Vec<&Field<'_>> = fields.iter().filter(|field| is_argument(field)).collect();
    let arguments = required.iter().map(|field| {
        let name = token(field.ident);
        let ty = argument_ty(field);
        quote! { #name: #ty }
    });
    let arguments = arguments.chain(flattened.iter().map(|flat| {
        let (name, ty) = (token(flat.ident), &flat.ty);
        if flat.is_into {
            quote! { #name: impl Into<#ty> }
        } else {
            quote! { #name: #ty }
        }
    }));
    let body = if is_default {
        quote! { Self::default() }
    } else {
        literal_of(fields, flattened, rest)
    };
    let is_bare = is_default && fields.iter().all(|field| field.preset.is_none());
    let first = if is_bare {
        " One without any of its properties, which are all optional."
    } else {
        " One with the properties it must have."
    };
    // A generic `new` is compiled only where it is called anyway.
    let is_generic =
        required.iter().any(|field| takes_into(field)) || flattened.iter().any(|flat| flat.is_into);
    let inline = (!is_generic).then(|| quote! { #[inline] });
    let deprecated_inside =
        fields.iter().any(|field| field.property.docs.deprecated) && !is_default;
    let expect = deprecated_inside.then(expect_deprecated);
    let many = (required.len() + flattened.len() > 7).then(|| {
        quote! { #[expect(clippy::too_many_arguments, reason = "each is a required property")] }
    });
    let setters = fields
        .iter()
        .filter(|field| {
            field.is_set
                && matches!(
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
            #inline
            pub fn new(#(#arguments),*) -> Self { #body }
            #(#setters)*
        }
    }
}

/// The struct with the arguments of `new`, and nothing that is optional.
fn literal_of(fields: &[Field<'_>], flattened: &[Flat<'_>], rest: Option<&Ident>) -> TokenStream {
    let values = fields.iter().map(|field| {
        let name = token(field.ident);
        if let Some(Literal::String(value)) = field.preset {
            return quote! { #name: #value.into() };
        }
        match field.presence {
            Presence::Required if is_into(&field.ty) => quote! { #name: #name.into() },
            Presence::Required | Presence::Nullable => quote! { #name },
            Presence::Optional | Presence::OptionalNullable => quote! { #name: None },
        }
    });
    let flattened = flattened.iter().map(|flat| {
        let name = token(flat.ident);
        if flat.is_into {
            quote! { #name: #name.into() }
        } else {
            quote! { #name }
        }
    });
    let rest = rest.map(|name| {
        let name = token(name);
        quote! { #name: BTreeMap::new() }
    });
    let values = values.chain(flattened).chain(rest);
    quote! { Self { #(#values,)* } }
}

/// `Default` of a struct of which nothing has to be given, though a property is there always: the one that says its type.
fn default_impl(
    ident: &proc_macro2::Ident,
    fields: &[Field<'_>],
    flattened: &[Flat<'_>],
    rest: Option<&Ident>,
) -> Option<TokenStream> {
    let takes_nothing = flattened.is_empty() && !fields.iter().any(is_argument);
    let is_deprecated = fields.iter().any(|field| field.property.docs.deprecated);
    let expect = is_deprecated.then(expect_deprecated);
    let body = literal_of(fields, flattened, rest);
    takes_nothing.then(|| {
        quote! {
            impl Default for #ident {
                #expect
                fn default() -> Self { #body }
            }
        }
    })
}

fn setter(field: &Field<'_>) -> TokenStream {
    let name = token(field.ident);
    let setter = format_ident!("with_{}", field.ident.bare());
    let field_ty = &field.ty;
    let (ty, value, inline) = if is_into(field_ty) {
        (
            quote! { impl Into<#field_ty> },
            quote! { #name.into() },
            None,
        )
    } else {
        // Otherwise each setter, and the drop of the value that it replaces, would be compiled with the client, called or not.
        (
            field_ty.clone(),
            quote! { #name },
            Some(quote! { #[inline] }),
        )
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
        #inline
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
    if takes_into(field) {
        quote! { impl Into<#ty> }
    } else {
        ty
    }
}

/// Whether `new` takes what converts into a field.
fn takes_into(field: &Field<'_>) -> bool {
    field.presence == Presence::Required && is_into(&field.ty)
}

/// Whether callers may give what converts into the type: strings and what is made of them, any integer for a number,
/// and what goes into a box.
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
    ) || text.starts_with("Box<")
}

fn table(
    ident: &Ident,
    fields: &[Field<'_>],
    constants: &[(&Property, &Literal)],
    flattened: &[Flat<'_>],
    rest: Option<&Ident>,
) -> Table {
    let literal = |name: &str| proc_macro2::Literal::string(name).to_string();
    let mut rows: Vec<String> = constants
        .iter()
        .map(|(property, value)| {
            let value = match value {
                Literal::String(text) => literal(text),
                // Without a suffix it would be an `i32`.
                Literal::Integer(number) if i32::try_from(*number).is_err() => {
                    format!("{number}_i64")
                }
                Literal::Number(number) if number.is_u64() => format!("{number}_u64"),
                other => other.to_value().to_string(),
            };
            format!("constant {} = {value},", literal(&property.name))
        })
        .collect();
    rows.extend(fields.iter().map(|field| {
        let presence = match field.presence {
            Presence::Required => "required",
            Presence::Optional if field.is_any => "optional_any",
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
    rows.extend(
        flattened
            .iter()
            .map(|flat| format!("{}: flat,", flat.ident)),
    );
    rows.extend(rest.map(|name| format!("{name}: rest,")));
    Table {
        macro_path: "runtime::wire_object",
        head: if flattened.is_empty() {
            ident.to_string()
        } else {
            format!("flat {ident}")
        },
        rows,
    }
}
