// @generated from specs/ecwid/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// What an asynchronous upload answers.
///
/// Document: `#/components/schemas/AsyncImageUploadResult`
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct AsyncImageUploadResult {
    /// Internal ID of the uploaded image. Ecwid may leave it out.
    pub id: Option<i64>,
}

runtime::wire_object! {
    AsyncImageUploadResult {
        id: optional "id",
    }
}
