// @generated from specs/ecwid/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/mod.rs and run `cargo run`.

//! The types of requests and responses: a file per schema of the document.

mod async_image_upload;
mod async_image_upload_result;
mod ecwid_error;
mod ecwid_error_code;
mod image_alt;
mod image_upload_result;

pub use async_image_upload::AsyncImageUpload;
pub use async_image_upload_result::AsyncImageUploadResult;
pub use ecwid_error::EcwidError;
pub use ecwid_error_code::EcwidErrorCode;
pub use image_alt::ImageAlt;
pub use image_upload_result::ImageUploadResult;
