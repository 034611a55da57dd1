//! The JSON text of one value, from any deserializer.
//!
//! `serde_json` lends the text itself, without a copy; of any other deserializer a tree is made and written out.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::decode::blame;

/// The name of the newtype by which `serde_json` knows that the text is wanted.
///
/// Private to it, though as good as fixed. Under another name one gets an ordinary newtype, and the tree is read: slower, no less right.
const RAW: &str = "$serde_json::private::RawValue";

/// Gives a value's text to `accept`, whose error becomes the deserializer's.
pub(super) fn read_raw<'de, D: Deserializer<'de>>(
    deserializer: D,
    accept: &mut dyn FnMut(&str) -> Result<(), String>,
) -> Result<(), D::Error> {
    deserializer.deserialize_newtype_struct(RAW, RawVisitor(accept))
}

struct RawVisitor<'a>(&'a mut dyn FnMut(&str) -> Result<(), String>);

impl RawVisitor<'_> {
    fn accept_text<E: Error>(self, text: &str) -> Result<(), E> {
        (self.0)(text).map_err(|message| {
            blame(text, &message);
            E::custom(message)
        })
    }

    fn accept_tree<E: Error>(self, value: &Value) -> Result<(), E> {
        self.accept_text(&value.to_string())
    }
}

impl<'de> Visitor<'de> for RawVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<(), D::Error> {
        let value = Value::deserialize(inner)?;
        self.accept_tree(&value)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some(Name(key)) = map.next_key()? else {
            return self.accept_text("{}");
        };
        if key == RAW {
            return map.next_value_seed(RawText(self));
        }
        // Somebody's forwarding deserializer: an ordinary map.
        let mut object = Map::new();
        object.insert(key.into_owned(), map.next_value()?);
        while let Some((name, value)) = map.next_entry()? {
            object.insert(name, value);
        }
        self.accept_tree(&Value::Object(object))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        let value = Value::deserialize(SeqAccessDeserializer::new(seq))?;
        self.accept_tree(&value)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<(), D::Error> {
        self.visit_newtype_struct(inner)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.accept_text("null")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.accept_text("null")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.accept_tree(&Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.accept_tree(&Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.accept_tree(&Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.accept_tree(&Value::from(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.accept_tree(&Value::from(value))
    }
}

/// The text that `serde_json` hands out as a map's value.
struct RawText<'a>(RawVisitor<'a>);

impl<'de> serde::de::DeserializeSeed<'de> for RawText<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for RawText<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the text of a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.accept_text(text)
    }
}

/// A property's name, borrowed when it has no escapes.
pub(super) struct Name<'a>(pub(super) Cow<'a, str>);

impl<'a> Deserialize<'a> for Name<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'a> Visitor<'a> for NameVisitor {
    type Value = Name<'a>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a property")
    }

    fn visit_borrowed_str<E>(self, name: &'a str) -> Result<Name<'a>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Name<'a>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}
