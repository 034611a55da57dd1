//! Round trips: samples that a document's schemas allow are decoded into generated types, encoded, and compared.
//!
//! ```text
//! document → dialect → samples → oracle → [generated type: decode, encode] → compare
//! ```
//!
//! Nothing here knows how the generator reads a document: the raw tree is read by this crate alone, samples come from
//! the raw schemas, and a library for JSON Schema says which of them are valid. So an error of the generator does not
//! cancel itself out.
//!
//! # Invariants
//! - The same document gives the same samples, whatever the machine.
//! - A sample that the oracle refuses is never used; a schema without a valid sample is counted, with the reason.

mod compare;
mod declared;
mod dialect;
mod document;
mod random;
mod sample;
mod table;

pub use compare::{difference, difference_of_part};
pub use declared::Declared;
pub use document::{Document, Schema, Unreadable};
pub use sample::{Sampled, Skipped};
pub use table::table;
