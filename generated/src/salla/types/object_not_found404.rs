// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// There is no such object.
///
/// Document: `#/components/schemas/Object Not Found(404)`
#[derive(Clone)]
#[non_exhaustive]
pub struct ObjectNotFound404 {
    /// The status of the response, once more.
    pub status: i64,
    /// Whether the request succeeded; false.
    pub success: bool,
    /// What was not found.
    pub error: ObjectNotFound404Error,
}

runtime::wire_object! {
    ObjectNotFound404 {
        status: required "status",
        success: required "success",
        error: required "error",
    }
}

/// What was not found.
///
/// Document: `#/components/schemas/Object Not Found(404)/properties/error`
#[derive(Clone)]
#[non_exhaustive]
pub struct ObjectNotFound404Error {
    /// The kind of the error, such as `error`.
    pub code: String,
    /// What went wrong, in words.
    pub message: String,
}

runtime::wire_object! {
    ObjectNotFound404Error {
        code: required "code",
        message: required "message",
    }
}
