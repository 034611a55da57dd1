//! Clients before and after an edit, and how many lines differ.

use std::collections::BTreeMap;
use std::fmt;

use similar::{ChangeTag, TextDiff};
use spec2crate::document::Input;
use spec2crate::emit::Settings;
use spec2crate::generate::{Files, Run, emit, read_observed};
use spec2crate::lock::Lock;
use spec2crate::lower::Formats;
use spec2crate::name::{Fixed, Pins};

/// What is generated of a document.
pub(crate) struct Client {
    pub(crate) files: Files,
    pins: Pins,
    /// Whether each tag has a feature.
    by_tag: bool,
}

impl Client {
    /// The first client of a document; none where it is not to be read.
    pub(crate) fn of(text: &str) -> Option<Self> {
        generate(text, Pins::default(), false)
    }

    /// The same with a feature per tag.
    pub(crate) fn by_tag(text: &str) -> Option<Self> {
        generate(text, Pins::default(), true)
    }

    /// The client after an edit, generated with the lock of this one.
    pub(crate) fn after(&self, text: &str) -> Option<Self> {
        generate(text, self.pins.clone(), self.by_tag)
    }

    /// The names in the lock.
    pub(crate) fn lock(&self) -> String {
        let pins = BTreeMap::from([("shop".to_owned(), self.pins.clone())]);
        Lock {
            pins,
            ..Lock::default()
        }
        .render()
    }
}

fn generate(text: &str, pins: Pins, by_tag: bool) -> Option<Client> {
    let fixed = Fixed {
        pins,
        ..Fixed::default()
    };
    let input = Input::text("openapi.yaml", text);
    let read = read_observed(&input, &fixed, &Formats::default(), Run::ALONE.observer);
    let model = read.model?;
    let settings = Settings {
        root: "crate".to_owned(),
        public_root: "client".to_owned(),
        source: "openapi.yaml".to_owned(),
        command: "cargo run".to_owned(),
        name: "client".to_owned(),
        closed_enums: false,
        tag_features: by_tag.then(String::new),
    };
    Some(Client {
        files: emit(&model, &settings).expect("Rust"),
        pins: model.names.pins(&model.api),
        by_tag,
    })
}

/// How many lines were added and removed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lines {
    added: usize,
    removed: usize,
}

impl Lines {
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            added: self.added + other.added,
            removed: self.removed + other.removed,
        }
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.added, self.removed) {
            (0, 0) => f.write_str("0"),
            (added, 0) => write!(f, "+{added}"),
            (0, removed) => write!(f, "−{removed}"),
            (added, removed) => write!(f, "+{added} −{removed}"),
        }
    }
}

/// The files that differ, with their lines.
pub(crate) fn changed(before: &Files, after: &Files) -> BTreeMap<String, Lines> {
    before
        .keys()
        .chain(after.keys())
        .filter(|path| before.get(*path) != after.get(*path))
        .map(|path| {
            let text = |files: &Files| files.get(path).cloned().unwrap_or_default();
            (path.clone(), changed_lines(&text(before), &text(after)))
        })
        .collect()
}

/// The lines that differ between two texts.
pub(crate) fn changed_lines(before: &str, after: &str) -> Lines {
    let mut lines = Lines::default();
    for change in TextDiff::from_lines(before, after).iter_all_changes() {
        match change.tag() {
            ChangeTag::Insert => lines.added += 1,
            ChangeTag::Delete => lines.removed += 1,
            ChangeTag::Equal => {}
        }
    }
    lines
}
