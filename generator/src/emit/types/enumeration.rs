//! Emits enums of values. They are open: a value that the document does not name survives.

use quote::quote;

use super::super::docs::{Paragraphs, code};
use super::super::file::{Item, Table};
use super::super::ty::{Scope, token};
use super::type_docs;
use crate::ir::{Enum, EnumBase, Literal, TypeDef, TypeId};

pub(super) fn emit_enum(
    scope: &mut Scope<'_>,
    id: TypeId,
    definition: &TypeDef,
    values: &Enum,
    items: &mut Vec<Item>,
) {
    let names = scope.cx.names.of_type(id);
    let ident = token(&names.ident);
    let docs = type_docs(definition, "One of a list of values.").tokens();
    let variants = values
        .variants
        .iter()
        .zip(&names.members)
        .map(|(variant, name)| {
            let mut paragraphs = Paragraphs::default();
            paragraphs.add_prose(variant.description.as_deref());
            let value = match &variant.value {
                Literal::String(text) => code(text),
                other => code(&other.to_value().to_string()),
            };
            match value {
                Some(value) => paragraphs.add(value),
                None if paragraphs.is_empty() => paragraphs.add("A value of the list."),
                None => &mut paragraphs,
            };
            let docs = paragraphs.tokens();
            let name = token(name);
            quote! { #docs #name }
        });
    let (base, base_ty) = match values.base {
        EnumBase::String => ("String", quote! { String }),
        EnumBase::Integer => ("i64", quote! { i64 }),
    };
    items.push(Item::Tokens(quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            #[doc = " A value that the document does not name."]
            Unknown(#base_ty),
        }
    }));
    let rows = values
        .variants
        .iter()
        .zip(&names.members)
        .map(|(variant, name)| {
            let value = match &variant.value {
                Literal::String(text) => proc_macro2::Literal::string(text).to_string(),
                other => other.to_value().to_string(),
            };
            format!("{name} = {value},")
        })
        .collect();
    items.push(Item::Table(Table {
        macro_path: "runtime::wire_enum",
        head: format!("{}: {base}", names.ident),
        rows,
    }));
}
