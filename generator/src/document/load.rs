//! The steps from a file to a [`Document`].

use serde_json::Value;

use super::piece::Pieces;
use super::{Document, Input, Loaded, overlay};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Pointer, codes};
use crate::source::{FileId, Sources, parse};

/// Loads a document: reads it, applies its overlays, and brings it to the shape of OpenAPI 3.0.
///
/// Never panics; whatever is wrong is a diagnostic.
pub fn load(input: &Input, diagnostics: &mut Diagnostics) -> Loaded {
    let mut sources = Sources::new();
    let document = load_document(input, &mut sources, diagnostics);
    Loaded { document, sources }
}

fn load_document(
    input: &Input,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let file = match &input.text {
        Some(text) => sources.add(&input.path, text.clone()),
        None => match sources.read(&input.path, input.limits.file_bytes) {
            Ok(file) => file,
            Err((file, diagnostic)) => {
                diagnostics.push(diagnostic.at(Place::File(file)));
                return None;
            }
        },
    };
    let mut tree = parse(sources, file, &input.limits, diagnostics)?;
    overlay::apply(&mut tree, input, sources, diagnostics);
    let version = version(&tree, file, diagnostics)?;
    Some(Pieces { diagnostics }.document(version, &tree))
}

/// The version that the document states.
fn version(tree: &Value, file: FileId, diagnostics: &mut Diagnostics) -> Option<String> {
    let key = ["openapi", "swagger"]
        .into_iter()
        .find(|key| tree.get(key).is_some());
    let Some(key) = key else {
        let message = "this is no OpenAPI document: it has neither `openapi` nor `swagger` to say its version";
        diagnostics.push(Diagnostic::new(codes::NOT_OPENAPI, message).at(Place::File(file)));
        return None;
    };
    let version = match &tree[key] {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let known = match key {
        "swagger" => version == "2.0" || version == "2",
        _ => {
            ["3.0", "3.1", "3.2"]
                .iter()
                .any(|known| version == *known || version.starts_with(&format!("{known}.")))
                || version == "3"
        }
    };
    if !known {
        let place = Place::Source {
            file,
            pointer: Pointer::root().child(key),
        };
        let message = format!("version `{version}` is not supported: 2.0, 3.0, 3.1 and 3.2 are");
        diagnostics.push(Diagnostic::new(codes::UNSUPPORTED_VERSION, message).at(place));
        return None;
    }
    Some(version)
}
