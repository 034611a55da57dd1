//! Slots: where the value of each field is kept while an object is read.
//!
//! A struct's slots are tuples, which it names by their types alone: one call makes them, fills them and gives
//! what they hold, and the compiler of a struct has nothing to check per field but a type and a name.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::{Deserialize, DeserializeOwned, MapAccess};

use super::Fields;

/// Where the value of a field is kept.
pub trait Slot<'de> {
    /// What the field holds.
    type Out;

    /// An empty one.
    const EMPTY: Self;

    /// Says what the field needs before reading.
    #[inline]
    fn begin<A: MapAccess<'de>>(&mut self, _: &mut Fields<'de, A>) {}

    /// Takes the field's value, if it is there now.
    fn take<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>);

    /// What becomes of the slot when every property is read; `None` when its property is missing.
    fn finish<A: MapAccess<'de>>(self, fields: &mut Fields<'de, A>) -> Option<Self::Out>;
}

/// A slot whose value is known to be there or not before it is taken out.
///
/// To take values out one by one, each with a way out of its own, would be code that grows with the square of the fields.
pub trait Checked<'de>: Slot<'de> {
    /// Notes whether the field has what it needs, when every property is read.
    fn check<A: MapAccess<'de>>(&self, fields: &mut Fields<'de, A>);

    /// Takes the value out, which `check` has found: without it, the process ends.
    fn value<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>) -> Self::Out;
}

/// The slots of several fields.
pub trait Slots<'de> {
    /// What the fields hold.
    type Out;

    /// Empty ones.
    const EMPTY: Self;

    /// As [`Slot::begin`], for each.
    fn begin<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>);

    /// As [`Slot::take`], for each.
    fn take<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>);

    /// As [`Checked::check`], for each.
    fn check<A: MapAccess<'de>>(&self, fields: &mut Fields<'de, A>);

    /// As [`Checked::value`], for each.
    fn value<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>) -> Self::Out;
}

/// A value that must come.
pub struct Required<T>(Option<T>);

/// A value that must come and may be null.
pub struct Nullable<T>(Option<Option<T>>);

/// A value that may come.
pub struct Optional<T>(Option<T>);

/// A value that may come and may be null.
pub struct OptionalNullable<T>(Option<Option<T>>);

/// A value that may come, and whose null is a value.
pub struct OptionalAny<T>(Option<T>);

/// What is read from the whole object.
pub struct Flat<T>(PhantomData<fn() -> T>);

/// Everything else.
pub struct Rest<T>(BTreeMap<String, T>);

/// The slots by the words of a table.
pub mod by_word {
    pub use super::{
        Flat as flat, Nullable as nullable, Optional as optional, OptionalAny as optional_any,
        OptionalNullable as optional_nullable, Required as required, Rest as rest,
    };
}

impl<'de, T: Deserialize<'de>> Slot<'de> for Required<T> {
    type Out = T;

    const EMPTY: Self = Required(None);

    #[inline]
    fn take<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>) {
        fields.take_some(&mut self.0);
    }

    #[inline]
    fn finish<A: MapAccess<'de>>(self, fields: &mut Fields<'de, A>) -> Option<T> {
        fields.next_field(self.0.is_some());
        self.0
    }
}

impl<'de, T: Deserialize<'de>> Checked<'de> for Required<T> {
    #[inline]
    fn check<A: MapAccess<'de>>(&self, fields: &mut Fields<'de, A>) {
        fields.next_field(self.0.is_some());
    }

    #[inline]
    fn value<A: MapAccess<'de>>(&mut self, _: &mut Fields<'de, A>) -> T {
        match self.0.take() {
            Some(value) => value,
            None => unchecked(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Slot<'de> for Nullable<T> {
    type Out = Option<T>;

    const EMPTY: Self = Nullable(None);

    #[inline]
    fn take<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>) {
        fields.take_some(&mut self.0);
    }

    #[inline]
    fn finish<A: MapAccess<'de>>(self, fields: &mut Fields<'de, A>) -> Option<Option<T>> {
        fields.next_field(self.0.is_some());
        self.0
    }
}

