//! Lowers Response Objects.

use openapiv3::{
    Header as DocumentHeader, HeaderStyle, ParameterSchemaOrContent, ReferenceOr,
    Response as DocumentResponse, Responses, StatusCode,
};

use serde_json::Value;

use super::body::is_json;
use super::operation::resolve;
use super::{Lowering, Site};
use crate::diagnostic::{Pointer, codes};
use crate::ir::{Docs, Format, Header, ParameterEncoding, Response, StatusPattern, Ty};

impl Lowering<'_> {
    /// The responses of an operation: by status, then ranges, then default.
    pub(super) fn lower_responses(
        &mut self,
        responses: &Responses,
        operation: &Pointer,
    ) -> Vec<Response> {
        let pointer = operation.child("responses");
        let mut lowered = Vec::new();
        for (status, response) in &responses.responses {
            let status = match status {
                StatusCode::Code(code) => StatusPattern::Code(*code),
                StatusCode::Range(digit) => StatusPattern::Range(*digit),
            };
            let key = match status {
                StatusPattern::Code(code) => code.to_string(),
                StatusPattern::Range(digit) => format!("{digit}XX"),
                StatusPattern::Default => "default".to_owned(),
            };
            lowered.extend(self.lower_response(response, status, &pointer.child(&key), operation));
        }
        if let Some(response) = &responses.default {
            let place = pointer.child("default");
            lowered.extend(self.lower_response(
                response,
                StatusPattern::Default,
                &place,
                operation,
            ));
        }
        lowered.sort_by_key(|response| response.status);
        lowered
    }

    fn lower_response(
        &mut self,
        response: &ReferenceOr<DocumentResponse>,
        status: StatusPattern,
        location: &Pointer,
        operation: &Pointer,
    ) -> Option<Response> {
        let document = self.document;
        let resolved = resolve(
            response,
            &document.components.responses,
            "responses",
            location,
        );
        let Some((response, place)) = resolved else {
            self.report(
                codes::INVALID_OBJECT,
                location,
                "this names no response of the document",
            );
            return None;
        };
        // A component's inline types are its own, however many operations answer it.
        let site = if place == *location {
            let role = match status {
                StatusPattern::Code(200..=299) | StatusPattern::Range(2) => "response".to_owned(),
                StatusPattern::Code(code) => format!("response {code}"),
                StatusPattern::Range(digit) => format!("response {digit}xx"),
                StatusPattern::Default => "response default".to_owned(),
            };
            Site::of_operation(operation, role)
        } else {
            Site::of_operation(&place, "body")
        };
        let content = if has_content(status) {
            self.lower_contents(response, &place, &site)
        } else {
            if !response.content.is_empty() {
                let message = "an answer of this status has no body: what is described is left out";
                let place = place.child("content");
                self.report(codes::CONTENT_OF_NO_CONTENT, &place, message);
            }
            Vec::new()
        };
        let headers = response
            .headers
            .iter()
            .filter_map(|(name, header)| {
                let location = place.child("headers").child(name);
                self.lower_header(name, header, &location, &site)
            })
            .collect();
        let links = self.lower_links(response, &place);
        Some(Response {
            status,
            location: place,
            description: response.description.clone(),
            content,
            headers,
            links,
        })
    }

    fn lower_header(
        &mut self,
        name: &str,
        header: &ReferenceOr<DocumentHeader>,
        location: &Pointer,
        site: &Site,
    ) -> Option<Header> {
        let document = self.document;
        let (header, place) = resolve(header, &document.components.headers, "headers", location)?;
        // OAS 3.0.4, Response Object: a header called Content-Type is ignored.
        if name.eq_ignore_ascii_case("content-type") {
            return None;
        }
        let mut encoding = header_encoding(header);
        let ty = match &header.format {
            ParameterSchemaOrContent::Schema(schema) => {
                self.lower_schema(schema, &place.child("schema"), site.inside(name))
                    .ty
            }
            ParameterSchemaOrContent::Content(content) => match content.first() {
                Some((media_type, content)) if is_json(media_type) => {
                    encoding = ParameterEncoding::Json;
                    let place = place.child("content").child(media_type).child("schema");
                    match &content.schema {
                        Some(schema) => self.lower_schema(schema, &place, site.inside(name)).ty,
                        None => Ty::Any,
                    }
                }
                _ => Ty::String(Format::Plain),
            },
        };
        Some(Header {
            name: name.to_owned(),
            location: place,
            docs: Docs {
                description: header.description.clone(),
                deprecated: header.deprecated.unwrap_or(false),
                ..Docs::default()
            },
            required: header.required,
            encoding,
            ty,
        })
    }
}

/// Whether an answer of a status may have content (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
fn has_content(status: StatusPattern) -> bool {
    !matches!(status, StatusPattern::Code(204 | 205 | 304))
}

/// How a header with a schema is written.
pub(super) fn header_encoding(header: &DocumentHeader) -> ParameterEncoding {
    let HeaderStyle::Simple = header.style;
    let explode = header.extensions.get("x-spec2crate-explode");
    ParameterEncoding::Simple {
        explode: explode == Some(&Value::Bool(true)),
    }
}
