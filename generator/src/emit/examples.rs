//! Emits `examples/`: the example of each operation as a function that a program calls.
//!
//! ```text
//! pub static EXAMPLES: &[Example<Client>] = &[Example::new("listPets", "GET", "/pets", list_pets)];
//!
//! fn list_pets(client: &Client) -> BoxFuture<'_, Outcome> {
//!     client.list_pets().limit(3).send().outcome()
//! }
//! ```
//!
//! What is optional and not in that example is in another one of the operation, in a module `whole`.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::Context;
use super::docs::sanitize;
use super::example::{ENDLESS, ExampleCall, Extent, Files, example_call, literal, plain_text};
use super::file::SourceFile;
use super::ty::token;
use crate::ir::{Operation, SecuritySchemeKind};
use crate::name::Ident;

/// What the calls of examples name by a path, beside the client.
const IMPORTS: [&str; 4] = ["Body", "FilePart", "operations", "types"];

/// Emits `examples/mod.rs`: a client with placeholders, and the list of all examples.
pub(super) fn emit_examples(cx: Context<'_>, modules: &[(Ident, Option<String>)]) -> SourceFile {
    let mut file = SourceFile::new(cx.settings, "examples.rs");
    file.docs = vec![
        "The examples of the operations, which a program runs one by one.".to_owned(),
        String::new(),
        "They are those of the documentation, with files that are in memory.".to_owned(),
        "Where those leave out something optional, another one gives everything.".to_owned(),
    ];
    file.push(quote! {
        #![allow(
            deprecated,
            clippy::approx_constant,
            clippy::excessive_precision,
            reason = "values are the document's, and what it deprecates has an example, too"
        )]
    });
    let are_switched = modules.iter().any(|(_, feature)| feature.is_some());
    let features = modules
        .iter()
        .map(|(_, feature)| super::switch(feature.as_ref()));
    let features: Vec<_> = features.collect();
    let modules: Vec<_> = modules.iter().map(|(module, _)| token(module)).collect();
    file.push(quote! { #(#features mod #modules;)* });
    let root = root(cx);
    file.push(quote! { use #root::{Client, ClientBuilder, runtime}; });
    let settings = placeholders(cx);
    file.push(quote! {
        #[doc = " A client that lacks nothing: credentials, settings and the server are placeholders."]
        pub fn builder() -> ClientBuilder {
            Client::builder()#(#settings)*
        }
    });
    let all = if are_switched {
        // Where every tag is switched off, nothing says what an empty list is a list of.
        quote! {
            let files = Vec::<&'static [runtime::Example<Client>]>::from([#(#features #modules::EXAMPLES,)*]);
            files.into_iter().flatten()
        }
    } else {
        quote! { [#(#modules::EXAMPLES,)*].into_iter().flatten() }
    };
    file.push(quote! {
        #[doc = " The example of every operation, by file and name."]
        pub fn examples() -> impl Iterator<Item = &'static runtime::Example<Client>> {
            #all
        }
    });
    file
}

/// The settings without which a client cannot be built, or cannot call every operation.
fn placeholders(cx: Context<'_>) -> Vec<TokenStream> {
    let names = cx.names.client();
    let schemes = cx.api.security_schemes.iter().zip(&names.security_schemes);
    let schemes = schemes.map(|(scheme, name)| {
        let name = token(name);
        match scheme.kind {
            SecuritySchemeKind::Basic => quote! { .#name("user", "password") },
            SecuritySchemeKind::Bearer { .. } => quote! { .#name("token") },
            SecuritySchemeKind::Http(_) => quote! { .#name("credentials") },
            _ => quote! { .#name("key") },
        }
    });
    let parameters = cx.api.client_parameters.iter().zip(&names.parameters);
    let parameters = parameters
        .filter(|(parameter, _)| parameter.default.is_none())
        .map(|(parameter, name)| {
            let name = token(name);
            let sample = cx.api.samples.get(&parameter.location.child("schema"));
            let example = parameter.docs.example.as_ref().and_then(plain_text);
            let example = example.or_else(|| sample.and_then(plain_text));
            let value = parsed(&literal(example, &parameter.name));
            quote! { .#name(#value) }
        });
    let absolute = cx.api.servers.first();
    let absolute = absolute.is_some_and(|server| server.url.contains("://"));
    let server = (!absolute).then(|| quote! { .base_url("https://api.example.com") });
    schemes.chain(parameters).chain(server).collect()
}

/// Emits the examples of one tag.
pub(super) fn emit_operation_examples(cx: Context<'_>, operations: &[usize]) -> SourceFile {
    let mut file = SourceFile::new(cx.settings, "examples.rs");
    let tag = operations
        .first()
        .and_then(|index| cx.api.operations[*index].tag.as_deref());
    file.docs = vec![match tag {
        Some(tag) => format!("Examples of the tag *{}*.", sanitize(tag).join(" ")),
        None => "Examples of operations without a tag.".to_owned(),
    }];
    let root = root(cx);
    let imports = |functions: &[TokenStream]| -> Vec<TokenStream> {
        let words = IMPORTS.into_iter();
        let words = words.filter(|word| functions.iter().any(|tokens| names_path(tokens, word)));
        words.map(parsed).collect()
    };
    let mut rows = Vec::new();
    let mut functions = Vec::new();
    let mut whole = Vec::new();
    for index in operations {
        let operation = &cx.api.operations[*index];
        let Operation {
            name, method, path, ..
        } = operation;
        let function = token(&cx.names.of_operation(*index).method);
        let shown = emit_example(cx, *index, operation, Extent::Shown);
        let all = emit_example(cx, *index, operation, Extent::Whole);
        rows.push(quote! { runtime::Example::new(#name, #method, #path, #function) });
        if all.to_string() != shown.to_string() {
            rows.push(quote! { runtime::Example::whole(#name, #method, #path, whole::#function) });
            whole.push(all);
        }
        functions.push(shown);
    }
    let used = imports(&functions);
    file.push(quote! { use #root::{Client, runtime, #(#used),*}; });
    file.push(quote! {
        pub(super) static EXAMPLES: &[runtime::Example<Client>] = &[#(#rows),*];
    });
    for function in functions {
        file.push(function);
    }
    if !whole.is_empty() {
        let used = imports(&whole);
        let whole = whole.iter().map(|function| quote! { pub(super) #function });
        file.push(quote! {
            mod whole {
                use #root::{Client, runtime, #(#used),*};
                #(#whole)*
            }
        });
    }
    file
}

fn emit_example(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    extent: Extent,
) -> TokenStream {
    let method = token(&cx.names.of_operation(index).method);
    let ExampleCall { arguments, setters } =
        example_call(cx, index, operation, Files::Memory, extent);
    let values = arguments.join(", ");
    let setters = setters.concat();
    if values.contains(ENDLESS) || setters.contains(ENDLESS) {
        return quote! {
            fn #method(_: &Client) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
                runtime::Outcome::no_value()
            }
        };
    }
    let (values, setters) = (parsed(&values), parsed(&setters));
    quote! {
        fn #method(client: &Client) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
            client.#method(#values)#setters.send().outcome()
        }
    }
}

fn root(cx: Context<'_>) -> TokenStream {
    parsed(&cx.settings.root)
}

/// Rust that this generator wrote itself; none where it is no Rust, which rendering or compiling shows.
fn parsed(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

/// Whether a path begins with this word: `word::…` that nothing comes before.
fn names_path(tokens: &TokenStream, word: &str) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_colon = |tree: Option<&TokenTree>| matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    trees.iter().enumerate().any(|(place, tree)| match tree {
        TokenTree::Ident(ident) => {
            ident == word
                && is_colon(trees.get(place + 1))
                && is_colon(trees.get(place + 2))
                && !(place > 0 && is_colon(trees.get(place - 1)))
        }
        TokenTree::Group(group) => names_path(&group.stream(), word),
        _ => false,
    })
}
