// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/api.rs and run `cargo run`.

//! Client of *Salla Merchant API, product images*.
//!
//! Updates the images of the products of a Salla store.
//!
//! Every answer says by `X-RateLimit-…` headers how many requests are left.
//! Text in answers is in Arabic by default.

mod client;
#[cfg(feature = "examples")]
pub mod examples;
pub mod operations;
pub mod types;

pub use client::{Client, ClientBuilder, Server};
pub use spec2crate_runtime::{
    self as runtime, ApiError, Body, BuildError, Error, FilePart, Reason, Response,
    UnexpectedResponse, Violation, Violations,
};

/// The version of the API that this client was generated for.
pub const API_VERSION: &str = "1.0.0";
