//! What a union's table says.

use serde_json::Value;

/// A union.
#[derive(Debug)]
pub struct Table {
    /// The enum's name, for messages.
    pub name: &'static str,
    /// The discriminating property, if there is one.
    pub by: &'static [&'static str],
    /// The variants, as in the document.
    pub variants: &'static [Variant],
}

/// A variant of a union.
#[derive(Debug)]
pub struct Variant {
    /// Its name, for messages.
    pub name: &'static str,
    /// The values of the discriminating property that mean it.
    pub tags: &'static [&'static str],
    /// Its JSON type; nothing when it is known by its tags alone.
    pub kind: &'static [Kind],
    /// The scalars that it lists; none when it takes any.
    pub values: &'static [Constant],
    /// The properties that it cannot do without.
    pub required: &'static [&'static str],
    /// The properties that have one value in it.
    pub constants: &'static [Constant],
    /// The properties that it knows.
    pub properties: &'static [&'static str],
}

/// A JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An object.
    Object,
    /// An array.
    Array,
    /// A string.
    String,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// A boolean.
    Boolean,
    /// Null.
    Null,
    /// Any of them.
    Any,
}

impl Kind {
    /// An object.
    pub const fn object() -> Self {
        Self::Object
    }

    /// An array.
    pub const fn array() -> Self {
        Self::Array
    }

    /// A string.
    pub const fn string() -> Self {
        Self::String
    }

    /// A number without a fraction.
    pub const fn integer() -> Self {
        Self::Integer
    }

    /// Any number.
    pub const fn number() -> Self {
        Self::Number
    }

    /// A boolean.
    pub const fn boolean() -> Self {
        Self::Boolean
    }

    /// Null.
    pub const fn null() -> Self {
        Self::Null
    }

    /// Any of them.
    pub const fn any() -> Self {
        Self::Any
    }

    /// The type of a value, from its text.
    pub(super) fn of(text: &str) -> Self {
        match text.as_bytes().first() {
            Some(b'{') => Self::Object,
            Some(b'[') => Self::Array,
            Some(b'"') => Self::String,
            Some(b't' | b'f') => Self::Boolean,
            Some(b'n') | None => Self::Null,
            Some(_) if text.contains(['.', 'e', 'E']) => Self::Number,
            Some(_) => Self::Integer,
        }
    }

    /// How well a value of another type suits this one; `None` when not at all.
    pub(super) fn accepts(self, of: Self) -> Option<usize> {
        match (self, of) {
            (Self::Any, _) => Some(0),
            (Self::Number, Self::Integer) => Some(1),
            _ if self == of => Some(2),
            _ => None,
        }
    }

    /// The type in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::String => "a string",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Boolean => "a boolean",
            Self::Null => "null",
            Self::Any => "a value",
        }
    }
}

/// One scalar value, of a property when it is a constant.
#[derive(Debug)]
pub struct Constant {
    /// The property.
    pub(super) name: &'static str,
    /// The value as a Rust literal, and so, but for escapes in strings, as JSON.
    pub(super) literal: &'static str,
    /// The value: a string's characters, or a number or boolean as in `literal`.
    content: &'static str,
}

impl Constant {
    /// A value as the macro's table has it.
    pub const fn new(name: &'static str, literal: &'static str, content: &'static str) -> Self {
        Self {
            name,
            literal,
            content,
        }
    }

    /// Whether a JSON text is this value.
    pub(super) fn is(&self, text: &str) -> bool {
        if self.literal.starts_with(['"', 'r']) {
            return string_is(text, self.content);
        }
        text == self.content || equal_numbers(text, self.content)
    }
}

/// Whether a JSON text is a string of these characters.
pub(super) fn string_is(text: &str, characters: &str) -> bool {
    let Some(inner) = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
    else {
        return false;
    };
    if inner.contains('\\') {
        return matches!(serde_json::from_str(text), Ok(Value::String(string)) if string == characters);
    }
    inner == characters
}

fn equal_numbers(one: &str, other: &str) -> bool {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        #[expect(clippy::float_cmp, reason = "constants are equal or they are not")]
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
