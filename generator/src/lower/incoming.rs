//! Lowers webhooks and callbacks: requests that the server makes, and a client's program reads.

use openapiv3::{ReferenceOr, RequestBody as DocumentBody, Response, Responses, StatusCode};

use super::body::{essence, is_json};
use super::operation::resolve;
use super::{Lowering, Site};
use crate::diagnostic::{Code, Pointer, codes};
use crate::document;
use crate::ir::{
    Cause, ContentKind, Docs, Header, IncomingRequest, Operation, ParameterLocation, StatusPattern,
};

impl Lowering<'_> {
    /// Every webhook of the document, and every callback of an operation that the client has.
    pub(super) fn lower_incoming(&mut self, operations: &[Operation]) -> Vec<IncomingRequest> {
        let document = self.document;
        let mut incoming = Vec::new();
        for webhook in &document.webhooks {
            let name = webhook.path.trim_start_matches('/');
            self.lower_requests(webhook, (name, name), &Cause::Webhook, &mut incoming);
        }
        let described = document.path_items.iter().flat_map(|item| &item.operations);
        for described in described {
            let is_it = |operation: &&Operation| operation.location == described.pointer;
            let Some(operation) = operations.iter().find(is_it) else {
                continue;
            };
            for (name, callback) in &described.item.callbacks {
                let place = described.pointer.child("callbacks").child(name);
                for (expression, item) in callback {
                    let item = path_item(expression, item, place.child(expression));
                    let cause = Cause::Callback {
                        operation: described.pointer.clone(),
                        expression: expression.clone(),
                    };
                    let words = format!("{} {name}", operation.name);
                    self.lower_requests(&item, (&words, name), &cause, &mut incoming);
                }
            }
        }
        incoming.sort_by(|left, right| left.location.cmp(&right.location));
        incoming
    }

    fn lower_requests(
        &mut self,
        item: &document::PathItem,
        (name, key): (&str, &str),
        cause: &Cause,
        incoming: &mut Vec<IncomingRequest>,
    ) {
        for operation in &item.operations {
            let location = &operation.pointer;
            // The method tells requests of one name apart, and says nothing where there is one.
            let name = match item.operations.as_slice() {
                [_] => name.to_owned(),
                _ => format!("{name} {}", operation.method.to_lowercase()),
            };
            let code = match cause {
                Cause::Webhook => codes::UNSUPPORTED_WEBHOOK,
                Cause::Callback { .. } => codes::UNSUPPORTED_CALLBACK,
            };
            let parameters = self.lower_parameters(item, operation).into_iter();
            let headers = parameters
                .filter(|parameter| parameter.place == ParameterLocation::Header)
                .map(|parameter| Header {
                    name: parameter.name,
                    location: parameter.location,
                    docs: parameter.docs,
                    required: parameter.required,
                    encoding: parameter.encoding,
                    ty: parameter.ty,
                });
            let headers = headers.collect();
            let body = operation.item.request_body.as_ref();
            let place = location.child("requestBody");
            let content =
                body.and_then(|body| self.lower_incoming_body(body, &place, location, code));
            incoming.push(IncomingRequest {
                name,
                key: key.to_owned(),
                location: location.clone(),
                cause: cause.clone(),
                method: operation.method.clone(),
                summary: operation.item.summary.clone().or(item.summary.clone()),
                docs: Docs {
                    description: operation.item.description.clone(),
                    external_docs: operation
                        .item
                        .external_docs
                        .as_ref()
                        .map(|it| it.url.clone()),
                    deprecated: operation.item.deprecated,
                    ..Docs::default()
                },
                headers,
                content,
                answers: self.answers(&operation.item.responses),
            });
        }
    }

    /// What the server takes for an answer; the types of its body are the caller's.
    fn answers(&self, responses: &Responses) -> Vec<(StatusPattern, String)> {
        let all = &self.document.components.responses;
        let describe = |response: &ReferenceOr<Response>| {
            resolve(response, all, "responses", &Pointer::root())
                .map_or_else(String::new, |(response, _)| response.description.clone())
        };
        let statuses = responses.responses.iter().map(|(status, response)| {
            let status = match status {
                StatusCode::Code(code) => StatusPattern::Code(*code),
                StatusCode::Range(digit) => StatusPattern::Range(*digit),
            };
            (status, describe(response))
        });
        let default = responses.default.iter();
        let mut answers: Vec<_> = statuses
            .chain(default.map(|response| (StatusPattern::Default, describe(response))))
            .collect();
        answers.sort_by_key(|(status, _)| *status);
        answers
    }

    /// What a body is read into: JSON before anything else, and text before bytes.
    fn lower_incoming_body(
        &mut self,
        body: &ReferenceOr<DocumentBody>,
        location: &Pointer,
        owner: &Pointer,
        code: Code,
    ) -> Option<(String, ContentKind)> {
        let all = &self.document.components.request_bodies;
        let (body, place) = resolve(body, all, "requestBodies", location)?;
        let owner = if place == *location { owner } else { &place };
        let mut offered: Vec<_> = body.content.iter().collect();
        offered.sort_by_key(|(name, _)| (!is_json(name), !essence(name).starts_with("text/")));
        let (name, media_type) = *offered.first()?;
        for (other, _) in &offered[1..] {
            let message = format!("a body is read as `{name}`, and not as `{other}`");
            self.report(code, &place.child("content").child(other), message);
        }
        let at = place.child("content").child(name);
        let kind = if is_json(name) {
            let site = Site::of_operation(owner, "body");
            ContentKind::Json(self.lower_content_schema(media_type, &at, site))
        } else if essence(name).starts_with("text/") {
            ContentKind::Text
        } else {
            let message = format!("a body of `{name}` is for the caller to read");
            self.report(code, &at, message);
            ContentKind::Binary
        };
        Some((name.clone(), kind))
    }
}

/// A path item of a callback as those of the document are.
fn path_item(expression: &str, item: &openapiv3::PathItem, pointer: Pointer) -> document::PathItem {
    let operations = item.iter().map(|(method, operation)| document::Operation {
        method: method.to_uppercase(),
        pointer: pointer.child(method),
        item: operation.clone(),
    });
    document::PathItem {
        path: expression.to_owned(),
        operations: operations.collect(),
        summary: item.summary.clone(),
        description: item.description.clone(),
        parameters: item.parameters.clone(),
        pointer,
        ..document::PathItem::default()
    }
}
