//! Answers in parts: `multipart/*`, taken apart when they are whole (RFC 2046, section 5.1).

use std::ops::Deref;

use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde::de::DeserializeOwned;

use crate::media_type::{parameter, text};
use crate::wire::{self, DecodeError};

/// How many parts an answer may have, and how many headers each: they take far more memory than what a server sends
/// for them.
const MAX_PARTS: usize = 10_000;
const MAX_HEADERS: usize = 100;

/// The parts of an answer, in its order: at most 10,000, of at most 100 headers each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceivedParts(Vec<ReceivedPart>);

/// A part of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceivedPart {
    headers: HeaderMap,
    bytes: Bytes,
}

impl ReceivedParts {
    /// The parts of a body whose content type names their boundary.
    ///
    /// # Errors
    /// Says why there are none.
    pub(super) fn parse(content_type: &str, body: &Bytes) -> Result<Self, &'static str> {
        let boundary = parameter(content_type, "boundary").unwrap_or_default();
        if boundary.is_empty() {
            return Err("its content type names no boundary");
        }
        let delimiter = format!("--{boundary}");
        let mut parts = Vec::new();
        // Where the content of the current part begins.
        let mut start = None;
        let mut lines = Lines { body, at: 0 };
        while let Some((line, range)) = lines.next() {
            let Some(rest) = line.strip_prefix(delimiter.as_bytes()) else {
                continue;
            };
            let after_end = rest.strip_prefix(b"--");
            let is_last = after_end.is_some();
            if !after_end.unwrap_or(rest).trim_ascii().is_empty() {
                // A line that only begins so.
                continue;
            }
            if let Some(start) = start {
                let end = before_line_end(body, start, range.start);
                if parts.len() == MAX_PARTS {
                    return Err("there are too many of them");
                }
                parts.push(ReceivedPart::parse(&body.slice(start..end))?);
            }
            if is_last {
                return Ok(Self(parts));
            }
            start = Some(range.end);
        }
        Err("the last of its parts has no end")
    }

    /// The first part of a name, as `Content-Disposition` says it.
    pub fn get(&self, name: &str) -> Option<&ReceivedPart> {
        self.iter().find(|part| part.name() == Some(name))
    }
}

impl Deref for ReceivedParts {
    type Target = [ReceivedPart];

    fn deref(&self) -> &[ReceivedPart] {
        &self.0
    }
}

impl IntoIterator for ReceivedParts {
    type Item = ReceivedPart;
    type IntoIter = std::vec::IntoIter<ReceivedPart>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl ReceivedPart {
    /// A part with its headers, up to where the delimiter after it begins.
    fn parse(part: &Bytes) -> Result<Self, &'static str> {
        let mut headers = HeaderMap::new();
        let mut lines = Lines { body: part, at: 0 };
        while let Some((line, range)) = lines.next() {
            if line.is_empty() {
                let bytes = part.slice(range.end..);
                return Ok(Self { headers, bytes });
            }
            let (name, value) = header(line).ok_or("a part has a line that is no header")?;
            if headers.len() == MAX_HEADERS || headers.try_append(name, value).is_err() {
                return Err("a part has too many headers");
            }
        }
        // Without an empty line, there are headers alone.
        let bytes = Bytes::new();
        Ok(Self { headers, bytes })
    }

    /// Its name, as `Content-Disposition` says it.
    pub fn name(&self) -> Option<&str> {
        self.disposition("name")
    }

    /// The name of its file, as the server says it: not to be taken for a path.
    pub fn filename(&self) -> Option<&str> {
        self.disposition("filename")
    }

    fn disposition(&self, name: &str) -> Option<&str> {
        let disposition = self.headers.get(CONTENT_DISPOSITION)?.to_str().ok()?;
        parameter(disposition, name)
    }

    /// Its `Content-Type`; empty when there is none.
    pub fn content_type(&self) -> &str {
        let value = self.headers.get(CONTENT_TYPE);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Its headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Its content.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Its content as text; `None` when it is not in its character set: UTF-8, US-ASCII or ISO-8859-1.
    pub fn text(&self) -> Option<String> {
        text(self.content_type(), &self.bytes).ok()
    }

    /// Its content as JSON.
    ///
    /// # Errors
    /// When it is not what the type expects.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        wire::from_slice(&self.bytes)
    }
}

