//! Emits the servers of a document or of an operation: an enum of them, and a struct for each whose URL has variables.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Paragraphs, code};
use super::file::{Item, Table};
use super::ty::token;
use crate::ir::{Server, ServerVariable};
use crate::name::ServerNames;

/// A list of servers to choose from, and its names.
pub(super) struct Choice<'a> {
    /// The enum.
    pub(super) ident: proc_macro2::Ident,
    /// What the enum is.
    pub(super) docs: &'a str,
    pub(super) servers: &'a [Server],
    pub(super) names: &'a [ServerNames],
}

impl Choice<'_> {
    /// The enum, and what its variants hold.
    pub(super) fn items(&self) -> Vec<Item> {
        let choice = &self.ident;
        let docs = self.docs;
        let servers = || self.servers.iter().zip(self.names);
        let variants = servers().map(|(server, names)| {
            let mut paragraphs = Paragraphs::default();
            paragraphs.add_prose(server.description.as_deref());
            match code(&server.url) {
                Some(url) => paragraphs.add(url),
                None if paragraphs.is_empty() => paragraphs.add("A server."),
                None => &mut paragraphs,
            };
            let docs = paragraphs.tokens();
            let variant = token(&names.variant);
            let content = names.ident.as_ref().map(|ident| {
                let ident = token(ident);
                quote! { (#ident) }
            });
            quote! { #docs #variant #content }
        });
        let urls = servers().map(|(server, names)| {
            let variant = token(&names.variant);
            let url = &server.url;
            if names.ident.is_some() {
                quote! { Self::#variant(server) => server.url().into() }
            } else {
                quote! { Self::#variant => #url.into() }
            }
        });
        let mut items = vec![
            Item::Tokens(quote! {
                #[doc = #docs]
                #[derive(Clone, Debug, Eq, PartialEq)]
                #[non_exhaustive]
                pub enum #choice { #(#variants,)* }
            }),
            Item::Tokens(quote! {
                impl #choice {
                    #[doc = " Its URL."]
                    #[must_use]
                    pub fn url(&self) -> std::borrow::Cow<'static, str> {
                        match self { #(#urls,)* }
                    }
                }
            }),
        ];
        for (server, names) in servers() {
            self.emit_struct(server, names, &mut items);
        }
        items
    }

    fn emit_struct(&self, server: &Server, names: &ServerNames, items: &mut Vec<Item>) {
        let choice = &self.ident;
        let Some(ident) = names.ident.as_ref().map(token) else {
            return;
        };
        let variant = token(&names.variant);
        let variables: Vec<Variable<'_>> = server
            .variables
            .iter()
            .zip(&names.variables)
            .map(|(variable, names)| Variable {
                declared: variable,
                field: token(&names.field),
                values: names.values.as_ref().map(|(ident, _)| token(ident)),
            })
            .collect();
        let mut paragraphs = Paragraphs::default();
        paragraphs.add(format!(
            "The server [`{choice}::{}`], whose URL has variables; each is its default unless set.",
            names.variant.bare()
        ));
        paragraphs.add(code(&server.url).unwrap_or_default());
        let docs = paragraphs.tokens();
        let fields = variables.iter().map(|variable| {
            let (field, ty) = (&variable.field, variable.ty());
            quote! { #field: #ty }
        });
        let defaults = variables
            .iter()
            .zip(&names.variables)
            .map(|(variable, names)| {
                let field = &variable.field;
                let default = &variable.declared.default;
                let position = variable
                    .declared
                    .values
                    .iter()
                    .position(|value| value == default);
                let value =
                    if let (Some((ident, values)), Some(position)) = (&names.values, position) {
                        let (ident, value) = (token(ident), token(&values[position]));
                        quote! { #ident::#value }
                    } else if default.is_empty() {
                        quote! { String::new() }
                    } else {
                        quote! { #default.to_owned() }
                    };
                quote! { #field: #value }
            });
        let setters = variables.iter().map(Variable::setter);
        let pieces = pieces(&server.url, &variables);
        items.push(Item::Tokens(quote! {
            #docs
            #[derive(Clone, Debug, Eq, PartialEq)]
            pub struct #ident { #(#fields,)* }
        }));
        items.push(Item::Tokens(quote! {
            impl #ident {
                #[doc = " The server with every variable at its default."]
                #[must_use]
                pub fn new() -> Self {
                    Self { #(#defaults,)* }
                }

                #(#setters)*

                #[doc = " The URL with these values."]
                #[must_use]
                pub fn url(&self) -> String {
                    [#(#pieces),*].concat()
                }
            }
        }));
        items.push(Item::Tokens(quote! {
            impl Default for #ident {
                fn default() -> Self {
                    Self::new()
                }
            }
        }));
        items.push(Item::Tokens(quote! {
            impl From<#ident> for #choice {
                fn from(server: #ident) -> Self {
                    Self::#variant(server)
                }
            }
        }));
        for (variable, names) in server.variables.iter().zip(&names.variables) {
            if let Some((ident, values)) = &names.values {
                emit_values(variable, ident, values, items);
            }
        }
    }
}

/// A variable of a URL, ready to be written.
struct Variable<'a> {
    declared: &'a ServerVariable,
    field: proc_macro2::Ident,
    /// The enum of its values, where they are listed.
    values: Option<proc_macro2::Ident>,
}

impl Variable<'_> {
    fn ty(&self) -> TokenStream {
        self.values
            .as_ref()
            .map_or_else(|| quote! { String }, |ident| quote! { #ident })
    }

    fn text(&self) -> TokenStream {
        let field = &self.field;
        quote! { self.#field.as_str() }
    }

    fn setter(&self) -> TokenStream {
        let field = &self.field;
        let setter = quote::format_ident!("with_{}", field.to_string().trim_start_matches("r#"));
        let mut paragraphs = Paragraphs::default();
        let name = code(&self.declared.name).map(|name| format!(" {name}"));
        paragraphs.add(format!("Sets{}.", name.unwrap_or_default()));
        paragraphs.add_prose(self.declared.description.as_deref());
        if let Some(default) = code(&self.declared.default) {
            paragraphs.add(format!("It is {default} unless set."));
        }
        let docs = paragraphs.tokens();
        let (ty, value) = match &self.values {
            Some(ident) => (quote! { #ident }, quote! { #field }),
            None => (quote! { impl Into<String> }, quote! { #field.into() }),
        };
        quote! {
            #docs
            #[must_use]
            pub fn #setter(mut self, #field: #ty) -> Self {
                self.#field = #value;
                self
            }
        }
    }
}

/// The URL's literal pieces and variables, in order.
fn pieces(url: &str, variables: &[Variable<'_>]) -> Vec<TokenStream> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = url;
    while let Some(character) = rest.chars().next() {
        let named = variables.iter().find(|variable| {
            rest.strip_prefix('{')
                .and_then(|rest| rest.strip_prefix(variable.declared.name.as_str()))
                .is_some_and(|rest| rest.starts_with('}'))
        });
        if let Some(variable) = named {
            if !literal.is_empty() {
                let text = std::mem::take(&mut literal);
                pieces.push(quote! { #text });
            }
            pieces.push(variable.text());
            rest = &rest[variable.declared.name.len() + 2..];
        } else {
            literal.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    if !literal.is_empty() || pieces.is_empty() {
        pieces.push(quote! { #literal });
    }
    pieces
}

fn emit_values(
    variable: &ServerVariable,
    ident: &crate::name::Ident,
    values: &[crate::name::Ident],
    items: &mut Vec<Item>,
) {
    let mut paragraphs = Paragraphs::default();
    let name = code(&variable.name).map(|name| format!(" {name}"));
    paragraphs.add(format!(
        "The values of a server's variable{}.",
        name.unwrap_or_default()
    ));
    let docs = paragraphs.tokens();
    let variants = variable.values.iter().zip(values).map(|(value, ident)| {
        let docs = match code(value) {
            Some(value) => format!(" {value}"),
            None => " A value of the list.".to_owned(),
        };
        let ident = token(ident);
        quote! { #[doc = #docs] #ident }
    });
    let name = token(ident);
    items.push(Item::Tokens(quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name { #(#variants,)* }
    }));
    let rows = variable.values.iter().zip(values).map(|(value, ident)| {
        let value = proc_macro2::Literal::string(value);
        format!("{ident} = {value},")
    });
    items.push(Item::Table(Table {
        macro_path: "runtime::wire_enum",
        head: format!("{ident}: closed String"),
        rows: rows.collect(),
    }));
}
