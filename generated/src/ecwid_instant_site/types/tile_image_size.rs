// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// One size of an image.
///
/// Document: `#/components/schemas/TileImageSize`
#[derive(Clone)]
#[non_exhaustive]
pub struct TileImageSize {
    /// The path of this size below the URL of its bucket.
    pub url: String,
    /// Width, in pixels.
    pub width: i32,
    /// Height, in pixels.
    pub height: i32,
}

runtime::wire_object! {
    TileImageSize {
        url: required "url",
        width: required "width",
        height: required "height",
    }
}
