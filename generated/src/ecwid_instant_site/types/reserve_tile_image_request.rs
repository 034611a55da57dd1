// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// How the image will be uploaded.
///
/// Document: `#/components/schemas/ReserveTileImageRequest`
///
/// `acceptHeader` is always `"multipart/form-data"`.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ReserveTileImageRequest {}

impl ReserveTileImageRequest {
    /// One without any of its properties, which are all optional.
    #[must_use]
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }
}

runtime::wire_object! {
    ReserveTileImageRequest {
        constant "acceptHeader" = "multipart/form-data",
    }
}
