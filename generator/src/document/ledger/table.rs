//! For each object of the standard, what becomes of its keys.
//!
//! Whoever makes a stage read one more key moves it here; a key that stands nowhere is unaccounted for.

use super::super::shape::Kind;
use super::Fate;
use crate::diagnostic::{Code, codes};

/// What becomes of the keys of an object; those of one list each.
struct Row {
    kind: &'static str,
    /// They decide what the client does.
    consumed: &'static [&'static str],
    /// They are sentences or examples of doc comments.
    documentation: &'static [&'static str],
    /// They have no part in a client, and this code says why.
    ignored: &'static [(Code, &'static [&'static str])],
}

/// The row of one object.
const fn row(
    kind: &'static str,
    consumed: &'static [&'static str],
    documentation: &'static [&'static str],
    ignored: &'static [(Code, &'static [&'static str])],
) -> Row {
    Row {
        kind,
        consumed,
        documentation,
        ignored,
    }
}

/// Extensions that the client is made of.
const EXTENSIONS: [&str; 15] = [
    "x-enum-descriptions",
    "x-enum-names",
    "x-enum-varnames",
    "x-enumDescriptions",
    "x-enumNames",
    "x-example",
    "x-extensible-enum",
    "x-isnullable",
    "x-nullable",
    "x-required-scopes",
    "x-spec2crate-client-parameter",
    "x-spec2crate-pattern-properties",
    "x-spec2crate-prefix-items",
    "x-spec2crate-url",
    "x-webhooks",
];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    row("document",
        &["$self", "basePath", "components", "consumes", "definitions", "host", "info", "openapi", "parameters", "paths",
          "produces", "responses", "schemes", "security", "securityDefinitions", "servers", "swagger", "tags", "webhooks"],
        &[],
        &[(codes::IGNORED_KEY, &["externalDocs", "jsonSchemaDialect"])]),
    row("info", &["title", "version"], &["description"],
        &[(codes::IGNORED_KEY, &["contact", "license", "summary", "termsOfService"])]),
    row("contact", &[], &[], &[(codes::IGNORED_KEY, &["email", "name", "url"])]),
    row("license", &[], &[], &[(codes::IGNORED_KEY, &["identifier", "name", "url"])]),
    row("tag", &["name"], &["description"], &[(codes::IGNORED_KEY, &["externalDocs", "kind", "parent", "summary"])]),
    row("components",
        &["callbacks", "headers", "mediaTypes", "parameters", "pathItems", "requestBodies", "responses", "schemas",
          "securitySchemes"],
        &["examples", "links"], &[]),
    row("OAuth flows object",
        &["authorizationCode", "clientCredentials", "deviceAuthorization", "implicit", "password"], &[], &[]),
    row("OAuth flow",
        &["authorizationUrl", "deviceAuthorizationUrl", "refreshUrl", "scopes", "tokenUrl"], &[], &[]),
    row("server variable", &["default", "enum"], &["description"], &[]),
    row("server", &["url", "variables"], &["description"], &[(codes::IGNORED_KEY, &["name"])]),
    row("path item",
        &["additionalOperations", "delete", "get", "head", "options", "parameters", "patch", "post", "put", "query",
          "servers", "trace"],
        &["description", "summary"], &[]),
    row("operation",
        &["callbacks", "consumes", "deprecated", "operationId", "parameters", "produces", "requestBody", "responses",
          "security", "servers", "tags"],
        &["description", "externalDocs", "summary"],
        &[(codes::IGNORED_KEY, &["schemes"])]),
    row("external documentation object", &[], &["url"], &[(codes::IGNORED_KEY, &["description"])]),
    row("parameter",
        &["allowReserved", "collectionFormat", "content", "deprecated", "enum", "exclusiveMaximum", "exclusiveMinimum",
          "explode", "format", "in", "items", "maxItems", "maxLength", "maximum", "minItems", "minLength", "minimum",
          "multipleOf", "name", "pattern", "required", "schema", "style", "type", "uniqueItems"],
        &["default", "description", "example", "examples"],
        &[(codes::IGNORED_KEY, &["allowEmptyValue"])]),
    row("request body", &["content", "required"], &["description"], &[]),
    row("response", &["content", "headers", "schema"], &["description", "examples", "links", "summary"], &[]),
    row("header", &["content", "explode", "format", "items", "schema", "type"], &["deprecated", "description"],
        &[(codes::IGNORED_KEY, &["allowEmptyValue", "allowReserved", "collectionFormat", "default", "enum", "example",
          "examples", "exclusiveMaximum", "exclusiveMinimum", "maxItems", "maxLength", "maximum", "minItems",
          "minLength", "minimum", "multipleOf", "pattern", "required", "style", "uniqueItems"])]),
    row("media type", &["encoding", "itemEncoding", "itemSchema", "prefixEncoding", "schema"], &["example", "examples"], &[]),
    row("encoding", &["contentType", "explode", "headers", "style"], &[],
        &[(codes::IGNORED_KEY, &["allowReserved", "encoding", "itemEncoding", "prefixEncoding"])]),
    row("example", &[], &["dataValue", "value"],
        &[(codes::IGNORED_KEY, &["description", "externalValue", "serializedValue", "summary"])]),
    row("link", &[], &["operationId", "operationRef", "parameters", "requestBody"],
        &[(codes::IGNORED_KEY, &["description", "server"])]),
    row("security scheme",
        &["authorizationUrl", "flow", "flows", "in", "name", "openIdConnectUrl", "scheme", "scopes", "tokenUrl", "type"],
        &["description"],
        &[(codes::IGNORED_KEY, &["bearerFormat", "deprecated", "oauth2MetadataUrl"])]),
    row("schema",
        &["$anchor", "$defs", "$dynamicAnchor", "$dynamicRef", "$id", "$ref", "additionalItems", "additionalProperties",
          "allOf", "anyOf", "collectionFormat", "const", "contentEncoding", "contentMediaType", "definitions", "deprecated",
          "discriminator", "enum", "exclusiveMaximum", "exclusiveMinimum", "format", "items", "maxItems", "maxLength",
          "maxProperties", "maximum", "minItems", "minLength", "minProperties", "minimum", "multipleOf", "nullable", "oneOf",
          "pattern", "patternProperties", "prefixItems", "properties", "readOnly", "required", "type", "uniqueItems",
          "writeOnly"],
        &["default", "description", "example", "examples", "externalDocs", "not", "title"],
        &[(codes::IGNORED_KEY, &["$comment", "$schema", "$vocabulary", "xml"]),
          (codes::UNCHECKED_KEYWORD, &["contains", "contentSchema", "dependencies", "dependentRequired", "dependentSchemas",
            "else", "if", "maxContains", "minContains", "propertyNames", "then", "unevaluatedItems",
            "unevaluatedProperties"])]),
    row("discriminator", &["mapping", "propertyName"], &[], &[(codes::IGNORED_KEY, &["defaultMapping"])]),
    row("XML object", &[], &[],
        &[(codes::IGNORED_KEY, &["attribute", "name", "namespace", "nodeType", "prefix", "wrapped"])]),
];

