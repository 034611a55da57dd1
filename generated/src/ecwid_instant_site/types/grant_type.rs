// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/enumeration.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// What a token may do.
///
/// Document: `#/components/schemas/GrantType`
#[derive(Clone)]
#[non_exhaustive]
pub enum GrantType {
    /// Full access.
    ///
    /// `authorization_code`
    AuthorizationCode,
    /// Access for the editor and the preview only; uploads are refused.
    ///
    /// `draft_code`
    DraftCode,
    /// A value that the document does not name.
    Unknown(String),
}

runtime::wire_enum! {
    GrantType: String {
        AuthorizationCode = "authorization_code",
        DraftCode = "draft_code",
    }
}
