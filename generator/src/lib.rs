//! Turns OpenAPI documents into typed Rust client crates, made to be checked in and reviewed.
//!
//! ```text
//! text → source → document → lower → analyze, name → emit → render → files
//! ```
//!
//! | Stage | Takes | Gives |
//! |---|---|---|
//! | [`source`] | files | raw trees, and where each value stands in its file |
//! | [`document`] | raw trees, overlays | a [`Document`](document::Document) of the shape of OpenAPI 3.0 |
//! | [`lower`] | the document | an [`ir::Api`]: what a client has to do, every reference followed |
//! | [`analyze`] | the API | [`Facts`](analyze::Facts) about the whole of it: recursion, direction |
//! | [`name`] | the API | [`Names`](name::Names): every Rust identifier and file, assigned once |
//! | [`emit`] | API, facts, names | tokens, file by file |
//! | [`render`] | tokens | text |
//! | [`files`] | text by path | the output folder, of which only what changed is written |
//!
//! [`generate`] runs the stages one after the other, [`manifest`] says on what, and [`cli`] is the command line.
//! Complaints of every stage are [`diagnostic`]s with a place in the author's file; no stage prints or exits.
//!
//! # Invariants
//! - Output is a function of documents and settings: no clock, environment, hash order or network.
//! - Unsupported is never silent: what a document says and a client does not do has a diagnostic code.
//! - A stage sees the one before it alone; `tests/walls.rs` of the repository holds that.
//!
//! # Adding a feature
//! 1. A case: `tests/cases/<object>-<behaviour>/openapi.yaml`, which shows what happens today.
//! 2. Make it expressible in [`ir`]; the compiler then lists the places to visit.
//! 3. Produce it in [`lower`], and drop the diagnostic that named it as unsupported.
//! 4. Emit it in [`emit`], and let the runtime do it where the wire needs it.
//! 5. Read the snapshot, accept it, and drive the client of the case.

pub mod source;

pub mod document;

pub mod ir;

pub mod lower;

pub mod analyze;

pub mod name;

pub mod emit;

pub mod render;

pub mod files;

pub mod digest;

pub mod lock;

pub mod generate;

pub mod manifest;

mod relative;

mod threads;

pub mod diagnostic;

pub mod observe;

pub mod cli;
