//! Unions: the macro [`wire_union!`](crate::wire_union), its table and its reader.

mod choose;
mod nesting;
mod table;

use serde::de::{DeserializeOwned, Deserializer, Error};
use serde_json::Value;

use choose::Candidates;
pub(super) use nesting::Nesting;
pub use table::{Constant, Kind, Table, Variant};

use super::decode::{self, from_str, message_of};
use super::misfit::{self, note_misfit};
use super::raw::read_raw;

/// What `wire_union!` says about an enum.
pub trait Union: Sized {
    /// How its variants are told apart.
    const TABLE: &'static Table;

    /// Reads the variant whose turn it is, or leaves an error in `text`.
    fn decode(text: &mut Text<'_>) -> Option<Self>;

    /// Keeps a value that no variant takes; `None` when the union is closed.
    fn keep(value: Value) -> Option<Self>;
}

/// The text of a union's value, to be read as one of the variants.
pub struct Text<'a> {
    json: &'a str,
    /// How many variants come before the one to read.
    before: usize,
    error: Option<serde_json::Error>,
}

impl Text<'_> {
    /// Whether this is the variant to read.
    #[inline]
    pub fn turn(&mut self) -> bool {
        match self.before.checked_sub(1) {
            Some(before) => {
                self.before = before;
                false
            }
            None => true,
        }
    }

    /// Reads the text as a variant's content.
    pub fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        match from_str(self.json) {
            Ok(value) => Some(value),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }
}

/// Where a union's value goes: all that the code of one union adds to reading.
trait Found {
    /// Reads the variant whose turn it is; false leaves an error in `text`.
    fn decode(&mut self, text: &mut Text<'_>) -> bool;

    /// Keeps a value that no variant takes; false when the union is closed.
    fn keep(&mut self, value: Value) -> bool;
}

impl<T: Union> Found for Option<T> {
    fn decode(&mut self, text: &mut Text<'_>) -> bool {
        *self = T::decode(text);
        self.is_some()
    }

    fn keep(&mut self, value: Value) -> bool {
        *self = T::keep(value);
        self.is_some()
    }
}

/// Reads a union.
pub fn read_union<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut found: Option<T> = None;
    read_raw(deserializer, &mut |text| {
        read_text(T::TABLE, text, &mut found)
    })?;
    found.ok_or_else(|| D::Error::custom("no value"))
}

fn read_text(table: &'static Table, text: &str, found: &mut dyn Found) -> Result<(), String> {
    let mut errors = Vec::new();
    // Mostly the discriminator says it, and then nothing else needs to be looked at.
    let tagged = choose::tagged(table, text);
    if let Some(index) = tagged {
        let (_nesting, excluded) = Nesting::enter_union(table.name, text)?;
        if !excluded.contains(&index) {
            match attempt(text, index, found) {
                Ok(()) => return Ok(()),
                Err(error) => errors.push((index, error)),
            }
        }
    }
    // A variant is not chosen by how its numbers are written.
    let integral = Nesting::integers(text);
    if integral.is_some() {
        errors.clear();
    }
    let text = integral.as_deref().unwrap_or(text);
    let (_nesting, excluded) = Nesting::enter_union(table.name, text)?;
    Nesting::written_as_integers();
    let Candidates { indices, tied } = choose::candidates(table, text);
    let (tied, others) = indices.split_at(tied);
    let others = others.iter().map(std::slice::from_ref);
    let alike = tagged.as_slice().iter().map(std::slice::from_ref);
    for alike in alike.chain([tied]).chain(others) {
        let is_new = |index: &&usize| {
            !excluded.contains(index) && errors.iter().all(|(tried, _)| tried != *index)
        };
        let alike: Vec<usize> = alike.iter().filter(is_new).copied().collect();
        if attempt_alike(text, &alike, &mut errors, found) {
            return Ok(());
        }
    }
    let value = serde_json::from_str(text).map_err(|error| message_of(&error))?;
    if found.keep(value) {
        note_misfit();
        Ok(())
    } else {
        Err(explain(table, text, &errors))
    }
}

/// Reads the text as the one of some variants, which suit it alike, that describes most of it; false where it is none.
fn attempt_alike(
    text: &str,
    alike: &[usize],
    errors: &mut Vec<(usize, Option<serde_json::Error>)>,
    found: &mut dyn Found,
) -> bool {
    let before = misfit::count();
    // The least misfits, and of which variant; and which variant `found` holds.
    let (mut best, mut held) = (None, None);
    for &index in alike {
        if best.is_some() && !Nesting::may_read_again(text) {
            break;
        }
        misfit::forget(before);
        match attempt(text, index, found) {
            Ok(()) => {
                let misfits = misfit::count().wrapping_sub(before);
                if misfits == 0 || alike.len() == 1 {
                    return true;
                }
                held = Some(index);
                if best.is_none_or(|(least, _)| misfits < least) {
                    best = Some((misfits, index));
                }
            }
            Err(error) => {
                held = None;
                errors.push((index, error));
            }
        }
    }
    misfit::forget(before);
    let Some((misfits, index)) = best else {
        return false;
    };
    let done = held == Some(index) || attempt(text, index, found).is_ok();
    misfit::forget(before.wrapping_add(misfits));
    done
}

