// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/api.rs and run `cargo run`.

//! Client of *Ecwid Instant Site API, tile images*.
//!
//! Uploads images to the tiles of an Ecwid Instant Site.
//!
//! First reserve an image, which answers a URL; then upload the file to that URL;
//! then read the result, whose sizes have URLs relative to a bucket.
//!
//! This API has its own host and its own token, which is not the token of Ecwid's REST API.

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
pub const API_VERSION: &str = "1";
