//! Lowers the headers of the parts of a multipart body.

use openapiv3::{Encoding, HeaderStyle};

use super::operation::resolve;
use super::response::header_encoding;
use super::{Lowering, Site};
use crate::diagnostic::{Pointer, codes};
use crate::ir::{Constraints, Docs, Parameter, ParameterLocation, Ty};

impl Lowering<'_> {
    /// The headers that an Encoding Object gives the part of this name.
    pub(super) fn lower_part_headers(
        &mut self,
        encoding: Option<&(&Encoding, Pointer)>,
        part: &str,
        site: &Site,
    ) -> Vec<Parameter> {
        let document = self.document;
        let Some((encoding, location)) = encoding else {
            return Vec::new();
        };
        let mut lowered = Vec::new();
        for (name, header) in &encoding.headers {
            // OAS 3.0.4, Encoding Object: `Content-Type` is described separately; the disposition is written by whoever
            // writes parts, since it has their names.
            if ["content-type", "content-disposition"].contains(&name.to_lowercase().as_str()) {
                continue;
            }
            let at = location.child("headers").child(name);
            let resolved = resolve(header, &document.components.headers, "headers", &at);
            let Some((header, place)) = resolved else {
                let message = "this names no header of the document";
                self.report(codes::INVALID_OBJECT, &at, message);
                continue;
            };
            // A component's inline types are its own, however many parts have it.
            let site = if place == at {
                site.clone().inside(&format!("{part} {name}"))
            } else {
                Site::of_operation(&place, name.clone())
            };
            let HeaderStyle::Simple = header.style;
            let mut parameter = Parameter {
                name: name.clone(),
                location: place.clone(),
                docs: Docs {
                    description: header.description.clone(),
                    deprecated: header.deprecated.unwrap_or(false),
                    example: header
                        .example
                        .clone()
                        .or_else(|| self.first_example(&header.examples)),
                    ..Docs::default()
                },
                place: ParameterLocation::Header,
                encoding: header_encoding(header),
                required: header.required,
                ty: Ty::Any,
                constant: None,
                default: None,
                client_parameter: false,
                constraints: Constraints::default(),
            };
            self.lower_parameter_value(&header.format, &place, site, &mut parameter);
            lowered.push(parameter);
        }
        lowered
    }
}
