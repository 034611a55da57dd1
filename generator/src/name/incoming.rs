//! Names of webhooks and callbacks.

use std::collections::BTreeMap;

use super::Fixed;
use super::ident::{Case, Ident};
use super::scope::Scope;
use super::types::RESERVED;
use crate::ir::{Api, Cause, Format, IncomingRequest, Ty};

/// The names of a request that the server makes.
#[derive(Clone, Debug)]
pub struct IncomingNames {
    /// Its type.
    pub ident: Ident,
    /// The constants of its headers, in their order.
    pub headers: Vec<HeaderName>,
}

/// The name of the constant of a header.
#[derive(Clone, Debug)]
pub struct HeaderName {
    /// The constant.
    pub ident: Ident,
    /// Whether it is the module's: a plain text is the same header whichever request it comes with.
    pub is_shared: bool,
}

/// Names of the requests of one kind share a module.
pub(super) fn assign(api: &Api, fixed: &Fixed) -> Vec<IncomingNames> {
    let is_webhook = |request: &&IncomingRequest| request.cause == Cause::Webhook;
    let mut webhooks = Module::new(api.incoming.iter().filter(is_webhook), fixed);
    let callbacks = api.incoming.iter().filter(|request| !is_webhook(request));
    let mut callbacks = Module::new(callbacks, fixed);
    api.incoming
        .iter()
        .filter_map(|request| {
            if is_webhook(&request) {
                webhooks.next(request)
            } else {
                callbacks.next(request)
            }
        })
        .collect()
}

/// The names of one file.
struct Module {
    idents: std::vec::IntoIter<Ident>,
    scope: Scope,
    /// By the header's name in lower case, since that is how headers are told apart.
    headers: BTreeMap<String, Ident>,
}

impl Module {
    fn new<'a>(requests: impl Iterator<Item = &'a IncomingRequest>, fixed: &Fixed) -> Self {
        let mut scope = Scope::reserving(RESERVED);
        Self {
            idents: idents(requests, &mut scope, fixed).into_iter(),
            scope,
            headers: BTreeMap::new(),
        }
    }

    fn next(&mut self, request: &IncomingRequest) -> Option<IncomingNames> {
        let ident = self.idents.next()?;
        let mut own = Scope::reserving(&["NAME"]);
        let headers = request.headers.iter().map(|header| {
            let name = Case::Static.apply(&header.name);
            let is_shared = matches!(header.ty, Ty::String(Format::Plain));
            let ident = if is_shared {
                let known = self.headers.entry(header.name.to_ascii_lowercase());
                known.or_insert_with(|| self.scope.take(&name)).clone()
            } else {
                own.take(&name)
            };
            HeaderName { ident, is_shared }
        });
        Some(IncomingNames {
            headers: headers.collect(),
            ident,
        })
    }
}

fn idents<'a>(
    requests: impl Iterator<Item = &'a IncomingRequest>,
    scope: &mut Scope,
    fixed: &Fixed,
) -> Vec<Ident> {
    let requests: Vec<&IncomingRequest> = requests.collect();
    let fixed: Vec<Option<Ident>> = requests
        .iter()
        .map(|request| {
            let place = request.location.to_string();
            let text = match fixed.overrides.get(&place) {
                Some(text) => Case::Type.apply(text),
                None => Case::Type.apply_pin(fixed.pins.names.get(&place)?),
            };
            scope.try_take(&text)
        })
        .collect();
    requests
        .iter()
        .zip(fixed)
        .map(|(request, known)| known.unwrap_or_else(|| scope.take(&text(&request.name))))
        .collect()
}

/// The name of a request, which must not hide what its file names.
fn text(name: &str) -> String {
    let text = Case::Type.apply(name);
    if RESERVED.contains(&text.as_str()) {
        Case::Type.apply(&format!("{name} request"))
    } else {
        text
    }
}
