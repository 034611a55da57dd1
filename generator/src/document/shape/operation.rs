//! Path items, operations, and what they are made of.

use super::Shape::{
    Any, Anys, Count, Flag, FlagOrNumber, List, Map, MapOfText, Number, One, Text, Texts,
};
use super::document::{FLOWS, SECURITY_REQUIREMENT, SERVER_VARIABLE};
use super::schema::SCHEMA;
use super::{ALL, Id, Kind, SINCE30, V2, V32, kind, map, referable};

/// The Path Item Object.
pub(in super::super) static PATH_ITEM: Kind = referable(
    Id::PathItem,
    "path item",
    &[
        ("additionalOperations", V32, Map(&OPERATION)),
        ("delete", ALL, One(&OPERATION)),
        ("description", SINCE30, Text),
        ("get", ALL, One(&OPERATION)),
        ("head", ALL, One(&OPERATION)),
        ("options", ALL, One(&OPERATION)),
        ("parameters", ALL, List(&PARAMETER)),
        ("patch", ALL, One(&OPERATION)),
        ("post", ALL, One(&OPERATION)),
        ("put", ALL, One(&OPERATION)),
        ("query", V32, One(&OPERATION)),
        ("servers", SINCE30, List(&SERVER)),
        ("summary", SINCE30, Text),
        ("trace", SINCE30, One(&OPERATION)),
    ],
);

static OPERATION: Kind = referable(
    Id::Operation,
    "operation",
    &[
        ("callbacks", SINCE30, Map(&CALLBACK)),
        ("consumes", V2, Texts),
        ("deprecated", ALL, Flag),
        ("description", ALL, Text),
        ("externalDocs", ALL, One(&EXTERNAL_DOCS)),
        ("operationId", ALL, Text),
        ("parameters", ALL, List(&PARAMETER)),
        ("produces", V2, Texts),
        ("requestBody", SINCE30, One(&REQUEST_BODY)),
        ("responses", ALL, One(&RESPONSES)),
        ("schemes", V2, Texts),
        ("security", ALL, List(&SECURITY_REQUIREMENT)),
        ("servers", SINCE30, List(&SERVER)),
        ("summary", ALL, Text),
        ("tags", ALL, Texts),
    ],
);

/// The External Documentation Object.
pub(super) static EXTERNAL_DOCS: Kind = kind(
    Id::Other,
    "external documentation object",
    &[("description", ALL, Text), ("url", ALL, Text)],
);

/// The Parameter Object.
pub(in super::super) static PARAMETER: Kind = referable(
    Id::Parameter,
    "parameter",
    &[
        ("allowEmptyValue", ALL, Flag),
        ("allowReserved", SINCE30, Flag),
        ("collectionFormat", V2, Text),
        ("content", SINCE30, Map(&MEDIA_TYPE)),
        ("default", V2, Any),
        ("deprecated", SINCE30, Flag),
        ("description", ALL, Text),
        ("enum", V2, Anys),
        ("example", SINCE30, Any),
        ("examples", SINCE30, Map(&EXAMPLE)),
        ("exclusiveMaximum", V2, FlagOrNumber),
        ("exclusiveMinimum", V2, FlagOrNumber),
        ("explode", SINCE30, Flag),
        ("format", V2, Text),
        ("in", ALL, Text),
        ("items", V2, One(&SCHEMA)),
        ("maxItems", V2, Count),
        ("maxLength", V2, Count),
        ("maximum", V2, Number),
        ("minItems", V2, Count),
        ("minLength", V2, Count),
        ("minimum", V2, Number),
        ("multipleOf", V2, Number),
        ("name", ALL, Text),
        ("pattern", V2, Text),
        ("required", ALL, Flag),
        ("schema", ALL, One(&SCHEMA)),
        ("style", SINCE30, Text),
        ("type", V2, super::Shape::Type),
        ("uniqueItems", V2, Flag),
    ],
);

/// The Request Body Object.
pub(in super::super) static REQUEST_BODY: Kind = referable(
    Id::RequestBody,
    "request body",
    &[
        ("content", SINCE30, Map(&MEDIA_TYPE)),
        ("description", SINCE30, Text),
        ("required", SINCE30, Flag),
    ],
);

static RESPONSES: Kind = map(Id::Responses, "responses object", &[], One(&RESPONSE));

/// The Response Object.
pub(in super::super) static RESPONSE: Kind = referable(
    Id::Response,
    "response",
    &[
        ("content", SINCE30, Map(&MEDIA_TYPE)),
        ("description", ALL, Text),
        ("examples", V2, Any),
        ("headers", ALL, Map(&HEADER)),
        ("links", SINCE30, Map(&LINK)),
        ("schema", V2, One(&SCHEMA)),
        ("summary", V32, Text),
    ],
);

