//! Whether a value fits a schema as its author wrote it, in any version.
//!
//! # Invariants
//! - The work is bounded: what is left when it is used up counts as fitting.
//! - What isn't understood fits: a complaint is never made by mistake.
//!
//! # Absent on purpose
//! - `format`, `pattern`, `not`, `if` and `dependent…`: a client doesn't look at them either.

use serde_json::{Map, Value};

use super::followed;
use crate::diagnostic::{Pointer, push_token};
use crate::document::context::what;
use crate::document::repair::fits;

/// How deep values and schemas are followed into each other.
const MOST_DEEP: usize = 100;
/// How many steps the check of one value may take.
const MOST_STEPS: usize = 20_000;
/// How many contradictions of one value are named.
const MOST_NAMED: usize = 3;

/// Something of a value that contradicts the schema.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mismatch {
    /// Where in the value, as the escaped rest of a pointer.
    pub(super) rest: String,
    /// What is wrong.
    pub(super) message: String,
}

/// How values are compared.
#[derive(Clone, Copy, Default)]
pub(super) struct Manner {
    /// Whether what stands beside `$ref` counts, as it does since 3.1.
    pub(super) siblings: bool,
    /// Whether text may be the value as it is sent, as in examples of parameters.
    pub(super) serialized: bool,
}

/// Compares values with schemas of one tree.
pub(super) struct Checker<'t> {
    pub(super) tree: &'t Value,
    /// How many steps all values together may still take.
    pub(super) steps: usize,
}

impl Checker<'_> {
    /// What of `value` contradicts `schema`.
    pub(super) fn mismatches(
        &mut self,
        value: &Value,
        schema: &Value,
        manner: Manner,
    ) -> Vec<Mismatch> {
        let mut check = Check {
            tree: self.tree,
            manner,
            steps: self.steps.min(MOST_STEPS),
            rest: String::new(),
            found: Vec::new(),
            most: MOST_NAMED,
        };
        let before = check.steps;
        check.value(value, schema, 0, false);
        self.steps -= before - check.steps;
        check.found
    }
}

struct Check<'t> {
    tree: &'t Value,
    manner: Manner,
    steps: usize,
    rest: String,
    found: Vec<Mismatch>,
    most: usize,
}