/// What becomes of a key that the standard knows.
pub(super) fn fate(kind: &Kind, key: &str) -> Fate {
    let Some(row) = ROWS.iter().find(|row| row.kind == kind.name) else {
        return Fate::Unaccounted;
    };
    if row.consumed.contains(&key) {
        Fate::Consumed
    } else if row.documentation.contains(&key) {
        Fate::Documentation
    } else {
        let ignored = row.ignored.iter().find(|(_, keys)| keys.contains(&key));
        ignored.map_or(Fate::Unaccounted, |(code, _)| Fate::Ignored(*code))
    }
}

/// What becomes of an extension.
pub(super) fn extension(key: &str) -> Fate {
    if EXTENSIONS.contains(&key) {
        Fate::Consumed
    } else {
        Fate::Ignored(codes::IGNORED_EXTENSION)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::shape::{ROOT, Shape};
    use super::*;

    fn collect(kind: &'static Kind, seen: &mut Vec<&'static Kind>) {
        if seen.iter().any(|other| std::ptr::eq(*other, kind)) {
            return;
        }
        seen.push(kind);
        let shapes = kind.fields.iter().map(|(_, _, shape)| *shape);
        for shape in shapes.chain(kind.rest) {
            if let Shape::One(next) | Shape::List(next) | Shape::Map(next) | Shape::FlagOr(next) =
                shape
            {
                collect(next, seen);
            }
        }
    }

    #[test]
    fn every_key_of_the_standard_has_one_fate_and_no_other_key_has_one() {
        let mut kinds = Vec::new();
        collect(&ROOT, &mut kinds);
        for kind in &kinds {
            for (key, ..) in kind.fields {
                assert_ne!(
                    fate(kind, key),
                    Fate::Unaccounted,
                    "`{key}` of {}",
                    kind.name
                );
            }
        }
        for row in ROWS {
            let kind = kinds.iter().find(|kind| kind.name == row.kind);
            let ignored = row.ignored.iter().flat_map(|(_, keys)| *keys);
            let mut keys: Vec<&str> = row
                .consumed
                .iter()
                .chain(row.documentation)
                .chain(ignored)
                .copied()
                .collect();
            keys.sort_unstable();
            for key in &keys {
                assert!(
                    kind.is_some_and(|kind| kind.field(key).is_some()),
                    "`{key}` of {}",
                    row.kind
                );
            }
            let count = keys.len();
            keys.dedup();
            assert_eq!(keys.len(), count, "a key of {} is there twice", row.kind);
        }
    }
}
