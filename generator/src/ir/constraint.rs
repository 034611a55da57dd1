//! Constraints as rules over the JSON form of a value, wherever they stand: what `validate` checks.

use std::collections::{BTreeMap, BTreeSet};

use super::{Constraints, TypeId};
use crate::diagnostic::Pointer;

/// One thing that a value has to satisfy.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// What the schema says of the value itself.
    Own(Constraints),
    /// The value is not to be shown.
    Secret,
    /// The property of this name satisfies rules.
    Property(String, Vec<Rule>),
    /// Each item satisfies rules.
    Items(Vec<Rule>),
    /// Each property that is not among these satisfies rules.
    Values(Vec<String>, Vec<Rule>),
    /// The value satisfies the rules of a type.
    Type(TypeId),
}

/// Every rule of an API, by the place it is about.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    /// The rules of a type.
    pub types: BTreeMap<TypeId, Vec<Rule>>,
    /// The rules of a parameter, of a body (by its media type), and of a union's branch, by location.
    pub places: BTreeMap<Pointer, Vec<Rule>>,
}

impl Checks {
    /// How many types are followed to find a property.
    const FOLLOWED: usize = 64;

    /// The rules of a type.
    pub fn of_type(&self, id: TypeId) -> &[Rule] {
        self.types.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The rules of a place.
    pub fn of_place(&self, location: &Pointer) -> &[Rule] {
        self.places.get(location).map_or(&[], Vec::as_slice)
    }

    /// The rules of a property among rules, behind the types that these name.
    pub fn of_property(&self, rules: &[Rule], name: &str) -> Vec<Rule> {
        let mut found = Vec::new();
        self.collect_property(rules, name, &mut BTreeSet::new(), &mut found);
        found
    }

    fn collect_property(
        &self,
        rules: &[Rule],
        name: &str,
        seen: &mut BTreeSet<TypeId>,
        found: &mut Vec<Rule>,
    ) {
        for rule in rules {
            match rule {
                Rule::Property(property, rules) if property == name => {
                    for rule in rules {
                        if !found.contains(rule) {
                            found.push(rule.clone());
                        }
                    }
                }
                Rule::Type(id) if seen.len() < Self::FOLLOWED && seen.insert(*id) => {
                    self.collect_property(self.of_type(*id), name, seen, found);
                }
                _ => {}
            }
        }
    }
}

impl Constraints {
    /// Whether there is nothing to check.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