impl<'de, T: Deserialize<'de>> Checked<'de> for Nullable<T> {
    #[inline]
    fn check<A: MapAccess<'de>>(&self, fields: &mut Fields<'de, A>) {
        fields.next_field(self.0.is_some());
    }

    #[inline]
    fn value<A: MapAccess<'de>>(&mut self, _: &mut Fields<'de, A>) -> Option<T> {
        match self.0.take() {
            Some(value) => value,
            None => unchecked(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Slot<'de> for Optional<T> {
    type Out = Option<T>;

    const EMPTY: Self = Optional(None);

    #[inline]
    fn take<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>) {
        fields.take_optional(&mut self.0);
    }

    #[inline]
    fn finish<A: MapAccess<'de>>(self, fields: &mut Fields<'de, A>) -> Option<Option<T>> {
        fields.next_field(true);
        Some(self.0)
    }
}

impl<'de, T: Deserialize<'de>> Checked<'de> for Optional<T> {
    #[inline]
    fn check<A: MapAccess<'de>>(&self, fields: &mut Fields<'de, A>) {
        fields.next_field(true);
    }

    #[inline]
    fn value<A: MapAccess<'de>>(&mut self, _: &mut Fields<'de, A>) -> Option<T> {
        self.0.take()
    }
}

impl<'de, T: Deserialize<'de>> Slot<'de> for OptionalNullable<T> {
    type Out = Option<Option<T>>;

    const EMPTY: Self = OptionalNullable(None);

    #[inline]
    fn take<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>) {
        fields.take_some(&mut self.0);
    }

    #[inline]
    fn finish<A: MapAccess<'de>>(self, fields: &mut Fields<'de, A>) -> Option<Option<Option<T>>> {
        fields.next_field(true);
        Some(self.0)
    }
}

impl<'de, T: Deserialize<'de>> Checked<'de> for OptionalNullable<T> {
    #[inline]
    fn check<A: MapAccess<'de>>(&self, fields: &mut Fields<'de, A>) {
        fields.next_field(true);
    }

    #[inline]
    fn value<A: MapAccess<'de>>(&mut self, _: &mut Fields<'de, A>) -> Option<Option<T>> {
        self.0.take()
    }
}

impl<'de, T: Deserialize<'de>> Slot<'de> for OptionalAny<T> {
    type Out = Option<T>;

    const EMPTY: Self = OptionalAny(None);

    #[inline]
    fn take<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>) {
        fields.take_some(&mut self.0);
    }

    #[inline]
    fn finish<A: MapAccess<'de>>(self, fields: &mut Fields<'de, A>) -> Option<Option<T>> {
        fields.next_field(true);
        Some(self.0)
    }
}

impl<'de, T: Deserialize<'de>> Checked<'de> for OptionalAny<T> {
    #[inline]
    fn check<A: MapAccess<'de>>(&self, fields: &mut Fields<'de, A>) {
        fields.next_field(true);
    }

    #[inline]
    fn value<A: MapAccess<'de>>(&mut self, _: &mut Fields<'de, A>) -> Option<T> {
        self.0.take()
    }
}

impl<'de, T: DeserializeOwned + Serialize> Slot<'de> for Flat<T> {
    type Out = T;

    const EMPTY: Self = Flat(PhantomData);

    fn take<A: MapAccess<'de>>(&mut self, _: &mut Fields<'de, A>) {}

    fn finish<A: MapAccess<'de>>(self, fields: &mut Fields<'de, A>) -> Option<T> {
        fields.read_whole()
    }
}

