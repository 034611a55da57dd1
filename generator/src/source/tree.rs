//! Text → [`Value`]: JSON and YAML, within limits.

use std::cell::RefCell;

use serde::Deserialize;
use serde::de::DeserializeSeed;
use serde_json::Value;

use super::node::{Node, State};
use super::{FileId, Sources};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, codes};

/// How much a document may ask for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: usize,
    /// Values of one file, with its YAML aliases expanded.
    pub values: usize,
    /// Bytes of the strings of one file, with its YAML aliases expanded.
    pub string_bytes: usize,
    /// Files that references may lead to.
    pub files: usize,
    /// Levels of nesting in one file.
    ///
    /// More than the default takes JSON, and a thread whose stack has [`Limits::stack_bytes`].
    pub depth: usize,
}

impl Limits {
    /// How many levels of nesting may be allowed at most.
    pub const MOST_DEEP: usize = 1_000;

    /// How large the stack of a thread has to be that reads a document within these limits.
    pub fn stack_bytes(&self) -> usize {
        (16 << 20) + self.depth.min(Self::MOST_DEEP) * (128 << 10)
    }
}

/// How deep the YAML parser can go.
const YAML_DEPTH: usize = 127;

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 128 << 20,
            values: 4_000_000,
            string_bytes: 256 << 20,
            files: 10_000,
            depth: YAML_DEPTH,
        }
    }
}

/// Reads the text of `file` as JSON or YAML.
///
/// None when there is no tree, which a diagnostic then explains.
pub fn parse(
    sources: &Sources,
    file: FileId,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    let source = sources.file(file);
    let text = source.text.as_str();
    if text.trim().is_empty() {
        diagnostics.push(Diagnostic::new(codes::SYNTAX, "the file is empty").at(Place::File(file)));
        return None;
    }
    let state = RefCell::new(State::new(limits));
    let looks_like_json = text.trim_start().starts_with(['{', '[']);
    let mut result = if looks_like_json {
        json(text, &state)
    } else {
        yaml(text, limits, &state)
    };
    if let Err(failure) = &result
        && looks_like_json
        && failure.code == codes::SYNTAX
    {
        // Braces are YAML, too; when that fails as well, the complaint of the JSON parser is the better one.
        let again = RefCell::new(State::new(limits));
        if let Ok(value) = yaml(text, limits, &again) {
            state.replace(again.into_inner());
            result = Ok(value);
        }
    }
    let state = state.into_inner();
    match result {
        Ok(value) => {
            for pointer in state.duplicates() {
                let key = pointer.last().unwrap_or_default();
                diagnostics.push(
                    Diagnostic::new(
                        codes::DUPLICATE_KEY,
                        format!("the key `{key}` is there twice; the last one counts"),
                    )
                    .at_key(Place::Source { file, pointer }),
                );
            }
            Some(value)
        }
        Err(failure) => {
            let place = match failure.position {
                Some((line, column)) => Place::Position { file, line, column },
                None => Place::File(file),
            };
            diagnostics.push(Diagnostic::new(failure.code, failure.message).at(place));
            None
        }
    }
}

struct Failure {
    code: crate::diagnostic::Code,
    message: String,
    position: Option<(usize, usize)>,
}

fn json(text: &str, state: &RefCell<State>) -> Result<Value, Failure> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // Levels are counted by the visitor.
    deserializer.disable_recursion_limit();
    let result = Node { state }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    result.map_err(|error| {
        let position = (error.line() > 0).then(|| (error.line(), error.column().max(1)));
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        failure(message, position, state)
    })
}

fn yaml(text: &str, limits: &Limits, state: &RefCell<State>) -> Result<Value, Failure> {
    // The parser holds all events of a file before the first is looked at; each value of a collection has one of these before it.
    let before_values = text.bytes().filter(|byte| b"\n,[{:".contains(byte)).count();
    if before_values > limits.values {
        state.borrow_mut().over = true;
        return Err(failure(
            "the document holds more values than the limit allows",
            None,
            state,
        ));
    }
    if let Some(position) = too_deep(text) {
        state.borrow_mut().over = true;
        let message = "brackets are nested more deeply than the limit allows";
        return Err(failure(message, Some(position), state));
    }
    let mut document = None;
    for next in serde_yaml::Deserializer::from_str(text) {
        if document.is_some() {
            if serde::de::IgnoredAny::deserialize(next).is_ok() && text_after_marker_is_blank(text)
            {
                continue;
            }
            let line = second_document(text);
            return Err(Failure {
                code: codes::SEVERAL_DOCUMENTS,
                message: "the file holds several YAML documents".to_owned(),
                position: line.map(|line| (line, 1)),
            });
        }
        let value = Node { state }.deserialize(next).map_err(|error| {
            let position = error
                .location()
                .map(|location| (location.line(), location.column().max(1)));
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            failure(message, position, state)
        })?;
        document = Some(value);
    }
    document.ok_or_else(|| failure("the file is empty", None, state))
}

/// How deep brackets may be nested: the time that the parser takes grows with the square of it.
const MOST_BRACKETS: usize = 1000;

/// The line and column where brackets are nested too deeply.
///
/// Brackets in block text count, too; there they hardly ever stay open a thousand times.
fn too_deep(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0usize, 0);
    let mut before = b'\n';
    while at < bytes.len() {
        let byte = bytes[at];
        let token = b" \t\r\n[{,:".contains(&before);
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            // What looks like brackets in a quoted scalar or a comment is none.
            b'"' | b'\'' if depth > 0 && token => at = quoted_end(bytes, at),
            b'#' if b" \t\r\n".contains(&before) => {
                at += bytes[at..]
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .unwrap_or(bytes.len() - at);
                before = b'\n';
                continue;
            }
            _ => {}
        }
        if depth > MOST_BRACKETS {
            let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
            return Some((
                text[..at].matches('\n').count() + 1,
                text[line_start..at].chars().count() + 1,
            ));
        }
        before = byte;
        at += 1;
    }
    None
}

/// The closing quotation mark of the scalar that begins at `start`; `start` itself where there is none.
fn quoted_end(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            byte if byte == quote => return at,
            _ => {}
        }
        at += 1;
    }
    start
}

/// The line of the `---` before the second document: the first one with something to read above it.
fn second_document(text: &str) -> Option<usize> {
    let mut started = false;
    for (at, line) in text.lines().enumerate() {
        if line.starts_with("---") {
            if started {
                return Some(at + 1);
            }
            started = !line.trim_start_matches('-').trim().is_empty();
        } else if !line.trim().is_empty() && !line.starts_with(['#', '%', '.']) {
            started = true;
        }
    }
    None
}

/// Whether only white space follows the last `---` or `...`: an empty last document is none.
fn text_after_marker_is_blank(text: &str) -> bool {
    text.rsplit_once("\n---")
        .or_else(|| text.rsplit_once("\n..."))
        .is_some_and(|(_, rest)| rest.trim().is_empty())
}

fn failure(message: &str, position: Option<(usize, usize)>, state: &RefCell<State>) -> Failure {
    let over = state.borrow().over;
    let limit = over || message.contains("limit exceeded");
    let code = if limit { codes::LIMIT } else { codes::SYNTAX };
    let message = match message {
        "recursion limit exceeded" => {
            "YAML can't be nested more deeply than 127 levels, and JSON can"
        }
        "repetition limit exceeded" => "the aliases of the document expand to too many values",
        other => other,
    };
    Failure {
        code,
        message: message.to_owned(),
        position,
    }
}
