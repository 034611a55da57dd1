//! Operation ids.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{all_operations, operations_of};
use crate::diagnostic::{Diagnostic, Pointer, codes};
use crate::document::context::Context;

/// Operation ids that several operations have.
pub(super) fn ids(tree: &Value, context: &mut Context<'_>) {
    let mut seen: BTreeMap<&str, Pointer> = BTreeMap::new();
    let hooks = operations_of(tree, "webhooks");
    for (place, operation) in all_operations(tree).into_iter().chain(hooks) {
        let Some(id) = operation.get("operationId").and_then(Value::as_str) else {
            continue;
        };
        let here = place.child("operationId");
        if let Some(first) = seen.get(id) {
            let message = format!("the operation id `{id}` is taken");
            let diagnostic = Diagnostic::new(codes::DUPLICATE_OPERATION_ID, message)
                .related(context.place(first), "first used here");
            context.push(diagnostic, &here);
        } else {
            seen.insert(id, here);
        }
    }
}
