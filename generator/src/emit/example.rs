//! Emits the example of an operation: a call that compiles, with the document's own examples as values.

use serde_json::Value;

use super::Context;
use super::types::is_preset;
use crate::ir::{
    Body, FormField, Format, Literal, MultipartPart, Operation, Parameter, PartKind, Property, Ty,
    TypeId, TypeKind,
};

/// How deep values inside values are written out.
const DEPTH_LIMIT: usize = 12;

/// Where the files of an example come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Files {
    /// From the disk, as a reader of the documentation has them.
    Disk,
    /// From the program itself, so that it runs anywhere.
    Memory,
}

/// The call of an example: the values of its required arguments, and its setters with theirs.
pub(super) struct ExampleCall {
    pub(super) arguments: Vec<String>,
    pub(super) setters: Vec<String>,
}

/// The call of an operation that its example makes.
pub(super) fn example_call(
    cx: Context<'_>,
    index: usize,
    operation: &Operation,
    files: Files,
) -> ExampleCall {
    let names = cx.names.of_operation(index);
    let mut arguments = Vec::new();
    let mut setters = Vec::new();
    for (parameter, name) in operation.parameters.iter().zip(&names.parameters) {
        if parameter.constant.is_some() {
            continue;
        }
        let value = parameter_value(cx, parameter);
        if parameter.required && !parameter.client_parameter {
            arguments.push(value);
        } else if parameter.docs.example.is_some() && !parameter.docs.deprecated {
            setters.push(format!(".{name}({value})"));
        }
    }
    if let Some(body) = &operation.body
        && let (Some(content), Some(names)) = (body.content.first(), names.body.first())
    {
        let parts = body_values(cx, content, files);
        for (name, (required, shown, value)) in names.iter().zip(parts) {
            if required && body.required {
                arguments.push(value);
            } else if shown {
                setters.push(format!(".{name}({value})"));
            }
        }
    }
    ExampleCall { arguments, setters }
}

/// What stands for a value that never ends.
pub(super) const ENDLESS: &str = "unreachable!(\"a value without end\")";

