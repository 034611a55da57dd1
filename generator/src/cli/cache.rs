//! What an earlier run read, said and wrote, so that a run that would do the same again need not.
//!
//! There is a cache where somebody asks for one, and it is in nobody's commits: what it says is true of one machine and
//! one build of the generator alone, which it knows by the path, the length and the time of the program's file.
//!
//! # Invariants
//! - A run is left out only where all that it would read and all that it would write is found to be as it was, by digests.
//! - A cache that cannot be read or written is none; nothing fails for it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::report::Said;
use crate::digest::digest;
use crate::files::Destination;
use crate::generate::{Files, Memory};
use crate::lock::LOCK;
use crate::source::Sources;

/// The cache of one crate.
pub(super) struct Cache {
    path: PathBuf,
    /// Which build of the generator this is.
    program: String,
    /// Everything that decides what comes out, but for what is read.
    request: String,
    /// What an earlier run of this very program left.
    record: Option<Record>,
    /// Which files of the record have which tokens.
    by_tokens: BTreeMap<String, usize>,
    /// The digests of the tokens of files, by the digests of their texts.
    learned: Mutex<BTreeMap<String, String>>,
}

/// What a run did.
#[derive(Deserialize, Serialize)]
struct Record {
    program: String,
    request: String,
    /// What was read: digests by path.
    inputs: BTreeMap<PathBuf, String>,
    /// What was written, with the locks.
    files: Vec<Written>,
    /// How many files there are in the output folder.
    count: usize,
    said: Said,
}

/// A file that was written.
#[derive(Deserialize, Serialize)]
struct Written {
    path: PathBuf,
    text: String,
    /// The digest of its tokens; none for a file that has none.
    tokens: Option<String>,
}

impl Written {
    /// The text of the file, where it is as it was written.
    fn current(&self) -> Option<String> {
        let text = fs::read_to_string(&self.path).ok()?;
        (digest(&text) == self.text).then_some(text)
    }
}

impl Cache {
    /// The cache of an output folder; `request` is everything that decides what comes out, but for what is read.
    pub(super) fn open(folder: &Path, output: &Path, request: &str) -> Option<Self> {
        let program = program()?;
        let here = std::env::current_dir().ok()?;
        let output = std::path::absolute(output).ok()?;
        let name = digest(&output.to_string_lossy());
        let path = folder.join(format!("{name}.json"));
        let record = fs::read_to_string(&path)
            .ok()
            .and_then(|text| serde_json::from_str::<Record>(&text).ok())
            .filter(|record| record.program == program);
        let files = record.iter().flat_map(|record| &record.files);
        let by_tokens = files
            .enumerate()
            .filter_map(|(index, file)| Some((file.tokens.clone()?, index)))
            .collect();
        Some(Self {
            path,
            program,
            by_tokens,
            request: digest(&format!("{}\n{request}", here.display())),
            record,
            learned: Mutex::default(),
        })
    }

    /// What a run would say that would do again what was done.
    ///
    /// Beside it, how many files there are.
    pub(super) fn hit(&self) -> Option<(&Said, usize)> {
        let record = self.record.as_ref()?;
        let is_same = record.request == self.request
            && record.inputs.iter().all(|(path, was)| {
                // What could not be read counts as empty, as it does among sources.
                let text = fs::read_to_string(path).unwrap_or_default();
                digest(text.trim_start_matches('\u{feff}')) == *was
            })
            && record.files.iter().all(|file| file.current().is_some());
        is_same.then_some((&record.said, record.count))
    }

    /// Notes what a run read, said and wrote.
    pub(super) fn save<'s>(
        &self,
        sources: impl Iterator<Item = &'s Sources>,
        said: &Said,
        destination: &Destination,
        files: &Files,
    ) {
        let inputs = sources
            .flat_map(Sources::files)
            .map(|(_, file)| (file.path.clone(), digest(&file.text)))
            .collect();
        let learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
        let count = files.len() + 1;
        let files = files.iter().map(|(path, text)| {
            let digest = digest(text);
            Written {
                path: destination.folder.join(path),
                tokens: learned.get(&digest).cloned(),
                text: digest,
            }
        });
        let locks = [Some(&destination.folder), destination.lock_folder.as_ref()];
        let locks = locks.into_iter().flatten().filter_map(|folder| {
            let path = folder.join(LOCK);
            let text = digest(&fs::read_to_string(&path).ok()?);
            Some(Written {
                path,
                text,
                tokens: None,
            })
        });
        let record = Record {
            program: self.program.clone(),
            request: self.request.clone(),
            inputs,
            said: said.clone(),
            count,
            files: files.chain(locks).collect(),
        };
        // Without a cache, everything is only slower.
        if let (Some(folder), Ok(text)) = (self.path.parent(), serde_json::to_string(&record)) {
            let beside = self.path.with_extension("new");
            let _ = fs::create_dir_all(folder)
                .and_then(|()| fs::write(&beside, text))
                .and_then(|()| fs::rename(&beside, &self.path));
        }
    }
}

impl Memory for Cache {
    fn recall(&self, tokens: &str) -> Option<String> {
        let index = self.by_tokens.get(tokens)?;
        let text = self.record.as_ref()?.files.get(*index)?.current()?;
        self.learn(tokens, &text);
        Some(text)
    }

    fn learn(&self, tokens: &str, text: &str) {
        self.learned
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(digest(text), tokens.to_owned());
    }
}

/// Which build of the generator this is: as Cargo tells whether a file has changed, since its version does not.
fn program() -> Option<String> {
    let path = std::env::current_exe().ok()?;
    let file = fs::metadata(&path).ok()?;
    let changed = file.modified().ok()?;
    Some(format!(
        "{} {} {changed:?} {}",
        env!("CARGO_PKG_VERSION"),
        file.len(),
        path.display()
    ))
}
