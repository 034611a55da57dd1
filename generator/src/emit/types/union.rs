//! Emits unions. They are open: a value that no variant understands survives.
//!
//! How a value finds its variant stands in the wire table: the discriminator, else the JSON type, constants,
//! required keys and known keys of each variant.

use quote::quote;

use super::super::Context;
use super::super::docs::{Paragraphs, code};
use super::super::file::{Item, Table};
use super::super::ty::{Scope, token};
use super::{deprecated, type_docs};
use crate::ir::{
    AdditionalProperties, EnumBase, Format, Literal, Object, Property, Ty, TypeDef, TypeId,
    TypeKind, Union, UnionVariant,
};

/// How many lists and maps in each other are looked through.
const RESOLVE_LIMIT: usize = 16;

/// How many variants are compared with each other.
const COMPARE_LIMIT: usize = 32;

pub(super) fn emit_union(
    scope: &mut Scope<'_>,
    id: TypeId,
    definition: &TypeDef,
    union: &Union,
    items: &mut Vec<Item>,
) {
    let cx = scope.cx;
    let names = cx.names.of_type(id);
    let ident = token(&names.ident);
    let mut docs = type_docs(definition, "One of several schemas.");
    if union.is_any_of && union.discriminator.is_none() && overlaps(cx, union) {
        docs.add(
            "A value that fits several variants is the one that has most of its properties; what others alone declare is dropped.",
        );
    }
    let docs = docs.tokens();
    let deprecated = deprecated(&definition.docs);
    let resolved: Vec<Ty> = union
        .variants
        .iter()
        .map(|variant| cx.resolved(&variant.ty, 0))
        .collect();
    let mut variants = Vec::new();
    let mut conversions = Vec::new();
    for (variant, name) in union.variants.iter().zip(&names.members) {
        let name = token(name);
        let inner = scope.owned(&variant.ty, None);
        // Whatever their size today: a property more must not move callers.
        let boxed = is_boxed(cx, &variant.ty);
        let payload = if boxed {
            quote! { Box<#inner> }
        } else {
            inner.clone()
        };
        let docs = variant_docs(variant).tokens();
        variants.push(quote! { #docs #name(#payload) });
        let own = cx.resolved(&variant.ty, 0);
        let is_distinct = resolved.iter().filter(|other| **other == own).count() == 1;
        let is_itself = own == Ty::Named(id);
        if is_distinct && !is_itself && own != Ty::Any && cx.facts.is_sent(id) {
            let value = if boxed {
                quote! { Box::new(value) }
            } else {
                quote! { value }
            };
            conversions.push(quote! {
                impl From<#inner> for #ident {
                    #[inline]
                    fn from(value: #inner) -> Self {
                        Self::#name(#value)
                    }
                }
            });
        }
    }
    items.push(Item::Tokens(quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            #[doc = " A value that the document does not describe."]
            Unknown(runtime::Value),
        }
    }));
    items.extend(conversions.into_iter().map(Item::Tokens));
    let head = match &union.discriminator {
        Some(discriminator) => format!("{} by {}", names.ident, literal(&discriminator.property)),
        None => names.ident.to_string(),
    };
    let rows = union
        .variants
        .iter()
        .zip(&names.members)
        .map(|(variant, name)| {
            let mut row = name.to_string();
            if !variant.mapping.is_empty() {
                let values: Vec<String> =
                    variant.mapping.iter().map(|value| literal(value)).collect();
                row.push_str(" = ");
                row.push_str(&values.join(" | "));
            }
            if union.discriminator.is_none() || variant.mapping.is_empty() {
                row.push_str(": ");
                row.push_str(&shape(cx, &variant.ty, 0));
            }
            row.push(',');
            row
        })
        .collect();
    items.push(Item::Table(Table {
        macro_path: "runtime::wire_union",
        head,
        rows,
    }));
}

/// Whether a value can be of two variants of which each has a property that the other has not.
fn overlaps(cx: Context<'_>, union: &Union) -> bool {
    let objects: Vec<&Object> = union
        .variants
        .iter()
        .filter_map(|variant| match cx.without_alias(&variant.ty) {
            Ty::Named(id) => match &cx.api.types.get(*id).kind {
                TypeKind::Object(object) => Some(object),
                _ => None,
            },
            _ => None,
        })
        .take(COMPARE_LIMIT)
        .collect();
    let pairs = |(at, one)| {
        let others = objects.iter().skip(at + 1);
        others.map(move |other: &&Object| (one, *other))
    };
    let mut pairs = objects.iter().copied().enumerate().flat_map(pairs);
    pairs.any(|(one, other)| {
        !excludes(one, other) && !keeps_all(one, other) && !keeps_all(other, one)
    })
}

/// Whether an object has room for every property of another.
fn keeps_all(object: &Object, other: &Object) -> bool {
    let is_kept = |property: &Property| declared(object, &property.name).is_some();
    object.additional != AdditionalProperties::Ignored || other.properties.iter().all(is_kept)
}

