//! Which types have anything to check, in themselves or in what they hold.

use std::collections::BTreeMap;

use super::TypeSet;
use crate::ir::{Api, Rule, Ty, TypeId, TypeKind};

/// The types whose values have to satisfy something.
pub(super) fn constrained(api: &Api) -> TypeSet {
    let mut found = TypeSet::new();
    // Who has to be looked at again, once a type turns out to be constrained.
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut waiting = Vec::new();
    for (id, definition) in api.types.iter() {
        let mut used = Vec::new();
        let mut has_own = collect(api.checks.of_type(id), &mut used);
        if let TypeKind::Union(union) = &definition.kind {
            for variant in &union.variants {
                match &variant.ty {
                    Ty::Named(target) => used.push(*target),
                    _ => has_own |= collect(api.checks.of_place(&variant.location), &mut used),
                }
            }
        }
        for target in used {
            users.entry(target).or_default().push(id);
        }
        if has_own {
            waiting.push(id);
        }
    }
    while let Some(id) = waiting.pop() {
        if found.insert(id) {
            waiting.extend(users.get(&id).into_iter().flatten());
        }
    }
    found
}

/// Whether rules demand anything themselves; the types that they name go to `used`.
fn collect(rules: &[Rule], used: &mut Vec<TypeId>) -> bool {
    let mut has_own = false;
    for rule in rules {
        match rule {
            Rule::Own(_) => has_own = true,
            Rule::Secret => {}
            Rule::Type(id) => used.push(*id),
            Rule::Property(_, rules) | Rule::Items(rules) | Rule::Values(_, rules) => {
                has_own |= collect(rules, used);
            }
        }
    }
    has_own
}
