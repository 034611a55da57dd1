// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use super::Unauthorized;
use spec2crate_runtime as runtime;

/// The token was refused.
///
/// Document: `#/components/schemas/error_unauthorized_401`
#[derive(Clone)]
#[non_exhaustive]
pub struct ErrorUnauthorized401 {
    /// The status of the response, once more.
    pub status: i64,
    /// Whether the request succeeded; false.
    pub success: bool,
    /// The property `error`.
    pub error: Unauthorized,
}

runtime::wire_object! {
    ErrorUnauthorized401 {
        status: required "status",
        success: required "success",
        error: required "error",
    }
}
