//! Names of the client's builder: servers, security schemes, settings.

use super::ident::{Case, Ident};
use super::scope::Scope;
use crate::ir::{Api, Server};

/// The names that belong to the client itself.
#[derive(Clone, Debug)]
pub struct ClientNames {
    /// The names of each server, in document order.
    pub servers: Vec<ServerNames>,
    /// A setter per security scheme, in document order.
    pub security_schemes: Vec<Ident>,
    /// A constant per scope of each security scheme, in the order of [`SecurityScheme::scopes`].
    ///
    /// [`SecurityScheme::scopes`]: crate::ir::SecurityScheme::scopes
    pub scopes: Vec<Vec<Ident>>,
    /// A setter per client parameter, in their order.
    pub parameters: Vec<Ident>,
}

/// The names of one server.
#[derive(Clone, Debug)]
pub struct ServerNames {
    /// The variant of the enum.
    pub variant: Ident,
    /// The struct that the variant holds, where the server's URL has variables.
    pub ident: Option<Ident>,
    /// The names of its variables, in their order.
    pub variables: Vec<VariableNames>,
}

impl ServerNames {
    /// The types that a server has of its own.
    pub fn types(&self) -> impl Iterator<Item = &Ident> {
        let values = self
            .variables
            .iter()
            .filter_map(|names| names.values.as_ref());
        self.ident.iter().chain(values.map(|(ident, _)| ident))
    }
}

/// The names of a variable of a server's URL.
#[derive(Clone, Debug)]
pub struct VariableNames {
    /// The field.
    pub field: Ident,
    /// The enum of its values and a variant for each, where they are listed and the default is among them.
    pub values: Option<(Ident, Vec<Ident>)>,
}

/// Types that stand beside those of the servers.
const CLIENT_TYPES: &[&str] = &[
    "Client",
    "ClientBuilder",
    "Server",
    "ApiError",
    "Body",
    "BuildError",
    "Error",
    "FilePart",
    "Reason",
    "Response",
    "UnexpectedResponse",
    "Violation",
    "Violations",
];

/// Methods that every client's builder has.
const BUILDER_METHODS: &[&str] = &[
    "server",
    "base_url",
    "server_override",
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
    let scopes = api.security_schemes.iter().map(|scheme| {
        let texts: Vec<String> = scheme
            .scopes()
            .iter()
            .map(|(scope, _)| format!("scope {scope}"))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        Scope::default().assign(Case::Static, &texts)
    });
    let scopes = scopes.collect();
    let parameters: Vec<&str> = api
        .client_parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    let parameters = scope.assign(Case::Value, &parameters);
    let mut variants = Scope::default();
    let mut types = Scope::reserving(CLIENT_TYPES);
    let servers = api
        .servers
        .iter()
        .map(|server| server_names(server, "", &mut variants, &mut types))
        .collect();
    ClientNames {
        servers,
        security_schemes,
        scopes,
        parameters,
    }
}

/// The names of a server, whose types begin with a prefix.
pub(super) fn server_names(
    server: &Server,
    prefix: &str,
    variants: &mut Scope,
    types: &mut Scope,
) -> ServerNames {
    let variant = variants.take(&server_text(server));
    let names: Vec<&str> = server
        .variables
        .iter()
        .map(|variable| variable.name.as_str())
        .collect();
    let fields = Scope::default().assign(Case::Value, &names);
    let ident = (!server.variables.is_empty())
        .then(|| types.take(&format!("{prefix}{}Server", variant.bare())));
    let variables = server
        .variables
        .iter()
        .zip(fields)
        .map(|(variable, field)| {
            let values: Vec<&str> = variable.values.iter().map(String::as_str).collect();
            let values = values.contains(&variable.default.as_str()).then(|| {
                let variable = Case::Type.apply(&variable.name);
                let text = format!("{prefix}{}{variable}", variant.bare());
                let variants = Scope::reserving(&["Self"]).assign(Case::Type, &values);
                (types.take(&text), variants)
            });
            VariableNames { field, values }
        })
        .collect();
    ServerNames {
        variant,
        ident,
        variables,
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
