// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use super::{CatalogObject, Error};
use spec2crate_runtime as runtime;

/// The image that was created.
///
/// Document: `#/components/schemas/CreateCatalogImageResponse`
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CreateCatalogImageResponse {
    /// The errors that were met.
    pub errors: Option<Vec<Error>>,
    /// The property `image`.
    pub image: Option<CatalogObject>,
}

runtime::wire_object! {
    CreateCatalogImageResponse {
        errors: optional "errors",
        image: optional "image",
    }
}

runtime::constraints! {
    CreateCatalogImageResponse {
        "image": of(CatalogObject),
    }
}
