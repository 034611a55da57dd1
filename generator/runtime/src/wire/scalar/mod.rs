//! Scalars that keep what the server sent.

mod base64;
mod date;
mod number;
mod secret;
mod text;

pub use base64::{Base64, InvalidBase64};
pub use date::{Date, DateTime};
pub use number::{InvalidNumber, Number};
pub use secret::Secret;