/// The lines of the example, with its fence.
pub(super) fn example(cx: Context<'_>, index: usize, operation: &Operation) -> Vec<String> {
    let names = cx.names.of_operation(index);
    let root = &cx.settings.public_root;
    let ExampleCall { arguments, setters } = example_call(cx, index, operation, Files::Disk);
    let binding = if operation
        .responses
        .iter()
        .any(|response| response.content.is_some())
    {
        "let response = client"
    } else {
        "client"
    };
    let mut lines = vec!["```no_run".to_owned()];
    let said = format!("{} {}", arguments.join(" "), setters.join(" "));
    let used: Vec<&str> = ["Body", "FilePart", "operations", "runtime", "types"]
        .into_iter()
        .filter(|word| said.contains(&format!("{word}::")))
        .collect();
    match used.as_slice() {
        [] => {}
        [only] => lines.push(format!("use {root}::{only};")),
        several => lines.push(format!("use {root}::{{{}}};", several.join(", "))),
    }
    if !used.is_empty() {
        lines.push(String::new());
    }
    lines.push(format!(
        "# async fn example(client: {root}::Client) -> Result<(), Box<dyn std::error::Error>> {{"
    ));
    lines.push(binding.to_owned());
    // One argument per line where they do not fit into one.
    let call = format!("    .{}({})", names.method, arguments.join(", "));
    if call.len() <= 96 {
        lines.push(call);
    } else {
        lines.push(format!("    .{}(", names.method));
        lines.extend(
            arguments
                .iter()
                .map(|argument| format!("        {argument},")),
        );
        lines.push("    )".to_owned());
    }
    lines.extend(setters.into_iter().map(|setter| format!("    {setter}")));
    lines.extend(["    .send()", "    .await?;", "# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

fn parameter_value(cx: Context<'_>, parameter: &Parameter) -> String {
    let example = parameter
        .docs
        .example
        .as_ref()
        .or(parameter.default.as_ref());
    borrowed(cx, &parameter.ty, example, &parameter.name)
}

/// For each field, part or whole body: whether it is required, whether it is worth showing, and its value.
fn body_values(cx: Context<'_>, content: &Body, files: Files) -> Vec<(bool, bool, String)> {
    match content {
        Body::Json { media_type, ty } => {
            vec![(
                true,
                false,
                borrowed(cx, ty, media_type.example.as_ref(), "body"),
            )]
        }
        Body::Text { .. } => vec![(true, false, "\"text\"".to_owned())],
        Body::Binary { media_type } => {
            let value = match files {
                Files::Disk => "Body::path(\"file.bin\").await?",
                Files::Memory => "Body::bytes(\"bytes\")",
            };
            let value = value.to_owned();
            let value = if media_type.name.contains('*') {
                let shown = media_type
                    .name
                    .replace("*/*", "application/octet-stream")
                    .replace("/*", "/png");
                format!("{}, {value}", string(&shown))
            } else {
                value
            };
            vec![(true, false, value)]
        }
        Body::Form { fields, .. } => fields
            .iter()
            .map(|field: &FormField| {
                let value = borrowed(cx, &field.ty, field.docs.example.as_ref(), &field.name);
                // What has one value and must be there is no argument at all.
                let given = field.required && field.constant.is_some();
                let shown = field.docs.example.is_some() && !given;
                (field.required && !given, shown, value)
            })
            .collect(),
        Body::Multipart { parts, .. } => parts
            .iter()
            .map(|part: &MultipartPart| {
                let example = part.docs.example.as_ref();
                let value = match &part.kind {
                    PartKind::File {
                        content_types,
                        many,
                    } => {
                        let name = file_name(content_types);
                        let file = match files {
                            Files::Disk => format!("FilePart::path({name}).await?"),
                            Files::Memory => format!("FilePart::new({name}, \"bytes\")"),
                        };
                        if *many { format!("vec![{file}]") } else { file }
                    }
                    PartKind::Json { ty, .. } | PartKind::Text { ty, .. } => {
                        borrowed(cx, ty, example, &part.name)
                    }
                };
                let is_file = matches!(part.kind, PartKind::File { .. });
                let given = part.required && part.constant.is_some();
                let shown = example.is_some() && !is_file && !given;
                (part.required && !given, shown, value)
            })
            .collect(),
    }
}

fn file_name(content_types: &[String]) -> &'static str {
    if content_types.is_empty() || content_types.iter().any(|name| name.starts_with("image/")) {
        "\"image.png\""
    } else if content_types.iter().any(|name| name == "application/pdf") {
        "\"file.pdf\""
    } else {
        "\"file.txt\""
    }
}

/// A value of an argument that is read by reference.
fn borrowed(cx: Context<'_>, ty: &Ty, example: Option<&Value>, name: &str) -> String {
    match cx.without_alias(ty) {
        Ty::String(Format::Plain | Format::Password) | Ty::Binary => text(example, name),
        Ty::Integer(_) | Ty::Number | Ty::Boolean => owned(cx, ty, example, name, 0),
        Ty::Array(item) => {
            let first = example
                .and_then(Value::as_array)
                .and_then(|items| items.first());
            format!("&[{}]", stored(cx, item, first, name, 0))
        }
        _ => format!("&{}", stored(cx, ty, example, name, 0)),
    }
}

/// A value of a type as it is stored: strings are owned.
fn stored(cx: Context<'_>, ty: &Ty, example: Option<&Value>, name: &str, depth: usize) -> String {
    match cx.without_alias(ty) {
        Ty::String(_) | Ty::Binary => format!("{}.into()", text(example, name)),
        _ => owned(cx, ty, example, name, depth),
    }
}

/// A value as `new` takes it.
fn owned(cx: Context<'_>, ty: &Ty, example: Option<&Value>, name: &str, depth: usize) -> String {
    if depth > DEPTH_LIMIT {
        return ENDLESS.to_owned();
    }
    match ty {
        Ty::String(Format::DateTime) => date(example, "2026-01-31T12:00:00Z"),
        Ty::String(Format::Date) => date(example, "2026-01-31"),
        Ty::String(Format::Text { .. }) => format!("{}.into()", text(example, name)),
        Ty::Decimal => "runtime::Number::from(1)".to_owned(),
        Ty::String(Format::Base64) => "b\"bytes\".to_vec().into()".to_owned(),
        Ty::String(Format::Plain | Format::Password) | Ty::Binary => text(example, name),
        Ty::Integer(width) => {
            let value = match width {
                crate::ir::IntegerWidth::I32 => example
                    .and_then(Value::as_i64)
                    .filter(|value| i32::try_from(*value).is_ok()),
                crate::ir::IntegerWidth::U64 => {
                    example.and_then(Value::as_i64).filter(|value| *value >= 0)
                }
                crate::ir::IntegerWidth::I64 => example.and_then(Value::as_i64),
            };
            grouped(value.unwrap_or(1))
        }
        Ty::Number => {
            let value = example
                .and_then(Value::as_f64)
                .filter(|value| value.is_finite())
                .unwrap_or(1.0);
            format!("{value:?}")
        }
        Ty::Boolean => example.and_then(Value::as_bool).unwrap_or(true).to_string(),
        Ty::Array(item) => {
            let first = example
                .and_then(Value::as_array)
                .and_then(|items| items.first());
            format!("vec![{}]", stored(cx, item, first, name, depth + 1))
        }
        Ty::Tuple(items) => {
            let items: Vec<String> = items
                .iter()
                .enumerate()
                .map(|(index, item)| {
                    let example = example.and_then(|value| value.get(index));
                    stored(cx, item, example, name, depth + 1)
                })
                .collect();
            format!("({},)", items.join(", "))
        }
        Ty::Map(_) => "std::collections::BTreeMap::new()".to_owned(),
        Ty::Nullable(inner) => format!("Some({})", stored(cx, inner, example, name, depth + 1)),
        Ty::Any => "runtime::Value::from(\"value\")".to_owned(),
        Ty::Named(id) => named(cx, *id, example, name, depth),
    }
}

fn named(cx: Context<'_>, id: TypeId, example: Option<&Value>, name: &str, depth: usize) -> String {
    let names = cx.names.of_type(id);
    let path = match &names.home {
        crate::name::Home::Types(_) => format!("types::{}", names.ident),
        crate::name::Home::Operation(location) => {
            let module = cx
                .api
                .operations
                .iter()
                .position(|operation| operation.location == *location)
                .map_or("default", |index| {
                    cx.names.of_operation(index).module.as_str()
                });
            format!("operations::{module}::{}", names.ident)
        }
    };
    match &cx.api.types.get(id).kind {
        TypeKind::Object(object) => {
            let arguments: Vec<String> = object
                .properties
                .iter()
                .filter(|property| {
                    property.constant.is_none()
                        && cx.facts.is_required(id, property)
                        && !is_preset(cx, property)
                })
                .map(|property| {
                    let example = example.and_then(|value| value.get(&property.name));
                    argument(
                        cx,
                        id,
                        property,
                        example.or(property.docs.example.as_ref()),
                        depth,
                    )
                })
                .chain(object.flattened.iter().map(|flat| {
                    let value = stored(cx, &flat.ty, example, name, depth + 1);
                    match &flat.ty {
                        Ty::Named(target) if cx.facts.needs_box(id, *target) => {
                            format!("Box::new({value})")
                        }
                        _ => value,
                    }
                }))
                .collect();
            format!("{path}::new({})", arguments.join(", "))
        }
        TypeKind::Enum(values) => {
            let place =
                values
                    .variants
                    .iter()
                    .position(|variant| match (&variant.value, example) {
                        (Literal::String(text), Some(Value::String(example))) => text == example,
                        _ => false,
                    });
            match names.members.get(place.unwrap_or(0)) {
                Some(variant) => format!("{path}::{variant}"),
                None => format!("{path}::Unknown(Default::default())"),
            }
        }
        TypeKind::Union(union) => match (union.variants.first(), names.members.first()) {
            (Some(variant), Some(member)) => {
                let inner = stored(cx, &variant.ty, None, name, depth + 1);
                let boxed = matches!(cx.without_alias(&variant.ty), Ty::Named(id)
                    if !matches!(cx.api.types.get(*id).kind, TypeKind::Enum(_)));
                if boxed {
                    format!("{path}::{member}(Box::new({inner}))")
                } else {
                    format!("{path}::{member}({inner})")
                }
            }
            _ => format!("{path}::Unknown(Default::default())"),
        },
        TypeKind::Alias { .. } if cx.facts.is_empty_alias(id) => {
            "runtime::Value::from(\"value\")".to_owned()
        }
        TypeKind::Alias { ty, .. } if cx.facts.is_recursive_alias(id) => match ty {
            Ty::Array(_) => format!("{path}(Vec::new())"),
            Ty::Map(_) => format!("{path}(std::collections::BTreeMap::new())"),
            other => format!("{path}({})", stored(cx, other, example, name, depth + 1)),
        },
        TypeKind::Alias { ty, .. } => owned(cx, ty, example, name, depth + 1),
    }
}

/// A required property as an argument of `new`.
fn argument(
    cx: Context<'_>,
    owner: TypeId,
    property: &Property,
    example: Option<&Value>,
    depth: usize,
) -> String {
    if property.nullable {
        return "None".to_owned();
    }
    let plain = matches!(
        property.ty,
        Ty::String(
            Format::Plain
                | Format::DateTime
                | Format::Date
                | Format::Password
                | Format::Text { .. }
        )
    );
    let value = if plain && !property.write_only {
        text(example, &property.name)
    } else {
        stored(cx, &property.ty, example, &property.name, depth + 1)
    };
    let value = match &property.ty {
        Ty::Named(target) if cx.facts.needs_box(owner, *target) => format!("Box::new({value})"),
        _ => value,
    };
    let is_secret = property.write_only && property.ty != Ty::String(Format::Password);
    let is_text = matches!(property.ty, Ty::String(Format::Plain));
    match (is_secret, is_text) {
        (true, true) => text(example, &property.name),
        (true, false) => format!("runtime::Secret::new({value})"),
        (false, _) => value,
    }
}

fn date(example: Option<&Value>, fallback: &str) -> String {
    let shown = example
        .and_then(Value::as_str)
        .filter(|text| is_plain(text))
        .unwrap_or(fallback);
    format!("{}.into()", string(shown))
}

/// A string literal: the example, or the name of what it is for.
pub(super) fn text(example: Option<&Value>, name: &str) -> String {
    let shown = match example {
        Some(Value::String(text)) if is_plain(text) => text.as_str(),
        _ if is_plain(name) => name,
        _ => "text",
    };
    string(shown)
}

/// Whether a text can stand in a line of documentation as it is.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 60
        && text
            .bytes()
            .all(|byte| (b' '..=b'~').contains(&byte) && byte != b'`')
}

pub(super) fn string(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}

/// An integer with its digits in groups, as clippy likes long ones.
fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 5 {
            text.push('_');
        }
        text.push(digit);
    }
    if value < 0 { format!("-{text}") } else { text }
}
