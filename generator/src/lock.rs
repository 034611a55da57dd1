//! `spec2crate.lock`: what a later run has to know of this one, a line each.
//!
//! ```text
//! generator 0.1.0
//! input pets 9f86d081884c7d65 pets/openapi.yaml
//! name pets Pet #/components/schemas/Pet
//! name pets PetSize #/components/schemas/Pet/properties/size
//! also pets PetSize #/components/schemas/Pet/properties/weight
//! members pets {"petName":"pet_name"} #/components/schemas/Pet
//! d17354101fd696af src/pets/mod.rs
//! ```
//!
//! Names, inputs and the generator stand in the lock beside the manifest, or without one in that of the output folder;
//! the digests of written files always stand in that of the output folder.
//!
//! # Invariants
//! - Lines are sorted, and each says all by itself: two changes conflict only where they touch the same thing.
//! - The marks of a merge conflict are passed over, and of two lines about the same thing the first counts.

use std::collections::BTreeMap;

use crate::digest::{DIGEST_LENGTH, digest};
use crate::name::Pins;

/// The file's name.
pub const LOCK: &str = "spec2crate.lock";

/// The API of a crate that has one alone.
pub const WHOLE_CRATE: &str = "crate";

/// What a lock says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The version of the generator.
    pub generator: String,
    /// Digests of what was read, by API and path.
    pub inputs: BTreeMap<(String, String), String>,
    /// Names by API.
    pub pins: BTreeMap<String, Pins>,
    /// Digests of written files by path.
    pub files: BTreeMap<String, String>,
}

impl Lock {
    /// A lock of this generator.
    pub fn of_this_generator() -> Self {
        Self {
            generator: env!("CARGO_PKG_VERSION").to_owned(),
            ..Self::default()
        }
    }

    /// Reads a lock; what is none of its lines is passed over.
    pub fn parse(text: &str) -> Self {
        let mut lock = Self::default();
        for line in text.lines() {
            let Some((word, rest)) = line.split_once(' ') else {
                continue;
            };
            let mut parts = rest.splitn(3, ' ');
            let parts = (parts.next(), parts.next(), parts.next());
            match (word, parts) {
                ("generator", (Some(version), None, None)) => {
                    version.clone_into(&mut lock.generator);
                }
                ("input", (Some(api), Some(digest), Some(path))) => {
                    let key = (api.to_owned(), path.to_owned());
                    lock.inputs.entry(key).or_insert(digest.to_owned());
                }
                ("name" | "also", (Some(api), Some(ident), Some(place))) => {
                    let pins = lock.pins.entry(api.to_owned()).or_default();
                    let names = match word {
                        "name" => &mut pins.names,
                        _ => &mut pins.equal,
                    };
                    let name = names.entry(place.to_owned());
                    name.or_insert(ident.to_owned());
                }
                ("members", (Some(api), Some(_), _)) => {
                    if let Some((members, place)) = parse_members(&rest[api.len() + 1..]) {
                        let pins = lock.pins.entry(api.to_owned()).or_default();
                        pins.members.entry(place.to_owned()).or_insert(members);
                    }
                }
                _ if is_digest(word) => {
                    lock.files.entry(rest.to_owned()).or_insert(word.to_owned());
                }
                _ => {}
            }
        }
        lock
    }

    /// The names of an API.
    pub fn pins(&self, api: &str) -> Pins {
        self.pins.get(api).cloned().unwrap_or_default()
    }

    /// Notes what was read for an API, and which names came of it.
    pub fn note<'t>(
        &mut self,
        api: &str,
        inputs: impl Iterator<Item = (String, &'t str)>,
        pins: Pins,
    ) {
        for (path, text) in inputs {
            let digest = if text.contains('\r') {
                // A checkout may end lines in its own way.
                digest(&text.replace("\r\n", "\n"))
            } else {
                digest(text)
            };
            self.inputs.insert((api.to_owned(), path), digest);
        }
        self.pins.insert(api.to_owned(), pins);
    }

    /// The text of the lock.
    pub fn render(&self) -> String {
        let mut text = String::new();
        if !self.pins.is_empty() {
            text.push_str(
                "# Names that callers use, each with what it names. To rename something, change its name here and regenerate.\n\
                 # `also` is an equal schema, which has the name when the first is gone.\n\
                 # Members are fields, variants, setters and headers that are not spelled as in the document.\n",
            );
        }
        if !self.files.is_empty() {
            text.push_str("# The files that spec2crate wrote here, with their digests.\n");
        }
        text.push_str("# After a merge conflict, regenerate.\n");
        if !self.generator.is_empty() {
            text.push_str(&format!("generator {}\n", self.generator));
        }
        for ((api, path), digest) in &self.inputs {
            text.push_str(&format!("input {api} {digest} {path}\n"));
        }
        // A key of a document may hold anything, and a line is a line.
        let fits = |place: &str| !place.contains(char::is_control);
        for (api, pins) in &self.pins {
            for (word, names) in [("name", &pins.names), ("also", &pins.equal)] {
                for (place, ident) in names.iter().filter(|(place, _)| fits(place)) {
                    text.push_str(&format!("{word} {api} {ident} {place}\n"));
                }
            }
        }
        for (api, pins) in &self.pins {
            for (place, members) in pins.members.iter().filter(|(place, _)| fits(place)) {
                let members = serde_json::json!(members);
                text.push_str(&format!("members {api} {members} {place}\n"));
            }
        }
        for (path, digest) in &self.files {
            text.push_str(&format!("{digest} {path}\n"));
        }
        text
    }
}

/// The names of fields or variants, and the type that they belong to.
fn parse_members(text: &str) -> Option<(BTreeMap<String, String>, &str)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter();
    let members = values.next()?.ok()?;
    let place = text.get(values.byte_offset()..)?.strip_prefix(' ')?;
    Some((members, place))
}

fn is_digest(word: &str) -> bool {
    word.len() == DIGEST_LENGTH && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock() -> Lock {
        let mut lock = Lock::of_this_generator();
        let pins = [("#/components/schemas/A b", "Ab"), ("tag pets", "pets")];
        let pins = pins.map(|(place, ident)| (place.to_owned(), ident.to_owned()));
        let members = BTreeMap::from([("\"} \n".to_owned(), "n".to_owned())]);
        let pins = Pins {
            names: pins.into(),
            equal: [("#/components/schemas/B".to_owned(), "Ab".to_owned())].into(),
            members: [("#/components/schemas/A b".to_owned(), members)].into(),
        };
        let inputs = [("a b.yaml".to_owned(), "text")].into_iter();
        lock.note("pets", inputs, pins);
        lock.files.insert("src/lib.rs".to_owned(), digest("text"));
        lock
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Lock::parse(&lock().render()), lock());
    }

    #[test]
    fn a_merge_conflict_is_passed_over() {
        let text = lock().render();
        let line = "name pets Ab #/components/schemas/A b\n";
        let conflict = format!(
            "<<<<<<< ours\n{line}=======\nname pets Ba #/components/schemas/A b\n>>>>>>> theirs\n"
        );
        assert!(text.contains(line));
        assert_eq!(Lock::parse(&text.replace(line, &conflict)), lock());
    }

    #[test]
    fn line_ends_of_a_checkout_do_not_count() {
        let noted = |text: &str| {
            let mut lock = Lock::default();
            lock.note(
                "a",
                [("a.yaml".to_owned(), text)].into_iter(),
                Pins::default(),
            );
            lock
        };
        assert_eq!(noted("a\r\nb"), noted("a\nb"));
    }
}
