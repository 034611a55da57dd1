//! Samples of a schema: guesses made from its keywords, of which the oracle keeps the valid ones.

mod scalar;

use serde_json::{Map, Value};

use crate::document::{Document, Schema};
use crate::random::Random;

/// The samples of a schema.
#[derive(Debug, Default)]
pub struct Sampled {
    /// Valid values, each once.
    pub values: Vec<Value>,
    /// Why there are none, or fewer than there could be.
    pub skipped: Option<Skipped>,
    /// How many valid examples are no objects, where the schema has no type and speaks of objects alone.
    pub unlike: usize,
}

/// Why a schema has no samples.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skipped {
    /// The oracle does not read the schema.
    Oracle(String),
    /// No guess was valid: a pattern, say, or a contradiction.
    NoGuess,
}

/// How many guesses are made for each sample that is asked for.
const GUESSES: usize = 6;

/// How many values of an enum, or branches of a choice, have a sample each.
const MOST_TURNS: usize = 300;

/// Deeper than this, optional parts are left out, and twice as deep nothing more is made.
const DEPTH: usize = 5;

pub(crate) fn sample(document: &Document, schema: &Schema, count: usize) -> Sampled {
    let oracle = match document.validator(&schema.pointer) {
        Ok(oracle) => oracle,
        Err(error) => {
            return Sampled {
                skipped: Some(Skipped::Oracle(error)),
                ..Sampled::default()
            };
        }
    };
    let mut values: Vec<Value> = Vec::new();
    let mut keep = |value: Value, limit: usize| {
        // Whether a value is null is said by the type of whatever refers to the schema, and its samples have nulls.
        if value.is_null() {
            return;
        }
        if values.len() < limit && !values.contains(&value) && oracle.is_valid(&value) {
            values.push(value);
        }
    };
    let Some(root) = follow(&document.root, &schema.pointer) else {
        return Sampled::default();
    };
    let beside = document.examples_beside(&schema.pointer);
    let (examples, unlike): (Vec<Value>, Vec<Value>) = examples(root)
        .into_iter()
        .chain(beside)
        .partition(|example| example.is_object() || !speaks_of_objects(root));
    let unlike = unlike
        .iter()
        .filter(|example| oracle.is_valid(example))
        .count();
    // Whatever is asked for, each example, each value of an enum and each branch of a choice has its sample.
    let widest = widest(root, 0).min(MOST_TURNS);
    let limit = count + examples.len() + widest;
    for example in examples {
        keep(example, limit);
    }
    let guess = |number: usize, optional, turn: Option<usize>| {
        let random = Random::seeded(&schema.pointer, u64::try_from(number).unwrap_or(0));
        let mut guess = Guess {
            root: &document.root,
            random: match turn {
                Some(turn) => random.picking(turn),
                None => random,
            },
            optional,
            budget: 4_000,
            within: vec![&schema.pointer],
        };
        guess.value(root, 0)
    };
    let turns = (0..widest).filter_map(|turn| guess(turn, Optional::All, Some(turn)));
    for value in turns {
        keep(value, limit);
    }
    for number in 0..count * GUESSES {
        let optional = match number {
            0 => Optional::None,
            1 => Optional::All,
            _ => Optional::Some,
        };
        if let Some(value) = guess(number, optional, None) {
            keep(value, limit);
        }
    }
    let skipped = values.is_empty().then_some(Skipped::NoGuess);
    Sampled {
        values,
        skipped,
        unlike,
    }
}

/// Whether a schema has properties and no type: it is read as an object's, though JSON Schema lets any other value pass.
fn speaks_of_objects(schema: &Value) -> bool {
    let has = |key: &str| schema.get(key).is_some();
    has("properties")
        && !["type", "allOf", "oneOf", "anyOf", "enum", "$ref"]
            .into_iter()
            .any(has)
}

