//! Walks over a tree as the tables of [`shape`](super::shape) have it: names keys that the version doesn't know,
//! repairs values of the wrong kind, and brings each object to the shape of OpenAPI 3.0.
//!
//! # Invariants
//! - After the walk each key that a table knows has a value of the shape that the table gives.
//! - What a repair changes never changes what the author meant; what can't be repaired is left out and named.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::context::{Context, Path, did_you_mean, remove_items, version_name, what};
use super::piece::METHODS;
use super::shape::{Id, Kind, Shape, V2};
use super::{coerce, repair};
use crate::diagnostic::{Diagnostic, codes};

/// The walk.
pub(super) struct Conform<'c, 's> {
    pub(super) context: &'c mut Context<'s>,
    pub(super) path: Path,
    /// Media types of bodies and answers where an operation of 2.0 says nothing itself.
    pub(super) media_types: repair::MediaTypes,
}

impl Conform<'_, '_> {
    /// Brings an object into shape; false when nothing can be made of it and it is to be left out.
    pub(super) fn object(&mut self, kind: &'static Kind, value: &mut Value) -> bool {
        if !value.is_object() && !self.reform(kind, value) {
            return false;
        }
        let Value::Object(members) = value else {
            return false;
        };
        if kind.reference
            && let Some(reference) = members.get("$ref")
        {
            if !reference.is_string() {
                let message = "a reference is text; this one is left out";
                let at = self.path.pointer().child("$ref");
                self.context.leave_out(codes::WRONG_TYPE, message, &at);
                members.shift_remove("$ref");
            } else if repair::is_reference(self, kind, members) {
                return true;
            }
        }
        repair::before(self, kind, members);
        self.members(kind, members);
        repair::after(self, kind, value)
    }

    /// Makes an object of something else that stands for one.
    fn reform(&mut self, kind: &'static Kind, value: &mut Value) -> bool {
        let key = match (kind.id, &*value) {
            (Id::Schema, Value::Bool(any)) => {
                *value = if *any {
                    serde_json::json!({})
                } else {
                    serde_json::json!({ "not": {} })
                };
                return true;
            }
            (Id::Schema, Value::String(_)) => "type",
            (Id::Discriminator, Value::String(_)) => "propertyName",
            (Id::Response, Value::String(_)) => "description",
            (Id::Tag, Value::String(_)) => "name",
            (Id::Server, Value::String(_)) => "url",
            (Id::Example, _) => "value",
            (_, Value::Null) => {
                let message = format!(
                    "null stands where {} is expected and is read as an empty one",
                    article(kind.name)
                );
                self.context
                    .say(codes::NULL_VALUE, message, &self.path.pointer());
                *value = Value::Object(Map::new());
                return true;
            }
            (_, Value::Array(items)) if items.is_empty() => {
                // An empty map of PHP, written as a list.
                *value = Value::Object(Map::new());
                return true;
            }
            _ => {
                let message = format!(
                    "{} is an object and this is {}; it is left out",
                    article(kind.name),
                    what(value)
                );
                self.context
                    .leave_out(codes::WRONG_TYPE, message, &self.path.pointer());
                return false;
            }
        };
        if kind.id != Id::Discriminator || self.context.version != V2 {
            let message = format!(
                "{} is an object; this is read as its `{key}`",
                article(kind.name)
            );
            self.context
                .say(codes::NOT_AN_OBJECT, message, &self.path.pointer());
        }
        let pointer = self.path.pointer();
        self.context.sources.moved(&pointer, &pointer.child(key));
        *value = Value::Object(Map::from_iter([(key.to_owned(), value.take())]));
        true
    }

