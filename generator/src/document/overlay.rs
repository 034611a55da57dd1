//! A tree and Overlay documents in, the tree with their actions applied out.
//!
//! Overlay 1.0 and 1.1: `update`, `remove`, `copy`; `extends` is compared with the document.

use std::path::Path;

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use super::Input;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Pointer, codes};
use crate::source::{FileId, Location, Sources, parse};

/// Applies the overlays of `input`, in their order.
pub(super) fn apply(
    tree: &mut Value,
    input: &Input,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) {
    for path in &input.overlays {
        let file = match sources.read(path, input.limits.file_bytes) {
            Ok(file) => file,
            Err((file, diagnostic)) => {
                diagnostics.push(diagnostic.at(Place::File(file)));
                continue;
            }
        };
        if let Some(overlay) = parse(sources, file, &input.limits, diagnostics) {
            Overlay {
                file,
                sources,
                diagnostics,
            }
            .apply(&overlay, tree, input);
        }
    }
}

struct Overlay<'s> {
    file: FileId,
    sources: &'s mut Sources,
    diagnostics: &'s mut Diagnostics,
}

/// What an action does with a place.
enum Change<'v> {
    Remove,
    Merge(&'v Value, Origin),
}

/// Where a value that an action brings was written.
#[derive(Clone)]
enum Origin {
    /// In the overlay.
    Overlay(Location),
    /// In the document, where `copy` found it.
    Document(Pointer),
}

impl Origin {
    fn child(&self, token: &str) -> Self {
        match self {
            Self::Overlay(Location { file, pointer }) => Self::Overlay(Location {
                file: *file,
                pointer: pointer.child(token),
            }),
            Self::Document(pointer) => Self::Document(pointer.child(token)),
        }
    }

    /// Notes that the value is at `to` now.
    fn note(&self, to: &Pointer, sources: &mut Sources) {
        match self {
            Self::Overlay(location) => sources.set_origin(to.clone(), location.clone()),
            Self::Document(pointer) => sources.moved(pointer, to),
        }
    }
}

