// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// A token of this API.
///
/// Document: `#/components/schemas/InstantSiteToken`
#[derive(Clone)]
#[non_exhaustive]
pub struct InstantSiteToken {
    /// The token.
    pub access_token: runtime::Secret<String>,
    /// How to send the token; always `bearer`.
    pub token_type: String,
    /// Seconds until the token expires.
    pub expires_in: i64,
}

runtime::wire_object! {
    InstantSiteToken {
        access_token: required "accessToken",
        token_type: required "tokenType",
        expires_in: required "expiresIn",
    }
}
