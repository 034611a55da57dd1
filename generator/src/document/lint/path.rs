//! Paths that are the same to a server, and parameters that are there twice.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{followed, operations};
use crate::diagnostic::{Diagnostic, Pointer, codes, percent_decoded};
use crate::document::context::{Context, remove_items};

/// Paths that only differ in the names of their parameters.
pub(super) fn similar(tree: &Value, context: &mut Context<'_>) {
    let at = Pointer::root().child("paths");
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for path in tree
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(path, _)| path)
    {
        if path.starts_with("x-") {
            continue;
        }
        let here = at.child(path);
        if path.contains('?') && !path.contains("{?") {
            context.say_key(
                codes::QUERY_IN_PATH,
                "this path holds a query, which is sent as it is",
                &here,
            );
        }
        let shape = shape(&percent_decoded(path).unwrap_or_else(|| path.clone()));
        if let Some(first) = seen.get(&shape) {
            let message =
                format!("this path differs from `{first}` only in the names of its parameters");
            let diagnostic = Diagnostic::new(codes::SIMILAR_PATHS, message)
                .related(context.place(&at.child(first)), "the other one");
            context.push(
                Diagnostic {
                    on_key: true,
                    ..diagnostic
                },
                &here,
            );
        } else {
            seen.insert(shape, path.clone());
        }
    }
}

/// The template with `{}` for each of its expressions.
fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut inside = false;
    for character in path.chars() {
        match character {
            '{' => {
                inside = true;
                shape.push_str("{}");
            }
            '}' => inside = false,
            other if !inside => shape.push(other),
            _ => {}
        }
    }
    shape
}

/// Leaves out parameters that a list holds twice.
pub(super) fn parameters(tree: &mut Value, context: &mut Context<'_>) {
    let at = Pointer::root().child("paths");
    let mut changes: Vec<(Pointer, BTreeSet<usize>)> = Vec::new();
    for (path, item) in tree
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let Some(members) = item.as_object().filter(|_| !path.starts_with("x-")) else {
            continue;
        };
        let here = at.child(path);
        for (place, owner) in
            std::iter::once((here.clone(), item)).chain(operations(members, &here))
        {
            let twice = twice(
                tree,
                owner.get("parameters"),
                &place.child("parameters"),
                context,
            );
            if !twice.is_empty() {
                changes.push((place.child("parameters"), twice));
            }
        }
    }
    for (here, twice) in changes {
        let Some(Value::Array(list)) = tree.pointer_mut(here.as_str()) else {
            continue;
        };
        remove_items(list, &twice, &here, context.sources);
    }
}

/// Complains about parameters that are there twice; gives the indices of the later ones.
fn twice(
    tree: &Value,
    list: Option<&Value>,
    at: &Pointer,
    context: &mut Context<'_>,
) -> BTreeSet<usize> {
    let mut twice = BTreeSet::new();
    let mut seen: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (index, item) in list
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
    {
        let item = followed(tree, item);
        let text = |key: &str| item.get(key).and_then(Value::as_str);
        let (Some(name), Some(location)) = (text("name"), text("in")) else {
            continue;
        };
        // Case makes no difference to headers.
        let plain = if location == "header" {
            name.to_ascii_lowercase()
        } else {
            name.to_owned()
        };
        if let Some(first) = seen.get(&(plain.clone(), location)) {
            let message = format!(
                "the parameter `{name}` in `{location}` is there twice; the first one counts"
            );
            let diagnostic = Diagnostic::new(codes::DUPLICATE_PARAMETER, message)
                .leaving_out()
                .related(context.place(&at.index(*first)), "first declared here");
            context.push(diagnostic, &at.index(index));
            twice.insert(index);
        } else {
            seen.insert((plain, location), index);
        }
    }
    twice
}