impl Check<'_> {
    fn say(&mut self, message: String) {
        if self.found.len() < self.most {
            self.found.push(Mismatch {
                rest: self.rest.clone(),
                message,
            });
        }
    }

    /// Whether a value fits, without a word about it.
    fn fits(&mut self, value: &Value, schema: &Value, depth: usize) -> bool {
        let found = std::mem::take(&mut self.found);
        let most = std::mem::replace(&mut self.most, 1);
        self.value(value, schema, depth, false);
        self.most = most;
        std::mem::replace(&mut self.found, found).is_empty()
    }

    /// Compares; `part` says that the schema is one of several that the value has to fit.
    fn value(&mut self, value: &Value, schema: &Value, depth: usize, part: bool) {
        if self.steps == 0 || depth > MOST_DEEP || self.found.len() >= self.most {
            return;
        }
        self.steps -= 1;
        let members = match schema {
            Value::Bool(false) => return self.say("nothing may be here".to_owned()),
            Value::Object(members) => members,
            _ => return,
        };
        if value.is_null() && admits_null(members) {
            return;
        }
        if members.contains_key("$ref") {
            let target = followed(self.tree, schema);
            // A reference that leads nowhere is named as such.
            if target.get("$ref").is_none() {
                self.value(value, target, depth + 1, part);
            }
            if !self.manner.siblings {
                return;
            }
        }
        if !self.of_type(value, members) {
            return;
        }
        self.one_of_values(value, members);
        match value {
            Value::Number(_) => self.number(value, members),
            Value::String(text) => {
                let length = || text.chars().count();
                self.count("minLength", "maxLength", "characters", members, length);
            }
            Value::Array(items) => self.list(items, members, depth),
            Value::Object(value) => self.object(value, members, depth, part),
            _ => {}
        }
        self.composed(value, members, depth);
    }

    /// Whether the value is of the type; complains if it isn't.
    fn of_type(&mut self, value: &Value, members: &Map<String, Value>) -> bool {
        let names: Vec<&str> = match members.get("type") {
            Some(Value::String(name)) => vec![name],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => return true,
        };
        let sent = |name: &str| {
            let text = value.as_str().filter(|_| self.manner.serialized);
            text.is_some_and(|text| match name {
                "integer" | "number" => text.parse::<f64>().is_ok(),
                "boolean" => ["true", "false"].contains(&text),
                _ => true,
            })
        };
        let known = |name: &str| {
            [
                "string", "number", "integer", "boolean", "object", "array", "null",
            ]
            .contains(&name)
        };
        if names.is_empty()
            || names
                .iter()
                .any(|name| !known(name) || fits(value, name) || sent(name))
        {
            return true;
        }
        let message = format!("{} is not of type `{}`", shown(value), names.join("` or `"));
        self.say(message);
        false
    }

    /// `enum` and `const`.
    fn one_of_values(&mut self, value: &Value, members: &Map<String, Value>) {
        if let Some(Value::Array(values)) = members.get("enum")
            && !values.is_empty()
            && !values.iter().any(|one| self.same(value, one))
        {
            self.say(format!("{} is none of the values of `enum`", shown(value)));
        }
        if let Some(constant) = members.get("const")
            && !self.same(value, constant)
        {
            self.say(format!(
                "{} is not the value of `const`, {}",
                shown(value),
                shown(constant)
            ));
        }
    }

    /// Whether two values are the same; text may stand for a scalar where a document means it so.
    fn same(&self, value: &Value, other: &Value) -> bool {
        let plain = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
            _ => None,
        };
        value == other
            || value
                .as_f64()
                .zip(other.as_f64())
                .is_some_and(|(one, other)| one.total_cmp(&other).is_eq())
            || plain(value).is_some_and(|text| plain(other) == Some(text))
            // A list that is sent as text is compared with nothing.
            || self.manner.serialized && value.is_string() && !other.is_string()
    }

    fn number(&mut self, value: &Value, members: &Map<String, Value>) {
        let Some(number) = value.as_f64() else {
            return;
        };
        let limit = |key: &str| members.get(key).and_then(Value::as_f64);
        let flag = |key: &str| members.get(key) == Some(&Value::Bool(true));
        for (key, exclusive, sign) in [
            ("minimum", "exclusiveMinimum", 1.0),
            ("maximum", "exclusiveMaximum", -1.0),
        ] {
            let within = |limit: f64| sign * number >= sign * limit;
            let strictly = |limit: f64| sign * number > sign * limit;
            let broken = limit(key)
                .filter(|limit| !within(*limit) || flag(exclusive) && !strictly(*limit))
                .map(|limit| (key, limit))
                .or_else(|| {
                    let limit = limit(exclusive).filter(|limit| !strictly(*limit));
                    limit.map(|limit| (exclusive, limit))
                });
            if let Some((key, limit)) = broken {
                self.say(format!("`{value}` is beyond the `{key}` of {limit}"));
            }
        }
    }

    /// Bounds of how many there are of something.
    fn count(
        &mut self,
        least: &str,
        most: &str,
        what: &str,
        members: &Map<String, Value>,
        count: impl Fn() -> usize,
    ) {
        let limit = |key: &str| {
            let limit = members.get(key).and_then(Value::as_u64)?;
            usize::try_from(limit).ok()
        };
        let (lower, upper) = (limit(least), limit(most));
        if lower.is_none() && upper.is_none() {
            return;
        }
        let count = count();
        if lower.is_some_and(|limit| count < limit) {
            self.say(format!(
                "it has {count} {what} and `{least}` is {}",
                lower.unwrap_or_default()
            ));
        }
        if upper.is_some_and(|limit| count > limit) {
            self.say(format!(
                "it has {count} {what} and `{most}` is {}",
                upper.unwrap_or_default()
            ));
        }
    }

    fn list(&mut self, items: &[Value], members: &Map<String, Value>, depth: usize) {
        self.count("minItems", "maxItems", "items", members, || items.len());
        let first = match (members.get("prefixItems"), members.get("items")) {
            (Some(Value::Array(first)), _) | (None, Some(Value::Array(first))) => first.as_slice(),
            _ => &[],
        };
        let rest = members.get("items").filter(|items| !items.is_array());
        for (index, item) in items.iter().enumerate() {
            if let Some(schema) = first.get(index).or(rest) {
                self.below(&index.to_string(), item, schema, depth);
            }
        }
    }

    fn object(
        &mut self,
        value: &Map<String, Value>,
        members: &Map<String, Value>,
        depth: usize,
        part: bool,
    ) {
        self.count(
            "minProperties",
            "maxProperties",
            "properties",
            members,
            || value.len(),
        );
        let properties = members.get("properties").and_then(Value::as_object);
        let property = |name: &str| properties.and_then(|properties| properties.get(name));
        // What only goes one way is missing on the other.
        let one_way = |schema: &Value| {
            let target = followed(self.tree, schema);
            let set = |key| schema.get(key).or(target.get(key)) == Some(&Value::Bool(true));
            set("readOnly") || set("writeOnly")
        };
        let required = members.get("required").and_then(Value::as_array);
        let missing: Vec<&str> = required
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .filter(|name| !value.contains_key(*name) && !property(name).is_some_and(one_way))
            .collect();
        match missing.as_slice() {
            [] => {}
            [name] => self.say(format!("`{name}` is required and missing")),
            [first, others @ ..] => self.say(format!(
                "`{first}` and {} more are required and missing",
                others.len()
            )),
        }
        let patterns = members.contains_key("patternProperties");
        let others = members
            .get("additionalProperties")
            .filter(|others| !patterns && (!part || **others != Value::Bool(false)));
        for (name, value) in value {
            match property(name).or(others) {
                Some(Value::Bool(false)) if property(name).is_none() => {
                    let length = self.rest.len();
                    push_token(&mut self.rest, name);
                    self.say(format!(
                        "`{name}` is no property, and others are not admitted"
                    ));
                    self.rest.truncate(length);
                }
                Some(schema) => self.below(name, value, schema, depth),
                None => {}
            }
        }
    }

    fn below(&mut self, token: &str, value: &Value, schema: &Value, depth: usize) {
        let length = self.rest.len();
        push_token(&mut self.rest, token);
        self.value(value, schema, depth + 1, false);
        self.rest.truncate(length);
    }

    fn composed(&mut self, value: &Value, members: &Map<String, Value>, depth: usize) {
        let list = |key: &str| members.get(key).and_then(Value::as_array);
        for schema in list("allOf").into_iter().flatten() {
            self.value(value, schema, depth + 1, true);
        }
        for key in ["anyOf", "oneOf"] {
            let schemas = list(key).map_or(&[][..], Vec::as_slice);
            match schemas {
                [] => {}
                [only] => self.value(value, only, depth + 1, false),
                several => {
                    if !several
                        .iter()
                        .any(|schema| self.fits(value, schema, depth + 1))
                    {
                        self.say(format!(
                            "{} fits none of the schemas of `{key}`",
                            shown(value)
                        ));
                    }
                }
            }
        }
    }
}

/// Whether null fits, however the version says so.
fn admits_null(members: &Map<String, Value>) -> bool {
    let set = |key: &str| members.get(key) == Some(&Value::Bool(true));
    let listed = members.get("enum").and_then(Value::as_array);
    ["nullable", "x-nullable", "x-isnullable"]
        .into_iter()
        .any(set)
        || listed.is_some_and(|values| values.contains(&Value::Null))
}

/// A value in a message: short ones as they are.
fn shown(value: &Value) -> String {
    if value.is_object() || value.is_array() {
        return what(value).to_owned();
    }
    let text = value.to_string();
    if text.chars().count() > 40 {
        let start: String = text.chars().take(40).collect();
        format!("`{start}…`")
    } else {
        format!("`{text}`")
    }
}

/// The place of a mismatch in the value at `at`.
pub(super) fn place(at: &Pointer, mismatch: &Mismatch) -> Pointer {
    at.join(&mismatch.rest)
}
