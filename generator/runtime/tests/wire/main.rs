//! Wire tables, used as a generated crate uses them.

#![expect(clippy::unwrap_used, reason = "tests")]

mod alike;
mod constraint;
mod enumeration;
mod error;
mod flat;
mod header;
mod number;
mod object;
mod scalar;
mod union;

use serde::Serialize;
use serde::de::DeserializeOwned;
use spec2crate_runtime::wire;

/// Decodes, or shows the error.
fn decode<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    wire::from_slice(text.as_bytes()).map_err(|error| error.to_string())
}

fn encode<T: Serialize + ?Sized>(value: &T) -> String {
    String::from_utf8(wire::to_vec(value).unwrap()).unwrap()
}

/// Decodes and encodes.
fn round<T: DeserializeOwned + Serialize>(text: &str) -> String {
    encode(&decode::<T>(text).unwrap())
}
