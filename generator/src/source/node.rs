//! One visitor for the values of JSON and YAML: it keeps order, notices duplicate keys and minds limits.

use std::cell::RefCell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::tree::Limits;
use crate::diagnostic::Pointer;

/// How many duplicate keys of a file are named.
const MOST_DUPLICATES: usize = 10_000;

/// What the visitors of one file share.
pub(super) struct State {
    values: usize,
    /// How many levels there may be, and how many are open.
    most_deep: usize,
    depth: usize,
    string_bytes: usize,
    pub(super) over: bool,
    /// Keys that are there twice: the tokens that lead to each, innermost first.
    ///
    /// They are put together on the way out, which costs nothing where there are none.
    duplicates: Vec<Vec<String>>,
}

impl State {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            values: limits.values,
            most_deep: limits.depth.min(Limits::MOST_DEEP),
            depth: 0,
            string_bytes: limits.string_bytes,
            over: false,
            duplicates: Vec::new(),
        }
    }

    /// Pointers to the keys that are there twice.
    pub(super) fn duplicates(self) -> impl Iterator<Item = Pointer> {
        self.duplicates
            .into_iter()
            .map(|tokens| Pointer::root().descend(tokens.iter().rev().map(String::as_str)))
    }
}

/// Reads one value.
#[derive(Clone, Copy)]
pub(super) struct Node<'s> {
    pub(super) state: &'s RefCell<State>,
}

impl Node<'_> {
    fn count<E: Error>(self, string_bytes: usize) -> Result<(), E> {
        let mut state = self.state.borrow_mut();
        let left = (
            state.values.checked_sub(1),
            state.string_bytes.checked_sub(string_bytes),
        );
        if let (Some(values), Some(bytes)) = left {
            state.values = values;
            state.string_bytes = bytes;
            Ok(())
        } else {
            state.over = true;
            Err(E::custom(
                "the document holds more values than the limit allows",
            ))
        }
    }

    /// Opens a level; [`Node::leave`] closes it.
    fn enter<E: Error>(self) -> Result<(), E> {
        self.count(0)?;
        let mut state = self.state.borrow_mut();
        state.depth += 1;
        if state.depth > state.most_deep {
            state.over = true;
            let message = format!(
                "the document is nested more deeply than {} levels",
                state.most_deep
            );
            return Err(E::custom(message));
        }
        Ok(())
    }

    fn leave(self) {
        self.state.borrow_mut().depth -= 1;
    }

    /// Adds the token of a value to the duplicates that were found in it, those from `first` on.
    fn within(self, first: usize, token: impl FnOnce() -> String) {
        let mut state = self.state.borrow_mut();
        if let Some(found @ [_, ..]) = state.duplicates.get_mut(first..) {
            let token = token();
            for tokens in found {
                tokens.push(token.clone());
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.count(0)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.count(0)?;
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.count(0)?;
        Ok(value.into())
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "an integer outside of 64 bits is kept as nearly as JSON readers do"
    )]
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "an integer outside of 64 bits is kept as nearly as JSON readers do"
    )]
    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.count(0)?;
        // JSON has no infinity and no NaN; what YAML writes so is kept as text.
        Ok(serde_json::Number::from_f64(value)
            .map_or_else(|| Value::String(value.to_string()), Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.count(value.len())?;
        Ok(Value::String(value))
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.count(0)?;
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        self.enter()?;
        let mut items = Vec::new();
        loop {
            let first = self.state.borrow().duplicates.len();
            let Some(item) = seq.next_element_seed(self)? else {
                self.leave();
                return Ok(Value::Array(items));
            };
            self.within(first, || items.len().to_string());
            items.push(item);
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        self.enter()?;
        let mut members = Map::new();
        let mut merged = Vec::new();
        while let Some(key) = map.next_key_seed(Key { state: self.state })? {
            let first = self.state.borrow().duplicates.len();
            let value = map.next_value_seed(self)?;
            self.within(first, || key.clone());
            if key == "<<" && (value.is_object() || value.is_array()) {
                merged.push(value);
                continue;
            }
            match members.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(mut entry) => {
                    let duplicates = &mut self.state.borrow_mut().duplicates;
                    if duplicates.len() < MOST_DUPLICATES {
                        duplicates.push(vec![entry.key().clone()]);
                    }
                    entry.insert(value);
                }
            }
        }
        for value in merged {
            merge(&mut members, value);
        }
        self.leave();
        Ok(Value::Object(members))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        // A YAML tag of one's own, as `!include`; the value counts.
        let (_, variant) = data.variant_seed(Key { state: self.state })?;
        variant.newtype_variant_seed(self)
    }
}

/// YAML's merge key: what is there already wins.
fn merge(members: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(other) => {
            for (key, value) in other {
                if !members.contains_key(&key) {
                    members.insert(key, value);
                }
            }
        }
        Value::Array(several) => several.into_iter().for_each(|other| merge(members, other)),
        _ => {}
    }
}

/// Reads the key of a member: any scalar, as text.
struct Key<'s> {
    state: &'s RefCell<State>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text or a number")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<String, E> {
        (Node { state: self.state }).count(value.len())?;
        Ok(value)
    }
}
