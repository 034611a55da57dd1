//! Types: what schemas become.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::Pointer;

/// The place of a type in [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(crate) usize);

/// Every type of an API, by [`TypeId`].
#[derive(Clone, Debug, Default)]
pub struct Types {
    definitions: Vec<TypeDef>,
}

impl Types {
    /// Adds a type.
    pub fn push(&mut self, definition: TypeDef) -> TypeId {
        self.definitions.push(definition);
        TypeId(self.definitions.len() - 1)
    }

    /// The definition of a type.
    pub fn get(&self, id: TypeId) -> &TypeDef {
        &self.definitions[id.0]
    }

    /// The definition of a type, to fill in its body.
    pub fn get_mut(&mut self, id: TypeId) -> &mut TypeDef {
        &mut self.definitions[id.0]
    }

    /// Every type with its id, in the order in which they were declared.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.definitions
            .iter()
            .enumerate()
            .map(|(index, definition)| (TypeId(index), definition))
    }

    /// Every type with its id, taken out.
    pub fn into_definitions(self) -> impl Iterator<Item = (TypeId, TypeDef)> {
        self.definitions
            .into_iter()
            .enumerate()
            .map(|(index, definition)| (TypeId(index), definition))
    }

    /// How many types there are.
    pub fn len(&self) -> usize {
        self.definitions.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.definitions.is_empty()
    }
}

/// A type that has a name of its own.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// The schema it was lowered from.
    pub location: Pointer,
    /// Where the schemas stand that it stands for, its own first, in words that outlive other changes of the document.
    pub places: Vec<String>,
    /// Where its name comes from.
    pub origin: Origin,
    /// What the document says about it.
    pub docs: Docs,
    /// What it is.
    pub kind: TypeKind,
    /// Whether the schema admits null besides.
    pub nullable: bool,
}

/// Where a type's name comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A component schema: its key.
    Component(String),
    /// An inline schema of another type: the property, `item`, `value` or branch it stands at.
    Type {
        /// The type it stands in.
        owner: TypeId,
        /// The word that tells it from the owner's other inline types.
        role: String,
    },
    /// An inline schema of an operation: a parameter, `request`, `response`, …
    Operation {
        /// The operation's place in `Api::operations`' document order, as its location.
        owner: Pointer,
        /// The word that tells it from the operation's other inline types.
        role: String,
    },
}

/// Documentation, as written in the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs.url`.
    pub external_docs: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// An example value.
    pub example: Option<Value>,
    /// Facts that no Rust type says, one sentence each (`not`, `if`, …).
    pub remarks: Vec<String>,
}

/// What a named type is.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// An object with declared properties.
    Object(Object),
    /// One of a list of values.
    Enum(Enum),
    /// One of several schemas.
    Union(Union),
    /// Another type under this name.
    Alias {
        /// That type.
        ty: Ty,
        /// What its values must satisfy.
        constraints: Constraints,
    },
}

/// An object.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its properties, in document order.
    pub properties: Vec<Property>,
    /// What other keys may hold.
    pub additional: AdditionalProperties,
    /// Unions whose branches' properties stand beside the declared ones.
    pub flattened: Vec<Flattened>,
}

/// A union beside the properties of an object.
#[derive(Clone, Debug)]
pub struct Flattened {
    /// The union's place.
    pub location: Pointer,
    /// The union.
    pub ty: Ty,
}

/// What keys without a declared property may hold.
#[derive(Clone, Debug, PartialEq)]
pub enum AdditionalProperties {
    /// The document says nothing, or forbids them: they are read and dropped.
    Ignored,
    /// Values of this type.
    Typed(Ty),
}

/// A property of an object.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of its own"
)]
pub struct Property {
    /// Its key.
    pub name: String,
    /// Its schema.
    pub location: Pointer,
    /// What the document says about it.
    pub docs: Docs,
    /// The type of its value when it is there and not null.
    pub ty: Ty,
    /// Whether the key must be there.
    pub required: bool,
    /// Whether the value may be null.
    pub nullable: bool,
    /// Its only possible value.
    pub constant: Option<Literal>,
    /// The value that tells this type from the others of its base: what a new one gets.
    pub preset: Option<Literal>,
    /// What the receiver assumes when it is absent.
    pub default: Option<Value>,
    /// Whether it occurs in responses alone.
    pub read_only: bool,
    /// Whether it occurs in requests alone.
    pub write_only: bool,
    /// What its value must satisfy.
    pub constraints: Constraints,
}