impl Overlay<'_> {
    fn apply(&mut self, overlay: &Value, tree: &mut Value, input: &Input) {
        let root = Pointer::root();
        match overlay.get("overlay").and_then(Value::as_str) {
            Some(version) if version.starts_with("1.") => {}
            Some(version) => {
                let message =
                    format!("version `{version}` of overlays is not supported: 1.0 and 1.1 are");
                return self.say(codes::INVALID_OVERLAY, message, root.child("overlay"));
            }
            None => {
                let message = "this is no overlay: it has no `overlay: 1.0.0`";
                self.diagnostics.push(
                    Diagnostic::new(codes::INVALID_OVERLAY, message).at(Place::File(self.file)),
                );
                return;
            }
        }
        self.check_extends(overlay, input);
        let Some(actions) = overlay.get("actions").and_then(Value::as_array) else {
            return self.say(
                codes::INVALID_OVERLAY,
                "the overlay has no list of `actions`".to_owned(),
                root,
            );
        };
        for (index, action) in actions.iter().enumerate() {
            self.action(action, &Pointer::root().child("actions").index(index), tree);
        }
    }

    fn check_extends(&mut self, overlay: &Value, input: &Input) {
        let Some(extends) = overlay.get("extends").and_then(Value::as_str) else {
            return;
        };
        let named = Path::new(extends.rsplit('/').next().unwrap_or(extends)).file_name();
        if input.bytes.is_none() && named != input.path.file_name() {
            let name = self.sources.file(FileId(0)).name();
            let message =
                format!("this overlay says that it extends `{extends}` and is applied to `{name}`");
            self.say(
                codes::OVERLAY_EXTENDS,
                message,
                Pointer::root().child("extends"),
            );
        }
    }

    fn action(&mut self, action: &Value, at: &Pointer, tree: &mut Value) {
        for (key, _) in action.as_object().into_iter().flatten() {
            if !["target", "description", "update", "remove", "copy"].contains(&key.as_str())
                && !key.starts_with("x-")
            {
                let message = format!("`{key}` is no key of an overlay action");
                let place = Place::Source {
                    file: self.file,
                    pointer: at.child(key),
                };
                self.diagnostics
                    .push(Diagnostic::new(codes::UNKNOWN_KEY, message).at_key(place));
            }
        }
        let Some(target) = action.get("target").and_then(Value::as_str) else {
            return self.say(
                codes::INVALID_OVERLAY,
                "this action has no `target`".to_owned(),
                at.clone(),
            );
        };
        let Some(places) = self.query(target, &at.child("target"), tree) else {
            return;
        };
        if places.is_empty() {
            let message = format!("`{target}` matches nothing in the document");
            return self.say(codes::OVERLAY_NO_MATCH, message, at.child("target"));
        }
        if action.get("remove").and_then(Value::as_bool) == Some(true) {
            for place in places.iter().rev() {
                self.change(tree, place, &Change::Remove, at);
            }
        } else if let Some(update) = action.get("update") {
            let origin = Origin::Overlay(Location {
                file: self.file,
                pointer: at.child("update"),
            });
            for place in &places {
                self.change(tree, place, &Change::Merge(update, origin.clone()), at);
            }
        } else if let Some(source) = action.get("copy") {
            self.copy(source, &places, at, tree);
        } else {
            let message = "this action does nothing: it has no `update`, `remove: true` or `copy`";
            self.say(codes::INVALID_OVERLAY, message.to_owned(), at.clone());
        }
    }

    fn copy(&mut self, source: &Value, places: &[Vec<String>], at: &Pointer, tree: &mut Value) {
        let here = at.child("copy");
        let Some(source) = source.as_str() else {
            return self.say(
                codes::INVALID_OVERLAY,
                "`copy` is no JSONPath".to_owned(),
                here,
            );
        };
        let Some(found) = self.query(source, &here, tree) else {
            return;
        };
        let [found] = found.as_slice() else {
            let message = format!(
                "`{source}` matches {} places and `copy` needs exactly one",
                found.len()
            );
            return self.say(codes::OVERLAY_NO_MATCH, message, here);
        };
        let pointer = pointer_of(found);
        let Some(value) = tree.pointer(pointer.as_str()).cloned() else {
            return;
        };
        let origin = Origin::Document(pointer);
        for place in places {
            self.change(tree, place, &Change::Merge(&value, origin.clone()), at);
        }
    }

    /// The places that a `JSONPath` selects, as unescaped tokens.
    fn query(&mut self, path: &str, at: &Pointer, tree: &Value) -> Option<Vec<Vec<String>>> {
        let parsed = match JsonPath::parse(path) {
            Ok(parsed) => parsed,
            Err(error) => {
                let message = format!("`{path}` is no JSONPath of RFC 9535: {}", error.message());
                self.say(codes::INVALID_OVERLAY, message, at.clone());
                return None;
            }
        };
        let found = parsed.query_located(tree);
        let tokens = |location: &serde_json_path::NormalizedPath<'_>| {
            let token = |element: &PathElement<'_>| match element {
                PathElement::Name(name) => (*name).to_owned(),
                PathElement::Index(index) => index.to_string(),
            };
            location.iter().map(token).collect()
        };
        Some(found.locations().map(tokens).collect())
    }

    fn change(&mut self, tree: &mut Value, tokens: &[String], change: &Change<'_>, at: &Pointer) {
        let pointer = pointer_of(tokens);
        match change {
            Change::Merge(update, origin) => {
                // An earlier place of the same action may have been replaced together with what was in it.
                let Some(target) = tree.pointer_mut(pointer.as_str()) else {
                    return;
                };
                if let (Value::Array(items), false) = (&mut *target, update.is_array()) {
                    // Overlay 1.0: the value is an entry to append to the array.
                    origin.note(&pointer.index(items.len()), self.sources);
                    items.push((*update).clone());
                } else if std::mem::discriminant(target) != std::mem::discriminant(*update)
                    && (target.is_object() || update.is_object())
                {
                    let message =
                        "`update` and what `target` selects are not both objects".to_owned();
                    self.say(codes::INVALID_OVERLAY, message, at.child("update"));
                } else {
                    merge(target, update, &pointer, origin, self.sources);
                }
            }
            Change::Remove => {
                let Some((last, parents)) = tokens.split_last() else {
                    return self.say(
                        codes::INVALID_OVERLAY,
                        "the root can't be removed".to_owned(),
                        at.clone(),
                    );
                };
                let parent = pointer_of(parents);
                match tree.pointer_mut(parent.as_str()) {
                    Some(Value::Object(members)) => {
                        members.shift_remove(last);
                    }
                    Some(Value::Array(items)) => {
                        let Some(index) = last
                            .parse::<usize>()
                            .ok()
                            .filter(|index| *index < items.len())
                        else {
                            return;
                        };
                        items.remove(index);
                        for later in index..items.len() {
                            self.sources
                                .moved(&parent.index(later + 1), &parent.index(later));
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn say(&mut self, code: Code, message: String, pointer: Pointer) {
        self.diagnostics
            .push(Diagnostic::new(code, message).at(Place::Source {
                file: self.file,
                pointer,
            }));
    }
}

/// Objects are merged member by member, lists put together, anything else is replaced.
fn merge(
    target: &mut Value,
    update: &Value,
    pointer: &Pointer,
    origin: &Origin,
    sources: &mut Sources,
) {
    match (target, update) {
        (Value::Object(members), Value::Object(updates)) => {
            for (key, update) in updates {
                let (pointer, origin) = (pointer.child(key), origin.child(key));
                if let Some(member) = members.get_mut(key) {
                    merge(member, update, &pointer, &origin, sources);
                } else {
                    members.insert(key.clone(), update.clone());
                    origin.note(&pointer, sources);
                }
            }
        }
        (Value::Array(items), Value::Array(updates)) => {
            for (index, update) in updates.iter().enumerate() {
                origin
                    .child(&index.to_string())
                    .note(&pointer.index(items.len()), sources);
                items.push(update.clone());
            }
        }
        (target, update) => {
            *target = update.clone();
            origin.note(pointer, sources);
        }
    }
}

fn pointer_of(tokens: &[String]) -> Pointer {
    Pointer::root().descend(tokens.iter().map(String::as_str))
}
