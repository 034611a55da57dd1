//! Names of the arguments and setters of an operation, which share a namespace.
//!
//! Those that an operation had before choose first; a conflict of the others is resolved by where a value goes,
//! and then by spelling.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::ident::{Case, Ident};
use super::scope::Scope;
use crate::ir::{Body, Operation, ParameterLocation};

/// Methods that every operation's builder has.
const BUILDER_METHODS: &[&str] = &[
    "send",
    "call",
    "into",
    "try_into",
    "borrow",
    "timeout",
    "into_request",
];

/// What a body is called that is one argument.
const WHOLE_BODY: &str = "body";

/// The names in one operation.
pub(super) struct Arguments {
    /// Those of its parameters, in their order.
    pub(super) parameters: Vec<Ident>,
    /// Those of its body: one per field or part, or one for the whole of each media type.
    pub(super) body: Vec<Vec<Ident>>,
    /// What a later run has to leave as it is: identifiers by what they name.
    pub(super) pins: BTreeMap<String, String>,
}

/// A value that a call takes.
struct Value<'o> {
    name: Cow<'o, str>,
    /// The word for where it goes.
    place: &'static str,
    /// Where it goes, the first to choose first.
    rank: usize,
}

impl Value<'_> {
    /// By what it is pinned.
    fn key(&self) -> String {
        format!("{} {}", self.place, self.name)
    }

    fn text(&self) -> String {
        Case::Value.apply(&self.name)
    }

    fn is_spelled_alike(&self) -> bool {
        self.text() == self.name
    }

    /// Whether another run might name it otherwise.
    ///
    /// What is in the path chooses first, and with another path it is another operation; a body that is one argument is
    /// next, and then what is in the query and spelled as in Rust: only such a body displaces it.
    fn may_change(&self, ident: &Ident) -> bool {
        match self.rank {
            0 => ident.bare() != self.text(),
            1 => ident.bare() != self.name,
            2 => ident.bare() != self.name || self.name == WHOLE_BODY,
            _ => true,
        }
    }
}

/// Assigns the names of an operation's arguments and setters, of which these had theirs before.
pub(super) fn assign(operation: &Operation, known: Option<&BTreeMap<String, String>>) -> Arguments {
    let mut scope = Scope::reserving(BUILDER_METHODS);
    if operation.has_choice() {
        scope.try_take("accept");
    }
    if operation.is_streamed() {
        scope.try_take("send_stream");
    }
    if !operation.servers.is_empty() {
        scope.try_take("base_url");
    }
    if operation.has_server_choice() {
        scope.try_take("server");
    }
    let parameters = operation.parameters.iter().map(|parameter| {
        let (place, rank) = match parameter.place {
            ParameterLocation::Path => ("path", 0),
            ParameterLocation::Query => ("query", 2),
            ParameterLocation::Header => ("header", 3),
            ParameterLocation::Cookie => ("cookie", 4),
        };
        Value {
            name: Cow::Borrowed(&parameter.name),
            place,
            rank,
        }
    });
    let mut values: Vec<Value<'_>> = parameters.collect();
    let contents = operation.body.iter().flat_map(|body| &body.content);
    let mut contents = contents.map(values_of);
    // Only the first media type has arguments; the others are alternatives of the same names.
    let first = contents.next();
    let has_body = first.is_some();
    values.extend(first.into_iter().flatten());
    let (mut parameters, pins) = idents(&mut scope, &values, known);
    let own = parameters.split_off(operation.parameters.len());
    let others =
        contents.map(|values| idents(&mut Scope::reserving(BUILDER_METHODS), &values, None).0);
    Arguments {
        body: has_body.then_some(own).into_iter().chain(others).collect(),
        parameters,
        pins,
    }
}

/// What a media type takes: of parts each, and then the headers of each.
fn values_of(content: &Body) -> Vec<Value<'_>> {
    let value = |name| Value {
        name: Cow::Borrowed(name),
        place: "body",
        rank: 5,
    };
    match content {
        Body::Form { fields, .. } => fields.iter().map(|field| value(&field.name)).collect(),
        Body::Multipart { parts, .. } => {
            let headers = parts.iter().flat_map(|part| {
                part.headers.iter().map(|header| Value {
                    name: Cow::Owned(format!("{} {}", part.name, header.name)),
                    place: "part_header",
                    rank: 6,
                })
            });
            let parts = parts.iter().map(|part| value(&part.name));
            parts.chain(headers).collect()
        }
        Body::Value { .. } | Body::Text { .. } | Body::Binary { .. } => vec![Value {
            rank: 1,
            ..value(WHOLE_BODY)
        }],
    }
}

/// The identifiers of values, in their order, and those to keep.
fn idents(
    scope: &mut Scope,
    values: &[Value<'_>],
    known: Option<&BTreeMap<String, String>>,
) -> (Vec<Ident>, BTreeMap<String, String>) {
    let mut idents: Vec<Option<Ident>> = values
        .iter()
        .map(|value| {
            let pin = known?.get(&value.key())?;
            scope.try_take(&Case::Value.apply_pin(pin))
        })
        .collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|index| {
        let value = &values[*index];
        (
            value.rank,
            !value.is_spelled_alike(),
            value.name.clone(),
            *index,
        )
    });
    for index in order {
        let value = &values[index];
        idents[index].get_or_insert_with(|| {
            let text = value.text();
            scope
                .try_take(&text)
                .unwrap_or_else(|| scope.take(&format!("{text}_{}", value.place)))
        });
    }
    let idents: Vec<Ident> = idents.into_iter().flatten().collect();
    let kept = values
        .iter()
        .zip(&idents)
        .filter(|(value, ident)| value.may_change(ident))
        .map(|(value, ident)| (value.key(), ident.bare().to_owned()))
        .collect();
    (idents, kept)
}
