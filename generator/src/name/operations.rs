//! Names of operations, their arguments, setters and outcomes.

use std::collections::{BTreeMap, BTreeSet};

use super::client::{ServerNames, ServerPlace, server_names};
use super::ident::{Case, Ident, module_text};
use super::members::{self, Members};
use super::scope::Scope;
use super::types::{Home, RESERVED, Types};
use super::{Fixed, Pins, arguments};
use crate::ir::{Api, ContentKind, Operation, StatusPattern};

/// The names of one operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// The method on the client.
    pub method: Ident,
    /// The builder it returns.
    pub builder: Ident,
    /// The static that describes it.
    pub description: Ident,
    /// The module, and file, it lives in.
    pub module: Ident,
    /// Arguments or setters of its parameters, in their order.
    pub parameters: Vec<Ident>,
    /// Arguments or setters of the body: one per field or part, or one for the whole of each media type.
    pub body: Vec<Vec<Ident>>,
    /// The constants of its responses' headers, in the order of [`Operation::response_headers`].
    pub headers: Vec<Ident>,
    /// The enum of its successes, should they differ.
    pub success: OutcomeNames,
    /// The enum of its errors, should they differ.
    pub error: OutcomeNames,
    /// The enum of its own servers, where there is something to choose.
    pub servers: Option<(Ident, Vec<ServerNames>)>,
    /// What a later run has to leave as it is of its arguments, setters and constants of headers.
    pub(super) pins: BTreeMap<String, String>,
}

/// The names of an enum of outcomes.
#[derive(Clone, Debug)]
pub struct OutcomeNames {
    /// The enum's.
    pub ident: Ident,
    /// The variants of each response, in their order: one per kind of body, or one where it has none.
    pub variants: Vec<Vec<Ident>>,
}

/// The type that every file of operations imports.
const CLIENT: &str = "Client";

/// Methods that a client has of its own, or of traits one calls like methods.
const CLIENT_METHODS: &[&str] = &[
    "builder",
    "base_url",
    "clone",
    "clone_into",
    "to_owned",
    "into",
    "try_into",
    "borrow",
];

pub(super) fn assign(
    api: &Api,
    types: &Types,
    fixed: &Fixed,
    pins: &mut Pins,
) -> Vec<OperationNames> {
    let names: Vec<String> = api
        .operations
        .iter()
        .map(|operation| {
            let name = fixed
                .overrides
                .get(&operation.location.to_string())
                .cloned()
                .unwrap_or_else(|| operation.name.clone());
            match &operation.variant {
                Some(words) => format!("{name} {words}"),
                None => name,
            }
        })
        .collect();
    let mut scope = Scope::reserving(CLIENT_METHODS);
    let pinned: Vec<Option<Ident>> = api
        .operations
        .iter()
        .map(|operation| {
            if fixed
                .overrides
                .contains_key(&operation.location.to_string())
            {
                return None;
            }
            let pin = fixed.pins.names.get(&pin_key(operation))?;
            scope.try_take(&Case::Value.apply_pin(pin))
        })
        .collect();
    let methods = distinct(&mut scope, Case::Value, &names, pinned.clone());
    // A method that is not called what the document says gives its own name to what belongs to it.
    let names: Vec<String> = names
        .into_iter()
        .zip(&methods)
        .map(|(name, method)| {
            let is_usual = Ident::new(&Case::Value.apply(&name)) == *method;
            if is_usual {
                name
            } else {
                method.bare().to_owned()
            }
        })
        .collect();
    // Component types are named `types::X` beside the operations; only inline types share their module.
    let mut scope = Scope::reserving(RESERVED);
    scope.try_take(CLIENT);
    for name in &types.names {
        if matches!(name.home, Home::Operation(_)) {
            scope.try_take(name.ident.bare());
        }
    }
    let is_new: Vec<bool> = pinned.iter().map(Option::is_none).collect();
    let shown: Vec<String> = names.iter().map(|name| builder_text(name)).collect();
    let builders = oldest_first(&mut scope, Case::Type, &shown, &is_new);
    let descriptions = oldest_first(&mut Scope::default(), Case::Static, &names, &is_new);
    let modules = modules(api, fixed);
    let mut assigned = Vec::new();
    for (index, operation) in api.operations.iter().enumerate() {
        // What comes back is the same, whichever media type is sent.
        let itself = assigned.last().filter(|_| operation.variant.is_some()).map(
            |itself: &OperationNames| {
                let servers = itself.servers.clone();
                (itself.success.clone(), itself.error.clone(), servers)
            },
        );
        let builder = builders[index].clone();
        let key = pin_key(operation);
        let known = fixed.pins.members.get(&key);
        let arguments = arguments::assign(operation, known);
        let headers = headers(operation, known);
        let mut kept = arguments.pins;
        kept.extend(headers.pins);
        let tag = operation.tag.as_deref().unwrap_or_default();
        let (success, error, servers) = itself.unwrap_or_else(|| {
            (
                outcome(operation, &builder, "Success", &mut scope),
                outcome(operation, &builder, "Error", &mut scope),
                servers(operation, &builder, &mut scope, &fixed.pins, pins),
            )
        });
        assigned.push(OperationNames {
            method: methods[index].clone(),
            description: descriptions[index].clone(),
            module: modules
                .get(tag)
                .cloned()
                .unwrap_or_else(|| Ident::new("default")),
            parameters: arguments.parameters,
            body: arguments.body,
            pins: kept,
            headers: headers.idents,
            success,
            error,
            servers,
            builder,
        });
    }
    assigned
}

