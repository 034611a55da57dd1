//! One view of a Schema Object, whichever way `openapiv3` read it.
//!
//! `openapiv3` has a variant per JSON type and one for every mixture; what a keyword means does not depend on that.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaData, SchemaKind,
    StringFormat, Type, VariantOrUnknownOrEmpty,
};
use serde_json::{Map, Value};

use crate::ir::{Constraints, Literal};

/// The properties of an object schema.
pub(super) type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

/// The keywords of a schema.
pub(super) struct Shape<'a> {
    pub(super) data: &'a SchemaData,
    pub(super) json_type: Option<&'a str>,
    pub(super) format: Option<Cow<'a, str>>,
    pub(super) enumeration: Vec<Value>,
    pub(super) properties: Option<&'a Properties>,
    pub(super) required: &'a [String],
    pub(super) additional: Option<&'a AdditionalProperties>,
    /// `patternProperties`, as they stand in the tree.
    pub(super) patterns: Option<&'a Map<String, Value>>,
    pub(super) items: Option<&'a ReferenceOr<Box<Schema>>>,
    pub(super) one_of: &'a [ReferenceOr<Schema>],
    pub(super) any_of: &'a [ReferenceOr<Schema>],
    pub(super) all_of: &'a [ReferenceOr<Schema>],
    pub(super) not: bool,
    pub(super) constraints: Constraints,
}

impl<'a> Shape<'a> {
    /// The shape of a schema.
    pub(super) fn new(schema: &'a Schema) -> Self {
        let mut shape = Self {
            data: &schema.schema_data,
            json_type: None,
            format: None,
            enumeration: Vec::new(),
            properties: None,
            required: &[],
            additional: None,
            patterns: schema
                .schema_data
                .extensions
                .get("x-spec2crate-pattern-properties")
                .and_then(Value::as_object),
            items: None,
            one_of: &[],
            any_of: &[],
            all_of: &[],
            not: false,
            constraints: Constraints::default(),
        };
        match &schema.schema_kind {
            SchemaKind::Type(json_type) => shape.read_type(json_type),
            SchemaKind::OneOf { one_of } => shape.one_of = one_of,
            SchemaKind::AllOf { all_of } => shape.all_of = all_of,
            SchemaKind::AnyOf { any_of } => shape.any_of = any_of,
            SchemaKind::Not { .. } => shape.not = true,
            SchemaKind::Any(any) => {
                shape.json_type = any.typ.as_deref();
                shape.format = any.format.as_deref().map(Cow::Borrowed);
                shape.enumeration.clone_from(&any.enumeration);
                shape.properties = (!any.properties.is_empty()).then_some(&any.properties);
                shape.required = &any.required;
                shape.additional = any.additional_properties.as_ref();
                shape.items = any.items.as_ref();
                shape.one_of = &any.one_of;
                shape.any_of = &any.any_of;
                shape.all_of = &any.all_of;
                shape.not = any.not.is_some();
                let bound = |value: Option<f64>, exclusive: Option<bool>| {
                    value
                        .and_then(number)
                        .map(|number| (number, exclusive.unwrap_or(false)))
                };
                shape.constraints = Constraints {
                    min_length: any.min_length,
                    max_length: any.max_length,
                    pattern: any.pattern.clone(),
                    minimum: bound(any.minimum, any.exclusive_minimum),
                    maximum: bound(any.maximum, any.exclusive_maximum),
                    multiple_of: any.multiple_of.and_then(number),
                    min_items: any.min_items,
                    max_items: any.max_items,
                    unique_items: any.unique_items.unwrap_or(false),
                    min_properties: any.min_properties,
                    max_properties: any.max_properties,
                };
            }
        }
        shape
    }

