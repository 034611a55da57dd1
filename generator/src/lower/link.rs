//! Links of a response: which operation can be called with what it holds.

use openapiv3::{LinkOperation, Response as DocumentResponse};
use serde_json::Value;

use super::Lowering;
use super::operation::resolve;
use crate::diagnostic::{Pointer, codes};
use crate::ir::Link;

impl Lowering<'_> {
    /// The links whose operation is one of the document; each other is named.
    pub(super) fn lower_links(
        &mut self,
        response: &DocumentResponse,
        location: &Pointer,
    ) -> Vec<Link> {
        let document = self.document;
        let mut links = Vec::new();
        for (name, link) in &response.links {
            let place = location.child("links").child(name);
            let Some((link, place)) = resolve(link, &document.components.links, "links", &place)
            else {
                continue;
            };
            let Some(operation) = self.operation_of(&link.operation) else {
                let message = format!("the link `{name}` leads to no operation of the document");
                self.report(codes::UNSUPPORTED_LINK, &place, message);
                continue;
            };
            let parameters = link.parameters.iter();
            let parameters = parameters.map(|(name, value)| (name.clone(), expression(value)));
            let body = link.request_body.iter();
            let body = body.map(|value| (String::new(), expression(value)));
            links.push(Link {
                name: name.clone(),
                operation,
                values: parameters.chain(body).collect(),
            });
        }
        links
    }

    /// The place of the operation that a link names by its id, or by a reference within the document.
    fn operation_of(&self, link: &LinkOperation) -> Option<Pointer> {
        let mut operations = self
            .document
            .path_items
            .iter()
            .flat_map(|item| &item.operations);
        let found = match link {
            LinkOperation::OperationId(id) => {
                operations.find(|operation| operation.item.operation_id.as_deref() == Some(id))
            }
            LinkOperation::OperationRef(reference) => {
                let pointer = Pointer::parse(reference.strip_prefix('#')?)?;
                operations.find(|operation| operation.pointer == pointer)
            }
        };
        found.map(|operation| operation.pointer.clone())
    }
}

/// An expression as it stands, a value as JSON.
fn expression(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
