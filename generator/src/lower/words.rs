//! Words for the branches of unions: what their variants are named after.

use openapiv3::{ReferenceOr, Schema};

use super::enumeration::enumeration;
use super::object::constant;
use super::shape::Shape;
use super::{Lowering, component_name};
use crate::ir::{Format, Literal, Origin, Ty};

/// How many unions in each other give their words to a name.
const WORDS_DEPTH: usize = 2;

/// How long a title may be and still be a name.
const TITLE_LIMIT: usize = 48;

/// Words for a branch, the best first: whichever no branch before it has taken is its name.
pub(super) fn words_of(
    schema: &ReferenceOr<Schema>,
    property: Option<&str>,
    depth: usize,
) -> Vec<String> {
    let schema = match schema {
        ReferenceOr::Reference { reference } => {
            return component_name(reference, "schemas").into_iter().collect();
        }
        ReferenceOr::Item(schema) => schema,
    };
    let shape = Shape::new(schema);
    let mut words: Vec<String> = Vec::new();
    words.extend(
        shape
            .data
            .title
            .clone()
            .filter(|title| !folded(title).is_empty() && title.len() <= TITLE_LIMIT),
    );
    let properties = || shape.properties.into_iter().flatten();
    if let Some(property) = property {
        words.extend(own_constants(
            properties().filter(|(name, _)| *name == property),
        ));
    }
    if let Some(only) = enumeration(&shape).filter(|values| values.variants.len() == 1) {
        words.extend(
            only.variants
                .iter()
                .map(|variant| literal_words(&variant.value)),
        );
    }
    words.extend(own_constants(
        properties().filter(|(name, _)| shape.required.contains(name)),
    ));
    words.extend(shape.all_of.iter().rev().find_map(|branch| match branch {
        ReferenceOr::Reference { reference } => component_name(reference, "schemas"),
        ReferenceOr::Item(_) => None,
    }));
    match shape.json_type {
        Some("object") if shape.properties.is_none() && shape.required.is_empty() => {
            words.push("map".to_owned());
        }
        Some("array") => {
            let item = shape.items.and_then(|items| match items {
                ReferenceOr::Reference { reference } => component_name(reference, "schemas"),
                ReferenceOr::Item(schema) => Shape::new(schema).json_type.map(str::to_owned),
            });
            words.extend(item.map(|item| format!("{item} list")));
            words.push("list".to_owned());
        }
        Some("object") | None => {}
        Some("string") => {
            let format = shape
                .format
                .as_deref()
                .filter(|format| !folded(format).is_empty());
            words.extend(format.map(str::to_owned));
            words.push("string".to_owned());
        }
        Some(json_type) => words.push(json_type.to_owned()),
    }
    let inner: Vec<&ReferenceOr<Schema>> = shape.one_of.iter().chain(shape.any_of).collect();
    if (2..=3).contains(&inner.len()) && depth < WORDS_DEPTH {
        let each: Option<Vec<String>> = inner
            .iter()
            .map(|branch| words_of(branch, None, depth + 1).into_iter().next())
            .collect();
        words.extend(each.map(|each| each.join(" or ")));
    }
    let keys: Vec<&str> = if shape.required.is_empty() {
        properties()
            .map(|(name, _)| name.as_str())
            .take(2)
            .collect()
    } else {
        // In the order of the properties, since that of `required` means nothing.
        let declared = properties().map(|(name, _)| name.as_str());
        let declared = declared.filter(|name| shape.required.iter().any(|other| other == name));
        let mut undeclared: Vec<&str> = shape.required.iter().map(String::as_str).collect();
        undeclared.retain(|name| properties().all(|(other, _)| other != name));
        undeclared.sort_unstable();
        declared.chain(undeclared).collect()
    };
    words.extend(keys.first().map(|key| (*key).to_owned()));
    words.extend((2..=keys.len().min(3)).map(|count| keys[..count].join(" and ")));
    words.retain(|words| !folded(words).is_empty());
    words
}

/// The constants among some properties.
fn own_constants<'s>(
    properties: impl Iterator<Item = (&'s String, &'s ReferenceOr<Box<Schema>>)>,
) -> Vec<String> {
    properties
        .filter_map(|(_, schema)| match schema {
            ReferenceOr::Item(schema) => constant(&Shape::new(schema)),
            ReferenceOr::Reference { .. } => None,
        })
        .filter_map(|literal| match literal {
            Literal::String(text) => Some(text),
            _ => None,
        })
        .collect()
}

fn literal_words(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => text.clone(),
        other => other.to_value().to_string(),
    }
}

/// Words without what names do not tell apart: case, spaces and signs.
pub(super) fn folded(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

impl Lowering<'_> {
    /// A word for a branch that has no schema of its own.
    pub(super) fn role_of_ty(&self, ty: &Ty) -> Option<String> {
        Some(match ty {
            Ty::Named(id) => match &self.types.get(*id).origin {
                Origin::Component(name) => name.clone(),
                Origin::Type { .. } | Origin::Operation { .. } => return None,
            },
            Ty::String(Format::DateTime) => "date time".to_owned(),
            Ty::String(Format::Date) => "date".to_owned(),
            Ty::String(_) | Ty::Binary => "string".to_owned(),
            Ty::Integer(_) => "integer".to_owned(),
            Ty::Number | Ty::Decimal => "number".to_owned(),
            Ty::Boolean => "boolean".to_owned(),
            Ty::Array(item) => format!("{} list", self.role_of_ty(item)?),
            Ty::Map(_) => "map".to_owned(),
            Ty::Nullable(inner) => return self.role_of_ty(inner),
            Ty::Tuple(_) => "tuple".to_owned(),
            Ty::Any => return None,
        })
    }
}
