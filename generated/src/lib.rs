// @generated from specs/spec2crate.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/package.rs and run `cargo run`.

//! Typed clients for the image uploads of Ecwid, Ecwid Instant Site, Salla and Square.
//!
//! | Module and feature | API |
//! |---|---|
//! | `ecwid` | Ecwid REST API, category images |
//! | `ecwid_instant_site` | Ecwid Instant Site API, tile images |
//! | `salla` | Salla Merchant API, product images |
//! | `square` | Square Catalog API, images |

#[cfg(feature = "ecwid")]
#[rustfmt::skip]
pub mod ecwid;
#[cfg(feature = "ecwid_instant_site")]
#[rustfmt::skip]
pub mod ecwid_instant_site;
#[cfg(feature = "salla")]
#[rustfmt::skip]
pub mod salla;
#[cfg(feature = "square")]
#[rustfmt::skip]
pub mod square;

pub use spec2crate_runtime::{
    self as runtime, ApiError, Body, BuildError, Error, FilePart, Reason, Response,
    UnexpectedResponse, Violation, Violations,
};
