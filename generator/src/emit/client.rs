//! Emits `client.rs`: the client, its builder with a setter per security scheme, and its servers.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Context;
use super::docs::{Paragraphs, code, describe};
use super::file::SourceFile;
use super::server::Choice;
use super::ty::token;
use crate::ir::{Operation, Parameter, ParameterLocation, SecurityScheme, SecuritySchemeKind};
use crate::name::Ident;

pub(super) fn emit_client(cx: Context<'_>) -> SourceFile {
    let mut file = SourceFile::new(cx.settings, "client.rs");
    file.docs = vec!["The client, and how it is built.".to_owned()];
    file.push(quote! { use spec2crate_runtime as runtime; });
    let example = client_example(cx);
    let example = super::docs::doc_tokens(&example);
    file.push(quote! {
        #[doc = " Calls the API. Cloning it is cheap: clones share their connections."]
        #[doc = ""]
        #[doc = " # Examples"]
        #[doc = ""]
        #example
        #[derive(Clone, Debug)]
        pub struct Client {
            pub(super) core: runtime::Client,
        }
    });
    let defaults = cx.api.client_parameters.iter().filter_map(default_setting);
    file.push(quote! {
        impl Client {
            #[doc = " Starts building a client."]
            pub fn builder() -> ClientBuilder {
                ClientBuilder { inner: runtime::ClientBuilder::new(&API)#(#defaults)* }
            }

            #[doc = " The URL of the server that calls go to; none where each operation has its own."]
            #[must_use]
            pub fn base_url(&self) -> Option<&str> {
                self.core.base_url()
            }
        }
    });
    file.push(quote! {
        #[doc = " Builds a [`Client`]."]
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build` is called"]
        pub struct ClientBuilder {
            inner: runtime::ClientBuilder,
        }
    });
    file.push(builder_methods(cx));
    if !cx.api.servers.is_empty() {
        let choice = Choice {
            ident: format_ident!("Server"),
            docs: " A server of the document.",
            servers: &cx.api.servers,
            names: &cx.names.client().servers,
        };
        file.items.extend(choice.items());
    }
    file.push(description(cx));
    file
}

fn builder_methods(cx: Context<'_>) -> TokenStream {
    let names = cx.names.client();
    let schemes = cx
        .api
        .security_schemes
        .iter()
        .zip(&names.security_schemes)
        .map(|(scheme, name)| scheme_setter(scheme, name));
    let parameters = cx
        .api
        .client_parameters
        .iter()
        .zip(&names.parameters)
        .map(|(parameter, name)| parameter_setter(parameter, name));
    let server = (!cx.api.servers.is_empty()).then(|| {
        quote! {
            #[doc = " Talks to one of the documented servers; the first one unless this is called."]
            pub fn server(self, server: impl Into<Server>) -> Self {
                Self { inner: self.inner.base_url(server.into().url()) }
            }
        }
    });
    let has_own = |operation: &Operation| !operation.servers.is_empty();
    let everywhere = cx.api.operations.iter().any(has_own).then(|| {
        quote! {
            #[doc = " Sends every operation to this base URL, whatever servers it has of its own: a gateway, a mock server."]
            pub fn server_override(self, url: &str) -> Self {
                Self { inner: self.inner.server_override(url) }
            }
        }
    });
    quote! {
        impl ClientBuilder {
            #(#schemes)*
            #(#parameters)*
            #server

            #[doc = " Talks to a server of one's own: an absolute URL, to which the paths are appended."]
            pub fn base_url(self, url: &str) -> Self {
                Self { inner: self.inner.base_url(url) }
            }

            #everywhere

            #[doc = " Bounds each call, from sending to the last byte of the answer."]
            pub fn timeout(self, timeout: std::time::Duration) -> Self {
                Self { inner: self.inner.timeout(timeout) }
            }

            #[doc = " Bounds opening a connection."]
            pub fn connect_timeout(self, timeout: std::time::Duration) -> Self {
                Self { inner: self.inner.connect_timeout(timeout) }
            }

            #[doc = " Bounds how much of an answer is read into memory, in bytes."]
            pub fn response_limit(self, bytes: u64) -> Self {
                Self { inner: self.inner.max_response_bytes(bytes) }
            }

            #[doc = " Checks parameters and bodies against the constraints of the document before anything is sent; off unless called."]
            #[doc = ""]
            #[doc = " Patterns are checked with the feature `pattern`. What a server sends is never checked."]
            pub fn validate_requests(self, validates: bool) -> Self {
                Self { inner: self.inner.validate_requests(validates) }
            }

            #[doc = " Sends through this transport instead of the default one."]
            pub fn transport(self, transport: impl runtime::Transport) -> Self {
                Self { inner: self.inner.transport(transport) }
            }

            #[doc = " Builds the client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " The first setting that cannot be: a base URL that is none, or none at all where the document has no server."]
            pub fn build(self) -> Result<Client, runtime::BuildError> {
                Ok(Client { core: self.inner.build()? })
            }
        }
    }
}

fn scheme_setter(scheme: &SecurityScheme, name: &Ident) -> TokenStream {
    let setter = token(name);
    let scheme_name = &scheme.name;
    let mut paragraphs = Paragraphs::default();
    let (parameters, credential) = match &scheme.kind {
        SecuritySchemeKind::Bearer { .. } => {
            paragraphs.add("Authenticates with a bearer token: `Authorization: Bearer …`.");
            (
                quote! { token: impl Into<runtime::Token> },
                quote! { runtime::Credential::bearer(token) },
            )
        }
        SecuritySchemeKind::Http(scheme) => {
            paragraphs.add(format!(
                "Authenticates with credentials that are sent as they are: `Authorization: {scheme} …`."
            ));
            (
                quote! { credentials: impl Into<runtime::Token> },
                quote! { runtime::Credential::bearer(credentials) },
            )
        }
        SecuritySchemeKind::Basic => {
            paragraphs
                .add("Authenticates with a user name and a password: `Authorization: Basic …`.");
            (
                quote! { user: impl Into<String>, password: impl Into<String> },
                quote! { runtime::Credential::basic(user, password) },
            )
        }
        SecuritySchemeKind::ApiKeyHeader(key)
        | SecuritySchemeKind::ApiKeyQuery(key)
        | SecuritySchemeKind::ApiKeyCookie(key) => {
            let place = match &scheme.kind {
                SecuritySchemeKind::ApiKeyHeader(_) => "header",
                SecuritySchemeKind::ApiKeyQuery(_) => "query parameter",
                _ => "cookie",
            };
            let key = code(key).map(|key| format!(" {key}")).unwrap_or_default();
            paragraphs.add(format!(
                "Authenticates with a key, sent in the {place}{key}."
            ));
            (
                quote! { key: impl Into<runtime::Token> },
                quote! { runtime::Credential::api_key(key) },
            )
        }
    };
    describe(&mut paragraphs, &scheme.docs);
    if super::security::has_constants(scheme) {
        paragraphs.add(format!(
            "Where tokens come from is in [`security::{name}`](super::security::{name})."
        ));
    }
    let docs = paragraphs.tokens();
    quote! {
        #docs
        pub fn #setter(self, #parameters) -> Self {
            Self { inner: self.inner.credential(#scheme_name, #credential) }
        }
    }
}

fn parameter_setter(parameter: &Parameter, name: &Ident) -> TokenStream {
    let setter = token(name);
    let wire_name = &parameter.name;
    let mut paragraphs = Paragraphs::default();
    describe(&mut paragraphs, &parameter.docs);
    if let Some(name) = code(&parameter.name) {
        let default = parameter
            .default
            .as_ref()
            .and_then(|value| code(&value.to_string()));
        let unless = default
            .map(|value| format!(", {value} unless set"))
            .unwrap_or_default();
        paragraphs.add(format!(
            "Sent as {name} with every call that has it{unless}."
        ));
    }
    let docs = paragraphs.tokens();
    let method = if parameter.place == ParameterLocation::Query {
        quote! { client_parameter_query }
    } else {
        quote! { client_parameter_header }
    };
    quote! {
        #docs
        pub fn #setter(self, value: &str) -> Self {
            Self { inner: self.inner.#method(#wire_name, value) }
        }
    }
}

/// The documented default of a setting, which is sent unless another value is set.
fn default_setting(parameter: &Parameter) -> Option<TokenStream> {
    let wire_name = &parameter.name;
    let value = match parameter.default.as_ref()? {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Some(if parameter.place == ParameterLocation::Query {
        quote! { .client_parameter_query(#wire_name, #value) }
    } else {
        quote! { .client_parameter_header(#wire_name, #value) }
    })
}

fn description(cx: Context<'_>) -> TokenStream {
    let name = &cx.settings.name;
    let server = if let Some(server) = cx.api.servers.first() {
        let url = server.default_url();
        quote! { Some(#url) }
    } else {
        quote! { None }
    };
    let schemes = cx.api.security_schemes.iter().map(|scheme| {
        let name = &scheme.name;
        let kind = match &scheme.kind {
            SecuritySchemeKind::Bearer { .. } => quote! { runtime::SchemeKind::Bearer },
            SecuritySchemeKind::Basic => quote! { runtime::SchemeKind::Basic },
            SecuritySchemeKind::Http(scheme) => quote! { runtime::SchemeKind::Http(#scheme) },
            SecuritySchemeKind::ApiKeyHeader(key) => {
                quote! { runtime::SchemeKind::ApiKeyHeader(#key) }
            }
            SecuritySchemeKind::ApiKeyQuery(key) => {
                quote! { runtime::SchemeKind::ApiKeyQuery(#key) }
            }
            SecuritySchemeKind::ApiKeyCookie(key) => {
                quote! { runtime::SchemeKind::ApiKeyCookie(#key) }
            }
        };
        quote! { runtime::SecurityScheme { name: #name, kind: #kind } }
    });
    quote! {
        static API: runtime::Api = runtime::Api {
            name: #name,
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            server: #server,
            security_schemes: &[#(#schemes),*],
        };
    }
}

fn client_example(cx: Context<'_>) -> Vec<String> {
    let setter = cx
        .api
        .security_schemes
        .iter()
        .zip(&cx.names.client().security_schemes)
        .next()
        .map(|(scheme, name)| match scheme.kind {
            SecuritySchemeKind::Basic => format!(".{name}(\"user\", \"password\")"),
            SecuritySchemeKind::Bearer { .. } => format!(".{name}(\"token\")"),
            SecuritySchemeKind::Http(_) => format!(".{name}(\"credentials\")"),
            _ => format!(".{name}(\"key\")"),
        });
    let absolute = cx
        .api
        .servers
        .first()
        .is_some_and(|server| server.url.contains("://"));
    let server = (!absolute).then_some(".base_url(\"https://api.example.com\")".to_owned());
    let chain: String = setter.into_iter().chain(server).collect();
    vec![
        "```no_run".to_owned(),
        format!(
            "# fn example() -> Result<(), {}::BuildError> {{",
            cx.settings.public_root
        ),
        format!(
            "let client = {}::Client::builder(){chain}.build()?;",
            cx.settings.public_root
        ),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
        "```".to_owned(),
    ]
}
