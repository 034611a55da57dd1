//! Values to JSON text.
//!
//! An integral number goes out without a fraction (`1`, never `1.0`), on every path, by the formatter.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{CompactFormatter, Formatter};

/// Why a value could not be written as JSON.
pub struct EncodeError(serde_json::Error);

impl fmt::Display for EncodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Debug for EncodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "EncodeError({self})")
    }
}

impl std::error::Error for EncodeError {}

/// Writes a value as JSON text.
///
/// # Errors
/// When the value's own `Serialize` fails, or a map's key is not a string.
pub fn to_vec<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeError> {
    write_vec(&value)
}

/// All that the code of one type adds to writing.
pub(crate) trait Written {
    fn write(
        &self,
        serializer: &mut serde_json::Serializer<&mut Vec<u8>, WireFormatter>,
    ) -> Result<(), serde_json::Error>;
}

impl<T: Serialize + ?Sized> Written for &T {
    fn write(
        &self,
        serializer: &mut serde_json::Serializer<&mut Vec<u8>, WireFormatter>,
    ) -> Result<(), serde_json::Error> {
        self.serialize(serializer)
    }
}

fn write_vec(value: &dyn Written) -> Result<Vec<u8>, EncodeError> {
    let mut text = Vec::with_capacity(128);
    write_text(&mut text, value)?;
    Ok(text)
}

/// Appends a value as JSON text.
///
/// # Errors
/// As [`to_vec`].
pub(crate) fn write_text(text: &mut Vec<u8>, value: &dyn Written) -> Result<(), EncodeError> {
    let mut serializer = serde_json::Serializer::with_formatter(text, WireFormatter);
    value.write(&mut serializer).map_err(EncodeError)
}

/// Writes a value as a JSON tree.
///
/// It goes through the text, so that a type needs one serializer alone and the numbers are those of [`to_vec`].
///
/// # Errors
/// As [`to_vec`].
pub fn to_value<T: Serialize + ?Sized>(value: &T) -> Result<Value, EncodeError> {
    tree(&to_vec(value)?)
}

/// The tree of a JSON text.
///
/// # Errors
/// When it is deeper than trees may be.
pub(crate) fn tree(text: &[u8]) -> Result<Value, EncodeError> {
    serde_json::from_slice(text).map_err(EncodeError)
}

/// Appends a value as JSON text that will be plain text, as in a URL: a number that a tree cannot hold is a string in it.
pub(crate) fn write_plain(text: &mut Vec<u8>, value: &dyn Written) -> Result<(), EncodeError> {
    let before = PLAIN.replace(true);
    let written = write_text(text, value);
    PLAIN.set(before);
    written
}

thread_local! {
    /// Whether numbers that a tree cannot hold are written as strings.
    static PLAIN: Cell<bool> = const { Cell::new(false) };
}

/// Whether numbers that a tree cannot hold are written as strings.
pub(super) fn is_plain() -> bool {
    PLAIN.get()
}

/// `serde_json`'s compact format, with integral floats as integers.
pub(crate) struct WireFormatter;

impl Formatter for WireFormatter {
    fn write_f64<W: Write + ?Sized>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        match as_integer(value) {
            Some(integer) => CompactFormatter.write_i64(writer, integer),
            None if value == 0.0 => writer.write_all(b"-0"),
            None => CompactFormatter.write_f64(writer, value),
        }
    }

    fn write_f32<W: Write + ?Sized>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        match as_integer(f64::from(value)) {
            Some(integer) => CompactFormatter.write_i64(writer, integer),
            None if value == 0.0 => writer.write_all(b"-0"),
            None => CompactFormatter.write_f32(writer, value),
        }
    }
}

/// The integer that a number is; none for negative zero and from 1e16 up, where the shortest form has no fraction anyway.
fn as_integer(value: f64) -> Option<i64> {
    if value.fract() != 0.0 || value.abs() >= 1e16 || (value == 0.0 && value.is_sign_negative()) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "integral and below 1e16")]
    Some(value as i64)
}
