//! Counts which operations of a document are carried whole: what `inspect` says beside the operations themselves.
//!
//! Losses are those of the call: what an operation links to or calls back, and what only documents it, is none.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Pointer, codes};
use crate::generate::Model;
use crate::ir::Operation;

/// Codes of what the document says of a call and the client does not do, or does without a type.
const LOSSES: [Code; 18] = [
    codes::INVALID_OBJECT,
    codes::ALMOST_METHOD,
    codes::OPERATION_LOST,
    codes::UNSUPPORTED_METHOD,
    codes::PARAMETER_LOCATION,
    codes::SEVERAL_MEDIA_TYPES,
    codes::UNRESOLVED_REFERENCE,
    codes::HEADER_NAME,
    codes::TWO_BODIES,
    codes::UNSUPPORTED_RESPONSE_MEDIA_TYPE,
    codes::UNSUPPORTED_REQUEST_MEDIA_TYPE,
    codes::UNSUPPORTED_XML,
    codes::UNSUPPORTED_FORM,
    codes::UNSUPPORTED_ITEM_SCHEMA,
    codes::UNSUPPORTED_NESTED_MULTIPART,
    codes::UNSUPPORTED_UNION_BESIDE_PROPERTIES,
    codes::UNSUPPORTED_DISCRIMINATOR_BASE,
    codes::UNTYPED_SCHEMA,
];

/// Codes of what is mended as a rule, and lost where the diagnostic leaves it out.
const REPAIRS: [Code; 1] = [codes::STATUS_CODE];

fn is_loss(diagnostic: &Diagnostic) -> bool {
    LOSSES.contains(&diagnostic.code)
        || (REPAIRS.contains(&diagnostic.code) && diagnostic.leaves_out)
}

/// Which operations are carried whole.
pub(super) struct Carried {
    /// Places where something is lost, and the codes that say so.
    losses: BTreeMap<Pointer, BTreeSet<&'static str>>,
    /// The operations in the client, by place: those of several media types are one.
    operations: BTreeMap<Pointer, BTreeSet<&'static str>>,
    /// The places of operations that are not in the client.
    lost: BTreeMap<Pointer, BTreeSet<&'static str>>,
}

impl Carried {
    pub(super) fn of(model: &Model, diagnostics: &Diagnostics) -> Self {
        let mut losses: BTreeMap<Pointer, BTreeSet<&'static str>> = BTreeMap::new();
        for diagnostic in diagnostics {
            if is_loss(diagnostic)
                && let Some(Place::Document(pointer) | Place::Source { pointer, .. }) =
                    &diagnostic.place
            {
                let codes = losses.entry(pointer.clone()).or_default();
                codes.insert(diagnostic.code.name());
            }
        }
        let mut carried = Self {
            losses,
            operations: BTreeMap::new(),
            lost: BTreeMap::new(),
        };
        for operation in &model.api.operations {
            let codes = carried.losses_of(operation);
            let known = carried.operations.entry(operation.location.clone());
            known.or_default().extend(codes);
        }
        let is_operation = |pointer: &Pointer| {
            let tokens: Vec<String> = pointer.tokens().collect();
            matches!(&tokens[..], [paths, _, key] if paths == "paths" && key != "parameters")
        };
        let lost = carried.losses.iter().filter(|(pointer, _)| {
            is_operation(pointer) && !carried.operations.contains_key(*pointer)
        });
        carried.lost = lost
            .map(|(pointer, codes)| (pointer.clone(), codes.clone()))
            .collect();
        carried
    }

    /// The codes of what is lost of an operation: below it, and below what it refers to for its call.
    pub(super) fn losses_of(&self, operation: &Operation) -> BTreeSet<&'static str> {
        let parameters = operation.parameters.iter().map(|it| &it.location);
        let body = operation.body.iter().map(|it| &it.location);
        let responses = operation.responses.iter().map(|it| &it.location);
        let places = [&operation.location].into_iter();
        let places: BTreeSet<&Pointer> = places
            .chain(parameters)
            .chain(body)
            .chain(responses)
            .collect();
        let mut found = BTreeSet::new();
        for (pointer, codes) in &self.losses {
            if places.iter().any(|place| pointer.below(place).is_some()) {
                found.extend(codes);
            }
        }
        found
    }

    /// How many operations the document has.
    pub(super) fn all(&self) -> usize {
        self.operations.len() + self.lost.len()
    }

    /// How many of them nothing is lost of.
    pub(super) fn whole(&self) -> usize {
        let whole = self.operations.values().filter(|codes| codes.is_empty());
        whole.count()
    }

    pub(super) fn to_json(&self) -> Value {
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        for code in self.operations.values().chain(self.lost.values()).flatten() {
            *codes.entry(code).or_default() += 1;
        }
        let lost: Vec<Value> = self
            .lost
            .iter()
            .map(|(pointer, codes)| json!({"pointer": pointer.to_string(), "losses": codes}))
            .collect();
        json!({
            "operations": self.all(),
            "whole": self.whole(),
            "losses": codes,
            "lost": lost,
        })
    }
}
