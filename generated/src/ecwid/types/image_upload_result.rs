// @generated from specs/ecwid/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// What an upload answers.
///
/// Document: `#/components/schemas/ImageUploadResult`
#[derive(Clone)]
#[non_exhaustive]
pub struct ImageUploadResult {
    /// Internal ID of the uploaded image.
    pub id: i64,
}

runtime::wire_object! {
    ImageUploadResult {
        id: required "id",
    }
}