    fn read_type(&mut self, json_type: &'a Type) {
        match json_type {
            Type::String(string) => {
                self.json_type = Some("string");
                self.format = string_format(&string.format);
                self.enumeration = values(&string.enumeration);
                self.constraints.min_length = string.min_length;
                self.constraints.max_length = string.max_length;
                self.constraints.pattern.clone_from(&string.pattern);
            }
            Type::Number(float) => {
                self.json_type = Some("number");
                self.format = match &float.format {
                    VariantOrUnknownOrEmpty::Item(NumberFormat::Float) => Some("float".into()),
                    VariantOrUnknownOrEmpty::Item(NumberFormat::Double) => Some("double".into()),
                    VariantOrUnknownOrEmpty::Unknown(text) => Some(text.as_str().into()),
                    VariantOrUnknownOrEmpty::Empty => None,
                };
                self.enumeration = float
                    .enumeration
                    .iter()
                    .map(|value| {
                        value
                            .and_then(number)
                            .map_or(Value::Null, |literal| literal.to_value())
                    })
                    .collect();
                let bound = |value: Option<f64>, exclusive: bool| {
                    value.and_then(number).map(|number| (number, exclusive))
                };
                self.constraints.minimum = bound(float.minimum, float.exclusive_minimum);
                self.constraints.maximum = bound(float.maximum, float.exclusive_maximum);
                self.constraints.multiple_of = float.multiple_of.and_then(number);
            }
            Type::Integer(integer) => {
                self.json_type = Some("integer");
                self.format = match &integer.format {
                    VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32) => Some("int32".into()),
                    VariantOrUnknownOrEmpty::Item(IntegerFormat::Int64) => Some("int64".into()),
                    VariantOrUnknownOrEmpty::Unknown(text) => Some(text.as_str().into()),
                    VariantOrUnknownOrEmpty::Empty => None,
                };
                self.enumeration = values(&integer.enumeration);
                let bound = |value: Option<i64>, exclusive: bool| {
                    value.map(|number| (Literal::Integer(number), exclusive))
                };
                self.constraints.minimum = bound(integer.minimum, integer.exclusive_minimum);
                self.constraints.maximum = bound(integer.maximum, integer.exclusive_maximum);
                self.constraints.multiple_of = integer.multiple_of.map(Literal::Integer);
            }
            Type::Boolean(boolean) => {
                self.json_type = Some("boolean");
                self.enumeration = values(&boolean.enumeration);
            }
            Type::Object(object) => {
                self.json_type = Some("object");
                self.properties = (!object.properties.is_empty()).then_some(&object.properties);
                self.required = &object.required;
                self.additional = object.additional_properties.as_ref();
                self.constraints.min_properties = object.min_properties;
                self.constraints.max_properties = object.max_properties;
            }
            Type::Array(array) => {
                self.json_type = Some("array");
                self.items = array.items.as_ref();
                self.constraints.min_items = array.min_items;
                self.constraints.max_items = array.max_items;
                self.constraints.unique_items = array.unique_items;
            }
        }
    }

    /// Whether the schema, taken by itself, says that values are objects.
    pub(super) fn is_object(&self) -> bool {
        self.json_type == Some("object")
            || self.json_type.is_none()
                && (self.properties.is_some()
                    || self.additional.is_some()
                    || self.patterns.is_some())
    }

    /// Whether the schema says nothing about the structure of its values beside `allOf`, `oneOf` and `anyOf`.
    pub(super) fn is_bare(&self) -> bool {
        self.json_type.is_none() && self.says_no_more_than_its_type()
    }

    /// Whether the schema says nothing about its values.
    pub(super) fn only_describes(&self) -> bool {
        self.is_bare() && self.all_of.is_empty() && self.one_of.is_empty() && self.any_of.is_empty()
    }

    /// Whether the schema's own keywords, beside compositions, say no more than a JSON type.
    ///
    /// Lists and objects among an `enum` are values of a structure that is said elsewhere, if it is said at all.
    pub(super) fn says_no_more_than_its_type(&self) -> bool {
        self.enumeration
            .iter()
            .all(|value| value.is_array() || value.is_object())
            && self.properties.is_none()
            && self.additional.is_none()
            && self.patterns.is_none()
            && self.items.is_none()
            && self.format.is_none()
    }

    /// Whether the schema only describes values, or says no more of them than their JSON type.
    pub(super) fn is_weak(&self) -> bool {
        self.says_no_more_than_its_type()
            && self.required.is_empty()
            && self.all_of.is_empty()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && !self.not
            && !self.data.extensions.contains_key("x-extensible-enum")
    }

    /// Whether null is a value: `nullable`, or null among the enum's values.
    pub(super) fn is_nullable(&self) -> bool {
        self.data.nullable || self.enumeration.iter().any(Value::is_null)
    }
}

fn values<T: Clone + Into<Value>>(enumeration: &[Option<T>]) -> Vec<Value> {
    enumeration
        .iter()
        .map(|value| value.clone().map_or(Value::Null, Into::into))
        .collect()
}

/// A bound as the document wrote it: integral values are integers again.
fn number(value: f64) -> Option<Literal> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked to be an integer within 2^53"
    )]
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
        return Some(Literal::Integer(value as i64));
    }
    serde_json::Number::from_f64(value).map(Literal::Number)
}

fn string_format(format: &VariantOrUnknownOrEmpty<StringFormat>) -> Option<Cow<'_, str>> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => Some(
            match item {
                StringFormat::Date => "date",
                StringFormat::DateTime => "date-time",
                StringFormat::Password => "password",
                StringFormat::Byte => "byte",
                StringFormat::Binary => "binary",
            }
            .into(),
        ),
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text.as_str().into()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
