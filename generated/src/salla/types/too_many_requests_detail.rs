// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// Why Salla refused the request.
///
/// Document: `#/components/schemas/TooManyRequestsDetail`
#[derive(Clone)]
#[non_exhaustive]
pub struct TooManyRequestsDetail {
    /// The kind of the error, such as `too_many_requests`.
    pub code: String,
    /// What went wrong, in words.
    pub message: String,
}

runtime::wire_object! {
    TooManyRequestsDetail {
        code: required "code",
        message: required "message",
    }
}
