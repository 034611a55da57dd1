//! Tree → [`openapiv3`], piece by piece.
//!
//! Components and path items are read on as many threads as the machine has: none depends on another.

mod build;
mod operation;
mod schema;
#[cfg(test)]
mod tests;

use indexmap::IndexMap;
use openapiv3::Components;
use serde_json::{Map, Value};

use self::build::Build;
use super::{Document, Operation, PathItem};
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer, codes};
use crate::threads::map_on_all_threads;

/// The methods of a path item, as keys of it.
pub(super) const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Reads the pieces of a tree that is in normal form.
pub(super) struct Pieces<'d> {
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl Pieces<'_> {
    /// Reads the whole document.
    pub(super) fn document(&mut self, version: String, root: &Value) -> Document {
        let at = Pointer::root();
        let mut document = Document {
            version,
            info: self.member(root, &at, "info", "info").unwrap_or_default(),
            servers: self.list(root, &at, "servers", "server"),
            security: self.list(root, &at, "security", "security requirement"),
            tags: self.list(root, &at, "tags", "tag"),
            path_items: self.path_items(root, &at, "paths"),
            webhooks: self.path_items(root, &at, "webhooks"),
            components: self.components(root),
            external_docs: self.member(root, &at, "externalDocs", "external documentation"),
            extensions: extensions(root),
        };
        if document.servers.is_empty() {
            document.servers.push(openapiv3::Server {
                url: "/".to_owned(),
                ..Default::default()
            });
        }
        document
    }

    /// Reads one piece; a bad one is a diagnostic at its place.
    fn piece<T: Build>(&mut self, value: &Value, pointer: &Pointer, what: &str) -> Option<T> {
        match T::build(value).map_or_else(|| T::deserialize(value), Ok) {
            Ok(piece) => Some(piece),
            Err(error) => {
                let message = format!("this {what} can't be read and is left out: {error}");
                self.diagnostics.push(
                    Diagnostic::new(codes::INVALID_OBJECT, message)
                        .leaving_out()
                        .at_pointer(pointer),
                );
                None
            }
        }
    }

    fn member<T: Build>(
        &mut self,
        value: &Value,
        at: &Pointer,
        key: &str,
        what: &str,
    ) -> Option<T> {
        let member = value.get(key).filter(|member| !member.is_null())?;
        self.piece(member, &at.child(key), what)
    }

    fn list<T: Build>(&mut self, value: &Value, at: &Pointer, key: &str, what: &str) -> Vec<T> {
        let Some(Value::Array(items)) = value.get(key) else {
            return Vec::new();
        };
        let at = at.child(key);
        items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| self.piece(item, &at.index(index), what))
            .collect()
    }

    /// The members of an object, each read by `read`, in their order; what there is to say keeps that order, too.
    fn members<T: Send>(
        &mut self,
        value: Option<&Value>,
        read: impl Fn(&mut Pieces<'_>, &str, &Value) -> Option<T> + Sync,
    ) -> Vec<T> {
        let members = value.and_then(Value::as_object).into_iter().flatten();
        let members: Vec<(&String, &Value)> = members.collect();
        let pieces = map_on_all_threads(&members, |(name, member)| {
            let mut diagnostics = Diagnostics::new();
            let mut pieces = Pieces {
                diagnostics: &mut diagnostics,
            };
            let piece = read(&mut pieces, name, member);
            (piece, diagnostics)
        });
        let kept = pieces.into_iter().filter_map(|(piece, diagnostics)| {
            self.diagnostics.extend(diagnostics);
            piece
        });
        kept.collect()
    }

    fn map<T: Build + Send>(
        &mut self,
        value: &Value,
        at: &Pointer,
        key: &str,
        what: &str,
    ) -> IndexMap<String, T> {
        let at = at.child(key);
        let members = self.members(value.get(key), |pieces, name, member| {
            let piece = pieces.piece(member, &at.child(name), what)?;
            Some((name.to_owned(), piece))
        });
        members.into_iter().collect()
    }

    fn components(&mut self, root: &Value) -> Components {
        let Some(components) = root.get("components") else {
            return Components::default();
        };
        let at = Pointer::root().child("components");
        Components {
            schemas: self.map(components, &at, "schemas", "schema"),
            responses: self.map(components, &at, "responses", "response"),
            parameters: self.map(components, &at, "parameters", "parameter"),
            examples: self.map(components, &at, "examples", "example"),
            request_bodies: self.map(components, &at, "requestBodies", "request body"),
            headers: self.map(components, &at, "headers", "header"),
            security_schemes: self.map(components, &at, "securitySchemes", "security scheme"),
            links: self.map(components, &at, "links", "link"),
            callbacks: self.map(components, &at, "callbacks", "callback"),
            extensions: extensions(components),
        }
    }

    fn path_items(&mut self, root: &Value, at: &Pointer, key: &str) -> Vec<PathItem> {
        let at = at.child(key);
        self.members(root.get(key), |pieces, path, item| {
            (!path.starts_with("x-")).then(|| pieces.path_item(path, item, at.child(path)))
        })
    }

    fn path_item(&mut self, path: &str, item: &Value, pointer: Pointer) -> PathItem {
        let mut operations = Vec::new();
        for (key, value) in item.as_object().into_iter().flatten() {
            if METHODS.contains(&key.as_str()) {
                operations.extend(self.operation(key, value, pointer.child(key)));
            } else if key == "additionalOperations" {
                let at = pointer.child(key);
                for (method, value) in value.as_object().into_iter().flatten() {
                    operations.extend(self.operation(method, value, at.child(method)));
                }
            }
        }
        PathItem {
            path: path.to_owned(),
            summary: text(item, "summary"),
            description: text(item, "description"),
            servers: self.list(item, &pointer, "servers", "server"),
            parameters: self.list(item, &pointer, "parameters", "parameter"),
            operations,
            extensions: extensions(item),
            pointer,
        }
    }

    fn operation(&mut self, method: &str, value: &Value, pointer: Pointer) -> Option<Operation> {
        let item = self.piece(value, &pointer, "operation")?;
        let method = if METHODS.contains(&method) {
            method.to_ascii_uppercase()
        } else {
            method.to_owned()
        };
        Some(Operation {
            method,
            pointer,
            item,
        })
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn extensions(value: &Value) -> IndexMap<String, Value> {
    let own = |members: &Map<String, Value>| {
        members
            .iter()
            .filter(|(key, _)| key.starts_with("x-"))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    };
    value.as_object().map(own).unwrap_or_default()
}
