//! Lowers Parameter Objects.

use openapiv3::{
    HeaderStyle, Parameter as DocumentParameter, ParameterData, ParameterSchemaOrContent,
    PathStyle as DocumentPathStyle, QueryStyle as DocumentQueryStyle, ReferenceOr,
};
use serde_json::Value;

use super::object::constant;
use super::operation::resolve;
use super::schema::docs;
use super::shape::Shape;
use super::{Lowering, Site};
use crate::diagnostic::{Pointer, codes};
use crate::ir::{
    Constraints, Docs, Format, Parameter, ParameterEncoding, ParameterLocation, PathStyle,
    QueryStyle, Ty,
};

impl Parameter {
    /// A path parameter that the template names and nothing declares.
    pub(super) fn undeclared(name: &str, location: &Pointer) -> Self {
        Self {
            name: name.to_owned(),
            location: location.clone(),
            docs: Docs::default(),
            place: ParameterLocation::Path,
            encoding: ParameterEncoding::Path(PathStyle::Simple { explode: false }),
            required: true,
            ty: Ty::String(Format::Plain),
            constant: None,
            default: None,
            client_parameter: false,
            constraints: Constraints::default(),
        }
    }
}

impl Lowering<'_> {
    /// A parameter; none when it cannot be sent or must not be declared.
    pub(super) fn lower_parameter(
        &mut self,
        parameter: &ReferenceOr<DocumentParameter>,
        location: &Pointer,
        operation: &Pointer,
    ) -> Option<Parameter> {
        let document = self.document;
        let resolved = resolve(
            parameter,
            &document.components.parameters,
            "parameters",
            location,
        );
        let Some((parameter, location)) = resolved else {
            self.report(
                codes::INVALID_OBJECT,
                location,
                "this names no parameter of the document",
            );
            return None;
        };
        let data = parameter.parameter_data_ref();
        let (place, encoding) = encoding(parameter, data);
        let is_query = data.extensions.get("x-spec2crate-querystring") == Some(&Value::Bool(true));
        let encoding = if is_query {
            ParameterEncoding::QueryString
        } else {
            encoding
        };
        // OAS 3.0.4, Parameter Object: header parameters of these names are ignored.
        if place == ParameterLocation::Header
            && ["accept", "content-type", "authorization"]
                .contains(&data.name.to_lowercase().as_str())
        {
            self.report(
                codes::IGNORED_HEADER_PARAMETER,
                &location,
                format!(
                    "a header parameter called `{}` is ignored, as the standard says",
                    data.name
                ),
            );
            return None;
        }
        let mut lowered = Parameter {
            name: data.name.clone(),
            location: location.clone(),
            docs: Docs {
                description: data.description.clone(),
                deprecated: data.deprecated.unwrap_or(false),
                example: data
                    .example
                    .clone()
                    .or_else(|| self.first_example(&data.examples)),
                ..Docs::default()
            },
            place,
            encoding,
            required: data.required || place == ParameterLocation::Path,
            ty: Ty::Any,
            constant: None,
            default: None,
            client_parameter: data.extensions.get("x-spec2crate-client-parameter")
                == Some(&Value::Bool(true))
                && matches!(place, ParameterLocation::Header | ParameterLocation::Query),
            constraints: Constraints::default(),
        };
        // A component parameter's inline types are its own, however many operations use it.
        let site = Site::of_operation(&parameter_owner(&location, operation), data.name.clone());
        self.lower_parameter_value(&data.format, &location, site, &mut lowered);
        if lowered.ty == Ty::Binary {
            lowered.ty = Ty::String(Format::Plain);
        }
        if lowered.client_parameter
            && self
                .client_parameters
                .iter()
                .all(|known| known.name != lowered.name)
        {
            self.client_parameters.push(lowered.clone());
        }
        Some(lowered)
    }

    /// What `schema` or `content` says of a parameter.
    pub(super) fn lower_parameter_value(
        &mut self,
        format: &ParameterSchemaOrContent,
        location: &Pointer,
        site: Site,
        lowered: &mut Parameter,
    ) {
        match format {
            ParameterSchemaOrContent::Schema(schema) => {
                if let ReferenceOr::Item(schema) = schema {
                    let shape = Shape::new(schema);
                    let about = docs(&shape);
                    lowered.docs.description =
                        lowered.docs.description.take().or(about.description);
                    lowered.docs.example = lowered.docs.example.take().or(about.example);
                    lowered.docs.deprecated |= about.deprecated;
                    lowered.default.clone_from(&shape.data.default);
                    lowered.constant = constant(&shape).filter(|_| lowered.required);
                    lowered.constraints = shape.constraints.clone();
                }
                lowered.ty = match &lowered.constant {
                    Some(literal) => super::object::literal_ty(literal),
                    None => {
                        self.lower_schema(schema, &location.child("schema"), site)
                            .ty
                    }
                };
                self.lower_place_checks(location, schema, &location.child("schema"));
            }
            ParameterSchemaOrContent::Content(content) => {
                if let Some((name, media_type)) = content.first() {
                    if lowered.encoding != ParameterEncoding::QueryString {
                        lowered.encoding = ParameterEncoding::Json;
                    }
                    let place = location.child("content").child(name).child("schema");
                    if let Some(schema) = &media_type.schema {
                        lowered.ty = self.lower_schema(schema, &place, site).ty;
                        self.lower_place_checks(location, schema, &place);
                    }
                    let is_form = super::body::essence(name) == "application/x-www-form-urlencoded";
                    let is_query = lowered.encoding == ParameterEncoding::QueryString;
                    if !(super::body::is_json(name) || is_query && is_form) {
                        lowered.ty = Ty::String(Format::Plain);
                        if !is_query {
                            lowered.encoding = default_encoding(lowered.place);
                        }
                    }
                }
            }
        }
    }
}

