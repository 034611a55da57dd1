//! What a table of constraints says, and the macro that writes one.

use crate::wire::private::Table;

/// What a value has to satisfy: every one of these.
pub type Rules = &'static [Rule];

/// One thing that a value has to satisfy. Numbers are as the document writes them.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// A string has at least so many characters.
    MinLength(u64),
    /// A string has at most so many characters.
    MaxLength(u64),
    /// A string matches this regular expression of ECMA-262.
    Pattern(&'static str),
    /// A number is this or more.
    Minimum(&'static str),
    /// A number is more than this.
    ExclusiveMinimum(&'static str),
    /// A number is this or less.
    Maximum(&'static str),
    /// A number is less than this.
    ExclusiveMaximum(&'static str),
    /// A number divided by this has no remainder.
    MultipleOf(&'static str),
    /// A list has at least so many items.
    MinItems(u64),
    /// A list has at most so many items.
    MaxItems(u64),
    /// No two items of a list are equal.
    UniqueItems,
    /// An object has at least so many properties.
    MinProperties(u64),
    /// An object has at most so many properties.
    MaxProperties(u64),
    /// The value is not to be shown.
    Secret,
    /// The property of this name, if it is there, satisfies rules.
    Property(&'static str, Rules),
    /// Each item of a list satisfies rules.
    Items(Rules),
    /// Each property of an object but these satisfies rules.
    Values(&'static [&'static str], Rules),
    /// The value satisfies all of these.
    All(Rules),
    /// The value satisfies the rules of a type.
    Of(fn() -> Rules),
    /// The value satisfies the rules of the variant that it is.
    Variants(&'static Table, &'static [(&'static str, Rules)]),
}

/// A type with constraints; [`constraints!`](crate::constraints) implements it.
pub trait Constrained {
    /// What its values have to satisfy.
    fn constraints() -> Rules;
}

/// The rules of a parameter, a body, or a field of one.
#[derive(Clone, Copy, Debug)]
pub struct Operand {
    /// `path`, `query`, `header`, `cookie`, `body` or `field`.
    pub place: &'static str,
    /// Its name; nothing for a body.
    pub name: &'static str,
    /// What its value has to satisfy.
    pub rules: Rules,
}

/// Says what the values of a type have to satisfy, and gives it a method `validate`.
///
/// | Row | What it is about |
/// |---|---|
/// | `"name": min_length(1) max_length(64)` | a property, when it is there |
/// | `self: max_properties(5)` | the value itself |
/// | `others["name"]: max_length(5)` | every property but those |
///
/// | Rule | What has to hold |
/// |---|---|
/// | `min_length(1)`, `max_length(64)`, `pattern("^[a-z]+$")` | of strings |
/// | `minimum(0)`, `maximum(9.5)`, `more_than(0)`, `less_than(1)`, `multiple_of(0.01)` | of numbers |
/// | `min_items(1)`, `max_items(5)`, `unique_items` | of lists |
/// | `min_properties(1)`, `max_properties(5)` | of objects |
/// | `items(max_length(5))`, `values(max_length(5))` | of each item of a list, of each value of a map |
/// | `of(Owner)` | what the table of that type says |
/// | `secret` | nothing, but the value is not shown |
///
/// A union has a row per variant, after the word `union`: `union Shape { Circle: of(Circle), Name: max_length(5) }`;
/// its row `self` holds for every variant.
/// For an operation, `call CreatePet { path "petId": min_length(1), body: of(Pet) }` makes a constant of it,
/// which its [`Operation`](crate::Operation) names.
#[macro_export]
macro_rules! constraints {
    (union $name:ident { $($variant:ident : $($rule:ident $(($($of:tt)*))?)+),* $(,)? }) => {
        $crate::__constraints! {
            $name
            $crate::__private::Rule::Variants(
                <Self as $crate::__private::Union>::TABLE,
                &[$((
                    ::core::stringify!($variant),
                    &[$($crate::__rule!($rule $(($($of)*))?)),+],
                )),*],
            )
        }
    };
    (call $name:ident {
        $($place:ident $($operand:literal)? : $($rule:ident $(($($of:tt)*))?)+),* $(,)?
    }) => {
        impl $name<'_> {
            const CONSTRAINTS: &'static [$crate::Operand] = &[$($crate::Operand {
                place: ::core::stringify!($place),
                name: ::core::concat!($($operand)?),
                rules: &[$($crate::__rule!($rule $(($($of)*))?)),+],
            }),*];
        }
    };
    ($name:ident {
        $($place:tt $([$($except:literal),*])? : $($rule:ident $(($($of:tt)*))?)+),* $(,)?
    }) => {
        $crate::__constraints! {
            $name
            $($crate::__constrained_place!(
                $place $([$($except),*])? [$($crate::__rule!($rule $(($($of)*))?)),+]
            )),*
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __constraints {
    ($name:ident $($rule:expr),*) => {
        #[automatically_derived]
        impl $crate::__private::Constrained for $name {
            fn constraints() -> $crate::__private::Rules {
                const { &[$($rule),*] }
            }
        }

        impl $name {
            /// Checks what the document demands of a value: lengths, patterns, bounds, numbers of items.
            ///
            /// Patterns are checked with the feature `pattern`.
            /// No method checks what a server sends unless it is called.
            ///
            /// # Errors
            ///
            /// Everything in which the value does not satisfy it.
            #[inline]
            pub fn validate(&self) -> ::core::result::Result<(), $crate::Violations> {
                $crate::__private::validate(
                    self,
                    <Self as $crate::__private::Constrained>::constraints(),
                )
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __constrained_place {
    (self [$($rule:expr),*]) => {
        $crate::__private::Rule::All(&[$($rule),*])
    };
    (others [$($except:literal),*] [$($rule:expr),*]) => {
        $crate::__private::Rule::Values(&[$($except),*], &[$($rule),*])
    };
    ($property:literal [$($rule:expr),*]) => {
        $crate::__private::Rule::Property($property, &[$($rule),*])
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __rule {
    (min_length($value:literal)) => { $crate::__private::Rule::MinLength($value) };
    (max_length($value:literal)) => { $crate::__private::Rule::MaxLength($value) };
    (pattern($value:literal)) => { $crate::__private::Rule::Pattern($value) };
    (minimum($value:literal)) => {
        $crate::__private::Rule::Minimum(::core::stringify!($value))
    };
    (maximum($value:literal)) => {
        $crate::__private::Rule::Maximum(::core::stringify!($value))
    };
    (more_than($value:literal)) => {
        $crate::__private::Rule::ExclusiveMinimum(::core::stringify!($value))
    };
    (less_than($value:literal)) => {
        $crate::__private::Rule::ExclusiveMaximum(::core::stringify!($value))
    };
    (multiple_of($value:literal)) => {
        $crate::__private::Rule::MultipleOf(::core::stringify!($value))
    };
    (min_items($value:literal)) => { $crate::__private::Rule::MinItems($value) };
    (max_items($value:literal)) => { $crate::__private::Rule::MaxItems($value) };
    (unique_items) => { $crate::__private::Rule::UniqueItems };
    (min_properties($value:literal)) => { $crate::__private::Rule::MinProperties($value) };
    (max_properties($value:literal)) => { $crate::__private::Rule::MaxProperties($value) };
    (secret) => { $crate::__private::Rule::Secret };
    (items($($rule:ident $(($($of:tt)*))?)+)) => {
        $crate::__private::Rule::Items(&[$($crate::__rule!($rule $(($($of)*))?)),+])
    };
    (values($($rule:ident $(($($of:tt)*))?)+)) => {
        $crate::__private::Rule::Values(&[], &[$($crate::__rule!($rule $(($($of)*))?)),+])
    };
    (others([$($except:literal),*] $($rule:ident $(($($of:tt)*))?)+)) => {
        $crate::__private::Rule::Values(
            &[$($except),*],
            &[$($crate::__rule!($rule $(($($of)*))?)),+],
        )
    };
    (property($name:literal $($rule:ident $(($($of:tt)*))?)+)) => {
        $crate::__private::Rule::Property(
            $name,
            &[$($crate::__rule!($rule $(($($of)*))?)),+],
        )
    };
    (of($type:ty)) => {
        $crate::__private::Rule::Of(<$type as $crate::__private::Constrained>::constraints)
    };
}
