//! Schemas, built without serde: openapiv3's own reading copies each schema once per level that it is deep.

use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType,
    ReferenceOr, Schema, SchemaData, SchemaKind, StringType, Type,
};
use serde_json::{Number, Value};

use super::build::{Build, boolean, extension, list, not_null, pieces, small, string};

/// A set of keywords.
type Keywords = u32;

const TYPE: Keywords = 1;
const ENUM: Keywords = 1 << 1;
const FORMAT: Keywords = 1 << 2;
const PATTERN: Keywords = 1 << 3;
const LENGTH: Keywords = 1 << 4;
const BOUNDS: Keywords = 1 << 5;
const PROPERTIES: Keywords = 1 << 6;
const ITEMS: Keywords = 1 << 7;
const ONE_OF: Keywords = 1 << 8;
const ALL_OF: Keywords = 1 << 9;
const ANY_OF: Keywords = 1 << 10;
const NOT: Keywords = 1 << 11;

/// The keywords of a schema that say which values it admits.
#[derive(Default)]
struct Parts<'v> {
    /// Those that are there.
    there: Keywords,
    any: AnySchema,
    values: Option<&'v [Value]>,
    minimum: Option<&'v Number>,
    maximum: Option<&'v Number>,
    multiple_of: Option<&'v Number>,
}

impl Build for Schema {
    fn build(value: &Value) -> Option<Self> {
        let mut data = SchemaData::default();
        let mut parts = Parts::default();
        for (key, value) in value.as_object()? {
            if !annotation(&mut data, key, value)? {
                parts.keyword(key, value)?;
            }
        }
        Some(Self {
            schema_data: data,
            schema_kind: parts.kind()?,
        })
    }
}

/// Reads a key that says nothing about values; whether it was one.
fn annotation(data: &mut SchemaData, key: &str, value: &Value) -> Option<bool> {
    match key {
        "nullable" => data.nullable = value.as_bool()?,
        "readOnly" => data.read_only = value.as_bool()?,
        "writeOnly" => data.write_only = value.as_bool()?,
        "deprecated" => data.deprecated = value.as_bool()?,
        "externalDocs" => data.external_docs = small(value)?,
        "example" => data.example = not_null(value),
        "title" => data.title = Some(string(value)?),
        "description" => data.description = Some(string(value)?),
        "discriminator" => data.discriminator = small(value)?,
        "default" => data.default = not_null(value),
        _ => return Some(extension(&mut data.extensions, key, value)),
    }
    Some(true)
}

impl<'v> Parts<'v> {
    fn keyword(&mut self, key: &str, value: &'v Value) -> Option<()> {
        let any = &mut self.any;
        self.there |= match key {
            "type" => {
                any.typ = Some(string(value)?);
                TYPE
            }
            "enum" => {
                self.values = Some(value.as_array()?);
                ENUM
            }
            "format" => {
                any.format = Some(string(value)?);
                FORMAT
            }
            "pattern" => {
                any.pattern = Some(string(value)?);
                PATTERN
            }
            "minLength" => {
                any.min_length = Some(count(value)?);
                LENGTH
            }
            "maxLength" => {
                any.max_length = Some(count(value)?);
                LENGTH
            }
            "minimum" => {
                self.minimum = Some(number(value)?);
                BOUNDS
            }
            "maximum" => {
                self.maximum = Some(number(value)?);
                BOUNDS
            }
            "multipleOf" => {
                self.multiple_of = Some(number(value)?);
                BOUNDS
            }
            "exclusiveMinimum" => {
                any.exclusive_minimum = Some(boolean(value)?);
                BOUNDS
            }
            "exclusiveMaximum" => {
                any.exclusive_maximum = Some(boolean(value)?);
                BOUNDS
            }
            "required" => {
                any.required = list(value, string)?;
                PROPERTIES
            }
            "minProperties" => {
                any.min_properties = Some(count(value)?);
                PROPERTIES
            }
            "maxProperties" => {
                any.max_properties = Some(count(value)?);
                PROPERTIES
            }
            "minItems" => {
                any.min_items = Some(count(value)?);
                ITEMS
            }
            "maxItems" => {
                any.max_items = Some(count(value)?);
                ITEMS
            }
            "uniqueItems" => {
                any.unique_items = Some(boolean(value)?);
                ITEMS
            }
            _ => self.nested(key, value)?,
        };
        Some(())
    }

