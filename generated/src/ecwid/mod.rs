// @generated from specs/ecwid/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/api.rs and run `cargo run`.

//! Client of *Ecwid REST API, category images*.
//!
//! Uploads the image of a category of an Ecwid store.
//!
//! An image is sent as bytes, or Ecwid fetches it from a link.
//! A category has one image: an upload replaces the one that is there.
//!
//! A token may make 600 requests a minute.
//! Beyond that Ecwid answers 429 with the seconds to wait in `Retry-After`.

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
pub const API_VERSION: &str = "3";
