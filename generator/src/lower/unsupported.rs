//! Names what a document says and no client does: items of a stream.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr};

use super::{Lowering, component_pointer};
use crate::diagnostic::{Diagnostic, Place, Pointer, codes};
use crate::ir::Operation;

impl Lowering<'_> {
    /// Reports each of them at its place.
    pub(super) fn report_unsupported(&mut self) {
        let document = self.document;
        for item in &document.path_items {
            for operation in &item.operations {
                let at = &operation.pointer;
                if let Some(ReferenceOr::Item(body)) = &operation.item.request_body {
                    self.item_schemas(&body.content, &at.child("requestBody"));
                }
            }
        }
        for (name, body) in &document.components.request_bodies {
            if let ReferenceOr::Item(body) = body {
                self.item_schemas(&body.content, &component_pointer("requestBodies", name));
            }
        }
    }

    /// Reports operations that are not lowered though their method is one.
    pub(super) fn report_lost(&mut self, lowered: &[Operation]) {
        let document = self.document;
        let lowered: BTreeSet<&Pointer> = lowered
            .iter()
            .map(|operation| &operation.location)
            .collect();
        for operation in document.path_items.iter().flat_map(|item| &item.operations) {
            let at = Place::Document(operation.pointer.clone());
            let named = |found: &Diagnostic| {
                found.code == codes::UNSUPPORTED_METHOD && found.place.as_ref() == Some(&at)
            };
            if !lowered.contains(&operation.pointer) && !self.diagnostics.iter().any(named) {
                let message = "this operation is not in the client";
                self.report(codes::OPERATION_LOST, &operation.pointer, message);
            }
        }
    }

    fn item_schemas(&mut self, content: &IndexMap<String, MediaType>, owner: &Pointer) {
        for (name, media_type) in content {
            // Parts and JSON values are typed; events that are sent are text.
            if name.starts_with("text/event-stream")
                && media_type
                    .extensions
                    .contains_key("x-spec2crate-item-schema")
            {
                let place = owner.child("content").child(name);
                let message = format!("the events of `{name}` are not sent one by one");
                self.report(
                    codes::UNSUPPORTED_ITEM_SCHEMA,
                    &place.child("x-spec2crate-item-schema"),
                    message,
                );
            }
        }
    }
}
