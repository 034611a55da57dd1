//! Reads an object's properties into slots, one per field.
//!
//! A pass over the fields takes, for each field in turn, the value of the current property if it is that field's.
//! Properties mostly arrive in the order of the document, so one pass is mostly enough.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess,
    Visitor,
};

use super::{Object, Slots, flat};
use crate::wire::misfit::note_misfit;

/// Where `at` points when there is no property left, or reading failed.
const END: usize = usize::MAX;

/// Where `at` points at a property that no field takes by name.
const OTHER: usize = usize::MAX - 1;

/// The properties of the object being read.
pub struct Fields<'de, A: MapAccess<'de>> {
    map: A,
    names: &'static [&'static str],
    /// The index of the current property's name.
    at: usize,
    /// The index of the field whose turn it is.
    turn: usize,
    /// Where the next name is expected.
    expected: usize,
    started: bool,
    /// Whether some field takes what no other takes.
    rest: bool,
    /// The name of the current property, when it is `OTHER`.
    other: String,
    /// The first field without the value that it needs.
    lacking: Option<usize>,
    error: Option<A::Error>,
    /// The text of the whole object, for flat fields.
    text: &'de str,
    /// The names that a flat field has, so that they are no rest.
    taken: Option<BTreeSet<String>>,
}

impl<'de, A: MapAccess<'de>> Fields<'de, A> {
    #[inline(never)]
    fn new(map: A, names: &'static [&'static str], text: &'de str) -> Self {
        Self {
            map,
            names,
            at: OTHER,
            turn: 0,
            expected: 0,
            started: false,
            rest: false,
            other: String::new(),
            lacking: None,
            error: None,
            text,
            taken: None,
        }
    }

    /// Begins a pass over the fields; false when there is nothing left to take.
    pub fn pass(&mut self) -> bool {
        self.turn = 0;
        if !self.started {
            self.started = true;
            self.advance();
        }
        self.at != END
    }

    /// Reads every property into the slots.
    pub fn read<S: Slots<'de>>(&mut self) -> Option<S::Out> {
        let mut slots = S::EMPTY;
        slots.begin(self);
        while self.pass() {
            slots.take(self);
        }
        slots.check(self);
        if self.is_whole() {
            Some(slots.value(self))
        } else {
            None
        }
    }

    /// Whether every field has the value that it needs.
    pub fn is_whole(&self) -> bool {
        self.error.is_none() && self.lacking.is_none()
    }

    /// Takes the value of the field whose turn it is, if it is there now.
    #[inline]
    pub(super) fn take_some<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        if self.at == self.turn {
            self.fill_some(slot);
        }
        self.turn += 1;
    }

    /// Takes the value of the field whose turn it is, if it is there now; null is none.
    #[inline]
    pub(super) fn take_optional<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        if self.at == self.turn {
            self.fill(slot);
            if slot.is_none() {
                note_misfit();
            }
        }
        self.turn += 1;
    }

    /// Skips a constant, if it is there now.
    pub fn constant(&mut self) {
        if self.at == self.turn {
            match self.map.next_value::<IgnoredAny>() {
                Ok(IgnoredAny) => self.advance(),
                Err(error) => self.fail(error),
            }
        }
        self.turn += 1;
    }

    /// Takes every property in a row that no field takes by name.
    pub(super) fn take_rest<T: Deserialize<'de>>(&mut self, slot: &mut BTreeMap<String, T>) {
        while self.at == OTHER {
            match self.map.next_value() {
                Ok(value) => {
                    slot.insert(std::mem::take(&mut self.other), value);
                    self.advance();
                }
                Err(error) => self.fail(error),
            }
        }
    }

    /// Reads what the whole object is besides; an error is kept.
    pub(super) fn read_whole<T: DeserializeOwned + Serialize>(&mut self) -> Option<T> {
        if self.error.is_some() {
            return None;
        }
        match flat::part(self.text) {
            Ok(value) => {
                if self.rest {
                    self.taken
                        .get_or_insert_default()
                        .extend(flat::names(&value));
                }
                Some(value)
            }
            Err(message) => {
                self.fail(A::Error::custom(message));
                None
            }
        }
    }

    /// Leaves out of the rest what a flat field has.
    pub(super) fn retain_rest<T>(&self, rest: &mut BTreeMap<String, T>) {
        if let Some(taken) = &self.taken {
            rest.retain(|name, _| !taken.contains(name));
        }
    }

    fn fill<T: Deserialize<'de>>(&mut self, slot: &mut T) {
        match self.map.next_value() {
            Ok(value) => {
                *slot = value;
                self.advance();
            }
            Err(error) => self.fail(error),
        }
    }

    fn fill_some<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        match self.map.next_value() {
            Ok(value) => {
                *slot = Some(value);
                self.advance();
            }
            Err(error) => self.fail(error),
        }
    }

    /// Goes to the next property that somebody takes.
    fn advance(&mut self) {
        loop {
            let key = Key {
                names: self.names,
                expected: self.expected,
                other: self.rest.then_some(&mut self.other),
            };
            match self.map.next_key_seed(key) {
                Ok(None) => self.at = END,
                Ok(Some(OTHER)) if !self.rest => match self.map.next_value::<IgnoredAny>() {
                    Ok(IgnoredAny) => {
                        note_misfit();
                        continue;
                    }
                    Err(error) => self.fail(error),
                },
                Ok(Some(OTHER)) => self.at = OTHER,
                Ok(Some(at)) => {
                    self.at = at;
                    self.expected = at + 1;
                }
                Err(error) => self.fail(error),
            }
            return;
        }
    }

    fn fail(&mut self, error: A::Error) {
        self.at = END;
        self.error = Some(error);
    }

    /// From now on, properties that no field takes by name are kept for the one that takes what no other does.
    pub(super) fn keep_others(&mut self) {
        self.rest = true;
    }

    /// Goes to the next field after reading; whether it `has` what it needs is noted, if it is the first without.
    #[inline]
    pub(super) fn next_field(&mut self, has: bool) {
        if !has {
            self.lacks();
        }
        self.turn += 1;
    }

    /// Notes that the field whose turn it is has no value, if it is the first.
    #[cold]
    fn lacks(&mut self) {
        self.lacking.get_or_insert(self.turn);
    }

    /// The error of a field that has no value: the one there is already, or that its property is missing.
    pub fn missing(&mut self) -> A::Error {
        let name = self.lacking.and_then(|index| self.names.get(index));
        match (self.error.take(), name) {
            (Some(error), _) => error,
            (None, name) => {
                A::Error::custom(format_args!("missing property {:?}", name.unwrap_or(&"")))
            }
        }
    }
}

