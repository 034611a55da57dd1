// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use super::Error;
use spec2crate_runtime as runtime;

/// Why Square refused a request.
///
/// Document: `#/components/schemas/ErrorResponse`
#[derive(Clone)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// The errors; the status of the response is that of the first.
    pub errors: Vec<Error>,
}

runtime::wire_object! {
    ErrorResponse {
        errors: required "errors",
    }
}
