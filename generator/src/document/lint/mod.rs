//! A tree in normal form in, complaints about what contradicts itself out, and the tree with what a client needs added.
//!
//! What is found here is legal as far as each object goes; the contradictions are between objects.
//! What needs types or the parameters of a whole operation, `lower` finds.

mod cycle;
mod example;
mod operation;
mod path;
mod rule;
mod value;

pub(super) use example::examples;

use serde_json::{Map, Value};

use super::context::Context;
use super::piece::METHODS;
use crate::diagnostic::Pointer;

/// Looks over a tree in normal form.
pub(super) fn lint(tree: &mut Value, context: &mut Context<'_>) {
    path::similar(tree, context);
    path::parameters(tree, context);
    operation::ids(tree, context);
    cycle::compositions(tree, context);
}

/// The operations of a path item, each with its place.
fn operations<'v>(item: &'v Map<String, Value>, at: &Pointer) -> Vec<(Pointer, &'v Value)> {
    let mut operations = Vec::new();
    for (key, value) in item {
        if METHODS.contains(&key.as_str()) && value.is_object() {
            operations.push((at.child(key), value));
        } else if key == "additionalOperations" {
            let at = at.child(key);
            operations.extend(
                value
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(|(method, value)| (at.child(method), value)),
            );
        }
    }
    operations
}

/// All operations below `paths`, each with its place.
pub(super) fn all_operations(tree: &Value) -> Vec<(Pointer, &Value)> {
    operations_of(tree, "paths")
}

/// All operations below a key of the root, each with its place.
fn operations_of<'v>(tree: &'v Value, key: &str) -> Vec<(Pointer, &'v Value)> {
    let at = Pointer::root().child(key);
    let items = tree
        .get(key)
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    items
        .filter(|(path, _)| key != "paths" || !path.starts_with("x-"))
        .filter_map(|(path, item)| Some(operations(item.as_object()?, &at.child(path))))
        .flatten()
        .collect()
}

/// What a reference to a component stands for; anything else is itself.
fn followed<'v>(tree: &'v Value, mut value: &'v Value) -> &'v Value {
    // References can't be cyclic here, but a bound costs nothing.
    for _ in 0..50 {
        let target = value
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(Pointer::parse);
        match target.and_then(|pointer| tree.pointer(pointer.as_str())) {
            Some(next) => value = next,
            None => break,
        }
    }
    value
}