/// Reads the text as one of the variants.
fn attempt(
    text: &str,
    index: usize,
    found: &mut dyn Found,
) -> Result<(), Option<serde_json::Error>> {
    Nesting::trying(index);
    let mut content = Text {
        json: text,
        before: index,
        error: None,
    };
    if found.decode(&mut content) {
        Ok(())
    } else {
        Err(content.error)
    }
}

/// The names of the variants that a value may be, best first: the one that the discriminator says alone.
pub(crate) fn candidates(table: &Table, value: &Value) -> Vec<&'static str> {
    let text = value.to_string();
    let indices = match choose::tagged(table, &text) {
        Some(index) => vec![index],
        None => choose::candidates(table, &text).indices,
    };
    indices
        .into_iter()
        .filter_map(|index| table.variants.get(index))
        .map(|variant| variant.name)
        .collect()
}

/// Says of each variant why the text is not one.
fn explain(table: &Table, text: &str, errors: &[(usize, Option<serde_json::Error>)]) -> String {
    let mut message = format!("no variant of {} fits", table.name);
    for (index, variant) in table.variants.iter().enumerate() {
        let error = errors
            .iter()
            .find(|(candidate, _)| *candidate == index)
            .and_then(|(_, error)| error.as_ref());
        let why = match error {
            Some(error) => decode::explain(error, text),
            None => choose::explain(table, variant, text),
        };
        message.push_str(if index == 0 { ": " } else { "; " });
        message.push_str(variant.name);
        message.push_str(": ");
        message.push_str(&why);
    }
    message
}

/// Implements `serde::Serialize` and `serde::Deserialize` for an enum of types.
///
/// The enum is declared beside it: each variant holds one value, and `Unknown` holds a `serde_json::Value` that no other variant takes.
/// With `closed` before the name there is no `Unknown`, and such a value is an error that says what each variant lacked.
///
/// A line says by what a variant is known:
///
/// - `Circle = "circle" | "round"`: by the value of the property named after `by`.
/// - `Circle: object required["radius"] constant["kind" = "circle"] properties["radius", "kind"]`:
///   by its JSON type and required properties, then the most constants that are there and the fewest that are not, then the
///   most known properties, then the most required ones;
///   of variants that these do not tell apart, by which one describes most of what is in the value.
/// - `Name: string`, and `array`, `integer`, `number`, `boolean`, `null` or `any`; `string["asc", "desc"]` prefers those values.
/// - Both: `Circle = "circle": object required["radius"]`.
///
/// A variant that is chosen and then fails to decode leaves it to the next best.
///
/// ```
/// enum Shape {
///     Circle(Circle),
///     Name(String),
///     Unknown(serde_json::Value),
/// }
///
/// struct Circle {
///     radius: f64,
/// }
///
/// spec2crate_runtime::wire_object! { Circle { radius: required "radius" } }
///
/// spec2crate_runtime::wire_union! {
///     Shape {
///         Circle: object required["radius"] properties["radius"],
///         Name: string,
///     }
/// }
/// ```
#[macro_export]
macro_rules! wire_union {
    (closed $name:ident $($rest:tt)*) => {
        $crate::__wire_union! { [] $name $($rest)* }
    };
    ($name:ident $($rest:tt)*) => {
        $crate::__wire_union! { [Unknown] $name $($rest)* }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __wire_union {
    ([$($unknown:ident)?] $name:ident $(by $property:literal)? { $(
        $variant:ident
        $(= $($tag:literal)|+)?
        $(: $kind:ident
            $([$($value:literal),* $(,)?])?
            $(required[$($required:literal),* $(,)?])?
            $(constant[$($constant:literal = $constant_value:literal),* $(,)?])?
            $(properties[$($known:literal),* $(,)?])?
        )?
    ),* $(,)? }) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::__private::Union for $name {
            const TABLE: &'static $crate::__private::Table = &$crate::__private::Table {
                name: ::core::stringify!($name),
                by: &[$($property)?],
                variants: &[$($crate::__private::Variant {
                    name: ::core::stringify!($variant),
                    tags: &[$($(::core::concat!($tag)),+)?],
                    kind: &[$($crate::__private::Kind::$kind())?],
                    values: &[$($($($crate::__private::Constant::new(
                        "",
                        ::core::stringify!($value),
                        ::core::concat!($value),
                    )),*)?)?],
                    required: &[$($($($required),*)?)?],
                    constants: &[$($($($crate::__private::Constant::new(
                        $constant,
                        ::core::stringify!($constant_value),
                        ::core::concat!($constant_value),
                    )),*)?)?],
                    properties: &[$($($($known),*)?)?],
                }),*],
            };

            #[inline]
            fn decode(text: &mut $crate::__private::Text<'_>) -> ::core::option::Option<Self> {
                $(if text.turn() {
                    return text.read().map(Self::$variant);
                })*
                ::core::option::Option::None
            }

            fn keep(
                value: $crate::__private::serde_json::Value,
            ) -> ::core::option::Option<Self> {
                $crate::__wire_union_keep!(value $($unknown)?)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::read_union(deserializer)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(content) => {
                        $crate::__private::serde::Serialize::serialize(content, serializer)
                    })*
                    $(Self::$unknown(value) => {
                        $crate::__private::serde::Serialize::serialize(value, serializer)
                    })?
                }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __wire_union_keep {
    ($value:ident) => {{
        ::core::mem::drop($value);
        ::core::option::Option::None
    }};
    ($value:ident $unknown:ident) => {
        ::core::option::Option::Some(Self::$unknown($value))
    };
}
