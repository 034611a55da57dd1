//! Scalars that keep what the server sent.

mod base64;
#[cfg(feature = "chrono")]
mod chrono;
mod date;
#[cfg(feature = "jiff")]
mod jiff;
mod kept;
mod number;
mod secret;
mod strict;
mod text;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "url")]
mod url;
#[cfg(feature = "uuid")]
mod uuid;

pub use base64::{Base64, InvalidBase64};
pub use date::{Date, DateTime};
pub use kept::{Decimal, Duration, Ipv4, Ipv6, Time, Url, Uuid};
pub use number::{InvalidNumber, Number};
pub use secret::Secret;
pub use strict::{Formatted, Strict};