/// A header of a part.
fn header(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = line.split_at_checked(colon)?;
    let name = HeaderName::from_bytes(name.trim_ascii()).ok()?;
    let value = HeaderValue::from_bytes(value.get(1..)?.trim_ascii()).ok()?;
    Some((name, value))
}

/// Where content ends whose delimiter begins at `delimiter`: the line end before that is the delimiter's.
fn before_line_end(body: &[u8], start: usize, delimiter: usize) -> usize {
    let content = body.get(start..delimiter).unwrap_or_default();
    let content = content.strip_suffix(b"\n").unwrap_or(content);
    start + content.strip_suffix(b"\r").unwrap_or(content).len()
}

/// Lines without what ends them, CRLF or LF alone, and where they are with that.
struct Lines<'b> {
    body: &'b [u8],
    at: usize,
}

impl<'b> Lines<'b> {
    fn next(&mut self) -> Option<(&'b [u8], std::ops::Range<usize>)> {
        let start = self.at;
        let rest = self.body.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().position(|byte| *byte == b'\n');
        self.at = length.map_or(self.body.len(), |length| start + length + 1);
        let line = rest.get(..length.unwrap_or(rest.len()))?;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Some((line, start..self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(body: &str) -> Result<ReceivedParts, &'static str> {
        let body = Bytes::from(body.to_owned());
        ReceivedParts::parse("multipart/mixed; boundary=\"b b\"", &body)
    }

    #[test]
    fn parts_are_what_stands_between_delimiters() {
        let parts = parse(
            "before\r\n--b b \r\nContent-Type: application/json\r\n\
             content-disposition: form-data; name=\"meta\"; filename=\"a;b.json\"\r\n\r\n\
             {\"a\": 1}\r\n--b b\r\n\r\n--b bc\r\n--b b--c\r\n\r\n--b b\r\n\r\n\r\n--b b-- \r\nafter\r\n--b b",
        )
        .unwrap();
        let [meta, text, empty] = &parts[..] else {
            panic!("{parts:?}")
        };
        assert_eq!(meta.content_type(), "application/json");
        assert_eq!(
            (meta.name(), meta.filename()),
            (Some("meta"), Some("a;b.json"))
        );
        assert_eq!(meta.bytes(), "{\"a\": 1}");
        assert_eq!(text.text().as_deref(), Some("--b bc\r\n--b b--c\r\n"));
        assert_eq!((text.name(), text.content_type()), (None, ""));
        assert_eq!(empty.bytes(), "");
        assert_eq!(parts.get("meta"), Some(meta));
        assert_eq!(parts.get("other"), None);
        assert_eq!(meta.json::<serde_json::Value>().unwrap()["a"], 1);
    }

    #[test]
    fn lines_may_end_in_a_line_feed_alone() {
        let parts = parse("--b b\nA: b\n\nx\ny\n--b b--").unwrap();
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].headers()["a"], "b");
        assert_eq!(parts[0].bytes(), "x\ny");
    }

    #[test]
    fn parts_without_content_or_headers() {
        let parts = parse("--b b\r\nA: b\r\n--b b\r\n--b b--").unwrap();
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0].headers()["a"], "b");
        assert_eq!(parts[1], ReceivedPart::default());
        assert_eq!(parse("--b b--").unwrap().len(), 0);
    }

    #[test]
    fn parts_and_headers_are_bounded() {
        let body = |parts: usize, headers: usize| {
            let part = format!("--b b\n{}\n", "A: b\n".repeat(headers));
            part.repeat(parts) + "--b b--"
        };
        assert_eq!(parse(&body(10_000, 0)).unwrap().len(), 10_000);
        assert!(parse(&body(10_001, 0)).is_err());
        assert_eq!(parse(&body(1, 100)).unwrap()[0].headers().len(), 100);
        assert!(parse(&body(1, 101)).is_err());
    }

    #[test]
    fn what_is_cut_or_broken_is_no_part() {
        for body in [
            "",
            "no parts",
            "--b b\r\n\r\ncut",
            "--b b\r\n\r\n\r\n--b",
            "--b b\r\nno header\r\n\r\n\r\n--b b--",
            "--b b\r\n\u{0}: x\r\n\r\n\r\n--b b--",
        ] {
            assert!(parse(body).is_err(), "{body:?}");
        }
        let body = Bytes::from_static(b"--\r\n\r\n----");
        assert!(ReceivedParts::parse("multipart/mixed", &body).is_err());
    }
}
