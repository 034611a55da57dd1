//! Examples of parameters and media types.

use indexmap::IndexMap;
use openapiv3::{Example, MediaType as DocumentMediaType, ReferenceOr};
use serde_json::Value;

use super::Lowering;
use super::operation::resolve;
use crate::diagnostic::Pointer;
use crate::ir::MediaType;

impl Lowering<'_> {
    /// The key of `content` with its place and example.
    pub(super) fn lower_media_type(
        &self,
        name: &str,
        media_type: &DocumentMediaType,
        location: &Pointer,
    ) -> MediaType {
        let example = media_type.example.clone();
        MediaType {
            name: name.trim().to_owned(),
            location: location.clone(),
            example: example.or_else(|| self.first_example(&media_type.examples)),
        }
    }

    /// The first of several examples that has a value.
    pub(super) fn first_example(
        &self,
        examples: &IndexMap<String, ReferenceOr<Example>>,
    ) -> Option<Value> {
        examples.values().find_map(|example| {
            let all = &self.document.components.examples;
            let (example, _) = resolve(example, all, "examples", &Pointer::root())?;
            example.value.clone()
        })
    }
}
