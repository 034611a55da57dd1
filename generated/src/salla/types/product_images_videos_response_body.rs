// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use super::ProductImagesVideos;
use spec2crate_runtime as runtime;

/// The answer to an update.
///
/// Document: `#/components/schemas/productImagesVideos_response_body`
#[derive(Clone)]
#[non_exhaustive]
pub struct ProductImagesVideosResponseBody {
    /// The status of the response, once more.
    ///
    /// It is not always the status that the response has.
    pub status: i64,
    /// Whether the request succeeded.
    pub success: bool,
    /// The property `data`.
    pub data: ProductImagesVideos,
}

runtime::wire_object! {
    ProductImagesVideosResponseBody {
        status: required "status",
        success: required "success",
        data: required "data",
    }
}
