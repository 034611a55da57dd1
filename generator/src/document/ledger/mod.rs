//! The ledger of a document's keys: each is consumed, kept as documentation, or ignored for a reason that has a code.
//!
//! Keys are counted where their author wrote them, before anything is repaired, with those of the files that references lead to.
//! What references lead to counts once, below the component that it becomes.
//! What a key of the standard becomes stands in one [table]; a key that the standard does not know,
//! or whose value is of another shape, is accounted for by the diagnostic at its place.
//!
//! # Invariants
//! - A key that neither the table nor a diagnostic names is unaccounted for, which is a mistake of this program.
//!
//! # Absent on purpose
//! - Keys within values that no client looks into: examples, defaults, values of extensions.

mod table;

use std::collections::BTreeMap;

use serde_json::Value;

use super::context::Path;
use super::piece::METHODS;
use super::shape::{Id, Kind, ROOT, Shape};
use crate::diagnostic::{Code, Diagnostics, Place, codes};
use crate::source::{Location, Sources};

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Consumed,
    Documentation,
    Ignored(Code),
    Unaccounted,
}

/// A key that has no part in the client, with everything below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoredKey {
    /// Why; none where nothing says so, which is a mistake of this program.
    pub code: Option<Code>,
    /// Where its author wrote it.
    pub location: Location,
    /// How many keys these are.
    pub keys: usize,
}

/// What became of the keys of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// How many keys decide what the client does.
    pub consumed: usize,
    /// How many are kept as documentation.
    pub documentation: usize,
    /// The others, in the order of the document.
    pub ignored: Vec<IgnoredKey>,
}

/// The keys of a document, as they are before anything becomes of them.
#[derive(Debug)]
pub struct Keys {
    tree: Value,
    origins: Sources,
}

impl Keys {
    /// The keys of a tree whose references are resolved and in which nothing else has changed.
    pub(super) fn of(tree: &Value, sources: &Sources) -> Self {
        Self {
            tree: tree.clone(),
            origins: sources.origins_alone(),
        }
    }

    /// What became of them, once everything has been said.
    pub(crate) fn settle(self, diagnostics: &Diagnostics, sources: &Sources) -> Ledger {
        let mut said = BTreeMap::new();
        let mut left_out = BTreeMap::new();
        for found in diagnostics {
            let Some(Place::Source { file, pointer }) =
                found.place.as_ref().map(|place| sources.resolve(place))
            else {
                continue;
            };
            let location = Location { file, pointer };
            if found.leaves_out {
                left_out.insert(location.clone(), found.code);
            }
            said.insert(location, found.code);
        }
        let mut walk = Walk {
            origins: &self.origins,
            left_out,
            path: Path::default(),
            ledger: Ledger::default(),
        };
        walk.object(&ROOT, &self.tree, None);
        let mut ledger = walk.ledger;
        ledger.account(&said);
        ledger
    }
}

impl Ledger {
    /// How many keys there are.
    pub fn keys(&self) -> usize {
        let ignored: usize = self.ignored.iter().map(|ignored| ignored.keys).sum();
        self.consumed + self.documentation + ignored
    }

    /// Keys for which neither a table nor a diagnostic accounts.
    pub fn unaccounted(&self) -> impl Iterator<Item = &IgnoredKey> {
        self.ignored.iter().filter(|ignored| ignored.code.is_none())
    }

    /// How many keys are ignored for which reason.
    pub fn by_code(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for ignored in &self.ignored {
            if let Some(code) = ignored.code {
                *counts.entry(code.name()).or_default() += ignored.keys;
            }
        }
        counts
    }

    /// Gives what no table knows the code of the diagnostic at its place.
    fn account(&mut self, said: &BTreeMap<Location, Code>) {
        for ignored in &mut self.ignored {
            if ignored.code.is_some() {
                continue;
            }
            // What stands where the object around it is missing is named at the place of that object.
            let around = ignored.location.pointer.parent().map(|pointer| Location {
                file: ignored.location.file,
                pointer,
            });
            let around = around.and_then(|location| said.get(&location).copied());
            ignored.code = said
                .get(&ignored.location)
                .copied()
                .or(around.filter(|code| *code == codes::MISSING_KEY));
        }
    }
}

struct Walk<'s> {
    origins: &'s Sources,
    /// Why what is at a place of the author is left out.
    left_out: BTreeMap<Location, Code>,
    path: Path,
    ledger: Ledger,
}

