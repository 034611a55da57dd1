//! Emits the example of an operation: a call that compiles, with the document's own examples as values.

mod union;
mod value;

use serde_json::Value;

use super::Context;
use crate::ir::{
    Body, FormField, MediaType, MultipartPart, Notation, Operation, Parameter, PartKind, Ty,
};

use value::{Hint, borrowed, stored, string};

pub(super) use value::{literal, plain_text};

/// Where the files of an example come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Files {
    /// From the disk, as a reader of the documentation has them.
    Disk,
    /// From the program itself, so that it runs anywhere.
    Memory,
}

/// How much of what is optional an example gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// What the document has an example of.
    Shown,
    /// Everything.
    Whole,
}

/// Whether a body's field, part or whole is in an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    /// It has one value and must be there, so that nobody gives it.
    Given,
    /// It must be there.
    Required,
    /// It need not be there, and the document has an example of it.
    Shown,
    /// It need not be there.
    Optional,
}

impl Need {
    fn new(required: bool, constant: bool, shown: bool) -> Self {
        match (required, constant, shown) {
            (true, true, _) => Self::Given,
            (true, false, _) => Self::Required,
            (false, _, true) => Self::Shown,
            (false, _, false) => Self::Optional,
        }
    }
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
    extent: Extent,
) -> ExampleCall {
    let names = cx.names.of_operation(index);
    let mut arguments = Vec::new();
    let mut setters = Vec::new();
    for (parameter, name) in operation.parameters.iter().zip(&names.parameters) {
        if parameter.constant.is_some() {
            continue;
        }
        let value = parameter_value(cx, parameter, extent);
        if parameter.required && !parameter.client_parameter {
            arguments.push(value);
        } else if (parameter.docs.example.is_some() && !parameter.docs.deprecated)
            || (extent == Extent::Whole && !parameter.client_parameter)
        {
            setters.push(format!(".{name}({value})"));
        }
    }
    if let Some(body) = &operation.body
        && let (Some(content), Some(names)) = (body.content.first(), names.body.first())
    {
        let parts = body_values(cx, content, files, extent);
        // A body is not empty where it must be there, and whole where it need not.
        let is_optional = |(need, _): &(Need, String)| *need == Need::Optional;
        let mut is_empty = body.required && parts.iter().all(is_optional);
        let in_parts = matches!(content, Body::Form { .. } | Body::Multipart { .. });
        for (name, (need, value)) in names.iter().zip(parts) {
            let is_set = match need {
                Need::Given => continue,
                Need::Required if body.required => {
                    arguments.push(value);
                    continue;
                }
                Need::Required => in_parts,
                Need::Shown => true,
                Need::Optional => std::mem::take(&mut is_empty),
            };
            if is_set || extent == Extent::Whole {
                setters.push(format!(".{name}({value})"));
            }
        }
    }
    ExampleCall { arguments, setters }
}

/// What stands for a value that never ends, or has too many parts.
pub(super) const ENDLESS: &str = "runtime::endless()";