/// The names of an operation's own servers, where there is something to choose.
fn servers(
    operation: &Operation,
    builder: &Ident,
    outer: &mut Scope,
    known: &Pins,
    pins: &mut Pins,
) -> Option<(Ident, Vec<ServerNames>)> {
    if !operation.has_server_choice() {
        return None;
    }
    let prefix = prefix_of(builder);
    let ident = outer.take(&format!("{prefix}Server"));
    let place = ServerPlace {
        prefix,
        owner: &pin_key(operation),
    };
    let names = server_names(&operation.servers, place, outer, known, pins);
    Some((ident, names))
}

/// The constants of an operation's response headers, beside the one of its table of constraints.
///
/// They are pinned by their names in lower case, since responses may spell one header differently.
fn headers(operation: &Operation, known: Option<&BTreeMap<String, String>>) -> Members {
    let headers = operation.response_headers();
    let names = headers.iter().map(|header| header.header.name.as_str());
    let key = |name: &str| format!("response header {}", name.to_ascii_lowercase());
    let spelled: BTreeMap<String, &str> = names.map(|name| (key(name), name)).collect();
    let keys: Vec<String> = headers
        .iter()
        .map(|header| key(&header.header.name))
        .collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let shown = |key: &str| spelled.get(key).copied().unwrap_or(key).to_owned();
    let mut scope = Scope::reserving(&["CONSTRAINTS"]);
    members::shown(&mut scope, Case::Static, &keys, shown, known)
}

/// By what the method of an operation is pinned.
pub(super) fn pin_key(operation: &Operation) -> String {
    match &operation.variant {
        Some(words) => format!("{} {words}", operation.location),
        None => operation.location.to_string(),
    }
}

/// By what the module of a tag is pinned.
pub(super) fn tag_key(tag: &str) -> String {
    format!("tag {tag}")
}

/// Identifiers for names of which several may be spelled the same, and some have theirs already.
fn distinct(
    scope: &mut Scope,
    case: Case,
    names: &[String],
    known: Vec<Option<Ident>>,
) -> Vec<Ident> {
    let left: Vec<&str> = names
        .iter()
        .zip(&known)
        .filter(|(_, known)| known.is_none())
        .map(|(name, _)| name.as_str())
        .collect();
    let unique: BTreeSet<&str> = left.iter().copied().collect();
    let assigned = if unique.len() == left.len() {
        scope.assign(case, &left)
    } else {
        left.iter()
            .map(|name| scope.take(&case.apply(name)))
            .collect()
    };
    let mut assigned = assigned.into_iter();
    known
        .into_iter()
        .filter_map(|known| known.or_else(|| assigned.next()))
        .collect()
}

