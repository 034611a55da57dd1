// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/operation/mod.rs and run `cargo run`.

//! The operations: a module per tag, with a builder for each operation.

/// Catalog
///
/// The catalog of a seller.
pub mod catalog;
