// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use super::ValidationErrorDetail;
use spec2crate_runtime as runtime;

/// Which fields of a request Salla refused.
///
/// Document: `#/components/schemas/ValidationError`
#[derive(Clone)]
#[non_exhaustive]
pub struct ValidationError {
    /// The status of the response, once more.
    pub status: i64,
    /// Whether the request succeeded; false.
    pub success: bool,
    /// The property `error`.
    pub error: ValidationErrorDetail,
}

runtime::wire_object! {
    ValidationError {
        status: required "status",
        success: required "success",
        error: required "error",
    }
}
