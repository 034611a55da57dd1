//! Path templates and the parameters that fill them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{followed, operations};
use crate::diagnostic::{Diagnostic, Pointer, codes};
use crate::document::context::{Context, did_you_mean};

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
        let shape = shape(path);
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

/// The names in a template.
fn names(path: &str) -> BTreeSet<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|part| Some(part.split_once('}')?.0))
        .filter(|name| !name.is_empty())
        .collect()
}

/// Declares path parameters that only the template names, and leaves out those that it doesn't.
pub(super) fn parameters(tree: &mut Value, context: &mut Context<'_>) {
    let at = Pointer::root().child("paths");
    let mut changes: Vec<(Pointer, Vec<Value>, Vec<usize>)> = Vec::new();
    for (path, item) in tree
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let Some(item) = item.as_object().filter(|_| !path.starts_with("x-")) else {
            continue;
        };
        let here = at.child(path);
        let template = names(path);
        let shared = declared(tree, item.get("parameters"));
        let gone = check_list(
            tree,
            item.get("parameters"),
            &here,
            &template,
            path,
            context,
        );
        if !gone.is_empty() {
            changes.push((here.clone(), Vec::new(), gone));
        }
        for (place, operation) in operations(item, &here) {
            let own = declared(tree, operation.get("parameters"));
            // An operation whose URL is known only at run time has a template without meaning.
            let by_url = operation.get("x-spec2crate-url").is_some();
            let gone = if by_url {
                Vec::new()
            } else {
                check_list(
                    tree,
                    operation.get("parameters"),
                    &place,
                    &template,
                    path,
                    context,
                )
            };
            let mut added = Vec::new();
            for name in template
                .iter()
                .filter(|name| !own.contains(**name) && !shared.contains(**name))
            {
                let message =
                    format!("the path parameter `{name}` is not declared; it is read as text");
                let mut diagnostic = Diagnostic::new(codes::UNDECLARED_PATH_PARAMETER, message);
                diagnostic.on_key = true;
                let unused = own
                    .union(&shared)
                    .map(String::as_str)
                    .filter(|name| !template.contains(name));
                diagnostic.help =
                    did_you_mean(name, unused).map(|meant| format!("is it `{meant}`?"));
                context.push(diagnostic, &place);
                added.push(json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
            }
            if !added.is_empty() || !gone.is_empty() {
                changes.push((place, added, gone));
            }
        }
    }
    for (place, added, gone) in changes {
        let Some(Value::Object(owner)) = tree.pointer_mut(place.as_str()) else {
            continue;
        };
        let Value::Array(list) = owner.entry("parameters").or_insert_with(|| json!([])) else {
            continue;
        };
        let here = place.child("parameters");
        for index in gone.into_iter().rev() {
            list.remove(index);
            for later in index..list.len() {
                context
                    .sources
                    .moved(&here.index(later + 1), &here.index(later));
            }
        }
        for parameter in added {
            let origin = context.sources.origin(&place);
            context.sources.set_origin(here.index(list.len()), origin);
            list.push(parameter);
        }
    }
}

/// The names of the path parameters of a list.
fn declared(tree: &Value, list: Option<&Value>) -> BTreeSet<String> {
    let items = list
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|item| followed(tree, item));
    let path = items.filter(|item| item.get("in").and_then(Value::as_str) == Some("path"));
    path.filter_map(|item| Some(item.get("name")?.as_str()?.to_owned()))
        .collect()
}

/// Complains about parameters that are there twice or that the template doesn't name; gives their indices.
fn check_list(
    tree: &Value,
    list: Option<&Value>,
    owner: &Pointer,
    template: &BTreeSet<&str>,
    path: &str,
    context: &mut Context<'_>,
) -> Vec<usize> {
    let mut gone = Vec::new();
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let at = owner.child("parameters");
    for (index, item) in list
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
    {
        let item = followed(tree, item);
        let (Some(name), Some(location)) = (
            item.get("name").and_then(Value::as_str),
            item.get("in").and_then(Value::as_str),
        ) else {
            continue;
        };
        if let Some(first) = seen.get(&(name, location)) {
            let message = format!(
                "the parameter `{name}` in `{location}` is there twice; the first one counts"
            );
            let diagnostic = Diagnostic::new(codes::DUPLICATE_PARAMETER, message)
                .related(context.place(&at.index(*first)), "first declared here");
            context.push(diagnostic, &at.index(index));
            gone.push(index);
            continue;
        }
        seen.insert((name, location), index);
        if location == "path" && !template.contains(name) {
            let message =
                format!("`{name}` is not in the path `{path}`; the parameter is left out");
            let mut diagnostic = Diagnostic::new(codes::UNUSED_PATH_PARAMETER, message);
            diagnostic.help = did_you_mean(name, template.iter().copied())
                .map(|meant| format!("is it `{meant}`?"));
            context.push(diagnostic, &at.index(index));
            gone.push(index);
        }
    }
    gone
}
