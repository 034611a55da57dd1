//! Bytes in base64.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::text_scalar;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes that travel as base64 text.
///
/// The text is kept as it came; [`Base64::decode`] says whether it is well formed.
///
/// ```
/// use spec2crate_runtime::Base64;
///
/// let icon = Base64::from(*b"icon");
/// assert_eq!(icon.as_str(), "aWNvbg==");
/// assert_eq!(icon.decode().unwrap(), b"icon");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(Box<str>);

text_scalar!(Base64);

impl Base64 {
    /// Writes bytes in the standard alphabet, padded.
    pub fn encode(bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
        for chunk in bytes.chunks(3) {
            let mut group = 0_u32;
            for index in 0..3 {
                group = group << 8 | u32::from(chunk.get(index).copied().unwrap_or(0));
            }
            for index in 0..4 {
                if index > chunk.len() {
                    text.push('=');
                    continue;
                }
                let digit = (group >> (18 - 6 * index)) & 63;
                text.push(ALPHABET.get(digit as usize).copied().unwrap_or(b'=').into());
            }
        }
        Self(text.into())
    }

    /// Takes text that is base64 already.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into().into())
    }

    /// The bytes; the standard alphabet and the URL-safe one, with padding or without, line breaks ignored.
    ///
    /// # Errors
    /// When the text is not base64.
    pub fn decode(&self) -> Result<Vec<u8>, InvalidBase64> {
        let mut bytes = Vec::with_capacity(self.0.len() / 4 * 3 + 2);
        let mut group = 0_u32;
        let mut bits = 0_u32;
        let text = self.0.trim_end_matches(['=', '\r', '\n']);
        for (offset, character) in text.bytes().enumerate() {
            let digit = match character {
                b'A'..=b'Z' => character - b'A',
                b'a'..=b'z' => character - b'a' + 26,
                b'0'..=b'9' => character - b'0' + 52,
                b'+' | b'-' => 62,
                b'/' | b'_' => 63,
                b'\r' | b'\n' => continue,
                _ => return Err(InvalidBase64 { offset }),
            };
            group = (group << 6 | u32::from(digit)) & 0xff_ffff;
            bits += 6;
            if bits >= 8 {
                bits -= 8;
                let [_, _, _, byte] = (group >> bits).to_be_bytes();
                bytes.push(byte);
            }
        }
        // One digit alone is less than a byte.
        if bits == 6 {
            return Err(InvalidBase64 { offset: text.len() });
        }
        Ok(bytes)
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::encode(&bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::encode(bytes)
    }
}

impl<const N: usize> From<[u8; N]> for Base64 {
    fn from(bytes: [u8; N]) -> Self {
        Self::encode(&bytes)
    }
}

/// Text that is not base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidBase64 {
    offset: usize,
}

impl InvalidBase64 {
    /// The byte offset of what is wrong in the text.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for InvalidBase64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not base64 from byte {} on", self.offset)
    }
}

impl std::error::Error for InvalidBase64 {}
