//! Operations: what can be sent, and what comes back.

use serde_json::Value;

use super::{Constraints, Docs, Literal, MediaType, RequestBody, SecurityRequirement, Server, Ty};
use crate::diagnostic::Pointer;

/// One method on one path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`, or one made of the method and the path where the document gives none.
    pub name: String,
    /// Its place in the document.
    pub location: Pointer,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The path template, as written.
    pub path: String,
    /// The path template, parsed.
    pub segments: Vec<PathSegment>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`, `deprecated`, `externalDocs`.
    pub docs: Docs,
    /// The first tag, which decides the file.
    pub tag: Option<String>,
    /// Its parameters: those of the path first, each overridden by the operation's.
    pub parameters: Vec<Parameter>,
    /// Its request body.
    pub body: Option<RequestBody>,
    /// What tells it from the operation itself, in words, where it is that with another media type of the request body.
    pub variant: Option<String>,
    /// Its responses: by status, then ranges, then default.
    pub responses: Vec<Response>,
    /// Alternatives, each a combination of schemes; none when it needs no credentials.
    pub security: Vec<SecurityRequirement>,
    /// Its own servers, or its path's, which replace the document's.
    pub servers: Vec<Server>,
    /// The path parameter that carries the absolute URL (`x-spec2crate-url`).
    pub url_parameter: Option<String>,
    /// Scopes it needs, of any scheme and of `x-required-scopes`.
    pub scopes: Vec<String>,
}

/// A piece of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathSegment {
    /// Text that is sent as it is.
    Text(String),
    /// The name of a path parameter.
    Parameter(String),
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Its place in the document.
    pub location: Pointer,
    /// What the document says about it.
    pub docs: Docs,
    /// `in`.
    pub place: ParameterLocation,
    /// How its value is written.
    pub encoding: ParameterEncoding,
    /// Whether it must be given.
    pub required: bool,
    /// The type of its value.
    pub ty: Ty,
    /// Its only possible value.
    pub constant: Option<Literal>,
    /// What the server assumes when it is absent.
    pub default: Option<Value>,
    /// Whether it is a setting of the whole client as well.
    pub client_parameter: bool,
    /// What its value must satisfy.
    pub constraints: Constraints,
}

/// `in` of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParameterLocation {
    /// A part of the path.
    Path,
    /// A part of the query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How the value of a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterEncoding {
    /// A style of path parameters.
    Path(PathStyle),
    /// A style of query parameters.
    Query {
        /// The style.
        style: QueryStyle,
        /// Whether reserved characters go out as they are.
        allow_reserved: bool,
    },
    /// Headers and cookies: `simple` and `form`.
    Simple {
        /// Whether objects are written as `key=value`.
        explode: bool,
    },
    /// `content` with JSON.
    Json,
    /// The whole query (OAS 3.2, `in: querystring`).
    QueryString,
}

/// `style` and `explode` of a path parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStyle {
    /// `simple`.
    Simple {
        /// `explode`.
        explode: bool,
    },
    /// `label`.
    Label {
        /// `explode`.
        explode: bool,
    },
    /// `matrix`.
    Matrix {
        /// `explode`.
        explode: bool,
    },
}

/// `style` and `explode` of a query parameter or a form field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryStyle {
    /// `form`.
    Form {
        /// `explode`.
        explode: bool,
    },
    /// `spaceDelimited`.
    SpaceDelimited {
        /// `explode`.
        explode: bool,
    },
    /// `pipeDelimited`.
    PipeDelimited {
        /// `explode`.
        explode: bool,
    },
    /// `deepObject`.
    DeepObject,
}

/// What an operation may answer.
#[derive(Clone, Debug)]
pub struct Response {
    /// Which statuses it is for.
    pub status: StatusPattern,
    /// Its place in the document.
    pub location: Pointer,
    /// `description`.
    pub description: String,
    /// What its body may be, of one kind each: what is asked for first; empty when it has none.
    pub content: Vec<Content>,
    /// Its documented headers.
    pub headers: Vec<Header>,
    /// What can be called with it.
    pub links: Vec<Link>,
}

/// An operation that can be called with what a response holds: documentation alone.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// The place of the operation.
    pub operation: Pointer,
    /// Parameters, or nothing for the request body, and the expressions or values for them.
    pub values: Vec<(String, String)>,
}

/// The body of a response, of one kind.
#[derive(Clone, Debug)]
pub struct Content {
    /// The media types that it comes as; at least one.
    pub media_types: Vec<MediaType>,
    /// What it is read into.
    pub kind: ContentKind,
}

/// What the body of a response is read into.
#[derive(Clone, Debug, PartialEq)]
pub enum ContentKind {
    /// A JSON value.
    Json(Ty),
    /// Text.
    Text,
    /// Bytes.
    Binary,
    /// Parts of any kind.
    Parts,
    /// Server-sent events with data of this JSON type, or of text.
    Events(Option<Ty>),
    /// Server-sent events that are of this type as a whole.
    NamedEvents {
        /// The type of an object with the fields of an event.
        ty: Ty,
        /// The names of the events whose data is JSON, and not text.
        json: Vec<String>,
    },
    /// JSON values of this type, one after another.
    Items(Ty),
}

/// A header of a response.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its place in the document.
    pub location: Pointer,
    /// What the document says about it.
    pub docs: Docs,
    /// Whether it is always there.
    pub required: bool,
    /// How its value is written.
    pub encoding: ParameterEncoding,
    /// The type of its value.
    pub ty: Ty,
}

/// A documented header of an operation's responses, whichever of them have it.
#[derive(Clone, Debug)]
pub struct ResponseHeader<'a> {
    /// The header, as the first response has it.
    pub header: &'a Header,
    /// The statuses of the responses that have it.
    pub statuses: Vec<StatusPattern>,
    /// Whether all of them say the same of its type and how it is written.
    pub alike: bool,
}

impl Operation {
    /// Whether a success may be read as it comes.
    pub fn is_streamed(&self) -> bool {
        let contents = self.responses.iter().filter(|response| {
            !matches!(
                response.status,
                StatusPattern::Code(300..) | StatusPattern::Range(3..)
            )
        });
        contents
            .flat_map(|response| &response.content)
            .any(|content| content.is_sequence() || content.is_bytes())
    }

    /// Whether a caller may choose which media type a success is asked for as.
    pub fn has_choice(&self) -> bool {
        self.responses.iter().any(|response| {
            let is_success = matches!(
                response.status,
                StatusPattern::Code(200..=299) | StatusPattern::Range(2)
            );
            is_success && response.has_choice()
        })
    }

    /// The documented headers of the responses, each once, whatever the case of its name.
    pub fn response_headers(&self) -> Vec<ResponseHeader<'_>> {
        let mut headers: Vec<ResponseHeader<'_>> = Vec::new();
        for response in &self.responses {
            for header in &response.headers {
                let known = headers
                    .iter_mut()
                    .find(|known| known.header.name.eq_ignore_ascii_case(&header.name));
                match known {
                    Some(known) => {
                        known.statuses.push(response.status);
                        known.alike &= known.header.ty == header.ty
                            && known.header.encoding == header.encoding;
                    }
                    None => headers.push(ResponseHeader {
                        header,
                        statuses: vec![response.status],
                        alike: true,
                    }),
                }
            }
        }
        headers
    }
}

/// Which statuses a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusPattern {
    /// One status code.
    Code(u16),
    /// A range by its first digit: `4` for `4XX`.
    Range(u16),
    /// Every status that nothing else names.
    Default,
}

impl Response {
    /// The kinds of body that are read whole: not as a stream, where there is anything else.
    pub fn whole(&self) -> Vec<&Content> {
        let whole: Vec<&Content> = self
            .content
            .iter()
            .filter(|content| !content.is_sequence())
            .collect();
        if whole.is_empty() {
            self.content.iter().take(1).collect()
        } else {
            whole
        }
    }

    /// Whether its media types are more than one notation of one JSON value.
    fn has_choice(&self) -> bool {
        match self.whole().as_slice() {
            []
            | [
                Content {
                    kind: ContentKind::Json(_),
                    ..
                },
            ] => false,
            [only] => only.media_types.len() > 1,
            _ => true,
        }
    }
}

impl ContentKind {
    /// Whether it is one value after another.
    pub fn is_sequence(&self) -> bool {
        match self {
            Self::Events(_) | Self::NamedEvents { .. } | Self::Items(_) => true,
            Self::Json(_) | Self::Text | Self::Binary | Self::Parts => false,
        }
    }
}

impl Content {
    /// Whether it is one value after another.
    pub fn is_sequence(&self) -> bool {
        self.kind.is_sequence()
    }

    /// Whether it is bytes as it comes.
    pub fn is_bytes(&self) -> bool {
        matches!(self.kind, ContentKind::Binary | ContentKind::Parts)
    }

    /// Whether it comes as any media type that nothing else has.
    pub fn is_rest(&self) -> bool {
        self.media_types.iter().any(|it| it.name.starts_with("*/*"))
    }
}
