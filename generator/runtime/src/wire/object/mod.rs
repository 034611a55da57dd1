//! Objects: the macro [`wire_object!`](crate::wire_object), its reader, its writer, and what else goes through its fields.

mod flat;
mod read;
mod slot;
mod visit;
mod write;

use serde::de::MapAccess;

pub use flat::{read_flat, write_flat};
pub use read::{Fields, read_object};
use slot::Slots;
pub use slot::{More, Slot, by_word};
pub use visit::{Visit, equal_objects, show_object};
pub use write::write_object;

/// The identity, by kind: lets a table with constants build its struct from the lines that are fields.
pub mod keep {
    use std::collections::BTreeMap;

    /// A value that must come.
    #[inline]
    pub fn required<T>(field: T) -> T {
        field
    }

    /// A value that may come.
    #[inline]
    pub fn optional<T>(field: Option<T>) -> Option<T> {
        field
    }

    /// A value that may come, and whose null is a value.
    #[inline]
    pub fn optional_any<T>(field: Option<T>) -> Option<T> {
        field
    }

    /// A value that must come and may be null.
    #[inline]
    pub fn nullable<T>(field: Option<T>) -> Option<T> {
        field
    }

    /// A value that may come and may be null.
    #[inline]
    pub fn optional_nullable<T>(field: Option<Option<T>>) -> Option<Option<T>> {
        field
    }

    /// What is read from the whole object.
    #[inline]
    pub fn flat<T>(field: T) -> T {
        field
    }

    /// Everything else.
    #[inline]
    pub fn rest<T>(field: BTreeMap<String, T>) -> BTreeMap<String, T> {
        field
    }
}

/// What `wire_object!` says about a struct.
pub trait Object<'de>: Sized {
    /// What is called how.
    const NAMES: &'static Names;

    /// Reads every field; where there is none, `fields` has the reason.
    fn read<A: MapAccess<'de>>(fields: &mut Fields<'de, A>) -> Option<Self>;

    /// Goes through every field of itself and of another.
    fn visit<V: Visit>(&self, other: &Self, visit: &mut V);
}

/// What `wire_object!` calls a struct, in one constant, since each costs a compiler something.
pub struct Names {
    /// The name of the struct, for messages.
    pub of: &'static str,

    /// The names of its properties, in the order of the document.
    pub properties: &'static [&'static str],

    /// The names of its fields, with a word for each constant between them.
    pub fields: &'static str,
}

/// Implements `serde::Serialize`, `serde::Deserialize`, `Debug` and `PartialEq` for a struct, from a line per field.
/// The last two do what derived ones do, and cost a compiler a fraction of it.
///
/// | Line | Field | Absent | `null` |
/// |---|---|---|---|
/// | `id: required "id"` | `T` | an error | whatever `T` says |
/// | `tag: optional "tag"` | `Option<T>` | `None` | `None` |
/// | `data: optional_any "data"` | `Option<T>` | `None` | whatever `T` says: for `serde_json::Value` |
/// | `alt: nullable "alt"` | `Option<T>` | an error | `None`, and written as `null` |
/// | `note: optional_nullable "note"` | `Option<Option<T>>` | `None` | `Some(None)` |
/// | `constant "type" = "card"` | none | always written, ignored on the way in | |
/// | `kind: flat` | `T`, mostly a union | whatever `T` says of the whole object, whose properties stand beside the others | |
/// | `more: rest` | `BTreeMap<String, T>` | every property that no other line names | |
///
/// A struct without a `rest` line skips what it does not know.
/// Of a repeated property the last one counts.
/// A property of the `rest` that another line names is an error when it is written.
/// A table with `flat` lines begins with the word `flat`, and they come last but for `rest`.
/// A property that both the struct and a flat field have goes out once, as the struct has it.
///
/// ```
/// use std::collections::BTreeMap;
///
/// struct Card {
///     r#type: String,
///     note: Option<Option<String>>,
///     more: BTreeMap<String, i64>,
/// }
///
/// spec2crate_runtime::wire_object! {
///     Card {
///         r#type: required "type",
///         note: optional_nullable "note",
///         constant "version" = 2,
///         more: rest,
///     }
/// }
/// ```
#[macro_export]
macro_rules! wire_object {
    ($name:ident { $($field:ident : $kind:ident $($key:literal)?),* $(,)? }) => {
        #[automatically_derived]
        #[allow(deprecated, bindings_with_variant_name)]
        impl<'de> $crate::__private::Object<'de> for $name {
            const NAMES: &'static $crate::__private::Names = &$crate::__private::Names {
                of: ::core::stringify!($name),
                properties: &[$($($key,)?)*],
                fields: ::core::stringify!($($field)*),
            };

            fn read<A: $crate::__private::serde::de::MapAccess<'de>>(
                fields: &mut $crate::__private::Fields<'de, A>,
            ) -> ::core::option::Option<Self> {
                match fields.read::<$crate::__wire_object_slots!($($kind)*)>() {
                    ::core::option::Option::Some($crate::__wire_object_names!($($field)*)) => {
                        ::core::option::Option::Some(Self { $($field),* })
                    }
                    ::core::option::Option::None => ::core::option::Option::None,
                }
            }

            fn visit<V: $crate::__private::Visit>(&self, other: &Self, visit: &mut V) {
                $(visit.$kind($($key,)? &self.$field, &other.$field);)*
            }
        }

        $crate::__wire_object_impls!($name);
    };

    // With fields that are read from the whole object.
    (flat $name:ident { $($lines:tt)* }) => {
        $crate::__wire_object_lines! { $name { $($lines)* } }
        $crate::__wire_object_impls!($name read_flat write_flat);
    };

    // With constants: a helper macro per line.
    ($name:ident { $($lines:tt)* }) => {
        $crate::__wire_object_lines! { $name { $($lines)* } }
        $crate::__wire_object_impls!($name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __wire_object_lines {
    ($name:ident { $($head:ident $(: $kind:ident)? $($key:literal)? $(= $value:literal)?),* $(,)? }) => {
        #[automatically_derived]
        #[allow(deprecated, bindings_with_variant_name)]
        impl<'de> $crate::__private::Object<'de> for $name {
            const NAMES: &'static $crate::__private::Names = &$crate::__private::Names {
                of: ::core::stringify!($name),
                properties: &[$($($key,)?)*],
                fields: ::core::stringify!($($head)*),
            };

            fn read<A: $crate::__private::serde::de::MapAccess<'de>>(
                fields: &mut $crate::__private::Fields<'de, A>,
            ) -> ::core::option::Option<Self> {
                $($crate::__wire_object_line!(@slot fields $head $(: $kind)? $($key)? $(= $value)?);)*
                while fields.pass() {
                    $($crate::__wire_object_line!(@pass fields $head $(: $kind)? $($key)? $(= $value)?);)*
                }
                $($crate::__wire_object_line!(@finish fields $head $(: $kind)? $($key)? $(= $value)?);)*
                if !fields.is_whole() {
                    return ::core::option::Option::None;
                }
                ::core::option::Option::Some(Self {
                    $($($head: $crate::__private::keep::$kind($head),)?)*
                })
            }

            fn visit<V: $crate::__private::Visit>(&self, other: &Self, visit: &mut V) {
                $($crate::__wire_object_line!(
                    @visit visit self other $head $(: $kind)? $($key)? $(= $value)?
                );)*
            }
        }
    };
}

