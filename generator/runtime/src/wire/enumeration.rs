//! Enums of values: the macro [`wire_enum!`](crate::wire_enum) and its core.

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};

/// A value that a closed enum does not list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValue {
    value: String,
    allowed: &'static [&'static str],
}

impl InvalidValue {
    #[doc(hidden)]
    pub fn new(value: &dyn fmt::Display, allowed: &'static [&'static str]) -> Self {
        Self {
            value: value.to_string(),
            allowed,
        }
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "unknown value `{}`, expected one of {}",
            self.value,
            self.allowed.join(", ")
        )
    }
}

impl std::error::Error for InvalidValue {}

/// Gives each value to `accept`, which says whether it is one of the enum's.
struct ValueVisitor<'a, V: ?Sized> {
    accept: &'a mut dyn Accept<V>,
}

/// Takes a value of the wire for one of an enum, or refuses it.
pub trait Accept<V: ?Sized> {
    /// An error where the value is none of the enum's.
    fn accept(&mut self, value: &V) -> Result<(), InvalidValue>;
}

/// An enum's value, once it is found, and the function that makes it.
struct Made<V: ?Sized, T> {
    make: fn(&V) -> Result<T, InvalidValue>,
    found: Option<T>,
}

impl<V: ?Sized, T> Accept<V> for Made<V, T> {
    fn accept(&mut self, value: &V) -> Result<(), InvalidValue> {
        match (self.make)(value) {
            Ok(value) => {
                self.found = Some(value);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}

impl Visitor<'_> for ValueVisitor<'_, str> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.accept.accept(value).map_err(E::custom)
    }
}

impl Visitor<'_> for ValueVisitor<'_, i64> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an integer")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.accept.accept(&value).map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        match i64::try_from(value) {
            Ok(value) => self.visit_i64(value),
            Err(_) => Err(E::custom(format_args!("integer {value} is out of range"))),
        }
    }
}

impl Visitor<'_> for ValueVisitor<'_, f64> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number")
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.accept.accept(&value).map_err(E::custom)
    }

    #[expect(clippy::cast_precision_loss, reason = "a number is a double here")]
    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.visit_f64(value as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "a number is a double here")]
    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.visit_f64(value as f64)
    }
}

impl Visitor<'_> for ValueVisitor<'_, bool> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a boolean")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.accept.accept(&value).map_err(E::custom)
    }
}

/// What an enum's values are on the wire.
pub trait EnumValue {
    /// Reads one.
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        accept: &mut dyn Accept<Self>,
    ) -> Result<(), D::Error>;
}

impl EnumValue for str {
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        accept: &mut dyn Accept<Self>,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_str(ValueVisitor { accept })
    }
}

impl EnumValue for i64 {
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        accept: &mut dyn Accept<Self>,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_i64(ValueVisitor { accept })
    }
}

impl EnumValue for f64 {
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        accept: &mut dyn Accept<Self>,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_f64(ValueVisitor { accept })
    }
}

impl EnumValue for bool {
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        accept: &mut dyn Accept<Self>,
    ) -> Result<(), D::Error> {
        deserializer.deserialize_bool(ValueVisitor { accept })
    }
}

/// Reads an enum through the function that makes it of a value.
pub fn read_enum<'de, V: EnumValue + ?Sized, T, D: Deserializer<'de>>(
    deserializer: D,
    make: fn(&V) -> Result<T, InvalidValue>,
) -> Result<T, D::Error> {
    let mut place = Made { make, found: None };
    match V::read(deserializer, &mut place) {
        Ok(()) => place.found.ok_or_else(|| D::Error::custom("no value")),
        Err(error) => Err(error),
    }
}

/// Writes an enum's value for people: `Status("ACTIVE")`.
pub fn debug_enum(
    formatter: &mut fmt::Formatter<'_>,
    name: &str,
    value: &dyn fmt::Debug,
) -> fmt::Result {
    formatter.debug_tuple(name).field(value).finish()
}

/// Whether a text is one of an enum's values: a call, where a comparison in place is thirty lines for a compiler.
#[inline(never)]
pub fn is_text(text: &str, value: &str) -> bool {
    text == value
}

/// Parses an enum's value from text.
pub fn parse_scalar<V: std::str::FromStr>(
    text: &str,
    allowed: &'static [&'static str],
) -> Result<V, InvalidValue> {
    text.parse().map_err(|_| InvalidValue::new(&text, allowed))
}

