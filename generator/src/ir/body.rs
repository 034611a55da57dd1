//! Request bodies: what can be sent, by media type.

use serde_json::Value;

use super::{Constraints, Docs, Literal, Parameter, QueryStyle, Ty};
use crate::diagnostic::Pointer;

/// A request body.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// Its place in the document.
    pub location: Pointer,
    /// What the document says about it.
    pub description: Option<String>,
    /// Whether it must be given.
    pub required: bool,
    /// What is sent.
    ///
    /// Of several media types, each has an operation of its own: the first is the operation itself.
    pub content: Vec<Body>,
}

/// A request body of one media type.
#[derive(Clone, Debug)]
pub enum Body {
    /// A value that is given as a whole.
    Value {
        /// The media type.
        media_type: MediaType,
        /// The value's type.
        ty: Ty,
        /// How it is written.
        notation: Notation,
    },
    /// `application/x-www-form-urlencoded`, by its fields.
    Form {
        /// The media type.
        media_type: MediaType,
        /// Its fields, in document order.
        fields: Vec<FormField>,
    },
    /// `multipart/form-data` and its kin.
    Multipart {
        /// The media type.
        media_type: MediaType,
        /// Its parts, in document order.
        parts: Vec<MultipartPart>,
    },
    /// Text.
    Text {
        /// The media type.
        media_type: MediaType,
    },
    /// Bytes.
    Binary {
        /// The media type; a range such as `image/*` leaves the choice to each call, and `multipart/*` the boundary.
        media_type: MediaType,
    },
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`: an object, each of its properties a field.
    Form,
    /// JSON values of the type, one after another.
    Items,
}

/// A key of `content`.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// As written, for instance `application/json`.
    pub name: String,
    /// Its place in the document.
    pub location: Pointer,
    /// An example of the whole body.
    pub example: Option<Value>,
}

impl MediaType {
    /// Whether bytes of it have a content type that each call says.
    pub fn is_said_by_call(&self) -> bool {
        self.name.contains('*') || self.name.starts_with("multipart/")
    }
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct FormField {
    /// Its name on the wire.
    pub name: String,
    /// Its place in the document.
    pub location: Pointer,
    /// What the document says about it.
    pub docs: Docs,
    /// Whether it must be given.
    pub required: bool,
    /// The type of its value.
    pub ty: Ty,
    /// How it is written.
    pub style: FormStyle,
    /// Its only possible value.
    pub constant: Option<Literal>,
    /// What the server assumes when it is absent.
    pub default: Option<Value>,
    /// What its value must satisfy.
    pub constraints: Constraints,
}

/// How a field of a form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormStyle {
    /// As a query parameter of this style.
    Query(QueryStyle),
    /// As JSON text.
    Json,
}

/// A part of a multipart body.
#[derive(Clone, Debug)]
pub struct MultipartPart {
    /// Its name on the wire; what it is called where parts have none.
    pub name: String,
    /// Its place in the document.
    pub location: Pointer,
    /// What the document says about it.
    pub docs: Docs,
    /// Whether it must be given.
    pub required: bool,
    /// What it carries.
    pub kind: PartKind,
    /// Its headers, beside those that say its type and its name.
    pub headers: Vec<Parameter>,
    /// Its only possible value.
    pub constant: Option<Literal>,
    /// What the server assumes when it is absent.
    pub default: Option<Value>,
    /// What its value must satisfy.
    pub constraints: Constraints,
}

/// What a part of a multipart body carries.
#[derive(Clone, Debug)]
pub enum PartKind {
    /// A file, or several of the same name.
    File {
        /// Media types and ranges it may have; empty when any.
        content_types: Vec<String>,
        /// Whether the part may repeat.
        many: bool,
    },
    /// A JSON value.
    Json {
        /// The part's media type.
        content_type: String,
        /// The value's type.
        ty: Ty,
        /// Whether each item of the value is a part.
        many: bool,
    },
    /// A scalar, or a part for each item of a list, of which the items may be JSON.
    Text {
        /// The value's type.
        ty: Ty,
        /// The part's media type, where the document names one.
        content_type: Option<String>,
    },
}

impl Body {
    /// The media type of the body.
    pub fn media_type(&self) -> &MediaType {
        match self {
            Self::Value { media_type, .. }
            | Self::Form { media_type, .. }
            | Self::Multipart { media_type, .. }
            | Self::Text { media_type }
            | Self::Binary { media_type } => media_type,
        }
    }
}
