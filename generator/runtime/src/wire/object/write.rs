//! Writes an object's fields as properties.

use std::collections::BTreeMap;

use serde::ser::{Error, Serialize, SerializeMap, Serializer};

use super::Object;

/// The object being written.
pub struct Out<M: SerializeMap> {
    map: M,
    error: Option<M::Error>,
}

impl<M: SerializeMap> Out<M> {
    /// Writes a property.
    #[inline]
    pub fn required<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.entry(name, value);
    }

    /// Writes a property that has a value.
    #[inline]
    pub fn optional<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.entry(name, value);
        }
    }

    /// Writes a property that has a value, which may be null.
    #[inline]
    pub fn optional_any<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// Writes a property, as null when it has no value.
    #[inline]
    pub fn nullable<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        self.entry(name, value);
    }

    /// Writes a property that has a value or is null.
    #[inline]
    pub fn optional_nullable<T: Serialize>(
        &mut self,
        name: &'static str,
        value: &Option<Option<T>>,
    ) {
        if let Some(value) = value {
            self.entry(name, value);
        }
    }

    /// Writes the properties of a value beside the others.
    pub fn flat<T: Serialize>(&mut self, value: &T) {
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

    /// Writes the properties that no other field holds.
    pub fn rest<T: Serialize>(&mut self, values: &BTreeMap<String, T>) {
        for (name, value) in values {
            self.entry(name, value);
        }
    }

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

/// Writes a struct as a JSON object.
pub fn write_object<'de, T: Object<'de>, S: Serializer>(
    serializer: S,
    value: &T,
) -> Result<S::Ok, S::Error> {
    write_fields(serializer.serialize_map(None)?, value)?.end()
}

/// Writes a struct's fields into a map.
pub(super) fn write_fields<'de, T: Object<'de>, M: SerializeMap>(
    map: M,
    value: &T,
) -> Result<M, M::Error> {
    let mut out = Out { map, error: None };
    value.write(&mut out);
    match out.error {
        Some(error) => Err(error),
        None => Ok(out.map),
    }
}
