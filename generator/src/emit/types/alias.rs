//! Emits type aliases, and newtypes for schemas that name themselves.

use quote::quote;

use super::super::docs::{constraints as describe_constraints, inner_constraints};
use super::super::file::{Item, Table};
use super::super::ty::{Scope, token};
use super::{deprecated, type_docs};
use crate::ir::{Constraints, Ty, TypeDef, TypeId};

pub(super) fn emit_alias(
    scope: &mut Scope<'_>,
    id: TypeId,
    definition: &TypeDef,
    ty: &Ty,
    constraints: &Constraints,
    items: &mut Vec<Item>,
) {
    let cx = scope.cx;
    let names = cx.names.of_type(id);
    let ident = token(&names.ident);
    let mut paragraphs = type_docs(definition, "A value of the API.");
    if let Some(sentence) = describe_constraints(constraints) {
        paragraphs.add(sentence);
    }
    for sentence in inner_constraints(cx.api.checks.of_type(id)) {
        paragraphs.add(sentence);
    }
    let docs = paragraphs.tokens();
    let deprecated = deprecated(&definition.docs);
    // A schema that is nothing but a reference to itself says nothing.
    let ty = if cx.facts.is_empty_alias(id) {
        &Ty::Any
    } else {
        ty
    };
    let target = scope.owned(ty, Some(id));
    if cx.facts.is_recursive_alias(id) && !cx.facts.is_empty_alias(id) {
        items.push(Item::Tokens(quote! {
            #docs
            #deprecated
            #[derive(Clone, Debug, PartialEq)]
            pub struct #ident(
                #[doc = " The value."]
                pub #target,
            );
        }));
        items.push(Item::Table(Table {
            macro_path: "runtime::wire_newtype",
            head: String::new(),
            rows: vec![format!("{}({target})", names.ident)],
        }));
    } else {
        items.push(Item::Tokens(
            quote! { #docs #deprecated pub type #ident = #target; },
        ));
    }
}
