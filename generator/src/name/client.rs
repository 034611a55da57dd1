//! Names of the client's builder: servers, security schemes, settings.

use super::ident::{Case, Ident};
use super::scope::Scope;
use crate::ir::{Api, Server};

/// The names that belong to the client itself.
#[derive(Clone, Debug)]
pub struct ClientNames {
    /// A variant per server, in document order.
    pub servers: Vec<Ident>,
    /// A setter per security scheme, in document order.
    pub security_schemes: Vec<Ident>,
    /// A setter per client parameter, in their order.
    pub parameters: Vec<Ident>,
}

/// Methods that every client's builder has.
const BUILDER_METHODS: &[&str] = &[
    "server",
    "base_url",
    "timeout",
    "connect_timeout",
    "transport",
    "build",
    "clone",
    "into",
    "try_into",
    "response_limit",
    "default_header",
    "validate_requests",
];

pub(super) fn assign(api: &Api) -> ClientNames {
    let mut scope = Scope::reserving(BUILDER_METHODS);
    let schemes: Vec<&str> = api
        .security_schemes
        .iter()
        .map(|scheme| scheme.name.as_str())
        .collect();
    let security_schemes = scope.assign(Case::Value, &schemes);
    let parameters: Vec<&str> = api
        .client_parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    let parameters = scope.assign(Case::Value, &parameters);
    let mut scope = Scope::default();
    let servers = api
        .servers
        .iter()
        .map(|server| scope.take(&server_text(server)))
        .collect();
    ClientNames {
        servers,
        security_schemes,
        parameters,
    }
}

/// A description of a word or three names a server; a longer one is prose, and the host tells more.
fn server_text(server: &Server) -> String {
    let described = server
        .description
        .as_deref()
        .map(|text| text.trim().trim_end_matches('.'))
        .filter(|text| (1..=3).contains(&text.split_whitespace().count()) && text.len() <= 40);
    if let Some(text) = described {
        Case::Type.apply(text)
    } else {
        let url = server
            .url
            .split_once("://")
            .map_or(server.url.as_str(), |(_, rest)| rest);
        Case::Type.apply(url)
    }
}
