//! Where types stand, said so that it stays true when something comes or goes before them.
//!
//! ```text
//! #/components/schemas/Event/oneOf/3/properties/kind → #/components/schemas/Event/oneOf/order paid/properties/kind
//! #/paths/~1pets/get/parameters/2/schema             → #/paths/~1pets/get/parameters/query sort/schema
//! #/components/schemas/Dog/allOf/1/properties/size   → #/components/schemas/Dog/allOf/properties/size
//! ```
//!
//! The number of a branch or of a parameter would be another schema's in the next version of a document,
//! and with it the name that is pinned for it.

use std::collections::BTreeMap;

use crate::diagnostic::Pointer;
use crate::ir::{Api, Parameter, ParameterLocation, TypeKind};

/// Tells every type where it stands.
pub(super) fn place_types(api: &mut Api) {
    let words = words(api);
    let places: Vec<String> = api
        .types
        .iter()
        .map(|(_, definition)| place(&definition.location, &words))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for place in &places {
        *counts.entry(place).or_default() += 1;
    }
    let is_one: Vec<bool> = places
        .iter()
        .map(|place| counts[place.as_str()] == 1)
        .collect();
    let ids: Vec<_> = api.types.iter().map(|(id, _)| id).collect();
    for ((id, place), is_one) in ids.into_iter().zip(places).zip(is_one) {
        let definition = api.types.get_mut(id);
        // Where words do not tell two apart, numbers do.
        let place = if is_one {
            place
        } else {
            definition.location.to_string()
        };
        definition.places = vec![place];
    }
}

/// What stands for the numbers of branches and parameters.
fn words(api: &Api) -> BTreeMap<&str, String> {
    let mut words = BTreeMap::new();
    for (_, definition) in api.types.iter() {
        if let TypeKind::Union(union) = &definition.kind {
            for variant in &union.variants {
                words.insert(variant.location.as_str(), variant.role.clone());
            }
        }
    }
    let operations = api.operations.iter();
    let parameters = operations.flat_map(|operation| &operation.parameters);
    for parameter in parameters.chain(&api.client_parameters) {
        words.insert(parameter.location.as_str(), parameter_words(parameter));
    }
    words
}

/// What tells a parameter from the others of its operation.
fn parameter_words(parameter: &Parameter) -> String {
    let place = match parameter.place {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    format!("{place} {}", parameter.name)
}

/// A pointer with words for its numbers.
fn place(location: &Pointer, words: &BTreeMap<&str, String>) -> String {
    let text = location.as_str();
    let mut place = Pointer::root();
    let mut end = 0;
    let mut list = String::new();
    for token in location.tokens() {
        end = text[end + 1..]
            .find('/')
            .map_or(text.len(), |slash| end + 1 + slash);
        let is_number = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
        match (list.as_str(), words.get(&text[..end])) {
            ("oneOf" | "anyOf" | "allOf" | "parameters", Some(words)) if is_number => {
                place = place.child(words);
            }
            ("allOf", None) if is_number => {}
            _ => place = place.child(&token),
        }
        list = token;
    }
    place.to_string()
}