    fn members(&mut self, kind: &'static Kind, members: &mut Map<String, Value>) {
        let mut removed: BTreeSet<String> = BTreeSet::new();
        let mut renamed: Vec<(String, String)> = Vec::new();
        for (key, value) in members.iter_mut() {
            let shape = match kind.field(key) {
                Some((_, versions, shape)) => {
                    if versions & self.context.version == 0 && *versions != 0 {
                        self.other_version(kind, key, *versions);
                    }
                    *shape
                }
                None if key.starts_with("x-") => continue,
                None => match kind.rest {
                    Some(shape) => shape,
                    None => match self.unknown(kind, key, value) {
                        Some(meant) => {
                            renamed.push((key.clone(), meant));
                            continue;
                        }
                        None => continue,
                    },
                },
            };
            let length = self.path.enter(key);
            if !self.shape(shape, value) {
                removed.insert(key.clone());
            }
            self.path.leave(length);
        }
        if !removed.is_empty() {
            members.retain(|key, _| !removed.contains(key));
        }
        for (key, meant) in renamed {
            if !members.contains_key(&meant)
                && let Some(mut value) = members.shift_remove(&key)
            {
                let from = self.path.pointer();
                self.context
                    .sources
                    .moved(&from.child(&key), &from.child(&meant));
                let length = self.path.enter(&meant);
                let keep = kind
                    .field(&meant)
                    .is_none_or(|field| self.shape(field.2, &mut value));
                self.path.leave(length);
                if keep {
                    members.insert(meant, value);
                }
            }
        }
    }

    /// Brings a value into shape; false when it is to be left out.
    fn shape(&mut self, shape: Shape, value: &mut Value) -> bool {
        match shape {
            Shape::Any => true,
            Shape::One(kind) => self.object(kind, value),
            Shape::FlagOr(_) if value.is_boolean() => true,
            Shape::FlagOr(kind) => match value.as_str() {
                Some("true" | "false") => coerce::scalar(self, Shape::Flag, value),
                _ => self.object(kind, value),
            },
            Shape::List(kind) => self.list(kind, value),
            Shape::Map(kind) => self.map(kind, value),
            scalar => coerce::scalar(self, scalar, value),
        }
    }

    fn list(&mut self, kind: &'static Kind, value: &mut Value) -> bool {
        if let Value::Object(members) = value {
            let message = format!(
                "a list is expected here, each item of it {}",
                article(kind.name)
            );
            self.context
                .say(codes::NOT_A_LIST, message, &self.path.pointer());
            let single = members.is_empty()
                || members
                    .keys()
                    .any(|key| kind.field(key).is_some() || key == "$ref");
            let here = self.path.pointer();
            let items: Vec<Value> = if members.is_empty() {
                Vec::new()
            } else if single {
                self.context.sources.moved(&here, &here.index(0));
                vec![value.take()]
            } else {
                let moved = std::mem::take(members).into_iter().enumerate();
                moved
                    .map(|(index, (key, item))| {
                        self.context
                            .sources
                            .moved(&here.child(&key), &here.index(index));
                        item
                    })
                    .collect()
            };
            *value = Value::Array(items);
        }
        let Value::Array(items) = value else {
            let code = if value.is_null() {
                codes::NULL_VALUE
            } else {
                codes::WRONG_TYPE
            };
            let message = format!(
                "a list is expected here and this is {}; it is left out",
                what(value)
            );
            self.context.leave_out(code, message, &self.path.pointer());
            return false;
        };
        let mut gone = BTreeSet::new();
        for (index, item) in items.iter_mut().enumerate() {
            let length = self.path.enter_index(index);
            if !self.object(kind, item) {
                gone.insert(index);
            }
            self.path.leave(length);
        }
        remove_items(items, &gone, &self.path.pointer(), self.context.sources);
        true
    }