/// Whose the inline types of a parameter are: a component's and a path's are not the operation's,
/// since several operations use them.
fn parameter_owner(location: &Pointer, operation: &Pointer) -> Pointer {
    let own = location.below(operation).is_some();
    if own {
        return operation.clone();
    }
    match location.tokens().next().as_deref() {
        Some("components") => location.clone(),
        _ => operation.parent().unwrap_or_else(|| operation.clone()),
    }
}

fn place_of(parameter: &DocumentParameter) -> ParameterLocation {
    match parameter {
        DocumentParameter::Path { .. } => ParameterLocation::Path,
        DocumentParameter::Query { .. } => ParameterLocation::Query,
        DocumentParameter::Header { .. } => ParameterLocation::Header,
        DocumentParameter::Cookie { .. } => ParameterLocation::Cookie,
    }
}

fn default_encoding(place: ParameterLocation) -> ParameterEncoding {
    match place {
        ParameterLocation::Path => ParameterEncoding::Path(PathStyle::Simple { explode: false }),
        ParameterLocation::Query => ParameterEncoding::Query {
            style: QueryStyle::Form { explode: true },
            allow_reserved: false,
        },
        ParameterLocation::Header | ParameterLocation::Cookie => {
            ParameterEncoding::Simple { explode: false }
        }
    }
}

/// OAS 3.0.4, Parameter Object, `style` and `explode`: explode is true for `form` unless said otherwise.
fn encoding(
    parameter: &DocumentParameter,
    data: &ParameterData,
) -> (ParameterLocation, ParameterEncoding) {
    let place = place_of(parameter);
    let explode = data.explode;
    let encoding = match parameter {
        DocumentParameter::Path { style, .. } => {
            let explode = explode.unwrap_or(false);
            ParameterEncoding::Path(match style {
                DocumentPathStyle::Simple => PathStyle::Simple { explode },
                DocumentPathStyle::Label => PathStyle::Label { explode },
                DocumentPathStyle::Matrix => PathStyle::Matrix { explode },
            })
        }
        DocumentParameter::Query {
            style,
            allow_reserved,
            ..
        } => ParameterEncoding::Query {
            style: query_style(style, explode),
            allow_reserved: *allow_reserved,
        },
        DocumentParameter::Header {
            style: HeaderStyle::Simple,
            ..
        } => ParameterEncoding::Simple {
            explode: explode.unwrap_or(false),
        },
        DocumentParameter::Cookie { .. } => ParameterEncoding::Simple {
            explode: explode.unwrap_or(true),
        },
    };
    (place, encoding)
}

/// A query style with its default for `explode`.
pub(super) fn query_style(style: &DocumentQueryStyle, explode: Option<bool>) -> QueryStyle {
    match style {
        DocumentQueryStyle::Form => QueryStyle::Form {
            explode: explode.unwrap_or(true),
        },
        DocumentQueryStyle::SpaceDelimited => QueryStyle::SpaceDelimited {
            explode: explode.unwrap_or(false),
        },
        DocumentQueryStyle::PipeDelimited => QueryStyle::PipeDelimited {
            explode: explode.unwrap_or(false),
        },
        DocumentQueryStyle::DeepObject => QueryStyle::DeepObject,
    }
}
