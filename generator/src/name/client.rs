//! Names of the client's builder: servers, security schemes, settings.

use super::ident::{Case, Ident};
use super::scope::Scope;
use super::{Pins, members};
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
    /// What a later run has to leave as it is; of the operations' own servers, too.
    pub(super) pins: Pins,
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

pub(super) fn assign(api: &Api, known: &Pins) -> ClientNames {
    let mut pins = Pins::default();
    let mut scope = Scope::reserving(BUILDER_METHODS);
    let schemes: Vec<(&str, String)> = api
        .security_schemes
        .iter()
        .map(|scheme| (scheme.name.as_str(), scheme.location.to_string()))
        .collect();
    let parameters: Vec<(&str, String)> = api
        .client_parameters
        .iter()
        .map(|parameter| (parameter.name.as_str(), client_key(&parameter.name)))
        .collect();
    let scheme_pins = pinned(&mut scope, &schemes, known);
    let parameter_pins = pinned(&mut scope, &parameters, known);
    let security_schemes = setters(&mut scope, &schemes, scheme_pins, &mut pins);
    let parameters = setters(&mut scope, &parameters, parameter_pins, &mut pins);
    let scopes = api.security_schemes.iter().map(|scheme| {
        let scopes = scheme.scopes();
        let names: Vec<&str> = scopes.iter().map(|(scope, _)| *scope).collect();
        let key = scheme.location.to_string();
        let shown = |name: &str| format!("scope {name}");
        let known = known.members.get(&key);
        let found = members::shown(&mut Scope::default(), Case::Static, &names, shown, known);
        pins.pin_members(key, found.pins);
        found.idents
    });
    let scopes = scopes.collect();
    let mut types = Scope::reserving(CLIENT_TYPES);
    let place = ServerPlace {
        prefix: "",
        owner: "",
    };
    let servers = server_names(&api.servers, place, &mut types, known, &mut pins);
    ClientNames {
        servers,
        security_schemes,
        scopes,
        parameters,
        pins,
    }
}

/// By what the setter of a client parameter is pinned.
fn client_key(name: &str) -> String {
    format!("client parameter {name}")
}

/// The setters that are pinned, of names with their keys.
fn pinned(scope: &mut Scope, names: &[(&str, String)], known: &Pins) -> Vec<Option<Ident>> {
    let ident = |(_, key): &(&str, String)| {
        let pin = known.names.get(key)?;
        scope.try_take(&Case::Value.apply_pin(pin))
    };
    names.iter().map(ident).collect()
}

/// The setters of names with their keys, of which some have theirs already.
fn setters(
    scope: &mut Scope,
    names: &[(&str, String)],
    known: Vec<Option<Ident>>,
    pins: &mut Pins,
) -> Vec<Ident> {
    let pairs = names.iter().zip(&known);
    let new: Vec<&str> = pairs
        .filter(|(_, known)| known.is_none())
        .map(|((name, _), _)| *name)
        .collect();
    let mut new = scope.assign(Case::Value, &new).into_iter();
    let idents: Vec<Ident> = known
        .into_iter()
        .filter_map(|known| known.or_else(|| new.next()))
        .collect();
    for ((_, key), ident) in names.iter().zip(&idents) {
        pins.names.insert(key.clone(), ident.bare().to_owned());
    }
    idents
}

/// Whose servers are named.
#[derive(Clone, Copy)]
pub(super) struct ServerPlace<'p> {
    /// What the names of their types begin with.
    pub(super) prefix: &'p str,
    /// What their keys begin with: an operation's.
    pub(super) owner: &'p str,
}

impl ServerPlace<'_> {
    /// By what a server is pinned.
    fn key(self, server: &Server) -> String {
        let key = format!("{} server {}", self.owner, server.url);
        key.trim_start().to_owned()
    }
}

/// The names of servers.
pub(super) fn server_names(
    servers: &[Server],
    place: ServerPlace<'_>,
    types: &mut Scope,
    known: &Pins,
    pins: &mut Pins,
) -> Vec<ServerNames> {
    let mut variants = Scope::default();
    let pinned: Vec<Option<Ident>> = servers
        .iter()
        .map(|server| {
            let pin = known.names.get(&place.key(server))?;
            variants.try_take(&Case::Type.apply_pin(pin))
        })
        .collect();
    let named = servers.iter().zip(pinned).map(|(server, pinned)| {
        let variant = pinned.unwrap_or_else(|| variants.take(&server_text(server)));
        let key = place.key(server);
        let bare = variant.bare().to_owned();
        pins.names.entry(key.clone()).or_insert(bare.clone());
        let prefix = format!("{}{bare}", place.prefix);
        let names = server.variables.iter();
        let names: Vec<&str> = names.map(|variable| variable.name.as_str()).collect();
        let mut scope = Scope::default();
        let fields = members::of(&mut scope, Case::Value, &names, known.members.get(&key));
        let ident = (!server.variables.is_empty()).then(|| types.take(&format!("{prefix}Server")));
        let variables = server.variables.iter().zip(fields.idents);
        let variables = variables.map(|(variable, field)| {
            let values: Vec<&str> = variable.values.iter().map(String::as_str).collect();
            let values = values.contains(&variable.default.as_str()).then(|| {
                let key = format!("{key} {{{}}}", variable.name);
                let mut scope = Scope::reserving(&["Self"]);
                let known = known.members.get(&key);
                let variants = members::of(&mut scope, Case::Type, &values, known);
                pins.pin_members(key, variants.pins);
                let word = Case::Type.apply(&variable.name);
                (types.take(&format!("{prefix}{word}")), variants.idents)
            });
            VariableNames { field, values }
        });
        let variables = variables.collect();
        pins.pin_members(key, fields.pins);
        ServerNames {
            variant,
            ident,
            variables,
        }
    });
    named.collect()
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