    /// Reads a keyword that holds schemas.
    fn nested(&mut self, key: &str, value: &Value) -> Option<Keywords> {
        let any = &mut self.any;
        Some(match key {
            "properties" => {
                any.properties = pieces(value)?;
                PROPERTIES
            }
            "additionalProperties" => {
                any.additional_properties = Some(match value {
                    Value::Bool(admitted) => AdditionalProperties::Any(*admitted),
                    schema => AdditionalProperties::Schema(Box::new(ReferenceOr::build(schema)?)),
                });
                PROPERTIES
            }
            "items" => {
                any.items = Some(ReferenceOr::build(value)?);
                ITEMS
            }
            "oneOf" => {
                any.one_of = list(value, ReferenceOr::build)?;
                ONE_OF
            }
            "allOf" => {
                any.all_of = list(value, ReferenceOr::build)?;
                ALL_OF
            }
            "anyOf" => {
                any.any_of = list(value, ReferenceOr::build)?;
                ANY_OF
            }
            "not" => {
                any.not = Some(Box::new(ReferenceOr::build(value)?));
                NOT
            }
            _ => 0,
        })
    }

    /// The kind that openapiv3 gives a schema with these keywords.
    fn kind(mut self) -> Option<SchemaKind> {
        let within = |keywords: Keywords| self.there & !keywords == 0;
        let any = &mut self.any;
        Some(match any.typ.as_deref() {
            Some("string")
                if within(TYPE | ENUM | FORMAT | PATTERN | LENGTH)
                    && all(self.values, Value::is_string) =>
            {
                SchemaKind::Type(Type::String(StringType {
                    format: any.format.take().into(),
                    pattern: any.pattern.take(),
                    enumeration: values(self.values, |value| value.as_str().map(str::to_owned)),
                    min_length: any.min_length,
                    max_length: any.max_length,
                }))
            }
            Some("number")
                if within(TYPE | ENUM | FORMAT | BOUNDS) && all(self.values, Value::is_number) =>
            {
                SchemaKind::Type(Type::Number(NumberType {
                    format: any.format.take().into(),
                    multiple_of: self.multiple_of.and_then(Number::as_f64),
                    exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
                    exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
                    minimum: self.minimum.and_then(Number::as_f64),
                    maximum: self.maximum.and_then(Number::as_f64),
                    enumeration: values(self.values, Value::as_f64),
                }))
            }
            Some("integer")
                if within(TYPE | ENUM | FORMAT | BOUNDS)
                    && all(self.values, Value::is_i64)
                    && [self.minimum, self.maximum, self.multiple_of]
                        .into_iter()
                        .flatten()
                        .all(Number::is_i64) =>
            {
                SchemaKind::Type(Type::Integer(IntegerType {
                    format: any.format.take().into(),
                    multiple_of: self.multiple_of.and_then(Number::as_i64),
                    exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
                    exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
                    minimum: self.minimum.and_then(Number::as_i64),
                    maximum: self.maximum.and_then(Number::as_i64),
                    enumeration: values(self.values, Value::as_i64),
                }))
            }
            Some("boolean") if within(TYPE | ENUM) && all(self.values, Value::is_boolean) => {
                SchemaKind::Type(Type::Boolean(BooleanType {
                    enumeration: values(self.values, Value::as_bool),
                }))
            }
            Some("object") if within(TYPE | PROPERTIES) => {
                SchemaKind::Type(Type::Object(ObjectType {
                    properties: std::mem::take(&mut any.properties),
                    required: std::mem::take(&mut any.required),
                    additional_properties: any.additional_properties.take(),
                    min_properties: any.min_properties,
                    max_properties: any.max_properties,
                }))
            }
            Some("array") if within(TYPE | ITEMS) => SchemaKind::Type(Type::Array(ArrayType {
                items: any.items.take(),
                min_items: any.min_items,
                max_items: any.max_items,
                unique_items: any.unique_items.unwrap_or_default(),
            })),
            None if self.there == ONE_OF => SchemaKind::OneOf {
                one_of: std::mem::take(&mut any.one_of),
            },
            None if self.there == ALL_OF => SchemaKind::AllOf {
                all_of: std::mem::take(&mut any.all_of),
            },
            None if self.there == ANY_OF => SchemaKind::AnyOf {
                any_of: std::mem::take(&mut any.any_of),
            },
            None if self.there == NOT => SchemaKind::Not {
                not: any.not.take()?,
            },
            _ => {
                any.minimum = self.minimum.and_then(Number::as_f64);
                any.maximum = self.maximum.and_then(Number::as_f64);
                any.multiple_of = self.multiple_of.and_then(Number::as_f64);
                any.enumeration = self.values.map(<[Value]>::to_vec).unwrap_or_default();
                SchemaKind::Any(self.any)
            }
        })
    }
}

/// Whether all values but null pass.
fn all(values: Option<&[Value]>, passes: fn(&Value) -> bool) -> bool {
    values
        .into_iter()
        .flatten()
        .all(|value| value.is_null() || passes(value))
}

fn values<T>(values: Option<&[Value]>, read: impl Fn(&Value) -> Option<T>) -> Vec<Option<T>> {
    values.into_iter().flatten().map(read).collect()
}

fn number(value: &Value) -> Option<&Number> {
    match value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

fn count(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|count| usize::try_from(count).ok())
}