/// Whether a property is always one value in an object, and always another one in another.
fn excludes(object: &Object, other: &Object) -> bool {
    let constants = object
        .properties
        .iter()
        .filter(|property| property.constant.is_some());
    constants.into_iter().any(|property| {
        let theirs = declared(other, &property.name).and_then(|it| it.constant.as_ref());
        theirs.is_some_and(|theirs| property.constant.as_ref() != Some(theirs))
    })
}

fn declared<'o>(object: &'o Object, name: &str) -> Option<&'o Property> {
    let mut properties = object.properties.iter();
    properties.find(|property| property.name == name)
}

fn variant_docs(variant: &UnionVariant) -> Paragraphs {
    let mut paragraphs = Paragraphs::default();
    paragraphs.add_prose(variant.description.as_deref());
    if paragraphs.is_empty() {
        match code(&variant.role) {
            Some(role) => paragraphs.add(role),
            None => paragraphs.add("A variant."),
        };
    }
    paragraphs
}

impl Context<'_> {
    /// A type without aliases, at any depth: types that differ only in their aliases are one for Rust.
    fn resolved(self, ty: &Ty, depth: usize) -> Ty {
        if depth > RESOLVE_LIMIT {
            return Ty::Any;
        }
        let inner = |ty: &Ty| Box::new(self.resolved(ty, depth + 1));
        match self.without_alias(ty) {
            Ty::Array(item) => Ty::Array(inner(item)),
            Ty::Map(value) => Ty::Map(inner(value)),
            Ty::Nullable(value) => Ty::Nullable(inner(value)),
            Ty::Tuple(items) => Ty::Tuple(
                items
                    .iter()
                    .map(|item| self.resolved(item, depth + 1))
                    .collect(),
            ),
            Ty::Binary => Ty::String(Format::Plain),
            Ty::Named(id) if self.facts.is_empty_alias(*id) => Ty::Any,
            other => other.clone(),
        }
    }
}

/// Whether a variant holds its value in a box: structs and unions do.
fn is_boxed(cx: Context<'_>, ty: &Ty) -> bool {
    match cx.without_alias(ty) {
        Ty::Named(id) => !matches!(cx.api.types.get(*id).kind, TypeKind::Enum(_)),
        _ => false,
    }
}

/// What values of a type look like, in the words of `wire_union!`.
fn shape(cx: Context<'_>, ty: &Ty, depth: usize) -> String {
    match cx.without_alias(ty) {
        Ty::String(_) | Ty::Binary => "string".to_owned(),
        Ty::Integer(_) => "integer".to_owned(),
        Ty::Number | Ty::Decimal => "number".to_owned(),
        Ty::Boolean => "boolean".to_owned(),
        Ty::Array(_) | Ty::Tuple(_) => "array".to_owned(),
        Ty::Map(_) => "object".to_owned(),
        Ty::Nullable(inner) if depth < 8 => shape(cx, inner, depth + 1),
        Ty::Any | Ty::Nullable(_) => "any".to_owned(),
        Ty::Named(id) => match &cx.api.types.get(*id).kind {
            TypeKind::Object(object) => {
                let mut text = "object".to_owned();
                let names = |wanted: &dyn Fn(&Property) -> bool| -> Vec<String> {
                    object
                        .properties
                        .iter()
                        .filter(|property| wanted(property))
                        .map(|property| literal(&property.name))
                        .collect()
                };
                let required = names(&|property| {
                    cx.facts.is_required(*id, property) && property.constant.is_none()
                });
                let constants: Vec<String> = object
                    .properties
                    .iter()
                    .filter_map(|property| {
                        let value = match property.constant.as_ref()? {
                            Literal::String(text) => literal(text),
                            other => other.to_value().to_string(),
                        };
                        Some(format!("{} = {value}", literal(&property.name)))
                    })
                    .collect();
                for (word, list) in [
                    ("required", required),
                    ("constant", constants),
                    ("properties", names(&|_| true)),
                ] {
                    if !list.is_empty() {
                        text.push_str(&format!(" {word}[{}]", list.join(", ")));
                    }
                }
                text
            }
            TypeKind::Enum(values) => {
                let word = match values.base {
                    EnumBase::String => "string",
                    EnumBase::Integer => "integer",
                    EnumBase::Number => "number",
                    EnumBase::Mixed => "any",
                };
                let list: Vec<String> = values
                    .variants
                    .iter()
                    .map(|variant| match &variant.value {
                        Literal::String(text) => literal(text),
                        other => other.to_value().to_string(),
                    })
                    .collect();
                format!("{word} [{}]", list.join(", "))
            }
            TypeKind::Union(_) => "any".to_owned(),
            TypeKind::Alias { .. } => "array".to_owned(),
        },
    }
}

fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}