impl<'de, T: Deserialize<'de>> Slot<'de> for Rest<T> {
    type Out = BTreeMap<String, T>;

    const EMPTY: Self = Rest(BTreeMap::new());

    #[inline]
    fn begin<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>) {
        fields.keep_others();
    }

    #[inline]
    fn take<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>) {
        fields.take_rest(&mut self.0);
    }

    #[inline]
    fn finish<A: MapAccess<'de>>(
        mut self,
        fields: &mut Fields<'de, A>,
    ) -> Option<BTreeMap<String, T>> {
        fields.retain_rest(&mut self.0);
        Some(self.0)
    }
}

impl<'de, T: Deserialize<'de>> Checked<'de> for Rest<T> {
    #[inline]
    fn check<A: MapAccess<'de>>(&self, _: &mut Fields<'de, A>) {}

    #[inline]
    fn value<A: MapAccess<'de>>(&mut self, _: &mut Fields<'de, A>) -> BTreeMap<String, T> {
        std::mem::take(&mut self.0)
    }
}

/// What taking a value out before it was checked comes to: [`Fields::read`] returns where one is missing.
///
/// No panic leaves a function of this ABI, so that a compiler need not drop at each field what was taken before.
#[cold]
extern "C" fn unchecked() -> ! {
    unreachable!("a field is taken after it was found to have its value")
}

/// A tuple of slots, and those after it.
pub struct More<S, M>(pub S, pub M);

impl<'de, S: Slots<'de>, M: Slots<'de>> Slots<'de> for More<S, M> {
    type Out = (S::Out, M::Out);

    const EMPTY: Self = More(S::EMPTY, M::EMPTY);

    #[inline]
    fn begin<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>) {
        self.0.begin(fields);
        self.1.begin(fields);
    }

    #[inline]
    fn take<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>) {
        self.0.take(fields);
        self.1.take(fields);
    }

    #[inline]
    fn check<A: MapAccess<'de>>(&self, fields: &mut Fields<'de, A>) {
        self.0.check(fields);
        self.1.check(fields);
    }

    #[inline]
    fn value<A: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, A>) -> Self::Out {
        (self.0.value(fields), self.1.value(fields))
    }
}

macro_rules! tuples {
    ($(($($slot:ident)*))*) => {$(
        #[expect(non_snake_case, reason = "a variable per type, and of its name")]
        impl<'de, $($slot: Checked<'de>),*> Slots<'de> for ($($slot,)*) {
            type Out = ($($slot::Out,)*);

            const EMPTY: Self = ($($slot::EMPTY,)*);

            #[inline]
            fn begin<Map: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, Map>) {
                let ($($slot,)*) = self;
                $($slot.begin(fields);)*
            }

            #[inline]
            fn take<Map: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, Map>) {
                let ($($slot,)*) = self;
                $($slot.take(fields);)*
            }

            #[inline]
            fn check<Map: MapAccess<'de>>(&self, fields: &mut Fields<'de, Map>) {
                let ($($slot,)*) = self;
                $($slot.check(fields);)*
            }

            #[inline]
            fn value<Map: MapAccess<'de>>(&mut self, fields: &mut Fields<'de, Map>) -> Self::Out {
                let ($($slot,)*) = self;
                ($($slot.value(fields),)*)
            }
        }
    )*};
}

tuples! {
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
    (A B C D E F G H I)
    (A B C D E F G H I J)
    (A B C D E F G H I J K)
    (A B C D E F G H I J K L)
    (A B C D E F G H I J K L M)
    (A B C D E F G H I J K L M N)
    (A B C D E F G H I J K L M N O)
    (A B C D E F G H I J K L M N O P)
}

impl<'de> Slots<'de> for () {
    type Out = ();

    const EMPTY: Self = ();

    fn begin<A: MapAccess<'de>>(&mut self, _: &mut Fields<'de, A>) {}

    /// A struct without fields has no turn to offer: what is there is skipped by `Fields`.
    fn take<A: MapAccess<'de>>(&mut self, _: &mut Fields<'de, A>) {}

    fn check<A: MapAccess<'de>>(&self, _: &mut Fields<'de, A>) {}

    fn value<A: MapAccess<'de>>(&mut self, _: &mut Fields<'de, A>) {}
}
