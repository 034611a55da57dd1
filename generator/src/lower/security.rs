//! Lowers Security Scheme Objects.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityScheme as DocumentScheme};
use serde_json::Value;

use super::Lowering;
use super::component_pointer;
use super::operation::resolve;
use crate::diagnostic::{Place, codes};
use crate::ir::{Docs, OAuth2Flow, SecurityScheme, SecuritySchemeKind};

impl Lowering<'_> {
    /// The schemes that a client can carry; the others are reported.
    pub(super) fn lower_security_schemes(&mut self) -> Vec<SecurityScheme> {
        let document = self.document;
        let mut lowered = Vec::new();
        for (name, scheme) in &document.components.security_schemes {
            let location = component_pointer("securitySchemes", name);
            let all = &document.components.security_schemes;
            let Some((scheme, _)) = resolve(scheme, all, "securitySchemes", &location) else {
                self.report(
                    codes::INVALID_OBJECT,
                    &location,
                    "this names no security scheme",
                );
                continue;
            };
            let (kind, description) = match scheme {
                DocumentScheme::APIKey {
                    location: place,
                    name,
                    description,
                    ..
                } => {
                    let kind = match place {
                        APIKeyLocation::Header => SecuritySchemeKind::ApiKeyHeader(name.clone()),
                        APIKeyLocation::Query => SecuritySchemeKind::ApiKeyQuery(name.clone()),
                        APIKeyLocation::Cookie => SecuritySchemeKind::ApiKeyCookie(name.clone()),
                    };
                    (kind, description)
                }
                DocumentScheme::HTTP {
                    scheme,
                    description,
                    ..
                } => {
                    // RFC 9110, section 11.1: scheme names are case-insensitive.
                    let kind = match scheme.to_ascii_lowercase().as_str() {
                        "bearer" => SecuritySchemeKind::Bearer {
                            flows: Vec::new(),
                            open_id_connect_url: None,
                        },
                        "basic" => SecuritySchemeKind::Basic,
                        "mutualtls" => {
                            let message = "mutual TLS is for the transport to do: the client asks for no credential";
                            self.report(codes::UNSUPPORTED_SECURITY_SCHEME, &location, message);
                            continue;
                        }
                        _ if is_of_transport(scheme) || !is_token(scheme) => {
                            self.report(
                                codes::UNSUPPORTED_SECURITY_SCHEME,
                                &location,
                                format!("HTTP authentication by `{scheme}` is not carried"),
                            );
                            continue;
                        }
                        _ => SecuritySchemeKind::Http(scheme.clone()),
                    };
                    (kind, description)
                }
                DocumentScheme::OAuth2 {
                    flows, description, ..
                } => (
                    SecuritySchemeKind::Bearer {
                        flows: lower_flows(flows),
                        open_id_connect_url: None,
                    },
                    description,
                ),
                DocumentScheme::OpenIDConnect {
                    open_id_connect_url,
                    description,
                    ..
                } => (
                    SecuritySchemeKind::Bearer {
                        flows: Vec::new(),
                        open_id_connect_url: text(open_id_connect_url),
                    },
                    description,
                ),
            };
            lowered.push(SecurityScheme {
                name: name.clone(),
                location,
                docs: Docs {
                    description: description.clone(),
                    ..Docs::default()
                },
                kind,
            });
        }
        lowered
    }

    /// Whether what is wrong with a scheme was said at its declaration.
    pub(super) fn is_reported_scheme(&self, name: &str) -> bool {
        let is_its = |place: &Place| match place {
            Place::Document(pointer) | Place::Source { pointer, .. } => {
                pointer.last().as_deref() == Some(name)
            }
            Place::Position { .. } | Place::File(_) => false,
        };
        self.document.components.security_schemes.contains_key(name)
            || self.diagnostics.iter().any(|diagnostic| {
                [codes::UNSUPPORTED_SECURITY_SCHEME, codes::MISSING_KEY].contains(&diagnostic.code)
                    && diagnostic.leaves_out
                    && diagnostic.place.as_ref().is_some_and(is_its)
            })
    }

    /// Whether a scheme of the document is for the transport to carry, so that the client needs no credential of it.
    pub(super) fn is_scheme_of_transport(&self, name: &str) -> bool {
        let all = &self.document.components.security_schemes;
        let location = component_pointer("securitySchemes", name);
        let scheme = all
            .get(name)
            .and_then(|scheme| resolve(scheme, all, "securitySchemes", &location));
        matches!(scheme, Some((DocumentScheme::HTTP { scheme, .. }, _)) if is_of_transport(scheme))
    }
}

/// Whether credentials of an HTTP scheme answer a challenge of the server, so that none can be given beforehand, or are
/// those of the connection.
///
/// Of those that IANA lists: RFC 7616, 7486, 8120 and 7804; `mutualTLS` is what the type of that name became.
fn is_of_transport(scheme: &str) -> bool {
    [
        "digest",
        "hoba",
        "mutual",
        "mutualTLS",
        "scram-sha-1",
        "scram-sha-256",
    ]
    .iter()
    .any(|known| scheme.eq_ignore_ascii_case(known))
}

/// RFC 9110, section 11.1: the name of a scheme is a token.
fn is_token(scheme: &str) -> bool {
    super::operation::http_token(scheme).is_some()
}

/// A text that says something.
fn text(text: &str) -> Option<String> {
    Some(text.trim())
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

fn lower_flows(flows: &OAuth2Flows) -> Vec<OAuth2Flow> {
    let scopes = |scopes: &IndexMap<String, String>| {
        let scopes = scopes.iter();
        scopes
            .map(|(scope, text)| (scope.clone(), text.clone()))
            .collect()
    };
    let refresh = |url: &Option<String>| url.as_deref().and_then(text);
    let mut lowered = Vec::new();
    if let Some(flow) = &flows.authorization_code {
        lowered.push(OAuth2Flow {
            name: "authorizationCode",
            authorization_url: text(&flow.authorization_url),
            device_authorization_url: None,
            token_url: text(&flow.token_url),
            refresh_url: refresh(&flow.refresh_url),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.client_credentials {
        lowered.push(OAuth2Flow {
            name: "clientCredentials",
            authorization_url: None,
            device_authorization_url: None,
            token_url: text(&flow.token_url),
            refresh_url: refresh(&flow.refresh_url),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.password {
        lowered.push(OAuth2Flow {
            name: "password",
            authorization_url: None,
            device_authorization_url: None,
            token_url: text(&flow.token_url),
            refresh_url: refresh(&flow.refresh_url),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.implicit {
        lowered.push(OAuth2Flow {
            name: "implicit",
            authorization_url: text(&flow.authorization_url),
            device_authorization_url: None,
            token_url: None,
            refresh_url: refresh(&flow.refresh_url),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = flows.extensions.get("x-spec2crate-device-authorization") {
        let url = |key: &str| flow.get(key).and_then(Value::as_str).and_then(text);
        let scopes = flow.get("scopes").and_then(Value::as_object);
        lowered.push(OAuth2Flow {
            name: "deviceAuthorization",
            authorization_url: None,
            device_authorization_url: url("deviceAuthorizationUrl"),
            token_url: url("tokenUrl"),
            refresh_url: url("refreshUrl"),
            scopes: scopes
                .into_iter()
                .flatten()
                .map(|(scope, text)| (scope.clone(), text.as_str().unwrap_or_default().to_owned()))
                .collect(),
        });
    }
    lowered
}
