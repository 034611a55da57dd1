//! What a generated client says about its API: constants only.

use crate::constraint::Operand;

/// An API: what its document says once for all operations.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The API's module name, `square`.
    pub name: &'static str,
    /// The `User-Agent` header of every request, unless the caller sets another one.
    pub user_agent: &'static str,
    /// The URL of the default server; relative to [`ClientBuilder::document_url`] when it has no host.
    ///
    /// [`ClientBuilder::document_url`]: crate::ClientBuilder::document_url
    pub server: Option<&'static str>,
    /// The security schemes of the document.
    pub security_schemes: &'static [SecurityScheme],
}

/// A security scheme of the document.
#[derive(Clone, Copy, Debug)]
pub struct SecurityScheme {
    /// Its name in the document, which [`Operation::security`] refers to.
    pub name: &'static str,
    /// Where its credential goes.
    pub kind: SchemeKind,
}

/// Where the credential of a security scheme goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// `Authorization: Bearer …`: `http` `bearer`, `oauth2` and `openIdConnect`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// `Authorization: <this> …`: any other scheme of `http`; the caller says what follows.
    Http(&'static str),
    /// An API key in the header of this name.
    ApiKeyHeader(&'static str),
    /// An API key in the query parameter of this name.
    ApiKeyQuery(&'static str),
    /// An API key in the cookie of this name.
    ApiKeyCookie(&'static str),
    /// Nothing in the request: the transport proves who is calling (`mutualTLS`).
    Transport,
}

/// A security scheme that an operation requires, by name, and the scopes or roles that it requires of it.
pub type Requirement = (&'static str, &'static [&'static str]);

/// A flow of OAuth 2 (RFC 6749, section 1.3; RFC 8628), as a document describes it.
///
/// URLs are as written, and may be relative to where the document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OAuth2Flow {
    /// Where users are sent to.
    pub authorization_url: Option<&'static str>,
    /// Where a device asks for a code.
    pub device_authorization_url: Option<&'static str>,
    /// Where tokens are given out.
    pub token_url: Option<&'static str>,
    /// Where tokens are refreshed, if elsewhere.
    pub refresh_url: Option<&'static str>,
    /// The scopes that may be asked for.
    pub scopes: &'static [&'static str],
}

impl OAuth2Flow {
    /// A flow without anything, to name only what differs.
    pub const DEFAULT: Self = Self {
        authorization_url: None,
        device_authorization_url: None,
        token_url: None,
        refresh_url: None,
        scopes: &[],
    };
}

/// An HTTP method, known when the client is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method(&'static str);

impl Method {
    /// `DELETE`
    pub const DELETE: Self = Self("DELETE");
    /// `GET`
    pub const GET: Self = Self("GET");
    /// `HEAD`
    pub const HEAD: Self = Self("HEAD");
    /// `OPTIONS`
    pub const OPTIONS: Self = Self("OPTIONS");
    /// `PATCH`
    pub const PATCH: Self = Self("PATCH");
    /// `POST`
    pub const POST: Self = Self("POST");
    /// `PUT`
    pub const PUT: Self = Self("PUT");
    /// `QUERY`
    pub const QUERY: Self = Self("QUERY");
    /// `TRACE`
    pub const TRACE: Self = Self("TRACE");

    /// Any other method, spelt as it is sent.
    pub const fn other(name: &'static str) -> Self {
        Self(name)
    }

    /// The method as it is sent.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

/// An operation: what its document says about its requests, whatever the arguments are.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Its `operationId`, for errors and logs.
    pub id: &'static str,
    /// Its method.
    pub method: Method,
    /// Its path template, `/pets/{petId}`: begins with a slash, and is percent-encoded but for the braces of parameters.
    pub path: &'static str,
    /// The query that its path has of itself, a template as well.
    pub query: &'static str,
    /// The `Accept` header; empty when there is nothing to accept.
    pub accept: &'static str,
    /// The alternatives of security schemes, each a combination; no alternative means no credential,
    /// an empty alternative means that credentials are optional.
    pub security: &'static [&'static [Requirement]],
    /// The URLs of the servers that the operation or its path names in place of the document's; the first is used.
    pub servers: &'static [&'static str],
    /// The path parameter that carries the absolute URL to send to, exactly as given (`x-spec2crate-url`).
    pub url: Option<&'static str>,
    /// The names of the client-wide parameters (`x-spec2crate-client-parameter`) that this operation has.
    pub client_parameters: &'static [&'static str],
    /// The names of query parameters whose values are secret (`format: password`): no transcript shows them.
    pub secrets: &'static [&'static str],
    /// What its parameters and its body have to satisfy, for clients that check before they send.
    pub constraints: &'static [Operand],
}

impl Operation {
    /// `GET /` without anything else, to name only what differs.
    pub const DEFAULT: Self = Self {
        id: "",
        method: Method::GET,
        path: "/",
        query: "",
        accept: "",
        security: &[],
        servers: &[],
        url: None,
        client_parameters: &[],
        secrets: &[],
        constraints: &[],
    };
}
