//! Turns OpenAPI documents into typed Rust client crates.
