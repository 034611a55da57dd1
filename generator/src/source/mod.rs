//! Files in, raw trees out: text in YAML or JSON becomes a [`serde_json::Value`] that keeps the document's order.
//!
//! # Invariants
//! - Nothing outside of the folder of a document, or of the root given for references, is opened because a document says so; nothing is fetched.
//! - Limits hold before memory is spent.
//!
//! # Absent on purpose
//! - Positions: trees carry none. [`locate`] finds the line of a pointer in the text when a diagnostic is shown.

mod file;
mod locate;
mod node;
mod scan;
mod tree;

pub use file::{FileId, Location, SourceFile, Sources};
pub use locate::{Spot, locate};
pub use tree::{Limits, parse};
