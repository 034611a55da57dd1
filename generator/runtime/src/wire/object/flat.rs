//! Structs beside whose properties stand those of a union: `oneOf` next to `properties`.
//!
//! The flat field is read from the text of the whole object, and written after the struct's own properties,
//! of which none is written twice.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{self, Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::Object;
use super::read::{expect_object, read_fields};
use super::write::write_fields;
use crate::wire::decode::{blame, explain, from_str};
use crate::wire::encode::to_vec;
use crate::wire::misfit;
use crate::wire::raw::{Name, read_raw};
use crate::wire::union::Nesting;

/// Properties with the text of their values.
type Members = Vec<(String, Box<RawValue>)>;

/// Reads a struct with flat fields.
pub fn read_flat<'de, T: for<'text> Object<'text>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut found = None;
    read_raw(deserializer, &mut |text| {
        let integral = Nesting::integers(text);
        let text = integral.as_deref().unwrap_or(text);
        let _nesting = Nesting::enter(T::NAMES.of, text)?;
        Nesting::written_as_integers();
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let visitor = FlatVisitor {
            text,
            of: PhantomData,
        };
        match deserializer.deserialize_map(visitor) {
            Ok(value) => {
                found = Some(value);
                Ok(())
            }
            Err(error) => Err(explain(&error, text)),
        }
    })?;
    found.ok_or_else(|| D::Error::custom("no value"))
}

struct FlatVisitor<'text, T> {
    text: &'text str,
    of: PhantomData<T>,
}

impl<'text, T: Object<'text>> Visitor<'text> for FlatVisitor<'text, T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        expect_object(formatter, T::NAMES.of)
    }

    fn visit_map<A: MapAccess<'text>>(self, map: A) -> Result<T, A::Error> {
        read_fields(map, self.text)
    }
}

/// Reads what the whole object is besides.
pub(super) fn part<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    // It reads what the struct has as well, and the struct what it has.
    let before = misfit::count();
    let value = from_str(text);
    misfit::forget(before);
    value.map_err(|error| {
        let message = explain(&error, text);
        blame(text, &message);
        message
    })
}

/// The names of the properties that a value goes out with.
pub(super) fn names<T: Serialize>(value: &T) -> BTreeSet<String> {
    let Ok(text) = to_vec(value) else {
        return BTreeSet::new();
    };
    let mut names = BTreeSet::new();
    let mut deserializer = serde_json::Deserializer::from_slice(&text);
    // No object has no names.
    let _ = deserializer.deserialize_map(NamesVisitor(&mut names));
    names
}

struct NamesVisitor<'a>(&'a mut BTreeSet<String>);

impl<'de> Visitor<'de> for NamesVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((Name(name), IgnoredAny)) = map.next_entry()? {
            self.0.insert(name.into_owned());
        }
        Ok(())
    }
}

/// The properties that a flat field's value adds.
pub(super) fn members<T: Serialize>(value: &T) -> Result<Members, String> {
    let text = to_vec(value).map_err(|error| error.to_string())?;
    if text == b"null" {
        return Ok(Members::new());
    }
    let mut deserializer = serde_json::Deserializer::from_slice(&text);
    deserializer
        .deserialize_map(MembersVisitor)
        .map_err(|_| String::from("a value beside the properties of an object is no object"))
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Members::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}

/// Writes a struct with flat fields.
pub fn write_flat<'de, T: Object<'de>, S: Serializer>(
    serializer: S,
    value: &T,
) -> Result<S::Ok, S::Error> {
    let collected =
        write_fields(Collect::default(), value).map_err(<S::Error as ser::Error>::custom)?;
    let mut map = serializer.serialize_map(Some(collected.members.len()))?;
    for (name, value) in &collected.members {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

/// Collects properties; of several with one name the first counts.
#[derive(Default)]
struct Collect {
    members: Members,
    seen: BTreeSet<String>,
}

impl SerializeMap for Collect {
    type Ok = ();
    type Error = serde_json::Error;

    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), serde_json::Error> {
        let key = to_vec(key).map_err(fail)?;
        let name: String = serde_json::from_slice(&key)?;
        if self.seen.insert(name.clone()) {
            let text = to_vec(value).map_err(fail)?;
            self.members.push((name, serde_json::from_slice(&text)?));
        }
        Ok(())
    }

    fn serialize_key<T: Serialize + ?Sized>(&mut self, _: &T) -> Result<(), serde_json::Error> {
        Err(fail("a key without its value"))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, _: &T) -> Result<(), serde_json::Error> {
        Err(fail("a value without its key"))
    }

    fn end(self) -> Result<(), serde_json::Error> {
        Ok(())
    }
}

fn fail(message: impl fmt::Display) -> serde_json::Error {
    ser::Error::custom(message)
}
