//! Wire tables: what turns generated types into JSON and back.
//!
//! A generated type carries no serde derive; a table beside it says how each field travels:
//!
//! ```
//! use spec2crate_runtime::{wire, wire_object};
//!
//! struct Pet {
//!     id: i64,
//!     tag: Option<String>,
//! }
//!
//! wire_object! {
//!     Pet {
//!         id: required "id",
//!         tag: optional "tag",
//!     }
//! }
//!
//! let pet: Pet = wire::from_slice(br#"{"id": 7, "colour": "red"}"#)?;
//! assert_eq!(pet, Pet { id: 7, tag: None });
//! # Ok::<(), wire::DecodeError>(())
//! ```
//!
//! The macros expand to ordinary `serde::Serialize` and `serde::Deserialize` impls that are as small as can be:
//! a line per field, and everything else in functions that all types share.
//!
//! # Invariants
//! - Decoding never panics, whatever the text.
//! - Nothing here is generic over more than the serializer or deserializer and the type of a field, so that types share code.
//! - Error paths cost nothing until there is an error: [`from_slice`] finds the JSON path from where the parser stopped.

mod decode;
mod encode;
mod enumeration;
mod integral;
mod misfit;
mod mixed;
mod newtype;
mod object;
mod path;
#[doc(hidden)]
pub mod private;
mod raw;
mod scalar;
mod union;

pub(crate) use encode::{Written, tree, write_plain, write_text};
pub(crate) use path::push_name;
pub(crate) use union::candidates;

pub use decode::{DecodeError, from_slice};
pub use encode::{EncodeError, to_value, to_vec};
pub use enumeration::InvalidValue;
pub use scalar::{
    Base64, Date, DateTime, Decimal, Duration, Formatted, InvalidBase64, InvalidNumber, Ipv4, Ipv6,
    Number, Secret, Strict, Time, Url, Uuid,
};
