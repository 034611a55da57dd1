//! The document itself, what is about it, and its components.

use super::Shape::{Any, List, Map, MapOfText, One, Text, Texts};
use super::operation::{
    CALLBACK, EXAMPLE, EXTERNAL_DOCS, HEADER, LINK, MEDIA_TYPE, PARAMETER, PATH_ITEM, REQUEST_BODY,
    RESPONSE, SECURITY_SCHEME, SERVER,
};
use super::schema::SCHEMA;
use super::{ALL, Id, Kind, SINCE30, SINCE31, V2, V32, kind, map};

/// The `OpenAPI` Object, and the Swagger Object of 2.0.
pub(in super::super) static ROOT: Kind = kind(
    Id::Root,
    "document",
    &[
        ("$self", V32, Text),
        ("basePath", V2, Text),
        ("components", SINCE30, One(&COMPONENTS)),
        ("consumes", V2, Texts),
        ("definitions", V2, Map(&SCHEMA)),
        ("externalDocs", ALL, One(&EXTERNAL_DOCS)),
        ("host", V2, Text),
        ("info", ALL, One(&INFO)),
        ("jsonSchemaDialect", SINCE31, Text),
        ("openapi", SINCE30, Any),
        ("parameters", V2, Map(&PARAMETER)),
        ("paths", ALL, One(&PATHS)),
        ("produces", V2, Texts),
        ("responses", V2, Map(&RESPONSE)),
        ("schemes", V2, Texts),
        ("security", ALL, List(&SECURITY_REQUIREMENT)),
        ("securityDefinitions", V2, Map(&SECURITY_SCHEME)),
        ("servers", SINCE30, List(&SERVER)),
        ("swagger", V2, Any),
        ("tags", ALL, List(&TAG)),
        ("webhooks", SINCE31, Map(&PATH_ITEM)),
    ],
);

static INFO: Kind = kind(
    Id::Other,
    "info",
    &[
        ("contact", ALL, One(&CONTACT)),
        ("description", ALL, Text),
        ("license", ALL, One(&LICENSE)),
        ("summary", SINCE31, Text),
        ("termsOfService", ALL, Text),
        ("title", ALL, Text),
        ("version", ALL, Text),
    ],
);

static CONTACT: Kind = kind(
    Id::Other,
    "contact",
    &[
        ("email", ALL, Text),
        ("name", ALL, Text),
        ("url", ALL, Text),
    ],
);

static LICENSE: Kind = kind(
    Id::Other,
    "license",
    &[
        ("identifier", SINCE31, Text),
        ("name", ALL, Text),
        ("url", ALL, Text),
    ],
);

static TAG: Kind = kind(
    Id::Tag,
    "tag",
    &[
        ("description", ALL, Text),
        ("externalDocs", ALL, One(&EXTERNAL_DOCS)),
        ("kind", V32, Text),
        ("name", ALL, Text),
        ("parent", V32, Text),
        ("summary", V32, Text),
    ],
);

static PATHS: Kind = map(Id::Paths, "paths", &[], One(&PATH_ITEM));

/// The Security Requirement Object.
pub(super) static SECURITY_REQUIREMENT: Kind = map(Id::Other, "security requirement", &[], Texts);

/// The Components Object.
pub(in super::super) static COMPONENTS: Kind = kind(
    Id::Components,
    "components",
    &[
        ("callbacks", SINCE30, Map(&CALLBACK)),
        ("examples", SINCE30, Map(&EXAMPLE)),
        ("headers", SINCE30, Map(&HEADER)),
        ("links", SINCE30, Map(&LINK)),
        ("mediaTypes", V32, Map(&MEDIA_TYPE)),
        ("parameters", SINCE30, Map(&PARAMETER)),
        ("pathItems", SINCE31, Map(&PATH_ITEM)),
        ("requestBodies", SINCE30, Map(&REQUEST_BODY)),
        ("responses", SINCE30, Map(&RESPONSE)),
        ("schemas", SINCE30, Map(&SCHEMA)),
        ("securitySchemes", SINCE30, Map(&SECURITY_SCHEME)),
    ],
);

/// The OAuth Flows Object.
pub(super) static FLOWS: Kind = kind(
    Id::Other,
    "OAuth flows object",
    &[
        ("authorizationCode", SINCE30, One(&FLOW)),
        ("clientCredentials", SINCE30, One(&FLOW)),
        ("deviceAuthorization", V32, One(&FLOW)),
        ("implicit", SINCE30, One(&FLOW)),
        ("password", SINCE30, One(&FLOW)),
    ],
);

static FLOW: Kind = kind(
    Id::Other,
    "OAuth flow",
    &[
        ("authorizationUrl", ALL, Text),
        ("deviceAuthorizationUrl", V32, Text),
        ("refreshUrl", ALL, Text),
        ("scopes", ALL, MapOfText),
        ("tokenUrl", ALL, Text),
    ],
);

/// The Server Variable Object.
pub(super) static SERVER_VARIABLE: Kind = kind(
    Id::Other,
    "server variable",
    &[
        ("default", SINCE30, Text),
        ("description", SINCE30, Text),
        ("enum", SINCE30, Texts),
    ],
);
