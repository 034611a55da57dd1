// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use super::{BorderInfo, TileImageSize};
use spec2crate_runtime as runtime;

/// What became of an uploaded file.
///
/// Document: `#/components/schemas/TileImage`
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct TileImage {
    /// The bucket that the sizes are in, one of those the bucket list names.
    pub bucket: Option<String>,
    /// The sizes made of the file.
    pub set: Option<Vec<TileImageSize>>,
    /// The property `borderInfo`.
    pub border_info: Option<BorderInfo>,
}

runtime::wire_object! {
    TileImage {
        bucket: optional "bucket",
        set: optional "set",
        border_info: optional "borderInfo",
    }
}