/// Reads a struct from a JSON object.
pub fn read_object<'de, T: Object<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        expect_object(formatter, T::NAMES.of)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        read_fields(map, "")
    }
}

/// Says what was expected, for the struct of a name.
pub(super) fn expect_object(formatter: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    write!(formatter, "an object ({name})")
}

/// Reads a struct from an object's properties; `text` is the object's, where it has flat fields.
#[inline(never)]
pub(super) fn read_fields<'de, T: Object<'de>, A: MapAccess<'de>>(
    map: A,
    text: &'de str,
) -> Result<T, A::Error> {
    let mut fields = Fields::new(map, T::NAMES.properties, text);
    match T::read(&mut fields) {
        Some(value) => Ok(value),
        None => Err(fields.missing()),
    }
}

/// Reads a property's name as its index.
struct Key<'a> {
    names: &'static [&'static str],
    expected: usize,
    other: Option<&'a mut String>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = usize;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a property")
    }

    fn visit_str<E>(self, name: &str) -> Result<usize, E> {
        if self.names.get(self.expected) == Some(&name) {
            return Ok(self.expected);
        }
        if let Some(at) = find_name(self.names, self.expected, name) {
            return Ok(at);
        }
        if let Some(other) = self.other {
            other.clear();
            other.push_str(name);
        }
        Ok(OTHER)
    }
}

/// Looks a name up, first behind where it was expected.
#[inline(never)]
fn find_name(names: &[&str], expected: usize, name: &str) -> Option<usize> {
    let (before, after) = names.split_at_checked(expected)?;
    let later = after.iter().position(|candidate| *candidate == name);
    match later {
        Some(offset) => Some(expected + offset),
        None => before.iter().position(|candidate| *candidate == name),
    }
}
