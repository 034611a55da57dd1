// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use super::{ErrorCategory, ErrorCode};
use spec2crate_runtime as runtime;

/// One reason why Square refused a request.
///
/// Document: `#/components/schemas/Error`
#[derive(Clone)]
#[non_exhaustive]
pub struct Error {
    /// The property `category`.
    pub category: ErrorCategory,
    /// The property `code`.
    pub code: ErrorCode,
    /// What went wrong, in words for developers.
    pub detail: Option<String>,
    /// The field of the request that the error is about.
    pub field: Option<String>,
}

runtime::wire_object! {
    Error {
        category: required "category",
        code: required "code",
        detail: optional "detail",
        field: optional "field",
    }
}
