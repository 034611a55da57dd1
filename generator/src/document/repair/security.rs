//! Security schemes.

use serde_json::{Value, json};

use super::{Members, text};
use crate::diagnostic::{Diagnostic, codes};
use crate::document::conform::Conform;
use crate::document::context::did_you_mean;
use crate::document::shape::V2;

/// Completes a security scheme; false when a client can't follow it.
pub(super) fn after(walk: &mut Conform<'_, '_>, members: &mut Members) -> bool {
    let here = walk.path.pointer();
    let Some(kind) = text(members, "type").map(str::to_owned) else {
        walk.context.leave_out(
            codes::MISSING_KEY,
            "this security scheme has no `type` and is left out",
            &here,
        );
        return false;
    };
    without_effect(walk, &kind, members);
    match kind.as_str() {
        "basic" => {
            if walk.context.version != V2 {
                let message = "`basic` is read as the scheme of `http`, as 3.0 has it";
                walk.context
                    .say(codes::READ_AS, message, &here.child("type"));
            }
            set_http(members, "basic");
        }
        "apiKey" => return api_key(walk, members),
        "http" => {
            if text(members, "scheme").is_none() {
                walk.context.say(
                    codes::READ_AS,
                    "this security scheme has no `scheme` and is read as `bearer`",
                    &here,
                );
                members.insert("scheme".to_owned(), json!("bearer"));
            }
        }
        "oauth2" => oauth2(walk, members),
        "openIdConnect" => {
            members
                .entry("openIdConnectUrl")
                .or_insert_with(|| json!(""));
        }
        // 3.0 has no such type; as a scheme of `http` of that name it stays beside those that are needed with it.
        "mutualTLS" => set_http(members, "mutualTLS"),
        other => {
            let lower = other.to_ascii_lowercase();
            let meant = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]
                .into_iter()
                .find(|known| known.to_ascii_lowercase() == lower);
            if let Some(meant) = meant {
                walk.context.say(
                    codes::READ_AS,
                    format!("`{other}` is read as `{meant}`"),
                    &here.child("type"),
                );
                members.insert("type".to_owned(), json!(meant));
                return after(walk, members);
            }
            if ["bearer", "basic"].contains(&lower.as_str()) {
                walk.context.say(
                    codes::READ_AS,
                    format!("`{other}` is read as the scheme of `http`"),
                    &here.child("type"),
                );
                set_http(members, &lower);
                return true;
            }
            let mut diagnostic = Diagnostic::new(
                codes::UNSUPPORTED_SECURITY_SCHEME,
                format!("`{other}` is no kind of security scheme; it is left out"),
            );
            let known = ["apiKey", "http", "oauth2", "openIdConnect"].into_iter();
            diagnostic.help =
                did_you_mean(&lower, known).map(|meant| format!("did you mean `{meant}`?"));
            walk.context.push(diagnostic.leaving_out(), &here);
            return false;
        }
    }
    true
}

/// Names keys that only schemes of other types have; they are kept, since nobody reads them.
fn without_effect(walk: &mut Conform<'_, '_>, kind: &str, members: &Members) {
    let own: &[&str] = match kind {
        "apiKey" => &["name", "in"],
        "http" => &["scheme", "bearerFormat"],
        "oauth2" => &[
            "flows",
            "oauth2MetadataUrl",
            "flow",
            "scopes",
            "authorizationUrl",
            "tokenUrl",
        ],
        "openIdConnect" => &["openIdConnectUrl"],
        _ => return,
    };
    for key in members
        .keys()
        .filter(|key| OF_ONE_TYPE.contains(&key.as_str()))
    {
        if !own.contains(&key.as_str()) {
            let message = format!("`{key}` says nothing about a security scheme of type `{kind}`");
            let at = walk.path.pointer().child(key);
            walk.context
                .say_key(codes::KEYWORD_WITHOUT_EFFECT, message, &at);
        }
    }
    if kind == "oauth2"
        && members.get("flow").is_none()
        && members
            .get("flows")
            .and_then(Value::as_object)
            .is_none_or(Members::is_empty)
    {
        let message = "this security scheme has no `flows` to say where tokens come from";
        walk.context
            .say(codes::MISSING_KEY, message, &walk.path.pointer());
    }
    if kind == "apiKey" && walk.context.version == V2 && text(members, "in") == Some("cookie") {
        let message = "a key in a cookie is known since 3.0; it counts all the same";
        let at = walk.path.pointer().child("in");
        walk.context.say(codes::KEY_OF_OTHER_VERSION, message, &at);
    }
}

/// Keys that schemes of one type alone have.
const OF_ONE_TYPE: [&str; 6] = [
    "name",
    "in",
    "scheme",
    "bearerFormat",
    "flows",
    "openIdConnectUrl",
];

fn set_http(members: &mut Members, scheme: &str) {
    members.insert("type".to_owned(), json!("http"));
    members.insert("scheme".to_owned(), json!(scheme));
}

fn api_key(walk: &mut Conform<'_, '_>, members: &mut Members) -> bool {
    let here = walk.path.pointer();
    let location = text(members, "in").map(str::to_ascii_lowercase);
    let known = location
        .as_deref()
        .is_some_and(|location| ["query", "header", "cookie"].contains(&location));
    if !known || text(members, "name").is_none() {
        let message = "this API key has no `name` and `in` (query, header or cookie) to say where it goes, and is left out";
        walk.context.leave_out(codes::MISSING_KEY, message, &here);
        return false;
    }
    members.insert("in".to_owned(), json!(location));
    true
}

fn oauth2(walk: &mut Conform<'_, '_>, members: &mut Members) {
    let here = walk.path.pointer();
    if let Some(flow) = text(members, "flow").map(str::to_owned) {
        let flow = match flow.as_str() {
            "application" => "clientCredentials",
            "accessCode" => "authorizationCode",
            "password" => "password",
            _ => "implicit",
        };
        let mut inner = Members::new();
        for key in ["authorizationUrl", "tokenUrl", "scopes"] {
            super::move_member(walk, members, key, &mut inner, &["flows", flow]);
        }
        members.shift_remove("flow");
        let flows = Members::from_iter([(flow.to_owned(), Value::Object(inner))]);
        members.insert("flows".to_owned(), Value::Object(flows));
    }
    let flows = members.entry("flows").or_insert_with(|| json!({}));
    let Value::Object(flows) = flows else { return };
    if let Some(device) = flows.shift_remove("deviceAuthorization") {
        flows.insert("x-spec2crate-device-authorization".to_owned(), device);
    }
    for (name, flow) in flows.iter_mut() {
        let Value::Object(flow) = flow else { continue };
        flow.entry("scopes").or_insert_with(|| json!({}));
        let needed: &[&str] = match name.as_str() {
            "implicit" => &["authorizationUrl"],
            "password" | "clientCredentials" => &["tokenUrl"],
            "authorizationCode" => &["authorizationUrl", "tokenUrl"],
            _ => &[],
        };
        for key in needed
            .iter()
            .filter(|key| !flow.contains_key(**key))
            .collect::<Vec<_>>()
        {
            let message = format!("the flow `{name}` has no `{key}`");
            walk.context.say(
                codes::MISSING_KEY,
                message,
                &here.child("flows").child(name),
            );
            flow.insert((*key).to_owned(), json!(""));
        }
    }
}
