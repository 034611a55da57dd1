//! Lowers Operation Objects.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, SecurityRequirement as DocumentRequirement};
use serde_json::Value;

use super::Lowering;
use super::body::word_of;
use super::server::lower_servers;
use crate::diagnostic::{Pointer, codes};
use crate::document;
use crate::ir::{
    Docs, Operation, Parameter, ParameterLocation, PathSegment, SecurityRequirement,
    SecurityScheme, Server,
};

impl Lowering<'_> {
    /// Every operation of the document.
    pub(super) fn lower_operations(&mut self, schemes: &[SecurityScheme]) -> Vec<Operation> {
        let document = self.document;
        let mut operations = Vec::new();
        for item in &document.path_items {
            for operation in &item.operations {
                if let Some(operation) = self.lower_operation(item, operation, schemes) {
                    operations.extend(by_media_type(operation));
                }
            }
        }
        operations
    }

    fn lower_operation(
        &mut self,
        path_item: &document::PathItem,
        operation: &document::Operation,
        schemes: &[SecurityScheme],
    ) -> Option<Operation> {
        let location = &operation.pointer;
        let item = &operation.item;
        if http_token(&operation.method).is_none() {
            self.report(
                codes::UNSUPPORTED_METHOD,
                location,
                format!("`{}` is no HTTP method", operation.method),
            );
            return None;
        }
        let name = match item.operation_id.as_deref().map(str::trim) {
            Some(id) if !id.is_empty() => id.to_owned(),
            _ => format!(
                "{} {}",
                operation.method.to_lowercase(),
                words_of_path(&path_item.path)
            ),
        };
        let segments = parse_path(&path_item.path);
        let mut parameters = self.lower_parameters(path_item, operation);
        self.match_path_parameters(location, &segments, &mut parameters);
        let url_parameter = item
            .extensions
            .get("x-spec2crate-url")
            .and_then(Value::as_str)
            .map(str::to_owned)
            .filter(|name| {
                let known = parameters.iter().any(|parameter| {
                    parameter.place == ParameterLocation::Path && parameter.name == *name
                });
                if !known {
                    self.report(
                        codes::UNDECLARED_PATH_PARAMETER,
                        &location.child("x-spec2crate-url"),
                        format!("`x-spec2crate-url` names the path parameter `{name}`, which does not exist"),
                    );
                }
                known
            });
        let body = item.request_body.as_ref().and_then(|body| {
            self.lower_request_body(body, &location.child("requestBody"), location)
        });
        let responses = self.lower_responses(&item.responses, location);
        let (security, mut scopes) = self.lower_security(
            item.security.as_deref().unwrap_or(&self.document.security),
            schemes,
            location,
        );
        let required_scopes = item
            .extensions
            .get("x-required-scopes")
            .and_then(Value::as_array);
        scopes.extend(
            required_scopes
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(str::to_owned),
        );
        let servers = self.own_servers(path_item, operation);
        Some(Operation {
            name,
            location: location.clone(),
            method: operation.method.clone(),
            path: path_item.path.clone(),
            segments,
            summary: item.summary.clone().or_else(|| path_item.summary.clone()),
            docs: Docs {
                title: None,
                description: item
                    .description
                    .clone()
                    .or_else(|| path_item.description.clone()),
                external_docs: item.external_docs.as_ref().map(|docs| docs.url.clone()),
                deprecated: item.deprecated,
                example: None,
                remarks: Vec::new(),
            },
            tag: item.tags.first().cloned(),
            parameters,
            body,
            variant: None,
            responses,
            security,
            servers,
            url_parameter,
            scopes: scopes.into_iter().collect(),
        })
    }

    /// Parameters of the path item, overridden by those of the operation (same name and place).
    pub(super) fn lower_parameters(
        &mut self,
        path_item: &document::PathItem,
        operation: &document::Operation,
    ) -> Vec<Parameter> {
        let mut lowered: Vec<Parameter> = Vec::new();
        let lists = [
            (&path_item.parameters, path_item.pointer.child("parameters")),
            (
                &operation.item.parameters,
                operation.pointer.child("parameters"),
            ),
        ];
        for (list, pointer) in lists {
            for (index, parameter) in list.iter().enumerate() {
                let location = pointer.index(index);
                let Some(parameter) =
                    self.lower_parameter(parameter, &location, &operation.pointer)
                else {
                    continue;
                };
                let same = lowered.iter().position(|known| {
                    known.name == parameter.name && known.place == parameter.place
                });
                match same {
                    Some(index) => lowered[index] = parameter,
                    None => lowered.push(parameter),
                }
            }
        }
        lowered
    }

    /// Makes the parameters agree with the path template: undeclared ones become strings, unused ones go.
    fn match_path_parameters(
        &mut self,
        location: &Pointer,
        segments: &[PathSegment],
        parameters: &mut Vec<Parameter>,
    ) {
        let template: BTreeSet<&str> = segments
            .iter()
            .filter_map(|segment| match segment {
                PathSegment::Parameter(name) => Some(name.as_str()),
                PathSegment::Text(_) => None,
            })
            .collect();
        parameters.retain(|parameter| {
            let used = parameter.place != ParameterLocation::Path
                || template.contains(parameter.name.as_str());
            if !used {
                self.report(
                    codes::UNUSED_PATH_PARAMETER,
                    &parameter.location,
                    format!(
                        "the path has no `{{{}}}`: the parameter is left out",
                        parameter.name
                    ),
                );
            }
            used
        });
        let declared: BTreeSet<String> = parameters
            .iter()
            .filter(|parameter| parameter.place == ParameterLocation::Path)
            .map(|parameter| parameter.name.clone())
            .collect();
        for segment in segments {
            let PathSegment::Parameter(name) = segment else {
                continue;
            };
            if !declared.contains(name) && !parameters.iter().any(|known| is_path(known, name)) {
                self.report(
                    codes::UNDECLARED_PATH_PARAMETER,
                    location,
                    format!(
                        "the path parameter `{name}` is not declared: it is taken for a string"
                    ),
                );
                parameters.push(Parameter::undeclared(name, location));
            }
        }
        // Arguments stand in the order of the path, whatever the order of the declarations.
        let place = |name: &str| {
            segments.iter().position(
                |segment| matches!(segment, PathSegment::Parameter(known) if known == name),
            )
        };
        parameters.sort_by_key(|parameter| match parameter.place {
            ParameterLocation::Path => (0, place(&parameter.name)),
            _ => (1, None),
        });
    }

    /// The servers that an operation or its path has in place of the document's.
    fn own_servers(
        &self,
        path_item: &document::PathItem,
        operation: &document::Operation,
    ) -> Vec<Server> {
        let (servers, owner) = if operation.item.servers.is_empty() {
            (&path_item.servers, &path_item.pointer)
        } else {
            (&operation.item.servers, &operation.pointer)
        };
        // Those of the document once more are those of the client, whichever of them it is built with.
        if *servers == self.document.servers {
            Vec::new()
        } else {
            lower_servers(servers, &owner.child("servers"))
        }
    }

    fn lower_security(
        &mut self,
        requirements: &[DocumentRequirement],
        schemes: &[SecurityScheme],
        location: &Pointer,
    ) -> (Vec<SecurityRequirement>, BTreeSet<String>) {
        let mut scopes = BTreeSet::new();
        let mut alternatives = Vec::new();
        for requirement in requirements {
            let needed: Vec<(&String, &Vec<String>)> = requirement
                .iter()
                .filter(|(name, _)| !self.is_scheme_of_transport(name))
                .collect();
            let unknown: Vec<&str> = needed
                .iter()
                .map(|(name, _)| name.as_str())
                .filter(|name| schemes.iter().all(|scheme| scheme.name != *name))
                .collect();
            if unknown.is_empty() {
                scopes.extend(needed.iter().flat_map(|(_, scopes)| (*scopes).clone()));
                alternatives.push(SecurityRequirement {
                    schemes: needed
                        .into_iter()
                        .map(|(name, scopes)| (name.clone(), scopes.clone()))
                        .collect(),
                });
            } else if !unknown.iter().any(|name| self.is_reported_scheme(name)) {
                self.report(
                    codes::UNDECLARED_SECURITY_SCHEME,
                    location,
                    format!("no security scheme is called {}", quoted(&unknown)),
                );
            }
        }
        if alternatives.iter().all(|it| it.schemes.is_empty()) {
            alternatives.clear();
        }
        // Where no alternative can be carried, the caller's own header or transport has to do it.
        (alternatives, scopes)
    }
}