/// Constraints of a value that no Rust type says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// `minLength`, in characters.
    pub min_length: Option<usize>,
    /// `maxLength`, in characters.
    pub max_length: Option<usize>,
    /// `pattern`.
    pub pattern: Option<String>,
    /// `minimum`, and whether it is excluded.
    pub minimum: Option<(Literal, bool)>,
    /// `maximum`, and whether it is excluded.
    pub maximum: Option<(Literal, bool)>,
    /// `multipleOf`.
    pub multiple_of: Option<Literal>,
    /// `minItems`.
    pub min_items: Option<usize>,
    /// `maxItems`.
    pub max_items: Option<usize>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<usize>,
    /// `maxProperties`.
    pub max_properties: Option<usize>,
}

/// One of a list of values.
#[derive(Clone, Debug)]
pub struct Enum {
    /// What its values are.
    pub base: EnumBase,
    /// Its values, in document order, without repetition and without null.
    pub variants: Vec<Variant>,
    /// Whether the document itself says that there may be others (`x-extensible-enum`).
    pub extensible: bool,
}

/// The JSON type of an enum's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumBase {
    /// Strings.
    String,
    /// Integers of 64 bits.
    Integer,
    /// Numbers of double precision.
    Number,
    /// Values of several types.
    Mixed,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The value.
    pub value: Literal,
    /// `x-enum-varnames`, where given.
    pub name: Option<String>,
    /// `x-enum-descriptions`, where given.
    pub description: Option<String>,
}

/// A constant of the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
    /// Any other number, as written.
    Number(serde_json::Number),
    /// A boolean.
    Boolean(bool),
}

impl Literal {
    /// The literal of a scalar value; none of null, lists and objects.
    pub fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::String(text.clone())),
            Value::Bool(flag) => Some(Self::Boolean(*flag)),
            Value::Number(number) => Some(
                number
                    .as_i64()
                    .map_or_else(|| Self::Number(number.clone()), Self::Integer),
            ),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// The literal as JSON.
    pub fn to_value(&self) -> Value {
        match self {
            Self::String(text) => Value::String(text.clone()),
            Self::Integer(integer) => Value::from(*integer),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Boolean(flag) => Value::Bool(*flag),
        }
    }
}

/// One of several schemas.
#[derive(Clone, Debug, Default)]
pub struct Union {
    /// Its branches, in document order.
    pub variants: Vec<UnionVariant>,
    /// The property that tells the branches apart.
    pub discriminator: Option<Discriminator>,
    /// Whether a value may be of several branches at once: that of `anyOf`.
    pub is_any_of: bool,
}

/// The property that tells a union's branches apart.
#[derive(Clone, Debug)]
pub struct Discriminator {
    /// `propertyName`.
    pub property: String,
}

/// A branch of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// The branch's schema.
    pub location: Pointer,
    /// The words its name is made of, when the type has none of its own.
    pub role: String,
    /// What it holds.
    pub ty: Ty,
    /// The values of the discriminator that mean it.
    pub mapping: Vec<String>,
    /// What the document says about it.
    pub description: Option<String>,
}

/// A type at a place: a name or a structure of names.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    /// A type with a definition.
    Named(TypeId),
    /// A string, with what `format` says about it.
    String(Format),
    /// An integer.
    Integer(IntegerWidth),
    /// A number of double precision.
    Number,
    /// A number of any size and precision.
    Decimal,
    /// A boolean.
    Boolean,
    /// A list.
    Array(Box<Ty>),
    /// A list of as many items as there are types.
    Tuple(Vec<Ty>),
    /// An object whose keys are data.
    Map(Box<Ty>),
    /// A value or null, inside a list or a map.
    Nullable(Box<Ty>),
    /// Any JSON value: the document says nothing.
    Any,
    /// Bytes that are no JSON (`format: binary`).
    Binary,
}

/// What `format` says about a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Nothing that a type says.
    Plain,
    /// `date-time`.
    DateTime,
    /// `date`.
    Date,
    /// `byte`: base64.
    Base64,
    /// `password`.
    Password,
    /// A text that keeps itself and converts on demand, where settings ask for it.
    Text {
        /// What it converts to.
        kind: TextKind,
        /// Whether another text is a decode error.
        strict: bool,
    },
}

/// What a text converts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A UUID.
    Uuid,
    /// A URL.
    Url,
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address.
    Ipv6,
    /// A time of day.
    Time,
    /// A duration.
    Duration,
    /// A decimal number.
    Decimal,
    /// A date and time.
    DateTime,
    /// A date.
    Date,
}

/// How wide an integer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntegerWidth {
    /// `int32`.
    I32,
    /// `int64`, or no format.
    I64,
    /// `uint64`, or bounds beyond `int64`.
    U64,
}

impl Types {
    /// The types whose definition is a component, by its key.
    pub fn components(&self) -> BTreeMap<&str, TypeId> {
        self.iter()
            .filter_map(|(id, definition)| match &definition.origin {
                Origin::Component(name) => Some((name.as_str(), id)),
                _ => None,
            })
            .collect()
    }
}