    fn map(&mut self, kind: &'static Kind, value: &mut Value) -> bool {
        if let Value::Array(items) = value {
            let here = self.path.pointer();
            let named = std::mem::take(items)
                .into_iter()
                .enumerate()
                .map(|(index, item)| {
                    let name = item
                        .get("name")
                        .and_then(Value::as_str)
                        .map_or_else(|| index.to_string(), str::to_owned);
                    self.context
                        .sources
                        .moved(&here.index(index), &here.child(&name));
                    (name, item)
                });
            let members: Map<String, Value> = named.collect();
            if !members.is_empty() {
                let message = format!(
                    "a map from names to {} is expected here and this is a list",
                    plural(kind.name)
                );
                self.context.say(codes::NOT_AN_OBJECT, message, &here);
            }
            *value = Value::Object(members);
        }
        let Value::Object(members) = value else {
            let code = if value.is_null() {
                codes::NULL_VALUE
            } else {
                codes::WRONG_TYPE
            };
            let message = format!(
                "a map from names to {} is expected here and this is {}",
                plural(kind.name),
                what(value)
            );
            self.context.leave_out(code, message, &self.path.pointer());
            return false;
        };
        let mut removed: BTreeSet<String> = BTreeSet::new();
        for (name, item) in members.iter_mut() {
            // Names may begin with `x-`, unless it is no object that could be one.
            if name.starts_with("x-") && !item.is_object() {
                removed.insert(name.clone());
                continue;
            }
            let length = self.path.enter(name);
            if !self.object(kind, item) {
                removed.insert(name.clone());
            }
            self.path.leave(length);
        }
        if !removed.is_empty() {
            self.context.left_out = true;
            members.retain(|name, _| !removed.contains(name));
        }
        true
    }

    fn other_version(&mut self, kind: &Kind, key: &str, versions: u8) {
        let known = [1, 2, 4, 8]
            .into_iter()
            .find(|version| versions & version != 0)
            .map_or("", version_name);
        let since = if versions.count_ones() > 1 {
            "since "
        } else {
            "in "
        };
        let message = format!(
            "`{key}` of {} is known {since}{known} and this document says that it is {}; it counts all the same",
            article(kind.name),
            version_name(self.context.version)
        );
        let length = self.path.enter(key);
        self.context
            .say_key(codes::KEY_OF_OTHER_VERSION, message, &self.path.pointer());
        self.path.leave(length);
    }

    /// Names a key that no table knows; gives the key that counts instead where there is no doubt.
    fn unknown(&mut self, kind: &'static Kind, key: &str, value: &Value) -> Option<String> {
        if kind.id == Id::Schema && key.starts_with('$') {
            return None;
        }
        let length = self.path.enter(key);
        let pointer = self.path.pointer();
        self.path.leave(length);
        let lower = key.to_ascii_lowercase();
        if kind.id == Id::PathItem {
            if METHODS.contains(&lower.as_str()) {
                let message =
                    format!("methods are written in lower case: this is read as `{lower}`");
                self.context.say_key(codes::METHOD_CASE, message, &pointer);
                return Some(lower);
            }
            let operation = value.get("responses").is_some() || value.get("operationId").is_some();
            let meant = did_you_mean(key, METHODS.into_iter()).filter(|_| value.is_object());
            if operation || meant.is_some() {
                let message = format!("`{key}` is no method: the operation below it would be lost");
                let mut diagnostic = Diagnostic::new(codes::ALMOST_METHOD, message);
                diagnostic.on_key = true;
                diagnostic.help = meant.map(|meant| format!("did you mean `{meant}`?"));
                self.context.push(diagnostic, &pointer);
                return None;
            }
        }
        let version = self.context.version;
        let known = kind
            .fields
            .iter()
            .filter(|field| field.1 & version != 0)
            .map(|field| field.0);
        let message = format!("`{key}` is no key of {}", article(kind.name));
        let mut diagnostic = Diagnostic::new(codes::UNKNOWN_KEY, message);
        diagnostic.on_key = true;
        diagnostic.help = did_you_mean(key, known).map(|meant| format!("did you mean `{meant}`?"));
        self.context.push(diagnostic, &pointer);
        None
    }
}

/// `a schema`, `an operation`.
pub(super) fn article(name: &str) -> String {
    if name.ends_with("requirements") || ["paths", "components", "info"].contains(&name) {
        format!("`{name}`")
    } else if name.starts_with(['a', 'e', 'i', 'o', 'O']) || name.starts_with("XML") {
        format!("an {name}")
    } else {
        format!("a {name}")
    }
}

fn plural(name: &str) -> String {
    name.strip_suffix('y')
        .map_or_else(|| format!("{name}s"), |stem| format!("{stem}ies"))
}
