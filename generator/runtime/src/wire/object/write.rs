//! Writes an object's fields as properties.

use std::collections::BTreeMap;

use serde::ser::{Error, Serialize, SerializeMap, Serializer};

use super::Object;
use super::visit::{Field, Visit};

/// The object being written.
pub(super) struct Out<M: SerializeMap> {
    map: M,
    /// The names that the struct has fields for.
    names: &'static [&'static str],
    error: Option<M::Error>,
}

impl<M: SerializeMap> Visit for Out<M> {
    #[inline]
    fn required<T: Field>(&mut self, name: &'static str, value: &T, _: &T) {
        self.entry(name, value);
    }

    #[inline]
    fn optional<T: Field>(&mut self, name: &'static str, value: &Option<T>, _: &Option<T>) {
        if let Some(value) = value {
            self.entry(name, value);
        }
    }

    fn flat<T: Field>(&mut self, value: &T, _: &T) {
        match super::flat::members(value) {
            Ok(members) => {
                for (name, value) in &members {
                    self.entry(name, value);
                }
            }
            Err(message) => {
                self.error.get_or_insert_with(|| M::Error::custom(message));
            }
        }
    }

    fn rest<T: Field>(&mut self, values: &BTreeMap<String, T>, _: &BTreeMap<String, T>) {
        for (name, value) in values {
            if self.names.contains(&name.as_str()) {
                self.error
                    .get_or_insert_with(|| M::Error::custom(twice(name)));
            }
            self.entry(name, value);
        }
    }

    fn constant<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.entry(name, value);
    }
}

impl<M: SerializeMap> Out<M> {
    #[inline]
    fn entry<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if self.error.is_none()
            && let Err(error) = self.map.serialize_entry(name, value)
        {
            self.fail(error);
        }
    }

    #[cold]
    fn fail(&mut self, error: M::Error) {
        self.error = Some(error);
    }
}

/// Which of two values would be read is for the reader to choose, so neither is written.
fn twice(name: &str) -> String {
    format!("`{name}` is among the further properties, and has a field of its own")
}

/// Writes a struct as a JSON object.
pub fn write_object<'de, T: Object<'de>, S: Serializer>(
    serializer: S,
    value: &T,
) -> Result<S::Ok, S::Error> {
    write_all(serializer, T::NAMES.properties, &|out| {
        value.visit(value, out);
    })
}

/// What is the same for all structs, so that it is compiled once for a serializer.
#[inline(never)]
fn write_all<S: Serializer>(
    serializer: S,
    names: &'static [&'static str],
    visit: &dyn Fn(&mut Out<S::SerializeMap>),
) -> Result<S::Ok, S::Error> {
    let mut out = Out {
        map: serializer.serialize_map(None)?,
        names,
        error: None,
    };
    visit(&mut out);
    match out.error {
        Some(error) => Err(error),
        None => out.map.end(),
    }
}

/// Writes a struct's fields into a map.
#[inline(never)]
pub(super) fn write_fields<'de, T: Object<'de>, M: SerializeMap>(
    map: M,
    value: &T,
) -> Result<M, M::Error> {
    let mut out = Out {
        map,
        names: T::NAMES.properties,
        error: None,
    };
    value.visit(value, &mut out);
    match out.error {
        Some(error) => Err(error),
        None => Ok(out.map),
    }
}