/// Implements what an enum of values needs, from a line per value.
///
/// The enum is declared beside it: a variant per value, and `Unknown` with the text or number that no other variant has.
/// With `closed` before the type there is no `Unknown`, and another value is an error.
///
/// Gives `serde::Serialize`, `serde::Deserialize`, `Debug`, `Display` and `FromStr`;
/// to an enum of strings `as_str()`, and `From<&str>` (`TryFrom` when closed);
/// to an enum of `i64`, `f64` or `bool` `value()`, and `From` of that type (`TryFrom` when closed);
/// to an enum of `any`, whose values are of several JSON types, the same with `serde_json::Value`, and no `FromStr`;
/// and to all but enums of `f64` `PartialEq`, `Eq` and `Hash`, which compare what is on the wire
/// (`PartialEq` alone to those).
/// They are here rather than derived since each then is a call, and costs its user's compiler half as much.
///
/// ```
/// enum Status {
///     Active,
///     OnHold,
///     Unknown(String),
/// }
///
/// spec2crate_runtime::wire_enum! {
///     Status: String {
///         Active = "ACTIVE",
///         OnHold = "ON_HOLD",
///     }
/// }
///
/// assert_eq!(Status::OnHold.as_str(), "ON_HOLD");
/// assert_eq!(Status::from("GONE"), Status::Unknown("GONE".to_owned()));
/// ```
#[macro_export]
macro_rules! wire_enum {
    ($name:ident: String { $($variant:ident = $value:literal),* $(,)? }) => {
        #[allow(deprecated)]
        impl $name {
            /// The value as it is on the wire.
            #[must_use]
            #[inline(never)]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                $(if $crate::__private::is_text(text, $value) {
                    return Self::$variant;
                })*
                $crate::__private::note_misfit();
                Self::Unknown(::std::string::String::from(text))
            }
        }

        #[allow(deprecated)]
        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(text))
            }
        }

        $crate::__wire_enum_impls! {
            $name: str, as_str, |text| ::core::result::Result::Ok(Self::from(text))
        }
    };

    ($name:ident: closed String { $($variant:ident = $value:literal),* $(,)? }) => {
        #[allow(deprecated)]
        impl $name {
            /// The value as it is on the wire.
            #[must_use]
            #[inline(never)]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::str::FromStr for $name {
            type Err = $crate::wire::InvalidValue;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::wire::InvalidValue> {
                $(if $crate::__private::is_text(text, $value) {
                    return ::core::result::Result::Ok(Self::$variant);
                })*
                ::core::result::Result::Err($crate::wire::InvalidValue::new(
                    &text,
                    &[$(::core::stringify!($value)),*],
                ))
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::wire::InvalidValue;

            #[inline]
            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::wire::InvalidValue> {
                text.parse()
            }
        }

        $crate::__wire_enum_impls! { $name: str, as_str, str::parse }
    };

    ($name:ident: any { $($lines:tt)* }) => {
        $crate::__wire_enum_any! { $name { $($lines)* } }
    };

    ($name:ident: closed any { $($lines:tt)* }) => {
        $crate::__wire_enum_any! { closed $name { $($lines)* } }
    };

    ($name:ident: closed $scalar:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        #[allow(deprecated)]
        impl $name {
            /// The value as it is on the wire.
            #[must_use]
            pub fn value(&self) -> $scalar {
                match self {
                    $(Self::$variant => $value,)*
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::TryFrom<$scalar> for $name {
            type Error = $crate::wire::InvalidValue;

            #[inline]
            fn try_from(
                value: $scalar,
            ) -> ::core::result::Result<Self, $crate::wire::InvalidValue> {
                $(if value == $value {
                    return ::core::result::Result::Ok(Self::$variant);
                })*
                ::core::result::Result::Err($crate::wire::InvalidValue::new(
                    &value,
                    &[$(::core::stringify!($value)),*],
                ))
            }
        }

        #[allow(deprecated)]
        impl ::core::str::FromStr for $name {
            type Err = $crate::wire::InvalidValue;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::wire::InvalidValue> {
                let value: $scalar =
                    $crate::__private::parse_scalar(text, &[$(::core::stringify!($value)),*])?;
                <Self as ::core::convert::TryFrom<$scalar>>::try_from(value)
            }
        }

        $crate::__wire_enum_impls! {
            $name: $scalar, value, |value| <Self as ::core::convert::TryFrom<$scalar>>::try_from(*value)
        }
    };

    ($name:ident: $scalar:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        #[allow(deprecated)]
        impl $name {
            /// The value as it is on the wire.
            #[must_use]
            pub fn value(&self) -> $scalar {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => *value,
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::From<$scalar> for $name {
            #[inline]
            fn from(value: $scalar) -> Self {
                $(if value == $value {
                    return Self::$variant;
                })*
                $crate::__private::note_misfit();
                Self::Unknown(value)
            }
        }

        #[allow(deprecated)]
        impl ::core::str::FromStr for $name {
            type Err = $crate::wire::InvalidValue;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::wire::InvalidValue> {
                let value: $scalar =
                    $crate::__private::parse_scalar(text, &[$(::core::stringify!($value)),*])?;
                ::core::result::Result::Ok(Self::from(value))
            }
        }

        $crate::__wire_enum_impls! {
            $name: $scalar, value, |value| ::core::result::Result::Ok(Self::from(*value))
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __wire_enum_impls {
    ($name:ident: $wire:ident, $get:ident, $make:expr) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug_enum(formatter, ::core::stringify!($name), &self.$get())
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.$get(), formatter)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.$get() == other.$get()
            }
        }

        $crate::__wire_enum_eq! { $name: $wire, $get }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::read_enum::<$wire, Self, D>(deserializer, $make)
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serde::Serialize::serialize(&self.$get(), serializer)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __wire_enum_eq {
    ($name:ident: f64, $get:ident) => {};
    ($name:ident: $wire:ident, $get:ident) => {
        impl ::core::cmp::Eq for $name {}

        impl ::core::hash::Hash for $name {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.$get(), state);
            }
        }
    };
}
