// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/operation/mod.rs and run `cargo run`.

//! The operations: a module per tag, with a builder for each operation.

/// Product Images
///
/// The images of a product.
pub mod product_images;
