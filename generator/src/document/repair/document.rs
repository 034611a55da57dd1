//! The document as a whole, its servers, tags and small objects.

use serde_json::{Value, json};

use super::{Members, text};
use crate::diagnostic::{Pointer, codes};
use crate::document::conform::Conform;
use crate::document::shape::{Kind, V2};

/// Prepares the document.
pub(super) fn before(walk: &mut Conform<'_, '_>, members: &mut Members) {
    walk.media_types.enter(members);
    let root = Pointer::root();
    if !members.contains_key("webhooks")
        && let Some(webhooks) = members.shift_remove("x-webhooks")
    {
        walk.context
            .sources
            .moved(&root.child("x-webhooks"), &root.child("webhooks"));
        members.insert("webhooks".to_owned(), webhooks);
    }
    let is_body = |parameter: &Value| {
        matches!(
            parameter.get("in").and_then(Value::as_str),
            Some("body" | "formData")
        )
    };
    let of_2 = members
        .get("parameters")
        .filter(|_| walk.context.version == V2);
    let of_3 = members
        .get("components")
        .and_then(|components| components.get("parameters"));
    let shared = [of_2, of_3]
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .flatten();
    let bodies = shared.filter(|(_, parameter)| is_body(parameter));
    walk.media_types.shared = bodies
        .map(|(name, parameter)| (name.clone(), parameter.clone()))
        .collect();
}

/// Completes the document.
pub(super) fn after(walk: &mut Conform<'_, '_>, members: &mut Members) {
    walk.media_types.leave();
    if walk.context.version == V2 {
        components(walk, members);
        servers(walk, members);
    }
    if let Some(Value::Object(parameters)) = members
        .get_mut("components")
        .and_then(|components| components.get_mut("parameters"))
    {
        let shared = &walk.media_types.shared;
        parameters.retain(|name, _| !shared.contains_key(name));
    }
    let root = Pointer::root();
    let info = members.entry("info").or_insert_with(|| json!({}));
    if let Value::Object(info) = info {
        for key in ["title", "version"] {
            if !info.contains_key(key) {
                walk.context.say(
                    codes::MISSING_KEY,
                    format!("`info` has no `{key}`"),
                    &root.child("info"),
                );
                info.insert(key.to_owned(), json!(""));
            }
        }
    }
    if let Some(Value::Array(list)) = members.get_mut("servers")
        && list.len() > 1
    {
        let at = root.child("servers");
        let mut index = 0;
        while index < list.len() && list.len() > 1 {
            if list[index].get("url").and_then(Value::as_str) == Some("") {
                walk.context.leave_out(
                    codes::EMPTY_SERVER,
                    "a server without a URL is left out: others have one",
                    &at.index(index),
                );
                list.remove(index);
                for later in index..list.len() {
                    walk.context
                        .sources
                        .moved(&at.index(later + 1), &at.index(later));
                }
            } else {
                index += 1;
            }
        }
    }
}

/// What 2.0 has at the root goes to the components.
fn components(walk: &mut Conform<'_, '_>, members: &mut Members) {
    let root = Pointer::root();
    let mut components = match members.shift_remove("components") {
        Some(Value::Object(components)) => components,
        _ => Members::new(),
    };
    for (old, new) in [
        ("definitions", "schemas"),
        ("parameters", "parameters"),
        ("responses", "responses"),
        ("securityDefinitions", "securitySchemes"),
    ] {
        if let Some(value) = members.shift_remove(old) {
            walk.context
                .sources
                .moved(&root.child(old), &root.child("components").child(new));
            components.entry(new).or_insert(value);
        }
    }
    members.insert("components".to_owned(), Value::Object(components));
}

/// `schemes`, `host` and `basePath` of 2.0 as servers.
fn servers(walk: &mut Conform<'_, '_>, members: &mut Members) {
    let root = Pointer::root();
    let host = text(members, "host").map(|host| host.trim_end_matches('/').to_owned());
    let base = text(members, "basePath").unwrap_or("/").to_owned();
    let base = format!("/{}", base.trim_matches('/'));
    let schemes: Vec<String> = match members.get("schemes").and_then(Value::as_array) {
        Some(schemes) if !schemes.is_empty() => schemes
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => vec!["https".to_owned()],
    };
    let origin = if host.is_some() {
        root.child("host")
    } else {
        root.child("basePath")
    };
    let mut urls: Vec<String> = match &host {
        Some(host) if host.contains("://") => vec![host.clone()],
        Some(host) => {
            let web = |scheme: &&String| scheme.starts_with("http");
            schemes
                .iter()
                .filter(web)
                .map(|scheme| format!("{scheme}://{host}"))
                .collect()
        }
        None => vec![String::new()],
    };
    // Credentials go in the clear over http: https comes first where there is a choice.
    urls.sort_by_key(|url| !url.starts_with("https"));
    let list: Vec<Value> = urls
        .iter()
        .map(|url| json!({ "url": join(url, &base) }))
        .collect();
    for index in 0..list.len() {
        walk.context
            .sources
            .moved(&origin, &root.child("servers").index(index));
    }
    for key in ["host", "basePath", "schemes", "consumes", "produces"] {
        members.shift_remove(key);
    }
    members.insert("servers".to_owned(), Value::Array(list));
}

