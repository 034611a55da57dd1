//! Scalars that keep what the server sent.

mod base64;
#[cfg(feature = "chrono")]
mod chrono;
mod date;
#[cfg(feature = "jiff")]
mod jiff;
mod number;
mod secret;
mod text;
#[cfg(feature = "time")]
mod time;

pub use base64::{Base64, InvalidBase64};
pub use date::{Date, DateTime};
pub use number::{InvalidNumber, Number};
pub use secret::Secret;
