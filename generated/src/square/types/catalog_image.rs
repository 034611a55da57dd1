// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// What an image has beyond other catalog objects.
///
/// Document: `#/components/schemas/CatalogImage`
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CatalogImage {
    /// The internal name of the image.
    pub name: Option<String>,
    /// Where the image is; Square makes this URL.
    pub url: Option<String>,
    /// A caption of the image, for those who can't see it.
    pub caption: Option<String>,
}

impl CatalogImage {
    /// One without any of its properties, which are all optional.
    #[must_use]
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `name`.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets `url`.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets `caption`.
    #[must_use]
    pub fn with_caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }
}

runtime::wire_object! {
    CatalogImage {
        name: optional "name",
        url: optional "url",
        caption: optional "caption",
    }
}
