// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// A URL to upload a file to and the id reserved for the image.
///
/// Document: `#/components/schemas/ReservedTileImage`
#[derive(Clone)]
#[non_exhaustive]
pub struct ReservedTileImage {
    /// Where to upload the file. Send it on unchanged.
    pub url: String,
    /// Internal ID reserved for the image.
    pub id: String,
}

runtime::wire_object! {
    ReservedTileImage {
        url: required "url",
        id: required "id",
    }
}
