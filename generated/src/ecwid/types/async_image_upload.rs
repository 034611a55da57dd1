// @generated from specs/ecwid/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use super::ImageAlt;
use spec2crate_runtime as runtime;

/// An image that Ecwid is to fetch.
///
/// Document: `#/components/schemas/AsyncImageUpload`
#[derive(Clone)]
#[non_exhaustive]
pub struct AsyncImageUpload {
    /// HTTPS link to the image file that will be uploaded to the store.
    pub url: String,
    /// Width of the image, in pixels.
    ///
    /// Constraints: at least `1`.
    pub width: i32,
    /// Height of the image, in pixels.
    ///
    /// Constraints: at least `1`.
    pub height: i32,
    /// Internal image ID for Lightspeed R-Series/X-Series image sync.
    pub external_id: Option<String>,
    /// The property `alt`.
    pub alt: Option<ImageAlt>,
}

impl AsyncImageUpload {
    /// One with the properties it must have.
    #[must_use]
    pub fn new(url: impl Into<String>, width: i32, height: i32) -> Self {
        Self {
            url: url.into(),
            width,
            height,
            external_id: None,
            alt: None,
        }
    }

    /// Sets `externalId`.
    #[must_use]
    pub fn with_external_id(mut self, external_id: impl Into<String>) -> Self {
        self.external_id = Some(external_id.into());
        self
    }

    /// Sets `alt`.
    #[must_use]
    #[inline]
    pub fn with_alt(mut self, alt: ImageAlt) -> Self {
        self.alt = Some(alt);
        self
    }
}

runtime::wire_object! {
    AsyncImageUpload {
        url: required "url",
        width: required "width",
        height: required "height",
        external_id: optional "externalId",
        alt: optional "alt",
    }
}

runtime::constraints! {
    AsyncImageUpload {
        "width": minimum(1),
        "height": minimum(1),
    }
}
