// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/api.rs and run `cargo run`.

//! Client of *Square Catalog API, images*.
//!
//! Creates images in the catalog of a Square seller.
//!
//! An image is linked to a catalog object in the same request, or created on its own and linked later.

mod client;
#[cfg(feature = "examples")]
pub mod examples;
pub mod operations;
pub mod security;
pub mod types;

pub use client::{Client, ClientBuilder, Server};
pub use spec2crate_runtime::{
    self as runtime, ApiError, Body, BuildError, Error, FilePart, Reason, Response,
    UnexpectedResponse, Violation, Violations,
};

/// The version of the API that this client was generated for.
pub const API_VERSION: &str = "2019-11-20";