fn join(url: &str, base: &str) -> String {
    if base == "/" && !url.is_empty() {
        url.to_owned()
    } else {
        format!("{url}{base}")
    }
}

/// Paths begin with a slash.
pub(super) fn paths_before(walk: &mut Conform<'_, '_>, members: &mut Members) {
    let bent =
        |path: &str| !path.starts_with('/') && !path.starts_with("x-") && !path.starts_with('$');
    if !members.keys().any(|path| bent(path)) {
        return;
    }
    let here = walk.path.pointer();
    for (path, item) in std::mem::take(members) {
        if bent(&path) && item.is_object() && !path.contains("://") {
            let meant = format!("/{}", path.trim());
            walk.context.say_key(
                codes::PATH_WITHOUT_SLASH,
                format!("a path begins with `/`: this is read as `{meant}`"),
                &here.child(&path),
            );
            walk.context
                .sources
                .moved(&here.child(&path), &here.child(&meant));
            members.entry(meant).or_insert(item);
        } else {
            members.insert(path, item);
        }
    }
}

/// Completes a server; false when it says nothing.
pub(super) fn server_after(walk: &mut Conform<'_, '_>, members: &mut Members) -> bool {
    let here = walk.path.pointer();
    let Some(url) = text(members, "url").map(|url| url.trim().to_owned()) else {
        walk.context.leave_out(
            codes::MISSING_KEY,
            "this server has no `url` and is left out",
            &here,
        );
        return false;
    };
    let first = url.split('/').next().unwrap_or_default();
    let host =
        !url.contains("://") && !url.starts_with(['/', '.', '{']) && first.contains(['.', ':']);
    let url = if host {
        let meant = format!("https://{url}");
        walk.context.say(
            codes::SERVER_WITHOUT_SCHEME,
            format!("a server's URL says its scheme: this is read as `{meant}`"),
            &here.child("url"),
        );
        meant
    } else {
        url
    };
    members.insert("url".to_owned(), json!(url));
    if let Some(Value::Object(variables)) = members.get_mut("variables") {
        for (name, variable) in variables.iter_mut() {
            let Value::Object(variable) = variable else {
                continue;
            };
            if !variable.contains_key("default") {
                let first = variable
                    .get("enum")
                    .and_then(|values| values.get(0))
                    .cloned();
                let message = format!("the server variable `{name}` has no `default`");
                walk.context.say(
                    codes::MISSING_KEY,
                    message,
                    &here.child("variables").child(name),
                );
                variable.insert("default".to_owned(), first.unwrap_or_else(|| json!("")));
            }
        }
    }
    if let Some(name) = members.get("name").cloned() {
        members.entry("x-spec2crate-name").or_insert(name);
    }
    true
}

/// Completes a tag; one without a name is left out.
pub(super) fn tag_after(walk: &mut Conform<'_, '_>, members: &mut Members) -> bool {
    if let Some(parent) = members.get("parent").cloned() {
        members.insert("x-spec2crate-parent".to_owned(), parent);
    }
    let named = text(members, "name").is_some();
    if !named {
        walk.context.leave_out(
            codes::MISSING_KEY,
            "this tag has no `name` and is left out",
            &walk.path.pointer(),
        );
    }
    named
}

/// Completes a small object that needs one key to mean anything.
pub(super) fn other_after(
    walk: &mut Conform<'_, '_>,
    kind: &'static Kind,
    members: &mut Members,
) -> bool {
    match kind.name {
        "external documentation object" => {
            let leads = text(members, "url").is_some();
            if !leads {
                let message = "this external documentation has no `url` and is left out";
                walk.context
                    .leave_out(codes::MISSING_KEY, message, &walk.path.pointer());
            }
            leads
        }
        "license" => {
            members.entry("name").or_insert_with(|| json!(""));
            true
        }
        "callback" => {
            members.retain(|key, item| key.starts_with("x-") || item.is_object());
            members.retain(|key, _| !key.starts_with("x-"));
            let _ = walk;
            true
        }
        _ => true,
    }
}
