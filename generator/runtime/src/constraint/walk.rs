//! Walks a JSON value with rules: what does not satisfy them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::decimal::{Decimal, canonical};
use super::{Rule, Rules, Violations};
use crate::wire::{candidates, push_name};

/// Checks a value that is called `root` in paths.
pub(super) fn check(root: &str, value: &Value, rules: Rules, violations: &mut Violations) {
    let mut walk = Walk {
        path: root.to_owned(),
        violations,
    };
    walk.value(value, rules, false);
}

struct Walk<'v> {
    path: String,
    violations: &'v mut Violations,
}

impl Walk<'_> {
    fn value(&mut self, value: &Value, rules: Rules, secret: bool) {
        let mut seen = Vec::new();
        self.rules(value, rules, secret, &mut seen);
    }

    /// `seen` are the tables that this value was checked with: types may name each other in circles.
    fn rules(&mut self, value: &Value, rules: Rules, secret: bool, seen: &mut Vec<*const Rule>) {
        if seen.contains(&rules.as_ptr()) || seen.len() > 128 {
            return;
        }
        seen.push(rules.as_ptr());
        let secret = secret || rules.iter().any(|rule| matches!(rule, Rule::Secret));
        for rule in rules {
            match (rule, value) {
                (Rule::All(rules), _) => self.rules(value, rules, secret, seen),
                (Rule::Of(table), _) => self.rules(value, table(), secret, seen),
                (Rule::Variants(table, variants), _) => {
                    self.variants(value, table, variants, secret, seen);
                }
                (Rule::Property(name, rules), Value::Object(members)) => {
                    if let Some(member) = members.get(*name) {
                        self.member(name, member, rules, secret);
                    }
                }
                (Rule::Values(except, rules), Value::Object(members)) => {
                    for (name, member) in members {
                        if !except.contains(&name.as_str()) {
                            self.member(name, member, rules, secret);
                        }
                    }
                }
                (Rule::Items(rules), Value::Array(items)) => {
                    for (index, item) in items.iter().enumerate() {
                        let length = self.path.len();
                        // Writing to a string cannot fail.
                        let _ = write!(self.path, "[{index}]");
                        self.value(item, rules, secret);
                        self.path.truncate(length);
                    }
                }
                (rule, Value::String(text)) => self.string(rule, text, secret),
                (rule, Value::Number(number)) => self.number(rule, &number.to_string(), secret),
                (rule, Value::Array(items)) => self.items(rule, items, secret),
                (rule, Value::Object(members)) => self.properties(rule, members.len()),
                (_, Value::Null | Value::Bool(_)) => {}
            }
        }
    }

    fn member(&mut self, name: &str, member: &Value, rules: Rules, secret: bool) {
        let length = self.path.len();
        push_name(&mut self.path, name);
        self.value(member, rules, secret);
        self.path.truncate(length);
    }

    /// A value is fine when it is fine as one of the variants that it may be; one that is none has no rules.
    fn variants(
        &mut self,
        value: &Value,
        table: &crate::wire::private::Table,
        variants: &[(&str, Rules)],
        secret: bool,
        seen: &mut Vec<*const Rule>,
    ) {
        if let Some((_, rules)) = variants.iter().find(|(name, _)| *name == "self") {
            self.rules(value, rules, secret, seen);
        }
        let mut first = None;
        for name in candidates(table, value) {
            let rules = variants.iter().find(|(variant, _)| *variant == name);
            let Some((_, rules)) = rules else { return };
            let mut violations = Violations::default();
            let mut inner = Walk {
                path: std::mem::take(&mut self.path),
                violations: &mut violations,
            };
            let known = seen.len();
            inner.rules(value, rules, secret, seen);
            seen.truncate(known);
            self.path = inner.path;
            match violations.into_result() {
                Ok(()) => return,
                Err(violations) => {
                    first.get_or_insert(violations);
                }
            }
        }
        if let Some(violations) = first {
            self.violations.append(violations);
        }
    }

    fn string(&mut self, rule: &Rule, text: &str, secret: bool) {
        let length = || u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        match rule {
            Rule::MinLength(least) => {
                let length = length();
                if length < *least {
                    self.fail(
                        format!("at least {}", count(*least, "character")),
                        count(length, "character"),
                    );
                }
            }
            Rule::MaxLength(most) => {
                let length = length();
                if length > *most {
                    self.fail(
                        format!("at most {}", count(*most, "character")),
                        count(length, "character"),
                    );
                }
            }
            #[cfg(feature = "pattern")]
            Rule::Pattern(pattern) => {
                if !super::pattern::matches(pattern, text) {
                    self.fail(format!("a match of `{pattern}`"), shown(text, secret));
                }
            }
            _ => {
                // Only patterns show a text.
                let _ = secret;
            }
        }
    }

    fn number(&mut self, rule: &Rule, text: &str, secret: bool) {
        let (bound, words) = match rule {
            Rule::Minimum(bound) => (bound, "at least"),
            Rule::ExclusiveMinimum(bound) => (bound, "more than"),
            Rule::Maximum(bound) => (bound, "at most"),
            Rule::ExclusiveMaximum(bound) => (bound, "less than"),
            Rule::MultipleOf(bound) => (bound, "a multiple of"),
            _ => return,
        };
        let (Some(value), Some(limit)) = (Decimal::parse(text), Decimal::parse(bound)) else {
            return;
        };
        let holds = match rule {
            Rule::Minimum(_) => value >= limit,
            Rule::ExclusiveMinimum(_) => value > limit,
            Rule::Maximum(_) => value <= limit,
            Rule::ExclusiveMaximum(_) => value < limit,
            _ => value.is_multiple_of(&limit),
        };
        if !holds {
            let found = if secret { "a secret value" } else { text };
            self.fail(format!("{words} {bound}"), found.to_owned());
        }
    }

    fn items(&mut self, rule: &Rule, items: &[Value], secret: bool) {
        let length = u64::try_from(items.len()).unwrap_or(u64::MAX);
        match rule {
            Rule::MinItems(least) if length < *least => self.fail(
                format!("at least {}", count(*least, "item")),
                count(length, "item"),
            ),
            Rule::MaxItems(most) if length > *most => self.fail(
                format!("at most {}", count(*most, "item")),
                count(length, "item"),
            ),
            Rule::UniqueItems => {
                let mut known = BTreeMap::new();
                for (index, item) in items.iter().enumerate() {
                    if let Some(first) = known.insert(canonical(item), index) {
                        let found = if secret {
                            "two that are equal".to_owned()
                        } else {
                            format!("items {first} and {index} that are equal")
                        };
                        self.fail("no item twice".to_owned(), found);
                        break;
                    }
                }
            }
            _ => {}
        }
    }

    fn properties(&mut self, rule: &Rule, length: usize) {
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        match rule {
            Rule::MinProperties(least) if length < *least => self.fail(
                format!("at least {}", count(*least, "property")),
                count(length, "property"),
            ),
            Rule::MaxProperties(most) if length > *most => self.fail(
                format!("at most {}", count(*most, "property")),
                count(length, "property"),
            ),
            _ => {}
        }
    }

    fn fail(&mut self, expected: String, found: String) {
        self.violations.push(&self.path, expected, found);
    }
}

fn count(number: u64, unit: &str) -> String {
    match (number, unit) {
        (1, _) => format!("1 {unit}"),
        (_, "property") => format!("{number} properties"),
        _ => format!("{number} {unit}s"),
    }
}

/// A text, cut where it gets long.
#[cfg(feature = "pattern")]
fn shown(text: &str, secret: bool) -> String {
    const MOST: usize = 60;
    if secret {
        return "a secret value".to_owned();
    }
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
        None => format!("{text:?}"),
    }
}
