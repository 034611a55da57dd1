//! Names for what becomes a component.
//!
//! A name says where its component was written, so that it stays the same whatever else the document holds.

use crate::source::{FileId, Location, Sources};

/// Words of a pointer that tell places of one kind apart from nothing.
const SILENT: [&str; 12] = [
    "components",
    "schemas",
    "definitions",
    "$defs",
    "properties",
    "paths",
    "content",
    "schema",
    "application/json",
    "parameters",
    "responses",
    "requestBodies",
];

/// A name that is not `taken` for what was written at `place`.
pub(super) fn component_name(
    place: &Location,
    sources: &Sources,
    taken: impl Fn(&str) -> bool,
) -> String {
    let tokens: Vec<String> = place.pointer.tokens().collect();
    let parts: Vec<String> = tokens
        .iter()
        .filter(|token| !SILENT.contains(&token.as_str()))
        .map(|token| word(token))
        .filter(|part| !part.is_empty())
        .collect();
    let path = &sources.file(place.file).path;
    let stem = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let stem = stem.split('.').next().unwrap_or_default().to_owned();
    let folder = path
        .parent()
        .and_then(|parent| parent.file_name())
        .map(|name| name.to_string_lossy().into_owned());
    let folder = folder.unwrap_or_default();
    let file = if ["index", "_index", "schema", "schemas"].contains(&stem.as_str()) {
        word(&folder)
    } else {
        word(&stem)
    };
    let short = if place.file == FileId(0)
        || tokens.iter().any(|token| SILENT.contains(&token.as_str()))
        || parts.len() == 1
    {
        parts.join("_")
    } else {
        [std::slice::from_ref(&file), parts.as_slice()]
            .concat()
            .join("_")
    };
    let candidates = [
        short.clone(),
        format!("{file}_{short}"),
        format!("{}_{file}_{short}", word(&folder)),
    ];
    let named = candidates
        .into_iter()
        .map(|name| name.trim_matches('_').to_owned());
    if let Some(name) = named
        .into_iter()
        .find(|name| !name.is_empty() && !taken(name))
    {
        return name;
    }
    let base = if short.is_empty() {
        "Unnamed".to_owned()
    } else {
        short
    };
    (2..=usize::MAX)
        .map(|number| format!("{base}_{number}"))
        .find(|name| !taken(name))
        .unwrap_or(base)
}

/// The letters and digits of a token, anything else as one `_`.
fn word(token: &str) -> String {
    let mut word = String::new();
    for character in token.chars() {
        if character.is_alphanumeric() || character == '-' {
            word.push(character);
        } else if !word.ends_with('_') && !word.is_empty() {
            word.push('_');
        }
    }
    word.trim_end_matches('_').to_owned()
}
