//! Security requirements.

use serde_json::{Map, Value};

use super::all_operations;
use crate::diagnostic::{Diagnostic, Pointer, codes};
use crate::document::context::{Context, did_you_mean};

/// Leaves out of security requirements what no security scheme defines.
pub(super) fn requirements(tree: &mut Value, context: &mut Context<'_>) {
    let schemes: Vec<String> = tree
        .pointer("/components/securitySchemes")
        .and_then(Value::as_object)
        .map(|schemes| schemes.keys().cloned().collect())
        .unwrap_or_default();
    let mut owners = vec![Pointer::root()];
    owners.extend(
        all_operations(tree)
            .into_iter()
            .filter(|(_, operation)| operation.get("security").is_some())
            .map(|(place, _)| place),
    );
    for owner in owners {
        let at = owner.child("security");
        let Some(Value::Array(alternatives)) = tree.pointer_mut(at.as_str()) else {
            continue;
        };
        for (index, alternative) in alternatives.iter_mut().enumerate() {
            let Value::Object(required) = alternative else {
                continue;
            };
            let unknown: Vec<String> = required
                .keys()
                .filter(|name| !schemes.contains(name))
                .cloned()
                .collect();
            for name in &unknown {
                let message = format!(
                    "no security scheme is called `{name}`; the client can't send its credential"
                );
                let mut diagnostic = Diagnostic::new(codes::UNDEFINED_SECURITY_SCHEME, message);
                diagnostic.on_key = true;
                diagnostic.help = did_you_mean(name, schemes.iter().map(String::as_str))
                    .map(|meant| format!("did you mean `{meant}`?"));
                context.push(diagnostic, &at.index(index).child(name));
            }
            required.retain(|name, _| !unknown.contains(name));
        }
        // What is left of an alternative that needed more is no way in by itself, unless nothing else is.
        let empty = |alternative: &Value| alternative.as_object().is_some_and(Map::is_empty);
        if alternatives.iter().all(empty) && alternatives.len() > 1 {
            alternatives.truncate(1);
        }
    }
}
