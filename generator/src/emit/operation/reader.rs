//! How a response is read: what it carries, and the call of the runtime that makes a variant of it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Content, ContentKind, Response, Ty};

/// What a response carries.
#[derive(PartialEq)]
pub(super) enum Carries<'a> {
    Nothing,
    Json(&'a Ty),
    Text,
    Bytes,
    Parts,
}

/// What a response carries, for each kind of its content.
pub(super) fn carries(response: &Response) -> Vec<Carries<'_>> {
    if response.content.is_empty() {
        return vec![Carries::Nothing];
    }
    let kinds = response
        .whole()
        .into_iter()
        .map(|content| match &content.kind {
            ContentKind::Json(ty) => Carries::Json(ty),
            ContentKind::Text | ContentKind::Events(_) | ContentKind::NamedEvents { .. } => {
                Carries::Text
            }
            ContentKind::Binary | ContentKind::Items(_) => Carries::Bytes,
            ContentKind::Parts => Carries::Parts,
        });
    kinds.collect()
}

/// How a response is read into a variant.
pub(super) struct Reader {
    /// What follows the name of the method that reads it.
    pub(super) suffix: &'static str,
    pub(super) argument: TokenStream,
}

impl Reader {
    /// By what the response says that it is, where it may be of several kinds.
    ///
    /// What is mostly there, one JSON body or none, has a method: a closure is one more body for the compiler.
    pub(super) fn of(content: &[&Content], mut ways: Vec<(&Carries<'_>, TokenStream)>) -> Self {
        match ways.as_slice() {
            [(Carries::Json(_), variant)] => {
                return Self {
                    suffix: "_json",
                    argument: variant.clone(),
                };
            }
            [(Carries::Nothing, variant)] => {
                return Self {
                    suffix: "_none",
                    argument: variant.clone(),
                };
            }
            _ => {}
        }
        // What nothing else is, and what says nothing of itself.
        let rest = content
            .iter()
            .position(|content| content.is_rest())
            .unwrap_or(0);
        let (carries, variant) = ways.remove(rest);
        let last = read_variant(carries, &variant);
        let mut others: Vec<(String, TokenStream)> = content
            .iter()
            .enumerate()
            .filter(|(order, _)| *order != rest)
            .map(|(_, content)| media_types(content))
            .zip(
                ways.iter()
                    .map(|(carries, variant)| read_variant(carries, variant)),
            )
            .collect();
        // A range would take what another names.
        others.sort_by_key(|(names, _)| names.contains('*'));
        let body = if others.is_empty() {
            last
        } else {
            let ways = others
                .into_iter()
                .map(|(names, way)| quote! { if response.is(#names) { #way } else });
            quote! { { #(#ways)* { #last } } }
        };
        Self {
            suffix: "",
            argument: quote! { |response| #body },
        }
    }
}

/// The expression that reads a variant.
fn read_variant(carries: &Carries<'_>, variant: &TokenStream) -> TokenStream {
    match carries {
        Carries::Nothing => quote! { Ok(#variant) },
        Carries::Json(_) => quote! { response.json().map(#variant) },
        Carries::Text => quote! { response.text().map(#variant) },
        Carries::Bytes => quote! { response.bytes().map(#variant) },
        Carries::Parts => quote! { response.parts().map(#variant) },
    }
}

/// The media types of a content, without their parameters.
pub(super) fn media_types(content: &Content) -> String {
    let names = content.media_types.iter().map(|media_type| {
        let name = media_type.name.as_str();
        name.split(';').next().unwrap_or(name).trim()
    });
    names.collect::<Vec<_>>().join(", ")
}
