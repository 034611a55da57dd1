//! What `OpenAPI` lets an object hold, as tables: for each object its keys, since which version, and the shape of their values.
//!
//! A walk over a tree that follows these tables knows at each place which object of the standard it is in;
//! checks, repairs, references and versions all hang on that one walk.
//!
//! # Invariants
//! - The keys of a table are sorted, so that they can be searched (a test holds that).

mod document;
mod operation;
mod schema;

pub(super) use document::ROOT;
pub(super) use operation::{
    CALLBACK, EXAMPLE, HEADER, LINK, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE, SECURITY_SCHEME,
};
pub(super) use schema::SCHEMA;

/// A set of versions.
pub(super) type Versions = u8;

/// Swagger 2.0.
pub(super) const V2: Versions = 1;
/// `OpenAPI` 3.0.
pub(super) const V30: Versions = 2;
/// `OpenAPI` 3.1.
pub(super) const V31: Versions = 4;
/// `OpenAPI` 3.2.
pub(super) const V32: Versions = 8;
/// Since 3.0.
const SINCE30: Versions = V30 | V31 | V32;
/// Since 3.1.
const SINCE31: Versions = V31 | V32;
/// All of them.
const ALL: Versions = V2 | SINCE30;

/// An object of the standard.
#[derive(Debug)]
pub(super) struct Kind {
    /// Which one, for code that treats it specially.
    pub(super) id: Id,
    /// What messages call it, as `schema`.
    pub(super) name: &'static str,
    /// Whether a reference may stand for it.
    pub(super) reference: bool,
    /// Its keys, sorted.
    pub(super) fields: &'static [Field],
    /// The shape of the values of all other keys; none where there are no others.
    pub(super) rest: Option<Shape>,
}

/// A key of an object, the versions that know it, and the shape of its value.
pub(super) type Field = (&'static str, Versions, Shape);

/// What a value looks like.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Whatever JSON holds; nothing in it is looked at.
    Any,
    /// A list of anything.
    Anys,
    /// A string.
    Text,
    /// A list of strings.
    Texts,
    /// A boolean.
    Flag,
    /// A number.
    Number,
    /// An integer of at least 0.
    Count,
    /// A boolean, or a number since 3.1.
    FlagOrNumber,
    /// A boolean or an object.
    FlagOr(&'static Kind),
    /// An object.
    One(&'static Kind),
    /// A list of objects.
    List(&'static Kind),
    /// A map from names to objects.
    Map(&'static Kind),
    /// A map from names to strings.
    MapOfText,
    /// A map from names to lists of strings.
    MapOfTexts,
    /// The name of a type, or a list of them since 3.1.
    Type,
}

/// Which object of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Id {
    Root,
    Paths,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Responses,
    Response,
    Header,
    MediaType,
    Schema,
    Discriminator,
    SecurityScheme,
    Components,
    Callback,
    Link,
    Example,
    Server,
    Tag,
    Other,
}

impl Kind {
    /// The field of this key.
    pub(super) fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields
            .binary_search_by(|(name, ..)| (*name).cmp(key))
            .ok()
            .map(|at| &self.fields[at])
    }
}

const fn kind(id: Id, name: &'static str, fields: &'static [Field]) -> Kind {
    Kind {
        id,
        name,
        reference: false,
        fields,
        rest: None,
    }
}

const fn referable(id: Id, name: &'static str, fields: &'static [Field]) -> Kind {
    Kind {
        id,
        name,
        reference: true,
        fields,
        rest: None,
    }
}

const fn map(id: Id, name: &'static str, fields: &'static [Field], rest: Shape) -> Kind {
    Kind {
        id,
        name,
        reference: false,
        fields,
        rest: Some(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collect(kind: &'static Kind, seen: &mut Vec<&'static Kind>) {
        if seen.iter().any(|other| std::ptr::eq(*other, kind)) {
            return;
        }
        seen.push(kind);
        for shape in kind
            .fields
            .iter()
            .map(|(_, _, shape)| *shape)
            .chain(kind.rest)
        {
            if let Shape::One(next) | Shape::List(next) | Shape::Map(next) | Shape::FlagOr(next) =
                shape
            {
                collect(next, seen);
            }
        }
    }

    #[test]
    fn keys_are_sorted() {
        let mut seen = Vec::new();
        collect(&ROOT, &mut seen);
        assert!(seen.len() > 25);
        for kind in seen {
            assert!(
                kind.fields.is_sorted_by(|a, b| a.0 < b.0),
                "the keys of {} are not sorted",
                kind.name
            );
        }
    }
}
