//! The JSON path of a place in a JSON text, found after the fact.
//!
//! Keeping the path while decoding would cost every type a wrapper around its deserializer.
//! The parser says where it stopped, so a walk over the text up to there gives the path, and costs only who has an error.

use std::fmt::Write;

/// A container that is open at some point of the text.
enum Open {
    /// An object, and its current property's name as it is in the text, quotes included.
    Object { key: Option<(usize, usize)> },
    /// An array, and its current item.
    Array { index: usize },
}

/// The path of the value that the byte offset `end` is in, or just after: `$.data.items[2].id`.
pub(super) fn path_at(text: &[u8], end: usize) -> String {
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    let end = end.min(text.len());
    // Whether the next string in an object is a name.
    let mut name_next = false;
    while at < end {
        match text[at] {
            b'{' => {
                open.push(Open::Object { key: None });
                name_next = true;
            }
            b'[' => {
                open.push(Open::Array { index: 0 });
                name_next = false;
            }
            b'}' | b']' => {
                open.pop();
                name_next = false;
            }
            b',' => match open.last_mut() {
                Some(Open::Object { key }) => {
                    *key = None;
                    name_next = true;
                }
                Some(Open::Array { index }) => *index += 1,
                None => {}
            },
            b'"' => {
                let close = string_end(text, at);
                if name_next && close <= end {
                    if let Some(Open::Object { key }) = open.last_mut() {
                        *key = Some((at, close));
                    }
                    name_next = false;
                }
                at = close;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    show(text, &open)
}

/// The offset after the closing quote of the string that begins at `start`.
pub(super) fn string_end(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

fn show(text: &[u8], open: &[Open]) -> String {
    let mut path = String::from("$");
    for container in open {
        match container {
            Open::Object { key: None } => {}
            Open::Object {
                key: Some((start, end)),
            } => {
                let quoted = text.get(*start..*end).unwrap_or_default();
                let name = serde_json::from_slice::<String>(quoted)
                    .unwrap_or_else(|_| String::from_utf8_lossy(quoted).into_owned());
                push_name(&mut path, &name);
            }
            Open::Array { index } => {
                // Writing to a string cannot fail.
                let _ = write!(path, "[{index}]");
            }
        }
    }
    path
}

/// Appends `.name`, or `["a name"]` when it is not a plain word.
pub(crate) fn push_name(path: &mut String, name: &str) {
    let plain = name
        .chars()
        .all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | '$' | '@'));
    if plain && !name.is_empty() {
        path.push('.');
        path.push_str(name);
    } else {
        let _ = write!(path, "[{name:?}]");
    }
}
