//! Names for what becomes a component.
//!
//! A name says where its component was written, so that it stays the same whatever else the document holds.
//! While references are being followed, components have names that no document has; they get their own at the end,
//! all at once, so that the order in which they were found doesn't matter.
//!
//! # Grammar
//! - `Pet`: the last words of the place, as of `shared.yaml#/components/schemas/Pet` or of `Pet.yaml`.
//! - `shared_Pet`: with the file, where `Pet` is taken, or where the place alone says too little.
//! - `animals_shared_Pet`: with one folder more, and so on.
//! - `shared_components_schemas_Pet`: with every word of the place.
//! - `Pet_2`: where even these are the same; the numbers follow the order of the places.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use serde_json::Value;

use super::Bundle;
use crate::diagnostic::Pointer;
use crate::source::{FileId, Location, Sources};

/// Words of a pointer that tell places of one kind apart from nothing.
const SILENT: [&str; 12] = [
    "components",
    "schemas",
    "definitions",
    "$defs",
    "properties",
    "paths",
    "content",
    "schema",
    "application/json",
    "parameters",
    "responses",
    "requestBodies",
];

/// How names begin that are to be replaced by others.
const UNNAMED: char = '\u{1}';

/// Components that have no name yet, each with its author's place.
#[derive(Default)]
pub(super) struct Unnamed(BTreeMap<Pointer, Location>);

impl Unnamed {
    /// A place in `section` for what was written at `place`, which `taken` says is free.
    pub(super) fn place(
        &mut self,
        section: &Pointer,
        place: &Location,
        taken: impl Fn(&Pointer) -> bool,
    ) -> Pointer {
        let pointer = (self.0.len()..usize::MAX)
            .map(|number| section.child(&format!("{UNNAMED}{number}")))
            .find(|pointer| !taken(pointer))
            .unwrap_or_default();
        self.0.insert(pointer.clone(), place.clone());
        pointer
    }
}

impl Bundle<'_, '_, '_> {
    /// Gives components that have no name yet the names that their places have.
    pub(super) fn name_components(&mut self, tree: &mut Value) {
        let mut sections: BTreeMap<Pointer, Vec<(Pointer, Location)>> = BTreeMap::new();
        for (pointer, place) in std::mem::take(&mut self.unnamed.0) {
            let section = pointer.parent().unwrap_or_default();
            sections.entry(section).or_default().push((pointer, place));
        }
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for (section, mut unnamed) in sections {
            unnamed.sort_by(|(_, one), (_, other)| by_path(one, other, self.context.sources));
            let Some(Value::Object(members)) = tree.pointer_mut(section.as_str()) else {
                continue;
            };
            let taken = |name: &str| members.contains_key(name);
            let places: Vec<&Location> = unnamed.iter().map(|(_, place)| place).collect();
            let assigned = assign(&places, self.context.sources, taken);
            let mut new: BTreeMap<String, String> = BTreeMap::new();
            for ((old, _), name) in unnamed.iter().zip(assigned) {
                names.insert(old.to_string(), section.child(&name).to_string());
                self.context.sources.moved(old, &section.child(&name));
                new.extend(old.last().map(|old| (old, name)));
            }
            *members = std::mem::take(members)
                .into_iter()
                .map(|(name, value)| (new.get(&name).cloned().unwrap_or(name), value))
                .collect();
        }
        if !names.is_empty() {
            rename(tree, &names);
        }
    }
}

/// Writes the new names into references.
fn rename(value: &mut Value, names: &BTreeMap<String, String>) {
    match value {
        Value::String(text) if text.starts_with("#/") && text.contains(UNNAMED) => {
            if let Some(name) = names.get(text.as_str()) {
                text.clone_from(name);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, names)),
        Value::Object(members) => members.values_mut().for_each(|value| rename(value, names)),
        _ => {}
    }
}

/// The order of places that doesn't depend on which file was read first.
fn by_path(one: &Location, other: &Location, sources: &Sources) -> std::cmp::Ordering {
    let key = |place: &Location| (place.file != FileId(0)).then(|| sources.file(place.file).name());
    key(one)
        .cmp(&key(other))
        .then_with(|| one.pointer.cmp(&other.pointer))
}