/// Identifiers for names of which those that were there before choose first.
fn oldest_first(scope: &mut Scope, case: Case, names: &[String], is_new: &[bool]) -> Vec<Ident> {
    let old: Vec<String> = names
        .iter()
        .zip(is_new)
        .filter(|(_, is_new)| !**is_new)
        .map(|(name, _)| name.clone())
        .collect();
    let mut kept = distinct(scope, case, &old, vec![None; old.len()]).into_iter();
    let known = is_new
        .iter()
        .map(|is_new| if *is_new { None } else { kept.next() })
        .collect();
    distinct(scope, case, names, known)
}

fn modules<'a>(api: &'a Api, fixed: &Fixed) -> BTreeMap<&'a str, Ident> {
    let tags: BTreeSet<&str> = api
        .operations
        .iter()
        .map(|operation| operation.tag.as_deref().unwrap_or_default())
        .collect();
    let mut scope = Scope::default();
    let mut modules = BTreeMap::new();
    for tag in &tags {
        let pin = fixed.pins.names.get(&tag_key(tag));
        if let Some(ident) = pin.and_then(|pin| scope.try_take(&module_text(pin))) {
            modules.insert(*tag, ident);
        }
    }
    for tag in tags {
        modules.entry(tag).or_insert_with(|| {
            let text = if tag.is_empty() {
                "default".to_owned()
            } else {
                module_text(tag)
            };
            scope.take(&text)
        });
    }
    modules
}

/// The words of a builder, which must not hide what the file of its operation names.
fn builder_text(name: &str) -> String {
    let text = Case::Type.apply(name);
    if RESERVED.contains(&text.as_str()) || text == CLIENT {
        format!("{name} call")
    } else {
        name.to_owned()
    }
}

/// What the names of an operation's own types begin with: `Self_` is an identifier, and `Self_Error` no name.
fn prefix_of(builder: &Ident) -> &str {
    builder.bare().trim_end_matches('_')
}

fn outcome(operation: &Operation, builder: &Ident, word: &str, outer: &mut Scope) -> OutcomeNames {
    let text = format!("{}{word}", prefix_of(builder));
    let mut scope = Scope::default();
    let variants = operation
        .responses
        .iter()
        .map(|response| {
            let text = match response.status {
                StatusPattern::Code(code) => {
                    reason(code).map_or_else(|| format!("Status{code}"), str::to_owned)
                }
                StatusPattern::Range(digit) => format!("Status{digit}xx"),
                StatusPattern::Default => "Other".to_owned(),
            };
            match response.whole().as_slice() {
                [] | [_] => vec![scope.take(&text)],
                several => several
                    .iter()
                    .map(|content| {
                        let word = kind_word(&content.kind);
                        scope.try_take(&format!("{text}{word}")).unwrap_or_else(|| {
                            let name = content.media_types.first();
                            let name = name.map_or("", |media_type| media_type.name.as_str());
                            let subtype = name.split_once('/').map_or(name, |(_, subtype)| subtype);
                            scope.take(&format!("{text}{}", Case::Type.apply(subtype)))
                        })
                    })
                    .collect(),
            }
        })
        .collect();
    OutcomeNames {
        ident: outer.take(&text),
        variants,
    }
}

/// What a body is read into, in a word.
fn kind_word(kind: &ContentKind) -> &'static str {
    match kind {
        ContentKind::Json(_) => "Json",
        ContentKind::Text | ContentKind::Events(_) | ContentKind::NamedEvents { .. } => "Text",
        ContentKind::Binary | ContentKind::Items(_) => "Bytes",
        ContentKind::Parts => "Parts",
    }
}

/// The reason phrase of a status as an identifier (RFC 9110, section 15, and the IANA registry).
fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "PayloadTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        421 => "MisdirectedRequest",
        422 => "UnprocessableEntity",
        423 => "Locked",
        424 => "FailedDependency",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        _ => return None,
    })
}
