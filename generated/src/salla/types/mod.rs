// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/mod.rs and run `cargo run`.

//! The types of requests and responses: a file per schema of the document.

mod error_unauthorized401;
mod image_resolution;
mod object_not_found404;
mod product_images_videos;
mod product_images_videos_response_body;
mod too_many_requests;
mod too_many_requests_detail;
mod unauthorized;
mod validation_error;
mod validation_error_detail;

pub use error_unauthorized401::ErrorUnauthorized401;
pub use image_resolution::ImageResolution;
pub use object_not_found404::{ObjectNotFound404, ObjectNotFound404Error};
pub use product_images_videos::{ProductImagesVideos, ProductImagesVideosImage};
pub use product_images_videos_response_body::ProductImagesVideosResponseBody;
pub use too_many_requests::TooManyRequests;
pub use too_many_requests_detail::TooManyRequestsDetail;
pub use unauthorized::Unauthorized;
pub use validation_error::ValidationError;
pub use validation_error_detail::ValidationErrorDetail;
