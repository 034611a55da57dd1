// @generated from specs/ecwid/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/operation/mod.rs and run `cargo run`.

//! The operations: a module per tag, with a builder for each operation.

/// Category images
///
/// The image of a category.
pub mod category_images;
