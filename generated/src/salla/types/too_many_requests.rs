// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use super::TooManyRequestsDetail;
use spec2crate_runtime as runtime;

/// The answer to too many requests.
///
/// Document: `#/components/schemas/TooManyRequests`
#[derive(Clone)]
#[non_exhaustive]
pub struct TooManyRequests {
    /// The status of the response, once more.
    pub status: i64,
    /// Whether the request succeeded; false.
    pub success: bool,
    /// The property `error`.
    pub error: TooManyRequestsDetail,
}

runtime::wire_object! {
    TooManyRequests {
        status: required "status",
        success: required "success",
        error: required "error",
    }
}
