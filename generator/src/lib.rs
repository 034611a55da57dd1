//! Turns OpenAPI documents into typed Rust client crates.

pub mod diagnostic;
pub mod document;
pub mod source;
