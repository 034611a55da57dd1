//! Enums whose values are of several JSON types: what `wire_enum!` makes of `any`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;

use super::InvalidValue;

/// Reads an enum of values of several JSON types.
pub fn read_any<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    make: fn(Value) -> Result<T, InvalidValue>,
) -> Result<T, D::Error> {
    make(Value::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// Whether two values are one: `1` and `1.0` are.
pub fn is_value(one: &Value, other: &Value) -> bool {
    one == other
        || matches!((one.as_f64(), other.as_f64()), (Some(one), Some(other)) if one.to_bits() == other.to_bits())
}

/// Shows a value as text: a string without its quotes.
pub fn show_value(value: &Value, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        Value::String(text) => formatter.write_str(text),
        other => fmt::Display::fmt(other, formatter),
    }
}

#[doc(hidden)]
#[macro_export]
macro_rules! __wire_enum_any {
    ($name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        #[allow(deprecated)]
        impl $name {
            /// The value as it is on the wire.
            #[must_use]
            pub fn value(&self) -> $crate::__private::serde_json::Value {
                match self {
                    $(Self::$variant => $crate::__private::serde_json::Value::from($value),)*
                    Self::Unknown(value) => value.clone(),
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::From<$crate::__private::serde_json::Value> for $name {
            #[inline]
            fn from(value: $crate::__private::serde_json::Value) -> Self {
                $(if $crate::__private::is_value(&value, &$crate::__private::serde_json::Value::from($value)) {
                    return Self::$variant;
                })*
                $crate::__private::note_misfit();
                Self::Unknown(value)
            }
        }

        $crate::__wire_enum_any_impls! { $name, |value| ::core::result::Result::Ok(Self::from(value)) }
    };

    (closed $name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        #[allow(deprecated)]
        impl $name {
            /// The value as it is on the wire.
            #[must_use]
            pub fn value(&self) -> $crate::__private::serde_json::Value {
                match self {
                    $(Self::$variant => $crate::__private::serde_json::Value::from($value),)*
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::TryFrom<$crate::__private::serde_json::Value> for $name {
            type Error = $crate::wire::InvalidValue;

            #[inline]
            fn try_from(
                value: $crate::__private::serde_json::Value,
            ) -> ::core::result::Result<Self, $crate::wire::InvalidValue> {
                $(if $crate::__private::is_value(&value, &$crate::__private::serde_json::Value::from($value)) {
                    return ::core::result::Result::Ok(Self::$variant);
                })*
                ::core::result::Result::Err($crate::wire::InvalidValue::new(
                    &value,
                    &[$(::core::stringify!($value)),*],
                ))
            }
        }

        $crate::__wire_enum_any_impls! {
            $name, <Self as ::core::convert::TryFrom<$crate::__private::serde_json::Value>>::try_from
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __wire_enum_any_impls {
    ($name:ident, $make:expr) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug_enum(formatter, ::core::stringify!($name), &self.value())
            }
        }

        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.value() == other.value()
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::show_value(&self.value(), formatter)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::read_any(deserializer, $make)
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serde::Serialize::serialize(&self.value(), serializer)
            }
        }
    };
}
