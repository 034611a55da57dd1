//! References to objects of another kind than stands there, where what is meant is beyond doubt.

use serde_json::{Value, json};

use super::super::shape::{Id, Kind, V2, Versions};
use super::collect;
use crate::diagnostic::Pointer;
use crate::source::{FileId, Location};

/// The kind of object that a place of the document itself has, where it is another one.
pub(super) fn at(place: &Location, kind: Id) -> Option<&'static Kind> {
    let other = collect::kind_at(&place.pointer).filter(|_| place.file == FileId(0))?;
    (other.id != kind).then_some(other)
}

/// Where in an object of a kind that is what stands for one of a wanted kind, if it is anywhere.
pub(super) fn meant(value: &Value, kind: &Kind, wanted: &Kind) -> Option<String> {
    match (kind.id, wanted.id) {
        // The object itself, put right by `adapt`.
        (Id::Parameter, Id::Header) | (Id::Schema, Id::Response) => Some(String::new()),
        (Id::Response | Id::RequestBody | Id::Header | Id::Parameter, Id::Schema) => {
            let own = Pointer::root().child("schema");
            if value.get("schema").is_some() {
                return Some(own.as_str().to_owned());
            }
            let content = value.get("content")?.as_object()?;
            let of_json = content.iter().find(|(name, _)| name.contains("json"));
            let only = content.iter().next().filter(|_| content.len() == 1);
            let (name, media) = of_json.or(only)?;
            media.get("schema")?;
            let place = Pointer::root().child("content").child(name).child("schema");
            Some(place.as_str().to_owned())
        }
        _ => None,
    }
}

/// An object as one of the wanted kind.
pub(super) fn adapt(
    value: Value,
    reference: &Pointer,
    kind: &Kind,
    wanted: &Kind,
    version: Versions,
) -> Value {
    match (kind.id, wanted.id, value) {
        (Id::Parameter, Id::Header, Value::Object(mut members)) => {
            members.shift_remove("in");
            members.shift_remove("name");
            Value::Object(members)
        }
        (Id::Schema, Id::Response, value) => {
            let description = value.get("description").cloned();
            let description = description.unwrap_or_else(|| json!(""));
            let schema = json!({ "$ref": reference.to_string() });
            if version == V2 {
                json!({ "description": description, "schema": schema })
            } else {
                let content = json!({ "application/json": { "schema": schema } });
                json!({ "description": description, "content": content })
            }
        }
        (.., value) => value,
    }
}
