//! What the macros name; not for people.

pub use serde;
pub use serde_json;

pub use crate::constraint::{Constrained, Rule, Rules, validate};

pub use super::enumeration::{debug_enum, is_text, parse_scalar, read_enum};
pub use super::misfit::note_misfit;
pub use super::mixed::{is_value, read_any, show_value};
pub use super::object::{
    Fields, More, Names, Object, Slot, Visit, by_word as slot, equal_objects, keep, read_flat,
    read_object, show_object, write_flat, write_object,
};
pub use super::union::{Constant, Kind, Table, Text, Union, Variant, read_union};
