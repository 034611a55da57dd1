//! Emits `security.rs`: where tokens come from, as constants.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Context;
use super::docs::{Paragraphs, code};
use super::file::SourceFile;
use super::ty::token;
use crate::ir::{OAuth2Flow, SecurityScheme, SecuritySchemeKind};
use crate::name::Ident;

/// Whether a document says of a scheme where its tokens come from.
pub(super) fn has_constants(scheme: &SecurityScheme) -> bool {
    !scheme.flows().is_empty() || open_id_connect_url(scheme).is_some()
}

pub(super) fn emit_security(cx: Context<'_>) -> SourceFile {
    let mut file = SourceFile::new(cx.settings, "security.rs");
    file.docs =
        vec!["Where tokens come from: a module per security scheme that says it.".to_owned()];
    let names = cx.names.client();
    let schemes = cx.api.security_schemes.iter();
    for ((scheme, module), scopes) in schemes.zip(&names.security_schemes).zip(&names.scopes) {
        if has_constants(scheme) {
            file.push(emit_scheme(scheme, module, scopes));
        }
    }
    file
}

fn emit_scheme(scheme: &SecurityScheme, module: &Ident, scopes: &[Ident]) -> TokenStream {
    let name = code(&scheme.name).map(|name| format!(" {name}"));
    let docs = format!(
        " The security scheme{}, whose token [`ClientBuilder::{module}`](super::ClientBuilder::{module}) takes.",
        name.unwrap_or_default()
    );
    let module = token(module);
    let url = open_id_connect_url(scheme).map(|url| {
        quote! {
            #[doc = " The discovery document of OpenID Connect."]
            pub const OPEN_ID_CONNECT_URL: &str = #url;
        }
    });
    let known = scheme.scopes();
    let ident = |scope: &str| {
        let mut pairs = known.iter().zip(scopes);
        pairs.find_map(|((name, _), ident)| (*name == scope).then(|| token(ident)))
    };
    let flows = scheme.flows().iter().map(|flow| emit_flow(flow, &ident));
    let constants = known.iter().zip(scopes).map(|((name, text), ident)| {
        let mut paragraphs = Paragraphs::default();
        paragraphs.add_prose(Some(text));
        if paragraphs.is_empty() {
            paragraphs.add("A scope.");
        }
        let docs = paragraphs.tokens();
        let ident = token(ident);
        quote! {
            #docs
            pub const #ident: &str = #name;
        }
    });
    let import = (!scheme.flows().is_empty()).then(|| {
        quote! { use spec2crate_runtime as runtime; }
    });
    quote! {
        #[doc = #docs]
        pub mod #module {
            #import
            #url
            #(#flows)*
            #(#constants)*
        }
    }
}

fn emit_flow(flow: &OAuth2Flow, ident: &dyn Fn(&str) -> Option<proc_macro2::Ident>) -> TokenStream {
    let (constant, section) = match flow.name {
        "authorizationCode" => ("AUTHORIZATION_CODE", "RFC 6749, section 4.1"),
        "implicit" => ("IMPLICIT", "RFC 6749, section 4.2"),
        "password" => ("PASSWORD", "RFC 6749, section 4.3"),
        "clientCredentials" => ("CLIENT_CREDENTIALS", "RFC 6749, section 4.4"),
        _ => ("DEVICE_AUTHORIZATION", "RFC 8628"),
    };
    let docs = format!(" The flow `{}` ({section}).", flow.name);
    let constant = format_ident!("{constant}");
    let url = |field: &str, url: &Option<String>| {
        let field = format_ident!("{field}");
        url.as_ref().map(|url| quote! { #field: Some(#url), })
    };
    let urls = [
        url("authorization_url", &flow.authorization_url),
        url("device_authorization_url", &flow.device_authorization_url),
        url("token_url", &flow.token_url),
        url("refresh_url", &flow.refresh_url),
    ];
    let scopes = flow.scopes.iter().filter_map(|(scope, _)| ident(scope));
    let scopes = (!flow.scopes.is_empty()).then(|| quote! { scopes: &[#(#scopes),*], });
    quote! {
        #[doc = #docs]
        pub const #constant: runtime::OAuth2Flow = runtime::OAuth2Flow {
            #(#urls)*
            #scopes
            ..runtime::OAuth2Flow::DEFAULT
        };
    }
}

fn open_id_connect_url(scheme: &SecurityScheme) -> Option<&str> {
    match &scheme.kind {
        SecuritySchemeKind::Bearer {
            open_id_connect_url,
            ..
        } => open_id_connect_url.as_deref(),
        _ => None,
    }
}
