//! JSON text to values, with errors that name the place.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeOwned, Error};
use serde_json::de::StrRead;
use serde_json::error::Category;

use super::integral::integers;
use super::path::{path_at, push_name};

/// Why a JSON text is not what a type expects, and where.
///
/// ```
/// use spec2crate_runtime::wire;
///
/// let error = wire::from_slice::<Vec<u8>>(b"[1, 2, true]").unwrap_err();
/// assert_eq!(error.path(), "$[2]");
/// assert_eq!(
///     error.to_string(),
///     "$[2]: invalid type: boolean `true`, expected u8 (line 1, column 11)",
/// );
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    path: String,
    line: usize,
    column: usize,
    message: String,
}

impl DecodeError {
    /// The place in the text: `$.data.items[2].id`.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The line of the place, from 1.
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// The column of the place, in bytes, from 1.
    pub fn column(&self) -> usize {
        self.0.column
    }

    /// Whether the place is the value of this member of an object that is the whole text.
    pub(crate) fn is_at(&self, name: &str) -> bool {
        let mut path = String::from("$");
        push_name(&mut path, name);
        self.0.path == path
    }

    /// What is wrong there.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Takes what `serde_json` says about a text, and finds the path.
    fn new(error: &serde_json::Error, text: &[u8]) -> Self {
        let message = message_of(error);
        if let Some(offset) = blamed(text, &message) {
            return Self::at(text, offset, message);
        }
        let offset = offset_of(text, error.line(), error.column());
        // A syntax error is told with the offending byte already counted.
        let end = match error.classify() {
            Category::Syntax => offset.saturating_sub(1),
            Category::Data | Category::Eof | Category::Io => offset,
        };
        Self(Box::new(Inner {
            path: path_at(text, end),
            line: error.line(),
            column: error.column(),
            message,
        }))
    }

    /// An error about what begins at an offset.
    fn at(text: &[u8], offset: usize, message: String) -> Self {
        let before = text.get(..offset).unwrap_or_default();
        let line_start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |newline| newline + 1);
        Self(Box::new(Inner {
            path: path_at(text, offset),
            line: before.split(|byte| *byte == b'\n').count(),
            column: offset - line_start + 1,
            message,
        }))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            path,
            line,
            column,
            message,
        } = &*self.0;
        write!(
            formatter,
            "{path}: {message} (line {line}, column {column})"
        )
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}

/// Reads a value from JSON text.
///
/// # Errors
/// When the text is not JSON, or not what the type expects.
pub fn from_slice<T: DeserializeOwned>(text: &[u8]) -> Result<T, DecodeError> {
    let mut value = None;
    read_slice(text, &mut value)?;
    match value {
        Some(value) => Ok(value),
        None => Err(nothing(text)),
    }
}

/// What is said where there is no value and no error either.
#[cold]
fn nothing(text: &[u8]) -> DecodeError {
    DecodeError::at(text, 0, String::from("no value"))
}

/// Reads a value from JSON text, with the one deserializer that all types are instantiated for.
pub(super) fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    let mut value = None;
    read_str(text, &mut value)?;
    match value {
        Some(value) => Ok(value),
        None => Err(nothing_in_text()),
    }
}

#[cold]
fn nothing_in_text() -> serde_json::Error {
    serde_json::Error::custom("no value")
}

type StrDeserializer<'a> = serde_json::Deserializer<StrRead<'a>>;

/// Where a value of some type goes: all that the code of one type adds to reading.
trait Place {
    fn fill(&mut self, deserializer: &mut StrDeserializer<'_>) -> Result<(), serde_json::Error>;
}

impl<T: DeserializeOwned> Place for Option<T> {
    fn fill(&mut self, deserializer: &mut StrDeserializer<'_>) -> Result<(), serde_json::Error> {
        match T::deserialize(deserializer) {
            Ok(value) => {
                *self = Some(value);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}

#[inline(never)]
fn read_str(text: &str, place: &mut dyn Place) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    place.fill(&mut deserializer)?;
    deserializer.end()
}

/// Reads a text, and once more with its integral numbers written as integers where it is not what is wanted.
fn read_slice(text: &[u8], place: &mut dyn Place) -> Result<(), DecodeError> {
    let valid = match std::str::from_utf8(text) {
        Ok(valid) => valid,
        Err(error) => {
            let message = String::from("invalid UTF-8");
            return Err(DecodeError::at(text, error.valid_up_to(), message));
        }
    };
    let Err(error) = read_str(valid, place) else {
        return Ok(());
    };
    let told = BLAME.take();
    if error.classify() == Category::Data
        && let Some(integral) = integers(valid)
        && read_str(&integral, place).is_ok()
    {
        return Ok(());
    }
    BLAME.set(told);
    Err(DecodeError::new(&error, text))
}

/// What a value's text is not, and where in it, in one line.
pub(super) fn explain(error: &serde_json::Error, text: &str) -> String {
    let error = DecodeError::new(error, text.as_bytes());
    match error.path() {
        "$" => error.0.message,
        path => format!("{path}: {}", error.message()),
    }
}

thread_local! {
    /// The address of the text that was last found to be no value of its type, and what was said about it.
    ///
    /// `serde_json` knows no place for what a type says about a whole value that it read as text.
    static BLAME: RefCell<Option<(usize, String)>> = const { RefCell::new(None) };
}

/// Remembers which text a message is about.
pub(super) fn blame(text: &str, message: &str) {
    BLAME.set(Some((text.as_ptr().addr(), message.to_owned())));
}

/// The offset in `text` of what the message was last said about, if it was said about some of it.
fn blamed(text: &[u8], message: &str) -> Option<usize> {
    let (address, said) = BLAME.take()?;
    let offset = address.checked_sub(text.as_ptr().addr())?;
    (said == message && offset < text.len()).then_some(offset)
}

/// The number of bytes before a line and column, as `serde_json` counts them.
fn offset_of(text: &[u8], line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => text
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .nth(line - 2)
            .map_or(text.len(), |(newline, _)| newline + 1),
    };
    start + column
}

/// What an error says, without its place.
pub(super) fn message_of(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    if let Some(length) = message.strip_suffix(&place).map(str::len) {
        message.truncate(length);
    }
    message
}
