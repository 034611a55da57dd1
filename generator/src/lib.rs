//! Turns `OpenAPI` documents into typed Rust client crates.

pub mod analyze;
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod files;
pub mod generate;
pub mod ir;
pub mod lower;
pub mod manifest;
pub mod name;
pub mod render;
pub mod source;
