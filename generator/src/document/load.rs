//! The steps from a file to a [`Document`].

use serde_json::Value;

use super::conform::Conform;
use super::context::{Context, Path};
use super::piece::Pieces;
use super::repair::MediaTypes;
use super::shape::{self, V2, V30, V31, V32, Versions};
use super::{Document, Input, Keys, Loaded, agree, bundle, lint, overlay};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Pointer, codes};
use crate::observe::{Observer, Stage, Unobserved, observed};
use crate::source::{FileId, Sources, parse};

/// Loads a document: reads it, applies its overlays, and brings it to the shape of `OpenAPI` 3.0.
///
/// Never panics; whatever is wrong is a diagnostic.
pub fn load(input: &Input, diagnostics: &mut Diagnostics) -> Loaded {
    load_observed(input, diagnostics, &Unobserved)
}

/// Loads a document before the eyes of an observer.
pub fn load_observed(
    input: &Input,
    diagnostics: &mut Diagnostics,
    observer: &dyn Observer,
) -> Loaded {
    let mut sources = Sources::new();
    let mut keys = None;
    let tree = observed(observer, Stage::Source, || {
        load_tree(input, &mut sources, diagnostics)
    });
    let document = observed(observer, Stage::Document, || {
        let (file, tree) = tree?;
        load_document(input, file, tree, &mut sources, &mut keys, diagnostics)
    });
    diagnostics.dedup();
    Loaded {
        document,
        sources,
        keys,
    }
}

/// The document's own file and its raw tree.
fn load_tree(
    input: &Input,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<(FileId, Value)> {
    let limit = input.limits.file_bytes;
    let read = match &input.bytes {
        Some(bytes) => sources.add_bytes(&input.path, bytes, limit),
        None => sources.read(&input.path, limit),
    };
    let file = match read {
        Ok(file) => file,
        Err((file, diagnostic)) => {
            diagnostics.push(diagnostic.at(Place::File(file)));
            return None;
        }
    };
    let tree = parse(sources, file, &input.limits, diagnostics)?;
    Some((file, tree))
}

fn load_document(
    input: &Input,
    file: FileId,
    mut tree: Value,
    sources: &mut Sources,
    keys: &mut Option<Keys>,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    overlay::apply(&mut tree, input, sources, diagnostics);
    let (version, bit) = version(&tree, file, diagnostics)?;
    let mut context = Context {
        sources,
        diagnostics,
        version: bit,
        left_out: false,
    };
    bundle::resolve(&mut tree, input, &mut context);
    if input.coverage {
        *keys = Some(Keys::of(&tree, context.sources));
    }
    lint::examples(&tree, &mut context);
    let raw = agree::Raw::of(&tree, context.sources);
    let mut walk = Conform {
        context: &mut context,
        path: Path::default(),
        media_types: MediaTypes::default(),
    };
    if !walk.object(&shape::ROOT, &mut tree) {
        return None;
    }
    if context.left_out {
        bundle::sweep(&mut tree, input, &mut context);
    }
    lint::lint(&mut tree, &mut context);
    raw.compare(&tree, &mut context);
    input.selection.apply(&mut tree);
    let document = Pieces { diagnostics }.document(version, &tree);
    agree::compare(&tree, &document.path_items, sources, diagnostics);
    Some(document)
}

/// The version that the document states.
fn version(
    tree: &Value,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<(String, Versions)> {
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
    let minor = version.split('.').take(2).collect::<Vec<_>>().join(".");
    let bit = match (key, minor.as_str()) {
        ("swagger", "2.0" | "2") => V2,
        ("openapi", "3.0" | "3") => V30,
        ("openapi", "3.1") => V31,
        ("openapi", "3.2") => V32,
        _ => {
            let place = Place::Source {
                file,
                pointer: Pointer::root().child(key),
            };
            let message =
                format!("version `{version}` is not supported: 2.0, 3.0, 3.1 and 3.2 are");
            diagnostics.push(Diagnostic::new(codes::UNSUPPORTED_VERSION, message).at(place));
            return None;
        }
    };
    Some((version, bit))
}
