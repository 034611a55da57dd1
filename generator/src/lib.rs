//! Turns OpenAPI documents into typed Rust client crates.

pub mod source;
pub mod document;
pub mod diagnostic;
pub mod ir;
pub mod lower;
pub mod analyze;
pub mod name;
pub mod emit;
pub mod render;
