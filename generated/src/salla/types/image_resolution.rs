// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// One resolution of an image.
///
/// Document: `#/components/schemas/ImageResolution`
#[derive(Clone)]
#[non_exhaustive]
pub struct ImageResolution {
    /// Where this resolution is.
    pub url: String,
    /// The width, in pixels; a fraction at times, and 0 when it is not known yet.
    pub width: f64,
    /// The height, in pixels; a fraction at times, and 0 when it is not known yet.
    pub height: f64,
}

runtime::wire_object! {
    ImageResolution {
        url: required "url",
        width: required "width",
        height: required "height",
    }
}