impl Walk<'_> {
    /// Counts the keys of an object; `lost` is why something around it is ignored.
    fn object(&mut self, kind: &'static Kind, value: &Value, lost: Option<Code>) {
        let mut lost = lost;
        let empty = value.as_object().is_none_or(serde_json::Map::is_empty);
        if lost.is_none() && !empty {
            // An item of a list has no key that could have been counted.
            lost = self.left_out();
            if lost.is_some() {
                self.note(lost, 0);
            }
        }
        let Value::Object(members) = value else {
            return self.opaque(value, lost);
        };
        let reference = kind.reference
            && kind.id != Id::Schema
            && members.get("$ref").is_some_and(Value::is_string);
        for (key, value) in members {
            let length = self.path.enter(key);
            let lower = key.to_ascii_lowercase();
            let method = kind.id == Id::PathItem && METHODS.contains(&lower.as_str());
            let name: &str = if method { &lower } else { key };
            if key == "$ref" && kind.reference {
                self.count(Fate::Consumed, lost);
            } else if reference && ["summary", "description"].contains(&name) {
                self.count(Fate::Ignored(codes::IGNORED_KEY), lost);
            } else if let Some((field, _, shape)) = kind.field(name) {
                let lost = self.count(table::fate(kind, field), lost);
                self.shape(*shape, value, lost);
            } else if key.starts_with("x-") {
                let lost = self.count(table::extension(key), lost);
                if key == "x-webhooks" && kind.id == Id::Root {
                    self.opaque(value, lost);
                }
            } else if let Some(shape) = kind.rest {
                let lost = self.count(Fate::Consumed, lost);
                self.shape(shape, value, lost);
            } else {
                self.count(Fate::Unaccounted, lost);
            }
            self.path.leave(length);
        }
    }

    fn shape(&mut self, shape: Shape, value: &Value, lost: Option<Code>) {
        match (shape, value) {
            (Shape::One(kind) | Shape::FlagOr(kind), value) => self.object(kind, value, lost),
            (Shape::List(kind), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let length = self.path.enter_index(index);
                    self.object(kind, item, lost);
                    self.path.leave(length);
                }
            }
            (Shape::Map(kind), Value::Object(members)) => {
                for (name, item) in members {
                    let length = self.path.enter(name);
                    // A name, and no key of an object; what is an extension of the map is no object.
                    let fate = if name.starts_with("x-") && !item.is_object() {
                        table::extension(name)
                    } else {
                        Fate::Consumed
                    };
                    let lost = self.count(fate, lost);
                    if fate == Fate::Consumed {
                        self.object(kind, item, lost);
                    }
                    self.path.leave(length);
                }
            }
            (Shape::MapOfText | Shape::MapOfTexts, Value::Object(members)) => {
                for name in members.keys() {
                    let length = self.path.enter(name);
                    self.count(Fate::Consumed, lost);
                    self.path.leave(length);
                }
            }
            (Shape::Any | Shape::Anys, _) => {}
            (_, value) => self.opaque(value, lost),
        }
    }

    /// Counts the keys of a value that is not of the shape that the standard gives it: a diagnostic at its place has to name it.
    fn opaque(&mut self, value: &Value, lost: Option<Code>) {
        let keys = keys(value);
        if keys > 0 && !self.lose(lost, keys) {
            self.note(None, keys);
        }
    }

    /// The code that leaves out what is here.
    fn left_out(&self) -> Option<Code> {
        if self.left_out.is_empty() {
            return None;
        }
        let location = self.origins.origin(&self.path.pointer());
        self.left_out.get(&location).copied()
    }

    /// Counts the key of this place, and gives the reason why what is below it is ignored.
    fn count(&mut self, fate: Fate, lost: Option<Code>) -> Option<Code> {
        if self.lose(lost, 1) {
            return lost;
        }
        let fate = match fate {
            Fate::Consumed | Fate::Documentation => self.left_out().map_or(fate, Fate::Ignored),
            fate => fate,
        };
        match fate {
            Fate::Consumed => self.ledger.consumed += 1,
            Fate::Documentation => self.ledger.documentation += 1,
            Fate::Unaccounted => self.note(None, 1),
            Fate::Ignored(code) => {
                self.note(Some(code), 1);
                return Some(code);
            }
        }
        None
    }

    /// Adds keys to the ignored one that they are below.
    fn lose(&mut self, lost: Option<Code>, keys: usize) -> bool {
        if lost.is_some()
            && let Some(last) = self.ledger.ignored.last_mut()
        {
            last.keys += keys;
            return true;
        }
        false
    }

    fn note(&mut self, code: Option<Code>, keys: usize) {
        let location = self.origins.origin(&self.path.pointer());
        self.ledger.ignored.push(IgnoredKey {
            code,
            location,
            keys,
        });
    }
}

/// How many keys there are in a value.
fn keys(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(keys).sum(),
        Value::Object(members) => members.len() + members.values().map(keys).sum::<usize>(),
        _ => 0,
    }
}
