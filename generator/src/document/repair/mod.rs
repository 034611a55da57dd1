//! What each object of a document needs to have the shape of `OpenAPI` 3.0, whatever its version and its bends.
//!
//! [`before`] runs when an object is entered, its values still being as written; [`after`] when all below it is in shape.

mod document;
mod enumeration;
mod number;
mod operation;
mod parameter;
mod reference;
mod response;
mod schema;
mod security;
mod types;

use serde_json::{Map, Value};

use super::conform::Conform;
use super::shape::{Id, Kind};

pub(super) use operation::MediaTypes;
pub(super) use reference::is_reference;
pub(super) use types::fits;

/// The members of an object.
type Members = Map<String, Value>;

/// Prepares an object for the walk through its members.
pub(super) fn before(walk: &mut Conform<'_, '_>, kind: &'static Kind, members: &mut Members) {
    match kind.id {
        Id::Schema => schema::before(walk, members),
        Id::Operation => operation::before(walk, members),
        Id::PathItem => operation::path_item_before(walk, members),
        Id::Paths => document::paths_before(walk, members),
        Id::Root => document::before(walk, members),
        Id::Parameter | Id::MediaType | Id::Header => parameter::examples_before(walk, members),
        _ => {}
    }
}

/// Completes an object whose members are in shape; false when it is to be left out.
pub(super) fn after(walk: &mut Conform<'_, '_>, kind: &'static Kind, value: &mut Value) -> bool {
    let Value::Object(members) = value else {
        return false;
    };
    match kind.id {
        Id::Schema => {
            schema::after(walk, members);
            true
        }
        Id::Parameter => parameter::after(walk, members),
        Id::Header => parameter::header_after(walk, members),
        Id::MediaType => parameter::media_type_after(walk, members),
        Id::Operation => {
            operation::after(walk, members);
            true
        }
        Id::RequestBody => {
            operation::request_body_after(members);
            true
        }
        Id::Response => {
            response::after(walk, members);
            true
        }
        Id::Responses => {
            response::responses_after(walk, members);
            true
        }
        Id::Link => response::link_after(walk, members),
        Id::SecurityScheme => security::after(walk, members),
        Id::Server => document::server_after(walk, members),
        Id::Tag => document::tag_after(walk, members),
        Id::Discriminator => schema::discriminator_after(walk, members),
        Id::Root => {
            document::after(walk, members);
            true
        }
        _ => document::other_after(walk, kind, members),
    }
}

/// The text at `key`.
fn text<'m>(members: &'m Members, key: &str) -> Option<&'m str> {
    members.get(key).and_then(Value::as_str)
}

/// Moves the member `key` of the object at hand to `into`, a new object that is to be its member `name`.
fn move_member(
    walk: &mut Conform<'_, '_>,
    members: &mut Members,
    key: &str,
    into: &mut Members,
    name: &[&str],
) {
    if let Some(value) = members.shift_remove(key) {
        let here = walk.path.pointer();
        let to = here.descend(name.iter().copied()).child(key);
        walk.context.sources.moved(&here.child(key), &to);
        into.insert(key.to_owned(), value);
    }
}
