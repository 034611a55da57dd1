// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/mod.rs and run `cargo run`.

//! The types of requests and responses: a file per schema of the document.

mod catalog_image;
mod catalog_object;
mod catalog_object_type;
mod create_catalog_image_request;
mod create_catalog_image_response;
mod error;
mod error_category;
mod error_code;
mod error_response;

pub use catalog_image::CatalogImage;
pub use catalog_object::CatalogObject;
pub use catalog_object_type::CatalogObjectType;
pub use create_catalog_image_request::CreateCatalogImageRequest;
pub use create_catalog_image_response::CreateCatalogImageResponse;
pub use error::Error;
pub use error_category::ErrorCategory;
pub use error_code::ErrorCode;
pub use error_response::ErrorResponse;