/// The length of the longest list of values or branches in a schema, without what it refers to.
fn widest(schema: &Value, depth: usize) -> usize {
    let Some(map) = schema.as_object().filter(|_| depth < DEPTH * 2) else {
        return 0;
    };
    let lists = ["enum", "oneOf", "anyOf"].iter();
    let own = lists.filter_map(|key| Some(map.get(*key)?.as_array()?.len()));
    let inside = map.iter().flat_map(|(key, value)| match key.as_str() {
        "properties" => value
            .as_object()
            .map_or(Vec::new(), |map| map.values().collect()),
        "allOf" | "oneOf" | "anyOf" => value
            .as_array()
            .map_or(Vec::new(), |list| list.iter().collect()),
        "items" | "additionalProperties" => vec![value],
        _ => Vec::new(),
    });
    let inside = inside.map(|schema| widest(schema, depth + 1));
    own.chain(inside).max().unwrap_or(0)
}

/// What a schema gives as examples of itself.
fn examples(schema: &Value) -> Vec<Value> {
    let list = schema.get("examples").and_then(Value::as_array);
    schema
        .get("example")
        .into_iter()
        .chain(list.into_iter().flatten())
        .cloned()
        .collect()
}

/// Which optional properties an object gets.
#[derive(Clone, Copy)]
enum Optional {
    None,
    Some,
    All,
}

struct Guess<'a> {
    root: &'a Value,
    random: Random,
    optional: Optional,
    /// How many more values are made, so that wide and deep schemas end.
    budget: usize,
    /// The references whose target is being made of parts: a choice that has one of them among its branches is made.
    within: Vec<&'a str>,
}

impl<'a> Guess<'a> {
    fn value(&mut self, schema: &'a Value, depth: usize) -> Option<Value> {
        self.budget = self.budget.checked_sub(1)?;
        if depth > DEPTH * 2 {
            return None;
        }
        let Some(map) = schema.as_object() else {
            // `true`, and whatever is no schema.
            return (*schema != Value::Bool(false)).then(|| self.anything());
        };
        if let Some(pointer) = map.get("$ref").and_then(Value::as_str) {
            let target = follow(self.root, pointer)?;
            self.within.push(pointer);
            let value = self.value(target, depth + 1);
            self.within.pop();
            return value;
        }
        if let Some(value) = map.get("const") {
            return Some(value.clone());
        }
        if let Some(values) = map.get("enum").and_then(Value::as_array) {
            return self.random.pick(values).cloned();
        }
        let parts = self.parts(map);
        if !parts.is_empty() {
            return self.combined(map, &parts, depth);
        }
        self.plain(map, depth)
    }

