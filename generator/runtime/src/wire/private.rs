//! What the macros name; not for people.

pub use serde;
pub use serde_json;

pub use super::enumeration::{is_value, parse_scalar, read_any, read_enum, show_value};
pub use super::object::{
    Fields, Object, Out, finish, keep, read_flat, read_object, slot, write_flat, write_object,
};
pub use super::union::{Constant, Kind, Table, Text, Union, Variant, read_union};
