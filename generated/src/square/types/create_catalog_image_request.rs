// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use super::CatalogObject;
use spec2crate_runtime as runtime;

/// The image to create.
///
/// Document: `#/components/schemas/CreateCatalogImageRequest`
#[derive(Clone)]
#[non_exhaustive]
pub struct CreateCatalogImageRequest {
    /// A string that identifies this request and no other.
    ///
    /// A request that is sent again with the same key does not create a second image.
    ///
    /// Constraints: 1 to 128 characters.
    pub idempotency_key: String,
    /// The id of the catalog object to attach the image to.
    ///
    /// Leave it out to create an image that is attached to nothing.
    pub object_id: Option<String>,
    /// The property `image`.
    pub image: Option<CatalogObject>,
}

impl CreateCatalogImageRequest {
    /// One with the properties it must have.
    #[must_use]
    pub fn new(idempotency_key: impl Into<String>) -> Self {
        Self {
            idempotency_key: idempotency_key.into(),
            object_id: None,
            image: None,
        }
    }

    /// Sets `object_id`.
    #[must_use]
    pub fn with_object_id(mut self, object_id: impl Into<String>) -> Self {
        self.object_id = Some(object_id.into());
        self
    }

    /// Sets `image`.
    #[must_use]
    #[inline]
    pub fn with_image(mut self, image: CatalogObject) -> Self {
        self.image = Some(image);
        self
    }
}

runtime::wire_object! {
    CreateCatalogImageRequest {
        idempotency_key: required "idempotency_key",
        object_id: optional "object_id",
        image: optional "image",
    }
}

runtime::constraints! {
    CreateCatalogImageRequest {
        "idempotency_key": min_length(1) max_length(128),
        "image": of(CatalogObject),
    }
}