    /// The schemas that hold together with a schema's own keywords: all of `allOf`, and a branch of each choice.
    fn parts(&mut self, map: &'a Map<String, Value>) -> Vec<&'a Value> {
        let list = |key: &str| map.get(key).and_then(Value::as_array);
        let mut parts: Vec<&Value> = list("allOf").into_iter().flatten().collect();
        for key in ["oneOf", "anyOf"] {
            let branches: Vec<&Value> = list(key).into_iter().flatten().collect();
            let made = branches
                .iter()
                .filter_map(|branch| branch.get("$ref").and_then(Value::as_str))
                .any(|pointer| self.within.contains(&pointer));
            if !made {
                parts.extend(self.random.pick(&branches));
            }
        }
        parts
    }

    /// A value that has what each part and the schema itself asks for: objects are merged, of anything else the last counts.
    fn combined(
        &mut self,
        map: &'a Map<String, Value>,
        parts: &[&'a Value],
        depth: usize,
    ) -> Option<Value> {
        let mut merged = Map::new();
        let mut other = None;
        let several = parts.len() > 1 || map.contains_key("properties");
        for part in parts {
            // What says nothing of a value of its own only asks something of the others.
            if several && part.as_object().is_some_and(is_silent) {
                continue;
            }
            match self.value(part, depth + 1)? {
                Value::Object(object) => merged.extend(object),
                value => other = Some(value),
            }
            if let Some((property, name)) = discriminated(map, part) {
                merged.insert(property.to_owned(), name.into());
            }
        }
        if map.contains_key("properties") || map.contains_key("additionalProperties") {
            match self.plain(map, depth)? {
                Value::Object(object) => merged.extend(object),
                value => other = other.or(Some(value)),
            }
        }
        match other {
            Some(value) if merged.is_empty() => Some(value),
            _ => Some(Value::Object(merged)),
        }
    }

    /// A value of one of the schema's types.
    fn plain(&mut self, map: &'a Map<String, Value>, depth: usize) -> Option<Value> {
        let ty = match map.get("type") {
            Some(Value::String(ty)) => ty.as_str(),
            Some(Value::Array(types)) => self.random.pick(types)?.as_str()?,
            _ if map.contains_key("properties") || map.contains_key("additionalProperties") => {
                "object"
            }
            _ if map.contains_key("items") => "array",
            _ => return Some(self.anything()),
        };
        match ty {
            "object" => self.object(map, depth),
            "array" => self.array(map, depth),
            _ => scalar::scalar(ty, map, &mut self.random),
        }
    }

    fn object(&mut self, map: &'a Map<String, Value>, depth: usize) -> Option<Value> {
        let within = std::mem::take(&mut self.within);
        let object = self.properties(map, depth);
        self.within = within;
        object
    }

    fn properties(&mut self, map: &'a Map<String, Value>, depth: usize) -> Option<Value> {
        let required: Vec<&str> = map
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let mut object = Map::new();
        let properties = map.get("properties").and_then(Value::as_object);
        for (name, schema) in properties.into_iter().flatten() {
            let required = required.contains(&name.as_str());
            let wanted = match self.optional {
                Optional::None => false,
                Optional::All => depth <= DEPTH,
                Optional::Some => depth <= DEPTH && self.random.below(2) == 0,
            };
            if required {
                object.insert(name.clone(), self.value(schema, depth + 1)?);
            } else if wanted && let Some(value) = self.value(schema, depth + 1) {
                object.insert(name.clone(), value);
            }
        }
        // A type without additional properties skips what it does not know, so that only those which a schema speaks of
        // have to survive.
        let additional = map.get("additionalProperties");
        for name in required {
            if !object.contains_key(name) && properties.is_none_or(|list| !list.contains_key(name))
            {
                let value = match additional {
                    Some(schema @ Value::Object(_)) => self.value(schema, depth + 1)?,
                    Some(Value::Bool(true)) => self.anything(),
                    _ => continue,
                };
                object.insert(name.to_owned(), value);
            }
        }
        let least = map
            .get("minProperties")
            .and_then(Value::as_u64)
            .and_then(|least| usize::try_from(least).ok())
            .unwrap_or(0);
        let more = match self.optional {
            Optional::None => 0,
            Optional::All => 2,
            Optional::Some => self.random.below(3),
        };
        let names = ["extra", "x-1", "Zürich", "type", "a b", "0", "$ref_", ""];
        for number in 0..more.max(least.saturating_sub(object.len()).min(8)) {
            let name = names[(self.random.below(3) + number * 3) % names.len()];
            if object.contains_key(name) || properties.is_some_and(|list| list.contains_key(name)) {
                continue;
            }
            let value = match additional {
                Some(schema @ Value::Object(_)) if depth <= DEPTH => self.value(schema, depth + 1),
                Some(Value::Bool(true)) => Some(self.anything()),
                _ => None,
            };
            if let Some(value) = value {
                object.insert(name.to_owned(), value);
            }
        }
        self.by_pattern(map, depth, &mut object);
        Some(Value::Object(object))
    }

    /// Properties whose names may match a pattern: the oracle says whether they do.
    fn by_pattern(
        &mut self,
        map: &'a Map<String, Value>,
        depth: usize,
        object: &mut Map<String, Value>,
    ) {
        let patterns = map.get("patternProperties").and_then(Value::as_object);
        for (pattern, schema) in patterns.into_iter().flatten() {
            if depth > DEPTH || matches!(self.optional, Optional::None) {
                continue;
            }
            let names = ["a", "x-a", "key_1", "1", "200", "A1", "en"];
            // The letters of a pattern itself are often what it wants.
            let own: String = pattern
                .chars()
                .filter(|c| c.is_alphanumeric() || *c == '-')
                .collect();
            let name = self.random.pick(&names).copied().unwrap_or_default();
            let name = if self.random.below(2) == 0 {
                own
            } else {
                name.to_owned()
            };
            if !object.contains_key(&name)
                && let Some(value) = self.value(schema, depth + 1)
            {
                object.insert(name, value);
            }
        }
    }

    fn array(&mut self, map: &'a Map<String, Value>, depth: usize) -> Option<Value> {
        let number = |key: &str| {
            map.get(key)
                .and_then(Value::as_u64)
                .and_then(|number| usize::try_from(number).ok())
        };
        let least = number("minItems").unwrap_or(0);
        let length = match self.optional {
            Optional::None => least,
            _ if depth > DEPTH => least,
            _ => least.max(self.random.below(3)),
        };
        let length = length.min(number("maxItems").unwrap_or(usize::MAX)).min(64);
        let within = std::mem::take(&mut self.within);
        let items = self.items(map, least, length, depth);
        self.within = within;
        items.map(Value::Array)
    }

    fn items(
        &mut self,
        map: &'a Map<String, Value>,
        least: usize,
        length: usize,
        depth: usize,
    ) -> Option<Vec<Value>> {
        let mut items = Vec::new();
        let first = map.get("prefixItems").and_then(Value::as_array);
        for schema in first.into_iter().flatten() {
            items.push(self.value(schema, depth + 1)?);
        }
        while items.len() < length {
            let item = match map.get("items") {
                Some(schema) => self.value(schema, depth + 1),
                None => Some(self.anything()),
            };
            match item {
                Some(item) => items.push(item),
                None if items.len() >= least => break,
                None => return None,
            }
        }
        Some(items)
    }

    /// A value where the schema says nothing.
    fn anything(&mut self) -> Value {
        let values = [
            Value::Null,
            Value::from(true),
            Value::from(-7),
            Value::from(0.5),
            Value::from("any \"text\"\n"),
            serde_json::json!([1, "two", null]),
            serde_json::json!({"a": {"b": [false]}}),
        ];
        self.random.pick(&values).cloned().unwrap_or_default()
    }
}

/// Whether a schema has no keyword that a value could be made from.
fn is_silent(map: &Map<String, Value>) -> bool {
    const TELLING: &[&str] = &[
        "$ref",
        "type",
        "properties",
        "additionalProperties",
        "items",
        "enum",
        "const",
        "allOf",
        "oneOf",
        "anyOf",
    ];
    !TELLING.iter().any(|key| map.contains_key(*key))
}

/// The property and value by which a choice of schemas tells this one of them (OpenAPI 3.0.4, Discriminator Object).
fn discriminated<'a>(map: &'a Map<String, Value>, part: &'a Value) -> Option<(&'a str, &'a str)> {
    let discriminator = map.get("discriminator")?;
    let property = discriminator.get("propertyName")?.as_str()?;
    let pointer = part.get("$ref")?.as_str()?;
    let chosen = ["oneOf", "anyOf"].iter().any(|key| {
        let branches = map.get(*key).and_then(Value::as_array);
        branches.is_some_and(|branches| branches.contains(part))
    });
    let name = pointer.rsplit('/').next()?;
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mapped = mapping.into_iter().flatten().find(|(_, target)| {
        target
            .as_str()
            .is_some_and(|target| target == pointer || target == name)
    });
    chosen.then_some((property, mapped.map_or(name, |(value, _)| value)))
}

/// What a reference within the document names.
fn follow<'a>(root: &'a Value, pointer: &str) -> Option<&'a Value> {
    let fragment = pointer.strip_prefix('#')?;
    let decoded = decode(fragment);
    root.pointer(&decoded).or_else(|| root.pointer(fragment))
}

/// Undoes percent-encoding.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = text.get(at + 1..at + 3).filter(|_| *byte == b'%');
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            decoded.push(byte);
            at += 3;
        } else {
            decoded.push(*byte);
            at += 1;
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}
