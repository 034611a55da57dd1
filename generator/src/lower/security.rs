//! Lowers Security Scheme Objects.

use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityScheme as DocumentScheme};

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
                        "bearer" => SecuritySchemeKind::Bearer { flows: Vec::new() },
                        "basic" => SecuritySchemeKind::Basic,
                        other => {
                            self.report(
                                codes::UNSUPPORTED_SECURITY_SCHEME,
                                &location,
                                format!("HTTP authentication by `{other}` is not carried"),
                            );
                            continue;
                        }
                    };
                    (kind, description)
                }
                DocumentScheme::OAuth2 {
                    flows, description, ..
                } => (
                    SecuritySchemeKind::Bearer {
                        flows: lower_flows(flows),
                    },
                    description,
                ),
                DocumentScheme::OpenIDConnect { description, .. } => (
                    SecuritySchemeKind::Bearer { flows: Vec::new() },
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

    /// Whether a scheme is declared, so that what is wrong with it was said at its declaration.
    pub(super) fn is_reported_scheme(&self, name: &str) -> bool {
        let place = Place::Document(component_pointer("securitySchemes", name));
        self.document.components.security_schemes.contains_key(name)
            || self.diagnostics.iter().any(|diagnostic| {
                diagnostic.code == codes::UNSUPPORTED_SECURITY_SCHEME
                    && diagnostic.place.as_ref() == Some(&place)
            })
    }
}

fn lower_flows(flows: &OAuth2Flows) -> Vec<OAuth2Flow> {
    let scopes = |scopes: &indexmap::IndexMap<String, String>| {
        scopes
            .iter()
            .map(|(scope, text)| (scope.clone(), text.clone()))
            .collect()
    };
    let mut lowered = Vec::new();
    if let Some(flow) = &flows.authorization_code {
        lowered.push(OAuth2Flow {
            name: "authorizationCode".to_owned(),
            authorization_url: Some(flow.authorization_url.clone()),
            token_url: Some(flow.token_url.clone()),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.client_credentials {
        lowered.push(OAuth2Flow {
            name: "clientCredentials".to_owned(),
            authorization_url: None,
            token_url: Some(flow.token_url.clone()),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.password {
        lowered.push(OAuth2Flow {
            name: "password".to_owned(),
            authorization_url: None,
            token_url: Some(flow.token_url.clone()),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.implicit {
        lowered.push(OAuth2Flow {
            name: "implicit".to_owned(),
            authorization_url: Some(flow.authorization_url.clone()),
            token_url: None,
            scopes: scopes(&flow.scopes),
        });
    }
    lowered
}
