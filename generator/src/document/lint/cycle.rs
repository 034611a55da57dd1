//! Schemas that are made of themselves.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::{Pointer, codes};
use crate::document::context::Context;

/// Component schemas that lead back to themselves through nothing but `allOf`, or nothing but `anyOf` and `oneOf`.
///
/// Both together are a base with a discriminator and those that extend it.
pub(super) fn compositions(tree: &Value, context: &mut Context<'_>) {
    cycles(tree, &["allOf"], context);
    cycles(tree, &["anyOf", "oneOf"], context);
}

fn cycles(tree: &Value, keys: &[&str], context: &mut Context<'_>) {
    let Some(Value::Object(schemas)) = tree.pointer("/components/schemas") else {
        return;
    };
    let parts: BTreeMap<&str, Vec<&str>> = schemas
        .iter()
        .map(|(name, schema)| (name.as_str(), parts(schema, keys)))
        .collect();
    let at = Pointer::root().descend(["components", "schemas"]);
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for name in schemas.keys() {
        // The way from `name` to where the search is, each with the parts that are still to be followed.
        let mut way: Vec<(&str, &[&str])> = Vec::new();
        let mut open: BTreeSet<&str> = BTreeSet::new();
        let mut next = Some(name.as_str());
        loop {
            if let Some(name) = next.take()
                && done.insert(name)
            {
                open.insert(name);
                way.push((name, parts.get(name).map_or(&[], Vec::as_slice)));
            }
            let Some((name, rest)) = way.last_mut() else {
                break;
            };
            let Some((part, others)) = rest.split_first() else {
                open.remove(*name);
                way.pop();
                continue;
            };
            *rest = others;
            if open.contains(part) {
                let message = format!("`{part}` is made of itself");
                context.say_key(codes::REFERENCE_CYCLE, message, &at.child(part));
            } else {
                next = Some(*part);
            }
        }
    }
}

/// The component schemas that a schema is made of.
fn parts<'v>(schema: &'v Value, keys: &[&str]) -> Vec<&'v str> {
    let lists = keys.iter().filter_map(|key| schema.get(key)?.as_array());
    let references = lists
        .flatten()
        .filter_map(|part| part.get("$ref")?.as_str());
    references
        .filter_map(|reference| reference.strip_prefix("#/components/schemas/"))
        .collect()
}