/// The lines of the example, with its fence.
pub(super) fn example(cx: Context<'_>, index: usize, operation: &Operation) -> Vec<String> {
    let names = cx.names.of_operation(index);
    let root = &cx.settings.public_root;
    let ExampleCall { arguments, setters } =
        example_call(cx, index, operation, Files::Disk, Extent::Shown);
    let binding = if operation
        .responses
        .iter()
        .any(|response| !response.content.is_empty())
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

fn parameter_value(cx: Context<'_>, parameter: &Parameter, extent: Extent) -> String {
    let example = parameter
        .docs
        .example
        .as_ref()
        .or(parameter.default.as_ref());
    let at = parameter.location.child("schema");
    let hint = Hint::new(&parameter.name, example, at);
    borrowed(cx, &parameter.ty, &hint.of(extent, &parameter.constraints))
}

/// For each field, part or whole body: whether it is in the example, and its value.
fn body_values(
    cx: Context<'_>,
    content: &Body,
    files: Files,
    extent: Extent,
) -> Vec<(Need, String)> {
    match content {
        Body::Value {
            media_type,
            ty,
            notation,
        } => vec![(Need::Required, whole_value(cx, media_type, ty, *notation))],
        Body::Text { media_type } => {
            let text = media_type.example.as_ref().and_then(sent_text);
            vec![(Need::Required, string(text.as_deref().unwrap_or("text")))]
        }
        Body::Binary { media_type } => {
            let value = match files {
                Files::Disk => "Body::path(\"file.bin\").await?",
                Files::Memory if media_type.name.starts_with("multipart/") => {
                    "Body::bytes(\"--end\\r\\n\\r\\nbytes\\r\\n--end--\\r\\n\")"
                }
                Files::Memory => "Body::bytes(\"bytes\")",
            };
            let value = value.to_owned();
            let value = if media_type.is_said_by_call() {
                let shown = match media_type.name.as_str() {
                    "*" | "*/*" => "application/octet-stream".to_owned(),
                    "multipart/*" => "multipart/mixed; boundary=end".to_owned(),
                    name if name.starts_with("multipart/") => format!("{name}; boundary=end"),
                    name => name.replace("/*", "/png"),
                };
                format!("{}, {value}", string(&shown))
            } else {
                value
            };
            vec![(Need::Required, value)]
        }
        Body::Form { fields, .. } => fields
            .iter()
            .map(|field: &FormField| {
                let example = field.docs.example.as_ref();
                let hint = Hint::new(&field.name, example, field.location.clone())
                    .of(extent, &field.constraints);
                let value = borrowed(cx, &field.ty, &hint);
                let shown = field.docs.example.is_some();
                let need = Need::new(field.required, field.constant.is_some(), shown);
                (need, value)
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
                        let hint = Hint::new(&part.name, example, part.location.clone())
                            .of(extent, &part.constraints);
                        borrowed(cx, ty, &hint)
                    }
                };
                let is_file = matches!(part.kind, PartKind::File { .. });
                let shown = example.is_some() && !is_file;
                let need = Need::new(part.required, part.constant.is_some(), shown);
                // What a part has to have is given with it.
                let with = part.headers.iter().filter(|header| {
                    header.required && header.constant.is_none() && need != Need::Given
                });
                let with = with.map(|header| parameter_value(cx, header, extent));
                let values: Vec<String> = std::iter::once(value).chain(with).collect();
                (need, values.join(", "))
            })
            .chain(parts.iter().flat_map(|part| {
                let is_given = part.required && part.constant.is_some();
                part.headers.iter().map(move |header| {
                    let value = parameter_value(cx, header, extent);
                    let is_with = header.required && !is_given;
                    let shown = header.docs.example.is_some();
                    let is_said = header.constant.is_some() || is_with;
                    (Need::new(header.required, is_said, shown), value)
                })
            }))
            .collect(),
    }
}

/// A value that is the whole body; of items a list of one.
fn whole_value(cx: Context<'_>, media_type: &MediaType, ty: &Ty, notation: Notation) -> String {
    let at = media_type.location.child("schema");
    if notation != Notation::Items {
        let mut hint = Hint::new("body", media_type.example.as_ref(), at);
        // A form of nothing is no body.
        hint.is_shown = notation == Notation::Form;
        return borrowed(cx, ty, &hint);
    }
    let example = media_type.example.as_ref();
    let example = example.and_then(|example| match example {
        Value::Array(items) => items.first().cloned(),
        // As it is sent: a line each.
        Value::String(text) => serde_json::from_str(text.lines().next()?).ok(),
        _ => None,
    });
    let hint = Hint::new("body", example.as_ref(), at);
    format!("vec![{}]", stored(cx, ty, &hint))
}

/// An example of a body that is given as text, as it is sent: a text, or the fields of a form.
fn sent_text(example: &Value) -> Option<String> {
    let Value::Object(fields) = example else {
        return plain_text(example);
    };
    let is_plain = |text: &str| {
        let mut characters = text.chars();
        characters.all(|c| c.is_ascii_alphanumeric() || "-._~".contains(c))
    };
    let pairs: Option<Vec<String>> = fields
        .iter()
        .map(|(name, value)| {
            let value = plain_text(value)?;
            // What would have to be encoded makes no example that is easy to read.
            (is_plain(name) && is_plain(&value)).then(|| format!("{name}={value}"))
        })
        .collect();
    pairs.map(|pairs| pairs.join("&"))
}

/// The name of a file of one of these media types, which its content type is guessed from.
fn file_name(content_types: &[String]) -> &'static str {
    let names = [
        ("image/png", "\"image.png\""),
        ("image/*", "\"image.png\""),
        ("image/jpeg", "\"image.jpg\""),
        ("image/gif", "\"image.gif\""),
        ("application/pdf", "\"file.pdf\""),
        ("application/json", "\"file.json\""),
        ("application/zip", "\"file.zip\""),
        ("audio/*", "\"audio.mp3\""),
        ("audio/mpeg", "\"audio.mp3\""),
        ("text/*", "\"file.txt\""),
        ("text/plain", "\"file.txt\""),
        ("text/csv", "\"file.csv\""),
        ("text/html", "\"file.html\""),
        ("video/*", "\"video.mp4\""),
        ("video/mp4", "\"video.mp4\""),
    ];
    if content_types.is_empty() {
        return "\"image.png\"";
    }
    let is_known = |of: &str| content_types.iter().any(|name| name == of);
    let mut known = names.iter().filter(|(of, _)| is_known(of));
    // Of any other its only content type is taken.
    known.next().map_or("\"file\"", |(_, name)| name)
}
