//! Emits enums of values. They are open: a value that the document does not name survives.

use quote::quote;

use super::super::Context;
use super::super::docs::{Paragraphs, code};
use super::super::file::{Item, Table};
use super::super::ty::{Scope, token};
use super::{deprecated, type_docs};
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
        EnumBase::Number => ("f64", quote! { f64 }),
        EnumBase::Mixed => ("any", quote! { runtime::Value }),
    };
    let deprecated = deprecated(&definition.docs);
    let is_closed = scope.cx.is_closed(values);
    let (open, unknown) = if is_closed {
        (None, None)
    } else {
        (
            Some(quote! { #[non_exhaustive] }),
            Some(quote! {
                #[doc = " A value that the document does not name."]
                Unknown(#base_ty),
            }),
        )
    };
    items.push(Item::Tokens(quote! {
        #docs
        #deprecated
        #[derive(Clone)]
        #open
        pub enum #ident {
            #(#variants,)*
            #unknown
        }
    }));
    let rows = values
        .variants
        .iter()
        .zip(&names.members)
        .map(|(variant, name)| format!("{name} = {},", literal(values.base, &variant.value)))
        .collect();
    items.push(Item::Table(Table {
        macro_path: "runtime::wire_enum",
        head: format!(
            "{}: {}{base}",
            names.ident,
            if is_closed { "closed " } else { "" }
        ),
        rows,
    }));
}

/// A value as a literal of the enum's type.
fn literal(base: EnumBase, value: &Literal) -> String {
    match (base, value) {
        (_, Literal::String(text)) => proc_macro2::Literal::string(text).to_string(),
        (EnumBase::Number, other) => {
            format!("{:?}", other.to_value().as_f64().unwrap_or_default())
        }
        (EnumBase::Mixed, Literal::Integer(integer)) => format!("{integer}_i64"),
        (_, other) => other.to_value().to_string(),
    }
}

impl Context<'_> {
    /// Whether an enum has its values and no others.
    pub(in super::super) fn is_closed(self, values: &Enum) -> bool {
        self.settings.closed_enums && !values.extensible
    }
}
