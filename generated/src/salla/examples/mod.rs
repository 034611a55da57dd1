// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/examples.rs and run `cargo run`.

//! The examples of the operations, which a program runs one by one.
//!
//! They are those of the documentation, with files that are in memory.
//! Where those leave out something optional, another one gives everything.

#![allow(
    deprecated,
    clippy::approx_constant,
    clippy::excessive_precision,
    reason = "values are the document's, and what it deprecates has an example, too"
)]

mod product_images;

use crate::salla::{Client, ClientBuilder, runtime};

/// A client that lacks nothing: credentials, settings and the server are placeholders.
pub fn builder() -> ClientBuilder {
    Client::builder().bearer("token")
}

/// The example of every operation, by file and name.
pub fn examples() -> impl Iterator<Item = &'static runtime::Example<Client>> {
    [product_images::EXAMPLES].into_iter().flatten()
}
