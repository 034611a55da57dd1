//! Goes through the fields of a struct, or of two of them at once, for whatever is to be done with them.
//!
//! A struct is written, shown and compared by one function of its own that names each field once.
//! A body each for `Serialize`, `Debug` and `PartialEq` would be three times the work for whoever compiles a client.

use std::collections::BTreeMap;
use std::fmt::{self, Debug};
use std::str::SplitAsciiWhitespace;

use serde::Serialize;

use super::Object;

/// What a field's type is: one name for it, which a compiler looks up once per type.
pub trait Field: Serialize + Debug + PartialEq {}

impl<T: Serialize + Debug + PartialEq> Field for T {}

/// What is done with each field, in the order of the table.
///
/// Each method has the name of a kind of line, and is given the field of the one struct and that of the other:
/// the same field twice, where there is one struct alone.
pub trait Visit {
    /// A value that is always there.
    fn required<T: Field>(&mut self, name: &'static str, value: &T, other: &T);

    /// A value that may be absent.
    fn optional<T: Field>(&mut self, name: &'static str, value: &Option<T>, other: &Option<T>);

    /// A value that may be absent, and whose null is a value.
    #[inline]
    fn optional_any<T: Field>(&mut self, name: &'static str, value: &Option<T>, other: &Option<T>) {
        self.optional(name, value, other);
    }

    /// A value that is always there, and may be null.
    #[inline]
    fn nullable<T: Field>(&mut self, name: &'static str, value: &Option<T>, other: &Option<T>) {
        self.required(name, value, other);
    }

    /// A value that may be absent and may be null.
    #[inline]
    fn optional_nullable<T: Field>(
        &mut self,
        name: &'static str,
        value: &Option<Option<T>>,
        other: &Option<Option<T>>,
    ) {
        self.optional(name, value, other);
    }

    /// A value whose properties stand beside the others.
    fn flat<T: Field>(&mut self, value: &T, other: &T);

    /// The properties that no other field holds.
    fn rest<T: Field>(&mut self, values: &BTreeMap<String, T>, others: &BTreeMap<String, T>);

    /// A property that is always the same, and no field.
    fn constant<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T);
}

/// Shows a struct as a derived `Debug` does.
pub fn show_object<'de, T: Object<'de>>(
    value: &T,
    formatter: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut show = Show {
        out: formatter.debug_struct(T::NAMES.of),
        fields: T::NAMES.fields.split_ascii_whitespace(),
    };
    value.visit(value, &mut show);
    show.out.finish()
}

struct Show<'out, 'formatter> {
    out: fmt::DebugStruct<'out, 'formatter>,
    fields: SplitAsciiWhitespace<'static>,
}

impl Show<'_, '_> {
    fn field(&mut self, value: &dyn Debug) {
        let field = self.fields.next().unwrap_or_default();
        self.out
            .field(field.strip_prefix("r#").unwrap_or(field), value);
    }
}

impl Visit for Show<'_, '_> {
    #[inline]
    fn required<T: Field>(&mut self, _: &'static str, value: &T, _: &T) {
        self.field(value);
    }

    #[inline]
    fn optional<T: Field>(&mut self, _: &'static str, value: &Option<T>, _: &Option<T>) {
        self.field(value);
    }

    #[inline]
    fn flat<T: Field>(&mut self, value: &T, _: &T) {
        self.field(value);
    }

    #[inline]
    fn rest<T: Field>(&mut self, values: &BTreeMap<String, T>, _: &BTreeMap<String, T>) {
        self.field(values);
    }

    fn constant<T: ?Sized>(&mut self, _: &'static str, _: &T) {
        // Its line has a word among the fields all the same.
        self.fields.next();
    }
}

/// Compares two structs field by field, as a derived `PartialEq` does.
pub fn equal_objects<'de, T: Object<'de>>(one: &T, other: &T) -> bool {
    let mut equal = Equal(true);
    one.visit(other, &mut equal);
    equal.0
}

struct Equal(bool);

impl Visit for Equal {
    #[inline]
    fn required<T: Field>(&mut self, _: &'static str, value: &T, other: &T) {
        self.0 = self.0 && value == other;
    }

    #[inline]
    fn optional<T: Field>(&mut self, _: &'static str, value: &Option<T>, other: &Option<T>) {
        self.0 = self.0 && value == other;
    }

    #[inline]
    fn flat<T: Field>(&mut self, value: &T, other: &T) {
        self.0 = self.0 && value == other;
    }

    #[inline]
    fn rest<T: Field>(&mut self, values: &BTreeMap<String, T>, others: &BTreeMap<String, T>) {
        self.0 = self.0 && values == others;
    }

    fn constant<T: ?Sized>(&mut self, _: &'static str, _: &T) {}
}
