//! What building pieces without serde has in common.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A piece of [`openapiv3`] that can be built from a tree in normal form.
///
/// What is built equals what serde reads.
pub(super) trait Build: DeserializeOwned {
    /// Builds the piece; none where it takes serde, for an unusual value or to say what is wrong.
    fn build(value: &Value) -> Option<Self> {
        small(value)
    }
}

impl<T: Build> Build for ReferenceOr<T> {
    fn build(value: &Value) -> Option<Self> {
        match value.get("$ref") {
            Some(Value::String(reference)) => Some(Self::Reference {
                reference: reference.clone(),
            }),
            _ => T::build(value).map(Self::Item),
        }
    }
}

impl<T: Build> Build for Box<T> {
    fn build(value: &Value) -> Option<Self> {
        T::build(value).map(Self::new)
    }
}

/// Reads with serde what is small or rare.
pub(super) fn small<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

pub(super) fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

pub(super) fn boolean(value: &Value) -> Option<bool> {
    value.as_bool()
}

/// Any value; serde takes null for none.
pub(super) fn not_null(value: &Value) -> Option<Value> {
    (!value.is_null()).then(|| value.clone())
}

pub(super) fn list<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(read).collect()
}

/// A map of pieces.
pub(super) fn pieces<T: Build>(value: &Value) -> Option<IndexMap<String, T>> {
    let members = value.as_object()?.iter();
    members
        .map(|(key, value)| Some((key.clone(), T::build(value)?)))
        .collect()
}

/// Keeps an extension; whether it was one.
pub(super) fn extension(into: &mut IndexMap<String, Value>, key: &str, value: &Value) -> bool {
    let extension = key.starts_with("x-");
    if extension {
        into.insert(key.to_owned(), value.clone());
    }
    extension
}
