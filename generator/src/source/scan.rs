//! The events of a JSON text, for finding positions.

use std::ops::Range;

use super::locate::Walk;

/// Tells `walk` the events of `text`; none where the text is no JSON.
pub(super) fn scan(text: &str, walk: &mut Walk) -> Option<()> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut depth = 0usize;
    while at < bytes.len() {
        match bytes[at] {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => at += 1,
            open @ (b'{' | b'[') => {
                walk.open(at..at + 1, open == b'{');
                depth += 1;
                at += 1;
            }
            b'}' | b']' => {
                at += 1;
                walk.close(at);
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(());
                }
            }
            b'"' => {
                let end = string_end(bytes, at)?;
                walk.scalar(at..end, || unquoted(text, at..end));
                at = end;
            }
            _ => {
                let rest = bytes[at..]
                    .iter()
                    .position(|byte| b" \t\r\n,:{}[]\"".contains(byte));
                let end = rest.map_or(bytes.len(), |length| at + length);
                if !text.is_char_boundary(end) || bytes[at] == b'#' {
                    return None;
                }
                walk.scalar(at..end, || text[at..end].to_owned());
                at = end;
            }
        }
    }
    None
}

/// The end of the string that begins at `start`, behind its quotation mark.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

fn unquoted(text: &str, range: Range<usize>) -> String {
    let quoted = &text[range.clone()];
    serde_json::from_str(quoted).unwrap_or_else(|_| text[range.start + 1..range.end - 1].to_owned())
}
