//! Conflicts of identifiers, resolved by spelling and never by the order of arrival.

use std::collections::{BTreeMap, BTreeSet};

use super::ident::{Case, Ident};

/// The identifiers taken in one namespace.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope(BTreeSet<String>);

impl Scope {
    /// A scope in which these are taken.
    pub(super) fn reserving(taken: &[&str]) -> Self {
        Self(taken.iter().map(|text| (*text).to_owned()).collect())
    }

    /// Takes a text, with a number when it is taken.
    pub(super) fn take(&mut self, text: &str) -> Ident {
        if self.0.insert(text.to_owned()) {
            return Ident::new(text);
        }
        let separator = if text.ends_with(|c: char| c.is_ascii_digit()) {
            "_"
        } else {
            ""
        };
        for number in 2_usize.. {
            let candidate = format!("{text}{separator}{number}");
            if self.0.insert(candidate.clone()) {
                return Ident::new(&candidate);
            }
        }
        Ident::new(text)
    }

    /// Takes a text, or says that it is taken.
    pub(super) fn try_take(&mut self, text: &str) -> Option<Ident> {
        self.0.insert(text.to_owned()).then(|| Ident::new(text))
    }

    /// Identifiers for names that share this scope, in their order.
    ///
    /// Of names that would be the same identifier, the one spelled like it keeps it; the others get their signs
    /// spelled out, and where that does not help, a number by their sorted spelling.
    pub(super) fn assign(&mut self, case: Case, names: &[&str]) -> Vec<Ident> {
        let mut groups: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for name in names {
            groups.entry(case.apply(name)).or_default().insert(name);
        }
        let mut assigned: BTreeMap<&str, Ident> = BTreeMap::new();
        let mut left = Vec::new();
        for (text, members) in &groups {
            let keeps = if members.len() == 1 {
                members.first().copied()
            } else {
                members
                    .get(text.as_str())
                    .copied()
                    .or_else(|| closest(members))
            };
            for member in members {
                match keeps {
                    Some(name) if name == *member => match self.try_take(text) {
                        Some(ident) => {
                            assigned.insert(member, ident);
                        }
                        None => left.push((text, *member)),
                    },
                    _ => left.push((text, *member)),
                }
            }
        }
        for (text, member) in left {
            let spelled = case.apply_spelled(member);
            let ident = self.try_take(&spelled).unwrap_or_else(|| self.take(text));
            assigned.insert(member, ident);
        }
        names
            .iter()
            .filter_map(|name| assigned.get(name).cloned())
            .collect()
    }
}

/// The member without signs, else the first by spelling.
fn closest<'n>(members: &BTreeSet<&'n str>) -> Option<&'n str> {
    members
        .iter()
        .find(|member| member.chars().all(|c| c.is_alphanumeric() || c == '_'))
        .or_else(|| members.first())
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assign(case: Case, names: &[&str]) -> Vec<String> {
        Scope::default()
            .assign(case, names)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn the_order_of_arrival_does_not_matter() {
        assert_eq!(
            assign(Case::Value, &["petName", "pet_name"]),
            ["pet_name2", "pet_name"]
        );
        assert_eq!(
            assign(Case::Value, &["pet_name", "petName"]),
            ["pet_name", "pet_name2"]
        );
    }

    #[test]
    fn signs_tell_apart_before_numbers_do() {
        assert_eq!(
            assign(Case::Type, &["created", "-created"]),
            ["Created", "MinusCreated"]
        );
        assert_eq!(assign(Case::Type, &["ASC", "asc"]), ["Asc", "Asc2"]);
    }

    #[test]
    fn a_taken_name_is_not_given_again() {
        let mut scope = Scope::reserving(&["send"]);
        assert_eq!(scope.assign(Case::Value, &["send"])[0].as_str(), "send2");
    }
}
