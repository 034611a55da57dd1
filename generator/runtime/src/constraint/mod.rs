//! Constraints that a document puts on values, and what checks them: `minLength`, `pattern`, `maximum`, `uniqueItems`, …
//!
//! A table beside a type says what its values have to satisfy, a row per property; one function that is not generic
//! walks the JSON form of a value with it, so that a type costs its table and nothing else.
//!
//! ```
//! use spec2crate_runtime::{constraints, wire_object};
//!
//! struct Pet {
//!     name: String,
//!     tags: Vec<String>,
//! }
//!
//! wire_object! { Pet { name: required "name", tags: required "tags" } }
//!
//! constraints! {
//!     Pet {
//!         "name": min_length(1) max_length(64),
//!         "tags": max_items(2) items(min_length(1)),
//!     }
//! }
//!
//! let pet = Pet { name: String::new(), tags: vec!["a".into(), String::new()] };
//! let violations = pet.validate().unwrap_err();
//! let paths: Vec<&str> = violations.iter().map(|violation| violation.path()).collect();
//! assert_eq!(paths, ["$.name", "$.tags[1]"]);
//! ```
//!
//! # Invariants
//! - Only values that a caller gives are checked, never what a server sends.
//! - What a rule is not about passes: a string has no `minimum`, null satisfies everything,
//!   and an unknown variant of a union has no rules.
//! - Time and memory are bounded whatever the value: tables may name each other in circles,
//!   and a pattern takes time in proportion to the text.

mod decimal;
mod operand;
#[cfg(feature = "pattern")]
mod pattern;
mod rule;
mod violation;
mod walk;

use serde::Serialize;

#[cfg(feature = "pattern")]
pub use pattern::{UnreadablePattern, check_pattern};
pub use rule::{Constrained, Operand, Rule, Rules};
pub use violation::{Violation, Violations};

pub(crate) use operand::check_operand;

use crate::wire;

/// Checks a value against rules.
///
/// # Errors
/// Everything in which the value does not satisfy them.
pub fn validate<T: Serialize + ?Sized>(value: &T, rules: Rules) -> Result<(), Violations> {
    let mut violations = Violations::default();
    match wire::to_value(value) {
        Ok(value) => walk::check("$", &value, rules, &mut violations),
        Err(error) => violations.push("$", "a value that can be encoded", error.to_string()),
    }
    violations.into_result()
}
