//! Names of webhooks and callbacks.

use super::Fixed;
use super::ident::{Case, Ident};
use super::scope::Scope;
use crate::ir::{Api, Cause, IncomingRequest};

/// The names of a request that the server makes.
#[derive(Clone, Debug)]
pub struct IncomingNames {
    /// Its type.
    pub ident: Ident,
    /// The constants of its headers, in their order.
    pub headers: Vec<Ident>,
}

/// Names of the requests of one kind share a module.
pub(super) fn assign(api: &Api, fixed: &Fixed) -> Vec<IncomingNames> {
    let is_webhook = |request: &&IncomingRequest| request.cause == Cause::Webhook;
    let mut webhooks = idents(api.incoming.iter().filter(is_webhook), fixed).into_iter();
    let callbacks = api.incoming.iter().filter(|request| !is_webhook(request));
    let mut callbacks = idents(callbacks, fixed).into_iter();
    api.incoming
        .iter()
        .filter_map(|request| {
            let ident = if is_webhook(&request) {
                webhooks.next()?
            } else {
                callbacks.next()?
            };
            let mut scope = Scope::reserving(&["NAME"]);
            let headers = request.headers.iter();
            let headers = headers.map(|header| scope.take(&Case::Static.apply(&header.name)));
            Some(IncomingNames {
                ident,
                headers: headers.collect(),
            })
        })
        .collect()
}

fn idents<'a>(requests: impl Iterator<Item = &'a IncomingRequest>, fixed: &Fixed) -> Vec<Ident> {
    let requests: Vec<&IncomingRequest> = requests.collect();
    let mut scope = Scope::default();
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
        .map(|(request, known)| {
            known.unwrap_or_else(|| scope.take(&Case::Type.apply(&request.name)))
        })
        .collect()
}
