// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use super::ImageResolution;
use spec2crate_runtime as runtime;

/// An image of a product.
///
/// Document: `#/components/schemas/ProductImagesVideos`
#[derive(Clone)]
#[non_exhaustive]
pub struct ProductImagesVideos {
    /// The id of the image.
    pub id: i64,
    /// The image in its resolutions.
    pub image: ProductImagesVideosImage,
    /// The place of the image among those of the product.
    pub sort: i64,
    /// Whether this is the default image of the product.
    ///
    /// Taken for `false` when absent.
    pub default: bool,
    /// Alternative text of the image, for search engines.
    pub alt_seo: Option<String>,
    /// The URL of a video; empty for an image.
    pub video_url: String,
    /// What is attached, such as `image`.
    pub r#type: String,
}

runtime::wire_object! {
    ProductImagesVideos {
        id: required "id",
        image: required "image",
        sort: required "sort",
        default: required "default",
        alt_seo: nullable "alt_seo",
        video_url: required "video_url",
        r#type: required "type",
    }
}

/// The image in its resolutions.
///
/// Document: `#/components/schemas/ProductImagesVideos/properties/image`
#[derive(Clone)]
#[non_exhaustive]
pub struct ProductImagesVideosImage {
    /// The property `original`.
    pub original: ImageResolution,
    /// The property `standard_resolution`.
    pub standard_resolution: ImageResolution,
    /// The property `low_resolution`.
    pub low_resolution: ImageResolution,
    /// The property `thumbnail`.
    pub thumbnail: ImageResolution,
}

runtime::wire_object! {
    ProductImagesVideosImage {
        original: required "original",
        standard_resolution: required "standard_resolution",
        low_resolution: required "low_resolution",
        thumbnail: required "thumbnail",
    }
}