fn is_path(parameter: &Parameter, name: &str) -> bool {
    parameter.place == ParameterLocation::Path && parameter.name == name
}

fn quoted(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// RFC 9110, section 5.6.2: a method is a token.
pub(super) fn http_token(method: &str) -> Option<&str> {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    (!method.is_empty() && method.bytes().all(is_token)).then_some(method)
}

/// The words of a path that can make a name: `/pets/{petId}` is `pets by petId`.
fn words_of_path(path: &str) -> String {
    let mut words = Vec::new();
    for segment in parse_path(path) {
        match segment {
            PathSegment::Text(text) => {
                words.extend(
                    text.split(|c: char| !c.is_alphanumeric())
                        .filter(|word| !word.is_empty())
                        .map(str::to_owned),
                );
            }
            PathSegment::Parameter(name) => words.push(format!("by {name}")),
        }
    }
    if words.is_empty() {
        "root".to_owned()
    } else {
        words.join(" ")
    }
}

/// A path template in pieces. A brace without its partner is text.
pub(super) fn parse_path(path: &str) -> Vec<PathSegment> {
    let mut segments = Vec::new();
    let mut text = String::new();
    let mut rest = path;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else {
            break;
        };
        let name = &rest[open + 1..open + length];
        if name.is_empty() || name.contains('{') {
            text.push_str(&rest[..=open]);
            rest = &rest[open + 1..];
            continue;
        }
        text.push_str(&rest[..open]);
        if !text.is_empty() {
            segments.push(PathSegment::Text(std::mem::take(&mut text)));
        }
        segments.push(PathSegment::Parameter(name.to_owned()));
        rest = &rest[open + length + 1..];
    }
    text.push_str(rest);
    if !text.is_empty() {
        segments.push(PathSegment::Text(text));
    }
    segments
}

