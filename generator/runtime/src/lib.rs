//! What generated clients call.

pub mod wire;

#[doc(hidden)]
pub use wire::private as __private;
pub use wire::{Base64, Date, DateTime, DecodeError, EncodeError, Number, Secret};
