// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/security.rs and run `cargo run`.

//! Where tokens come from: a module per security scheme that says it.

/// The security scheme `oauth2`, whose token [`ClientBuilder::oauth2`](super::ClientBuilder::oauth2) takes.
pub mod oauth2 {
    use spec2crate_runtime as runtime;

    /// The flow `authorizationCode` (RFC 6749, section 4.1).
    pub const AUTHORIZATION_CODE: runtime::OAuth2Flow = runtime::OAuth2Flow {
        authorization_url: Some("https://connect.squareup.com/oauth2/authorize"),
        token_url: Some("https://connect.squareup.com/oauth2/token"),
        scopes: &[SCOPE_ITEMS_WRITE],
        ..runtime::OAuth2Flow::DEFAULT
    };

    /// Change the catalog.
    pub const SCOPE_ITEMS_WRITE: &str = "ITEMS_WRITE";
}
