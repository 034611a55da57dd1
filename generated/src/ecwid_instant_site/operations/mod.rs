// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/operation/mod.rs and run `cargo run`.

//! The operations: a module per tag, with a builder for each operation.

/// Tile images
///
/// The images of a tile, from reserving one to reading what became of it.
pub mod tile_images;

/// Tokens
///
/// The tokens of this API.
pub mod tokens;