/// A name for each place, none of which is `taken`.
fn assign(places: &[&Location], sources: &Sources, taken: impl Fn(&str) -> bool) -> Vec<String> {
    let candidates: Vec<Candidates> = places
        .iter()
        .map(|place| candidates(place, sources))
        .collect();
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut whole: BTreeMap<&str, usize> = BTreeMap::new();
    for names in &candidates {
        for name in &names.all {
            *wanted.entry(name).or_default() += 1;
        }
        for name in &names.all[names.whole..] {
            *whole.entry(name).or_default() += 1;
        }
    }
    let mut numbered: BTreeSet<String> = BTreeSet::new();
    let mut named = Vec::with_capacity(places.len());
    for names in &candidates {
        // What several places could be called none of them is, unless it is all that there is to say about one of them.
        let own = names.all.iter().enumerate().find(|(index, name)| {
            let count = if *index < names.whole {
                wanted.get(name.as_str())
            } else {
                whole.get(name.as_str())
            };
            !name.is_empty() && count == Some(&1) && !taken(name)
        });
        if let Some((_, name)) = own {
            named.push(name.clone());
            continue;
        }
        let base = names.all.iter().find(|name| !name.is_empty());
        let base = base.map_or("Unnamed", String::as_str);
        let name = (2..usize::MAX)
            .map(|number| format!("{base}_{number}"))
            .find(|name| {
                !taken(name) && !wanted.contains_key(name.as_str()) && !numbered.contains(name)
            })
            .unwrap_or_default();
        numbered.insert(name.clone());
        named.push(name);
    }
    named
}

/// What a place could be called.
struct Candidates {
    /// The shortest first, nothing twice.
    all: Vec<String>,
    /// The first of those that name every folder.
    whole: usize,
}

fn candidates(place: &Location, sources: &Sources) -> Candidates {
    let tokens: Vec<String> = place.pointer.tokens().collect();
    let every: Vec<String> = words(tokens.iter().map(String::as_str));
    let silent = |token: &&str| SILENT.contains(token);
    let mut name = words(
        tokens
            .iter()
            .map(String::as_str)
            .filter(|token| !silent(token)),
    );
    if name.is_empty() {
        name.clone_from(&every);
    }
    let mut all = Vec::new();
    let mut add = |words: &[String]| {
        let name = words.join("_");
        let known = all.iter().position(|known| *known == name);
        known.unwrap_or_else(|| {
            all.push(name);
            all.len() - 1
        })
    };
    if place.file == FileId(0) {
        let whole = add(&name);
        add(&every);
        return Candidates { all, whole };
    }
    let mut folders = folders(place.file, sources);
    let stem = stem(&sources.file(place.file).path);
    let silent_stem = ["index", "_index", "schema", "schemas"].contains(&stem.as_str());
    let file = match folders.last() {
        Some(_) if silent_stem => folders.pop().unwrap_or_default(),
        _ => words([stem.as_str()]).concat(),
    };
    let says_enough =
        tokens.iter().any(|token| SILENT.contains(&token.as_str())) || name.len() == 1;
    if says_enough {
        add(&name);
    }
    let mut way = vec![file];
    let whole = loop {
        let index = add(&[way.as_slice(), name.as_slice()].concat());
        match folders.pop() {
            Some(folder) => way.insert(0, folder),
            None => break index,
        }
    };
    add(&[way.as_slice(), every.as_slice()].concat());
    Candidates { all, whole }
}

/// The folders of a file that the document's own file isn't in, too.
fn folders(file: FileId, sources: &Sources) -> Vec<String> {
    let of = |file: FileId| -> Vec<String> {
        let folder = sources.file(file).path.parent().unwrap_or(Path::new(""));
        let normal = |part: Component<'_>| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        };
        folder.components().filter_map(normal).collect()
    };
    let document = of(FileId(0));
    let folders = of(file);
    let shared = folders
        .iter()
        .zip(&document)
        .take_while(|(one, other)| one == other)
        .count();
    words(folders[shared..].iter().map(String::as_str))
}

/// The name of a file up to its first dot.
fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}

/// The letters and digits of tokens, anything else as one `_`; tokens that have none are left out.
fn words<'t>(tokens: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    let word = |token: &str| {
        let mut word = String::new();
        for character in token.chars() {
            if character.is_alphanumeric() || character == '-' {
                word.push(character);
            } else if !word.ends_with('_') && !word.is_empty() {
                word.push('_');
            }
        }
        word.trim_end_matches('_').to_owned()
    };
    let words = tokens.into_iter().map(word);
    words.filter(|word| !word.is_empty()).collect()
}