/// The Header Object.
pub(in super::super) static HEADER: Kind = referable(
    Id::Header,
    "header",
    &[
        ("allowEmptyValue", SINCE30, Flag),
        ("allowReserved", SINCE30, Flag),
        ("collectionFormat", V2, Text),
        ("content", SINCE30, Map(&MEDIA_TYPE)),
        ("default", V2, Any),
        ("deprecated", SINCE30, Flag),
        ("description", ALL, Text),
        ("enum", V2, Anys),
        ("example", SINCE30, Any),
        ("examples", SINCE30, Map(&EXAMPLE)),
        ("exclusiveMaximum", V2, FlagOrNumber),
        ("exclusiveMinimum", V2, FlagOrNumber),
        ("explode", SINCE30, Flag),
        ("format", V2, Text),
        ("items", V2, One(&SCHEMA)),
        ("maxItems", V2, Count),
        ("maxLength", V2, Count),
        ("maximum", V2, Number),
        ("minItems", V2, Count),
        ("minLength", V2, Count),
        ("minimum", V2, Number),
        ("multipleOf", V2, Number),
        ("pattern", V2, Text),
        ("required", SINCE30, Flag),
        ("schema", SINCE30, One(&SCHEMA)),
        ("style", SINCE30, Text),
        ("type", V2, super::Shape::Type),
        ("uniqueItems", V2, Flag),
    ],
);

/// The Media Type Object; a reference to it is known since 3.2.
pub(super) static MEDIA_TYPE: Kind = referable(
    Id::MediaType,
    "media type",
    &[
        ("encoding", SINCE30, Map(&ENCODING)),
        ("example", SINCE30, Any),
        ("examples", SINCE30, Map(&EXAMPLE)),
        ("itemEncoding", V32, One(&ENCODING)),
        ("itemSchema", V32, One(&SCHEMA)),
        ("prefixEncoding", V32, List(&ENCODING)),
        ("schema", SINCE30, One(&SCHEMA)),
    ],
);

static ENCODING: Kind = kind(
    Id::Other,
    "encoding",
    &[
        ("allowReserved", SINCE30, Flag),
        ("contentType", SINCE30, Text),
        ("encoding", V32, Map(&ENCODING)),
        ("explode", SINCE30, Flag),
        ("headers", SINCE30, Map(&HEADER)),
        ("itemEncoding", V32, One(&ENCODING)),
        ("prefixEncoding", V32, List(&ENCODING)),
        ("style", SINCE30, Text),
    ],
);

/// The Example Object.
pub(in super::super) static EXAMPLE: Kind = referable(
    Id::Example,
    "example",
    &[
        ("dataValue", V32, Any),
        ("description", SINCE30, Text),
        ("externalValue", SINCE30, Text),
        ("serializedValue", V32, Text),
        ("summary", SINCE30, Text),
        ("value", SINCE30, Any),
    ],
);

/// The Link Object.
pub(in super::super) static LINK: Kind = referable(
    Id::Link,
    "link",
    &[
        ("description", SINCE30, Text),
        ("operationId", SINCE30, Text),
        ("operationRef", SINCE30, Text),
        ("parameters", SINCE30, Any),
        ("requestBody", SINCE30, Any),
        ("server", SINCE30, One(&SERVER)),
    ],
);

/// The Callback Object.
pub(in super::super) static CALLBACK: Kind = Kind {
    id: Id::Callback,
    name: "callback",
    reference: true,
    fields: &[],
    rest: Some(One(&PATH_ITEM)),
};

/// The Server Object.
pub(super) static SERVER: Kind = kind(
    Id::Server,
    "server",
    &[
        ("description", SINCE30, Text),
        ("name", V32, Text),
        ("url", SINCE30, Text),
        ("variables", SINCE30, Map(&SERVER_VARIABLE)),
    ],
);

/// The Security Scheme Object.
pub(in super::super) static SECURITY_SCHEME: Kind = referable(
    Id::SecurityScheme,
    "security scheme",
    &[
        ("authorizationUrl", V2, Text),
        ("bearerFormat", SINCE30, Text),
        ("deprecated", V32, Flag),
        ("description", ALL, Text),
        ("flow", V2, Text),
        ("flows", SINCE30, One(&FLOWS)),
        ("in", ALL, Text),
        ("name", ALL, Text),
        ("oauth2MetadataUrl", V32, Text),
        ("openIdConnectUrl", SINCE30, Text),
        ("scheme", SINCE30, Text),
        ("scopes", V2, MapOfText),
        ("tokenUrl", V2, Text),
        ("type", ALL, Text),
    ],
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_is_a_key_of_a_path_item() {
        for method in super::super::super::piece::METHODS {
            assert!(PATH_ITEM.field(method).is_some(), "{method}");
        }
        assert!(PATH_ITEM.field("get").is_some_and(|field| field.1 == ALL));
    }
}
