// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// Why the token was refused.
///
/// Document: `#/components/schemas/Unauthorized`
#[derive(Clone)]
#[non_exhaustive]
pub struct Unauthorized {
    /// The kind of the error, such as `Unauthorized`.
    pub code: String,
    /// What went wrong, in words.
    pub message: String,
}

runtime::wire_object! {
    Unauthorized {
        code: required "code",
        message: required "message",
    }
}
