//! Which feature of the crate switches which file on, where a feature per tag is asked for.
//!
//! A file of operations is its tag's; a file of types is a tag's when the operations of no other tag reach it.
//! Whatever several tags reach is always there: were it listed by tags, a tag more would change the lines of all that it uses.
//! So what begins to be used by a second tag loses its `cfg` in `types/mod.rs`, and no other file changes.

use std::collections::BTreeMap;

use super::Context;
use crate::analyze::{mentioned_by_incoming, mentioned_by_operation, mentioned_by_type};
use crate::ir::{Api, TypeId};
use crate::name::{Home, Ident, Names};

/// Features of every generated crate, which no tag can have.
pub(crate) const RESERVED: [&str; 10] = [
    "default", "hyper", "reqwest", "examples", "pattern", "chrono", "jiff", "time", "uuid", "url",
];

/// A feature that stands for a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagFeature {
    /// The feature.
    pub name: String,
    /// The tag; none for operations without one.
    pub tag: Option<String>,
}

/// The features of an API, by the modules that they switch on.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// By the modules of operations.
    pub operations: BTreeMap<Ident, String>,
    /// By the modules of types; what has none is always there.
    pub types: BTreeMap<Ident, String>,
}

/// The features that stand for the tags of an API, by name; none unless they are asked for.
pub fn tag_features(cx: Context<'_>) -> Vec<TagFeature> {
    let Some(prefix) = &cx.settings.tag_features else {
        return Vec::new();
    };
    let mut features: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (names, operation) in cx.names.operations().iter().zip(&cx.api.operations) {
        features
            .entry(feature(prefix, &names.module))
            .or_insert_with(|| operation.tag.clone());
    }
    let features = features.into_iter();
    features
        .map(|(name, tag)| TagFeature { name, tag })
        .collect()
}

/// The feature of a module of operations, whose name is of one tag alone.
///
/// Modules have no hyphen, so that one with a hyphen is nobody else's; crates.io takes ASCII alone.
fn feature(prefix: &str, module: &Ident) -> String {
    let mut name = String::from(prefix);
    if prefix.is_empty() && (RESERVED.contains(&module.bare()) || !module.bare().is_ascii()) {
        name.push_str("tag-");
    }
    for c in module.bare().chars() {
        if c.is_ascii() {
            name.push(c);
        } else {
            name.push_str(&format!("-{:x}-", u32::from(c)));
        }
    }
    name
}

/// Who reaches a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach<'a> {
    /// The operations of this module alone.
    One(&'a Ident),
    /// Several, or somebody who is always there.
    Many,
}

/// A file of the client.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum File<'a> {
    Operations(&'a Ident),
    Types(&'a Ident),
}

impl Features {
    /// Finds out who reaches what; nothing has a feature unless features are asked for.
    pub(super) fn of(cx: Context<'_>) -> Self {
        let prefix = cx.settings.tag_features.as_deref();
        prefix
            .map(|prefix| Self::by_tag(cx.api, cx.names, prefix))
            .unwrap_or_default()
    }

    /// Finds out who reaches what, where the names of features begin with a prefix.
    pub fn by_tag(api: &Api, names: &Names, prefix: &str) -> Self {
        let graph = Graph::of(api, names);
        let reached = graph.reached(api);
        let mut features = Self::default();
        for (file, reach) in reached {
            let Reach::One(module) = reach else { continue };
            let feature = feature(prefix, module);
            match file {
                File::Operations(module) => features.operations.insert(module.clone(), feature),
                File::Types(module) => features.types.insert(module.clone(), feature),
            };
        }
        features
    }
}

/// The files, and those that each mentions.
struct Graph<'a> {
    mentions: BTreeMap<File<'a>, Vec<File<'a>>>,
    homes: BTreeMap<TypeId, File<'a>>,
}

impl<'a> Graph<'a> {
    fn of(api: &'a Api, names: &'a Names) -> Self {
        let mut mentioned: BTreeMap<File<'_>, Vec<TypeId>> = BTreeMap::new();
        let mut modules = BTreeMap::new();
        for (names, operation) in names.operations().iter().zip(&api.operations) {
            modules.insert(&operation.location, &names.module);
            let file = mentioned.entry(File::Operations(&names.module));
            file.or_default().extend(mentioned_by_operation(operation));
        }
        let mut homes = BTreeMap::new();
        for (id, definition) in api.types.iter() {
            let file = match &names.of_type(id).home {
                Home::Types(module) => File::Types(module),
                Home::Operation(location) => match modules.get(location) {
                    Some(module) => File::Operations(module),
                    None => continue,
                },
            };
            homes.insert(id, file);
            let types = mentioned.entry(file).or_default();
            types.extend(mentioned_by_type(&definition.kind));
        }
        let mentions = mentioned
            .into_iter()
            .map(|(file, types)| {
                let files = types.iter().filter_map(|id| homes.get(id).copied());
                (file, files.collect())
            })
            .collect();
        Self { mentions, homes }
    }

    /// Who reaches each file.
    fn reached(&self, api: &Api) -> BTreeMap<File<'a>, Reach<'a>> {
        let mut reached = BTreeMap::new();
        for file in self.mentions.keys() {
            if let File::Operations(module) = file {
                self.spread(*file, Reach::One(module), &mut reached);
            }
        }
        for id in mentioned_by_incoming(api) {
            if let Some(file) = self.homes.get(&id) {
                self.spread(*file, Reach::Many, &mut reached);
            }
        }
        for file in self.mentions.keys() {
            if !reached.contains_key(file) {
                self.spread(*file, Reach::Many, &mut reached);
            }
        }
        reached
    }

    /// Notes that somebody reaches a file, and with it all that the file mentions.
    ///
    /// A file is noted twice at most: for the first who reaches it, and when there are many.
    fn spread(
        &self,
        file: File<'a>,
        reach: Reach<'a>,
        reached: &mut BTreeMap<File<'a>, Reach<'a>>,
    ) {
        let mut open = vec![(file, reach)];
        while let Some((file, reach)) = open.pop() {
            let joined = match reached.get(&file) {
                Some(Reach::Many) => continue,
                Some(earlier) if *earlier == reach => continue,
                Some(Reach::One(_)) => Reach::Many,
                None => reach,
            };
            reached.insert(file, joined);
            let mentioned = self.mentions.get(&file).into_iter().flatten();
            open.extend(mentioned.map(|file| (*file, joined)));
        }
    }
}
