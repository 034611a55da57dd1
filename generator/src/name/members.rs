//! Names of fields and variants.
//!
//! Those that a type had before choose first, so that a property or a value more renames none of them.

use std::collections::{BTreeMap, BTreeSet};

use super::ident::{Case, Ident};
use super::scope::Scope;
use crate::ir::{Literal, TypeDef, TypeKind};

/// The names in one type.
#[derive(Default)]
pub(super) struct Members {
    /// Its fields or variants, in the order of the definition.
    pub(super) idents: Vec<Ident>,
    /// The fields of unions beside its properties.
    pub(super) flattened: Vec<Ident>,
    /// The field for keys that no property declares.
    pub(super) rest: Option<Ident>,
    /// What a later run has to leave as it is: identifiers by the document's names.
    pub(super) pins: BTreeMap<String, String>,
}

/// Assigns the fields or variants of a type, of which these had their identifiers before.
pub(super) fn assign(definition: &TypeDef, known: Option<&BTreeMap<String, String>>) -> Members {
    match &definition.kind {
        TypeKind::Object(object) => {
            let names = object.properties.iter();
            let names: Vec<&str> = names.map(|property| property.name.as_str()).collect();
            let mut scope = Scope::default();
            let idents = oldest_first(&mut scope, Case::Value, &names, known);
            let flattened = object.flattened.iter();
            let flattened = flattened.map(|_| scope.take("variant")).collect();
            Members {
                pins: pins(Case::Value, &names, &idents),
                idents,
                flattened,
                rest: Some(scope.take("additional_properties")),
            }
        }
        TypeKind::Enum(values) => {
            let texts: Vec<String> = values
                .variants
                .iter()
                .map(|variant| match (&variant.name, &variant.value) {
                    (Some(name), _) | (None, Literal::String(name)) => name.clone(),
                    (None, other) => other.to_value().to_string(),
                })
                .collect();
            let names: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut scope = Scope::reserving(&["Unknown"]);
            // Names given by an extension may repeat; values cannot.
            let idents = if are_distinct(&names) {
                oldest_first(&mut scope, Case::Type, &names, known)
            } else {
                in_order(&mut scope, &names)
            };
            Members {
                pins: pins(Case::Type, &names, &idents),
                idents,
                ..Members::default()
            }
        }
        TypeKind::Union(union) => {
            let names = union.variants.iter();
            let names: Vec<&str> = names.map(|variant| variant.role.as_str()).collect();
            let mut scope = Scope::reserving(&["Unknown"]);
            let known = known_idents(&mut scope, Case::Type, &names, known);
            let idents = names
                .iter()
                .zip(known)
                .map(|(name, known)| known.unwrap_or_else(|| scope.take(&Case::Type.apply(name))));
            let idents: Vec<Ident> = idents.collect();
            Members {
                pins: pins(Case::Type, &names, &idents),
                idents,
                ..Members::default()
            }
        }
        TypeKind::Alias { .. } => Members::default(),
    }
}

/// Identifiers of names, with those to keep.
pub(super) fn of(
    scope: &mut Scope,
    case: Case,
    names: &[&str],
    known: Option<&BTreeMap<String, String>>,
) -> Members {
    shown(scope, case, names, str::to_owned, known)
}

/// Identifiers of names that are not shown as they are, with those to keep.
pub(super) fn shown(
    scope: &mut Scope,
    case: Case,
    names: &[&str],
    shown: impl Fn(&str) -> String,
    known: Option<&BTreeMap<String, String>>,
) -> Members {
    let texts: Vec<String> = names.iter().map(|name| shown(name)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let known = known_idents(scope, case, names, known);
    let idents = rest_assigned(scope, case, &texts, known);
    Members {
        pins: pins(case, names, &idents),
        idents,
        ..Members::default()
    }
}

fn in_order(scope: &mut Scope, names: &[&str]) -> Vec<Ident> {
    let texts = names.iter().map(|name| Case::Type.apply(name));
    texts.map(|text| scope.take(&text)).collect()
}

/// The identifiers that names have already.
fn known_idents(
    scope: &mut Scope,
    case: Case,
    names: &[&str],
    known: Option<&BTreeMap<String, String>>,
) -> Vec<Option<Ident>> {
    let ident = |name: &&str| {
        let pin = known?.get(*name)?;
        scope.try_take(&case.apply_pin(pin))
    };
    names.iter().map(ident).collect()
}

/// Identifiers for names of which some have theirs already.
fn oldest_first(
    scope: &mut Scope,
    case: Case,
    names: &[&str],
    known: Option<&BTreeMap<String, String>>,
) -> Vec<Ident> {
    let known = known_idents(scope, case, names, known);
    rest_assigned(scope, case, names, known)
}

/// Identifiers for those names, too, that have none.
fn rest_assigned(
    scope: &mut Scope,
    case: Case,
    names: &[&str],
    known: Vec<Option<Ident>>,
) -> Vec<Ident> {
    let pairs = names.iter().zip(&known);
    let new: Vec<&str> = pairs
        .filter(|(_, known)| known.is_none())
        .map(|(name, _)| *name)
        .collect();
    let mut new = scope.assign(case, &new).into_iter();
    known
        .into_iter()
        .filter_map(|known| known.or_else(|| new.next()))
        .collect()
}

/// The identifiers to keep: not those that are spelled as their names, for nothing else can take them.
///
/// Where two names wanted one identifier, all of them.
fn pins(case: Case, names: &[&str], idents: &[Ident]) -> BTreeMap<String, String> {
    if !are_distinct(names) {
        return BTreeMap::new();
    }
    let pairs = || names.iter().zip(idents);
    let is_usual = |(name, ident): (&&str, &Ident)| Ident::new(&case.apply(name)) == *ident;
    let has_conflict = !pairs().all(is_usual);
    pairs()
        .filter(|(name, ident)| has_conflict || **name != ident.bare())
        .map(|(name, ident)| ((*name).to_owned(), ident.bare().to_owned()))
        .collect()
}

fn are_distinct(names: &[&str]) -> bool {
    names.iter().collect::<BTreeSet<_>>().len() == names.len()
}
