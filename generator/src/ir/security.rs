//! Security schemes and what an operation requires of them.

use super::Docs;
use crate::diagnostic::Pointer;

/// A way to prove who calls.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Its key in `components.securitySchemes`.
    pub name: String,
    /// Its place in the document.
    pub location: Pointer,
    /// What the document says about it.
    pub docs: Docs,
    /// How it goes over the wire.
    pub kind: SecuritySchemeKind,
}

/// How a security scheme goes over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    /// `http` with `bearer`; also what `oauth2` and `openIdConnect` send.
    Bearer {
        /// The OAuth 2 flows through which the token is had.
        flows: Vec<OAuth2Flow>,
        /// `openIdConnectUrl`.
        open_id_connect_url: Option<String>,
    },
    /// `http` with any other scheme of this name, whose credentials the caller makes.
    Http(String),
    /// `http` with `basic`.
    Basic,
    /// `apiKey` in a header.
    ApiKeyHeader(String),
    /// `apiKey` in the query.
    ApiKeyQuery(String),
    /// `apiKey` in a cookie.
    ApiKeyCookie(String),
}

/// A flow of OAuth 2 (RFC 6749), as the document describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuth2Flow {
    /// `authorizationCode`, `clientCredentials`, `password`, `implicit` or `deviceAuthorization`.
    pub name: &'static str,
    /// `authorizationUrl`.
    pub authorization_url: Option<String>,
    /// `deviceAuthorizationUrl`.
    pub device_authorization_url: Option<String>,
    /// `tokenUrl`.
    pub token_url: Option<String>,
    /// `refreshUrl`.
    pub refresh_url: Option<String>,
    /// Scope and what it allows, in document order.
    pub scopes: Vec<(String, String)>,
}

/// Schemes that are needed together; empty when calling without credentials is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityRequirement {
    /// Names of schemes, and the scopes that are needed of each.
    pub schemes: Vec<(String, Vec<String>)>,
}

impl SecurityScheme {
    /// The OAuth 2 flows of the scheme.
    pub fn flows(&self) -> &[OAuth2Flow] {
        match &self.kind {
            SecuritySchemeKind::Bearer { flows, .. } => flows,
            _ => &[],
        }
    }

    /// The scopes of all of its flows, each once, with what it allows.
    pub fn scopes(&self) -> Vec<(&str, &str)> {
        let mut scopes: Vec<(&str, &str)> = Vec::new();
        for (name, text) in self.flows().iter().flat_map(|flow| &flow.scopes) {
            if !scopes.iter().any(|(known, _)| known == name) {
                scopes.push((name, text));
            }
        }
        scopes
    }
}
