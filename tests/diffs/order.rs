//! The order of a document, turned around where it means nothing.

use serde_json::{Map, Value};

/// Reverses paths, methods, every kind of component, tags and lists of required properties.
pub(crate) fn turn(document: &mut Value) {
    turn_paths(document);
    turn_components(document);
    if let Some(Value::Array(tags)) = document.get_mut("tags") {
        tags.reverse();
    }
    turn_required(document);
}

/// Reverses paths, and the methods of each.
pub(crate) fn turn_paths(document: &mut Value) {
    if let Some(Value::Object(paths)) = document.get_mut("paths") {
        paths.values_mut().for_each(reverse);
        reverse_map(paths);
    }
}

/// Reverses components, and the kinds of components.
pub(crate) fn turn_components(document: &mut Value) {
    if let Some(Value::Object(components)) = document.get_mut("components") {
        components.values_mut().for_each(reverse);
        reverse_map(components);
    }
}

/// Reverses every list of required properties.
pub(crate) fn turn_required(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let Some(Value::Array(required)) = map.get_mut("required")
                && required.iter().all(Value::is_string)
            {
                required.reverse();
            }
            map.values_mut().for_each(turn_required);
        }
        Value::Array(values) => values.iter_mut().for_each(turn_required),
        _ => {}
    }
}

/// Reverses the statuses of every operation.
pub(crate) fn turn_responses(document: &mut Value) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let items = paths.into_iter().flat_map(Map::values_mut);
    let operations = items
        .filter_map(Value::as_object_mut)
        .flat_map(Map::values_mut);
    for operation in operations {
        if let Some(responses) = operation.get_mut("responses") {
            reverse(responses);
        }
    }
}

fn reverse(value: &mut Value) {
    if let Value::Object(map) = value {
        reverse_map(map);
    }
}

fn reverse_map(map: &mut Map<String, Value>) {
    *map = std::mem::take(map).into_iter().rev().collect();
}