/// The slots of a struct's fields, sixteen to a tuple.
#[doc(hidden)]
#[macro_export]
macro_rules! __wire_object_slots {
    (
        $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident
        $i:ident $j:ident $k:ident $l:ident $m:ident $n:ident $o:ident $p:ident
        $($more:ident)+
    ) => {
        $crate::__private::More<
            (
                $crate::__private::slot::$a<_>,
                $crate::__private::slot::$b<_>,
                $crate::__private::slot::$c<_>,
                $crate::__private::slot::$d<_>,
                $crate::__private::slot::$e<_>,
                $crate::__private::slot::$f<_>,
                $crate::__private::slot::$g<_>,
                $crate::__private::slot::$h<_>,
                $crate::__private::slot::$i<_>,
                $crate::__private::slot::$j<_>,
                $crate::__private::slot::$k<_>,
                $crate::__private::slot::$l<_>,
                $crate::__private::slot::$m<_>,
                $crate::__private::slot::$n<_>,
                $crate::__private::slot::$o<_>,
                $crate::__private::slot::$p<_>,
            ),
            $crate::__wire_object_slots!($($more)+),
        >
    };
    ($($kind:ident)*) => { ($($crate::__private::slot::$kind<_>,)*) };
}

/// The pattern that takes what `__wire_object_slots!` held.
#[doc(hidden)]
#[macro_export]
macro_rules! __wire_object_names {
    (
        $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident
        $i:ident $j:ident $k:ident $l:ident $m:ident $n:ident $o:ident $p:ident
        $($more:ident)+
    ) => {
        (($a, $b, $c, $d, $e, $f, $g, $h, $i, $j, $k, $l, $m, $n, $o, $p), $crate::__wire_object_names!($($more)+))
    };
    ($($field:ident)*) => { ($($field,)*) };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __wire_object_line {
    (@slot $fields:ident constant $key:literal = $value:literal) => {};
    (@slot $fields:ident $field:ident : $kind:ident $($key:literal)?) => {
        let mut $field = <$crate::__private::slot::$kind<_> as $crate::__private::Slot>::EMPTY;
        $crate::__private::Slot::begin(&mut $field, $fields);
    };
    (@pass $fields:ident constant $key:literal = $value:literal) => {
        $fields.constant()
    };
    (@pass $fields:ident $field:ident : $kind:ident $($key:literal)?) => {
        $crate::__private::Slot::take(&mut $field, $fields)
    };
    (@finish $fields:ident constant $key:literal = $value:literal) => {
        $fields.constant()
    };
    (@finish $fields:ident $field:ident : $kind:ident $($key:literal)?) => {
        let $field = $crate::__private::Slot::finish($field, $fields)?;
    };
    (@visit $visit:ident $this:ident $other:ident constant $key:literal = $value:literal) => {
        $visit.constant($key, &$value)
    };
    (@visit $visit:ident $this:ident $other:ident $field:ident : $kind:ident $($key:literal)?) => {
        $visit.$kind($($key,)? &$this.$field, &$other.$field)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __wire_object_impls {
    ($name:ident) => {
        $crate::__wire_object_impls!($name read_object write_object);
    };
    ($name:ident $read:ident $write:ident) => {
        #[automatically_derived]
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::show_object(self, formatter)
            }
        }

        #[automatically_derived]
        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal_objects(self, other)
            }
        }

        #[automatically_derived]
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::$read(deserializer)
            }
        }

        #[automatically_derived]
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::$write(serializer, self)
            }
        }
    };
}
