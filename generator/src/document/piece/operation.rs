//! Operations and what they consist of, built without serde for the sake of the schemas in them.

use openapiv3::{
    Callback, Example, Header, Link, MediaType, Operation, Parameter, ParameterData,
    ParameterSchemaOrContent, ReferenceOr, RequestBody, Response, Responses, SecurityScheme,
    Server, StatusCode, Tag,
};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use serde_json::{Map, Value};

use super::build::{Build, boolean, extension, list, not_null, pieces, small, string};

impl Build for Callback {}
impl Build for Example {}
impl Build for Link {}
impl Build for SecurityScheme {}
impl Build for Server {}
impl Build for Tag {}
impl Build for openapiv3::Info {}
impl Build for openapiv3::ExternalDocumentation {}
impl Build for openapiv3::SecurityRequirement {}

impl Build for Operation {
    fn build(value: &Value) -> Option<Self> {
        let mut operation = Self::default();
        let mut responses = None;
        for (key, value) in value.as_object()? {
            match key.as_str() {
                "tags" => operation.tags = list(value, string)?,
                "summary" => operation.summary = Some(string(value)?),
                "description" => operation.description = Some(string(value)?),
                "externalDocs" => operation.external_docs = small(value)?,
                "operationId" => operation.operation_id = Some(string(value)?),
                "parameters" => operation.parameters = list(value, ReferenceOr::build)?,
                "requestBody" => operation.request_body = Some(ReferenceOr::build(value)?),
                "responses" => responses = Some(Responses::build(value)?),
                "callbacks" => operation.callbacks = small(value)?,
                "deprecated" => operation.deprecated = boolean(value)?,
                "security" => operation.security = small(value)?,
                "servers" => operation.servers = small(value)?,
                _ => {
                    extension(&mut operation.extensions, key, value);
                }
            }
        }
        operation.responses = responses?;
        Some(operation)
    }
}

impl Build for Responses {
    fn build(value: &Value) -> Option<Self> {
        let mut responses = Self::default();
        for (key, value) in value.as_object()? {
            if key == "default" {
                responses.default = Some(ReferenceOr::build(value)?);
            } else if !extension(&mut responses.extensions, key, value) {
                let deserializer: serde::de::value::StrDeserializer<'_, Error> =
                    key.as_str().into_deserializer();
                if let Ok(status) = StatusCode::deserialize(deserializer) {
                    responses
                        .responses
                        .insert(status, ReferenceOr::build(value)?);
                }
            }
        }
        Some(responses)
    }
}

impl Build for Response {
    fn build(value: &Value) -> Option<Self> {
        let mut response = Self::default();
        let mut description = None;
        for (key, value) in value.as_object()? {
            match key.as_str() {
                "description" => description = Some(string(value)?),
                "headers" => response.headers = pieces(value)?,
                "content" => response.content = pieces(value)?,
                "links" => response.links = pieces(value)?,
                _ => {
                    extension(&mut response.extensions, key, value);
                }
            }
        }
        response.description = description?;
        Some(response)
    }
}

impl Build for RequestBody {
    fn build(value: &Value) -> Option<Self> {
        let mut body = Self::default();
        for (key, value) in value.as_object()? {
            match key.as_str() {
                "description" => body.description = Some(string(value)?),
                "content" => body.content = pieces(value)?,
                "required" => body.required = boolean(value)?,
                _ => {
                    extension(&mut body.extensions, key, value);
                }
            }
        }
        Some(body)
    }
}

impl Build for MediaType {
    fn build(value: &Value) -> Option<Self> {
        let mut media_type = Self::default();
        for (key, value) in value.as_object()? {
            match key.as_str() {
                "schema" => media_type.schema = Some(ReferenceOr::build(value)?),
                "example" => media_type.example = not_null(value),
                "examples" => media_type.examples = pieces(value)?,
                "encoding" => media_type.encoding = small(value)?,
                _ => {
                    extension(&mut media_type.extensions, key, value);
                }
            }
        }
        Some(media_type)
    }
}

impl Build for Header {
    fn build(value: &Value) -> Option<Self> {
        let members = value.as_object()?;
        let mut header = Self {
            description: None,
            style: openapiv3::HeaderStyle::default(),
            required: false,
            deprecated: None,
            format: format(members)?,
            example: None,
            examples: indexmap::IndexMap::new(),
            extensions: indexmap::IndexMap::new(),
        };
        for (key, value) in members {
            match key.as_str() {
                "description" => header.description = Some(string(value)?),
                "style" => header.style = small(value)?,
                "required" => header.required = boolean(value)?,
                "deprecated" => header.deprecated = Some(boolean(value)?),
                "example" => header.example = not_null(value),
                "examples" => header.examples = pieces(value)?,
                _ => {
                    extension(&mut header.extensions, key, value);
                }
            }
        }
        Some(header)
    }
}

impl Build for Parameter {
    fn build(value: &Value) -> Option<Self> {
        let members = value.as_object()?;
        let parameter_data = parameter_data(members)?;
        let style = members.get("style");
        Some(match members.get("in")?.as_str()? {
            "query" => Self::Query {
                parameter_data,
                allow_reserved: flag(members, "allowReserved")?.unwrap_or_default(),
                style: read_style(style)?,
                allow_empty_value: flag(members, "allowEmptyValue")?,
            },
            "header" => Self::Header {
                parameter_data,
                style: read_style(style)?,
            },
            "path" => Self::Path {
                parameter_data,
                style: read_style(style)?,
            },
            "cookie" => Self::Cookie {
                parameter_data,
                style: read_style(style)?,
            },
            _ => return None,
        })
    }
}

fn read_style<T: Default + serde::de::DeserializeOwned>(style: Option<&Value>) -> Option<T> {
    style.map_or_else(|| Some(T::default()), small)
}

/// A boolean that may be missing; the outer none is for what is no boolean.
fn flag(members: &Map<String, Value>, key: &str) -> Option<Option<bool>> {
    members
        .get(key)
        .map_or(Some(None), |value| boolean(value).map(Some))
}

fn parameter_data(members: &Map<String, Value>) -> Option<ParameterData> {
    let mut data = ParameterData {
        name: string(members.get("name")?)?,
        description: None,
        required: false,
        deprecated: None,
        format: format(members)?,
        example: None,
        examples: indexmap::IndexMap::new(),
        explode: None,
        extensions: indexmap::IndexMap::new(),
    };
    for (key, value) in members {
        match key.as_str() {
            "description" => data.description = Some(string(value)?),
            "required" => data.required = boolean(value)?,
            "deprecated" => data.deprecated = Some(boolean(value)?),
            "example" => data.example = not_null(value),
            "examples" => data.examples = pieces(value)?,
            "explode" => data.explode = Some(boolean(value)?),
            _ => {
                extension(&mut data.extensions, key, value);
            }
        }
    }
    Some(data)
}

/// The schema or the content of a parameter or header, of which there is one.
fn format(members: &Map<String, Value>) -> Option<ParameterSchemaOrContent> {
    match (members.get("schema"), members.get("content")) {
        (Some(schema), None) => Some(ParameterSchemaOrContent::Schema(ReferenceOr::build(
            schema,
        )?)),
        (None, Some(content)) => Some(ParameterSchemaOrContent::Content(pieces(content)?)),
        _ => None,
    }
}