/// An object of the document, or the component that a reference names.
pub(super) fn resolve<'s, T>(
    reference: &'s ReferenceOr<T>,
    components: &'s indexmap::IndexMap<String, ReferenceOr<T>>,
    kind: &str,
    location: &Pointer,
) -> Option<(&'s T, Pointer)> {
    let mut found = (reference, location.clone());
    for _ in 0..super::schema::FOLLOW_LIMIT {
        match found.0 {
            ReferenceOr::Item(item) => return Some((item, found.1)),
            ReferenceOr::Reference { reference } => {
                let name = super::component_name(reference, kind)?;
                found = (
                    components.get(&name)?,
                    super::component_pointer(kind, &name),
                );
            }
        }
    }
    None
}

/// An operation, and one for each further media type of its request body.
fn by_media_type(mut operation: Operation) -> Vec<Operation> {
    let others = match &mut operation.body {
        Some(body) if body.content.len() > 1 => body.content.split_off(1),
        _ => Vec::new(),
    };
    let mut words: Vec<String> = Vec::new();
    let variants: Vec<Operation> = others
        .into_iter()
        .map(|content| {
            let mut variant = operation.clone();
            let word = word_of(&content, &words);
            if let Some(body) = &mut variant.body {
                body.content = vec![content];
            }
            variant.variant = Some(word.clone());
            words.push(word);
            variant
        })
        .collect();
    [operation].into_iter().chain(variants).collect()
}
