//! Writes generated files: only what changed, each at once, and never over anything that is not ours.
//!
//! The [lock](crate::lock) of the output folder lists what was written, with a digest of each file.
//! A file that is listed and no longer generated is removed, unless somebody changed it.
//!
//! # Invariants
//! - Nothing outside the output folder is touched: paths are made of identifiers, and no symbolic link is followed.
//! - Everything is written beside its place before anything is moved to it: a failure leaves the old files.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::digest::digest;
use crate::generate::Files;
use crate::lock::{LOCK, Lock};
use crate::threads::map_on_all_threads;

use place::Places;
use staged::{StagedFile, move_all};

mod place;
mod staged;

/// What the first line of a generated file says.
const MARK: &str = "@generated from ";

/// Why files cannot be written.
#[derive(Debug)]
pub enum WriteError {
    /// The file system says no.
    Io {
        /// What was being done.
        action: &'static str,
        /// To which file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file that is not ours stands where one of ours belongs.
    NotOurs(PathBuf),
    /// A symbolic link stands in the way.
    Link(PathBuf),
    /// A path that leads out of the output folder.
    Outside(String),
}

impl WriteError {
    fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io {
                action,
                path,
                source,
            } => {
                write!(formatter, "cannot {action} {}: {source}", path.display())
            }
            Self::NotOurs(path) => write!(
                formatter,
                "{} exists and was not generated: remove it, or choose another output folder",
                path.display()
            ),
            Self::Link(path) => write!(
                formatter,
                "{} is a symbolic link, which is not written through: remove it",
                path.display()
            ),
            Self::Outside(path) => write!(formatter, "`{path}` leads out of the output folder"),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// How the files of a folder differ from what is generated.
#[derive(Debug, Default)]
pub struct Changes {
    /// Files to write, with what stands there now.
    pub written: BTreeMap<String, Option<String>>,
    /// Files to remove, with what stands there now.
    pub removed: BTreeMap<String, String>,
    /// The lock outside of the output folder, where it differs: as it is, and as it should be.
    pub lock: Option<(Option<String>, String)>,
    /// How many files are as they should be.
    pub unchanged: usize,
}

impl Changes {
    /// Whether nothing has to be done.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty() && self.lock.is_none()
    }
}

/// Where files go, and what is noted beside them.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The output folder.
    pub folder: PathBuf,
    /// What a lock has to say beside the digests of files.
    pub lock: Lock,
    /// The folder whose lock says it, where that is not the output folder.
    pub lock_folder: Option<PathBuf>,
}

impl Destination {
    /// A folder, and nothing to note but what was written.
    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            lock: Lock::default(),
            lock_folder: None,
        }
    }

    /// The text of the lock in the output folder.
    fn own_lock(&self, files: &Files) -> String {
        let digests = files
            .iter()
            .map(|(path, text)| (path.clone(), digest(text)));
        let record = match self.lock_folder {
            Some(_) => Lock::default(),
            None => self.lock.clone(),
        };
        Lock {
            files: digests.collect(),
            ..record
        }
        .render()
    }
}

/// What the lock of a folder says; nothing where there is none.
pub fn read_lock(folder: &Path) -> Result<Lock, WriteError> {
    let text = read(&Places::below(folder).of(LOCK)?)?;
    let mut lock = Lock::parse(&text.unwrap_or_default());
    lock.files.retain(|path, _| {
        Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
    });
    Ok(lock)
}

/// Compares what is on the disk with what is generated.
pub fn compare(destination: &Destination, files: &Files) -> Result<Changes, WriteError> {
    compare_with(destination, files, &destination.own_lock(files))
}

/// What stands where a file belongs.
enum Found {
    Same,
    Other(String),
    Nothing,
}

fn compare_with(
    destination: &Destination,
    files: &Files,
    lock: &str,
) -> Result<Changes, WriteError> {
    let mut places = Places::below(&destination.folder);
    let owned = read_lock(&destination.folder)?.files;
    let mut changes = Changes::default();
    if let Some(folder) = &destination.lock_folder {
        let before = read(&Places::below(folder).of(LOCK)?)?;
        let after = destination.lock.render();
        changes.lock = (before.as_deref() != Some(&after)).then_some((before, after));
    }
    let own = (LOCK, lock);
    let all = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    let mut wanted = Vec::with_capacity(files.len() + 1);
    for (path, text) in all.chain([own]) {
        wanted.push((path, text, places.of(path)?));
    }
    // Most files are as they should be, and are looked at and forgotten where they are read.
    let found = map_on_all_threads(&wanted, |(_, text, place)| {
        read(place).map(|current| match current {
            Some(current) if current == *text => Found::Same,
            Some(current) => Found::Other(current),
            None => Found::Nothing,
        })
    });
    for ((path, _, place), found) in wanted.into_iter().zip(found) {
        match found? {
            Found::Same => changes.unchanged += 1,
            Found::Other(current) => {
                let ours = owned.contains_key(path)
                    || path == LOCK
                    || current
                        .lines()
                        .next()
                        .is_some_and(|line| line.contains(MARK));
                if !ours {
                    return Err(WriteError::NotOurs(place));
                }
                changes.written.insert(path.to_owned(), Some(current));
            }
            Found::Nothing => {
                changes.written.insert(path.to_owned(), None);
            }
        }
    }
    for (path, recorded) in &owned {
        if files.contains_key(path) {
            continue;
        }
        // What somebody changed is theirs now.
        if let Some(current) = read(&places.of(path)?)?
            && digest(&current) == *recorded
        {
            changes.removed.insert(path.clone(), current);
        }
    }
    Ok(changes)
}

/// Brings the disk to what is generated, and says what was done.
pub fn write(destination: &Destination, files: &Files) -> Result<Changes, WriteError> {
    let folder = destination.folder.as_path();
    let lock = destination.own_lock(files);
    let changes = compare_with(destination, files, &lock)?;
    if changes.is_empty() {
        return Ok(changes);
    }
    let mut places = Places::below(folder);
    let mut staged = Vec::with_capacity(changes.written.len() + 1);
    for path in changes.written.keys() {
        let text = files.get(path).unwrap_or(&lock);
        staged.push(StagedFile::new(places.of(path)?, text));
    }
    if let (Some(folder), Some((_, text))) = (&destination.lock_folder, &changes.lock) {
        staged.push(StagedFile::new(Places::below(folder).of(LOCK)?, text));
    }
    // Locks come last, so that a failure on the way is repaired by running again.
    staged.sort_by_key(|file| file.is_called(LOCK));
    move_all(&staged)?;
    for path in changes.removed.keys() {
        let target = places.of(path)?;
        fs::remove_file(&target).map_err(|source| WriteError::io("remove", &target, source))?;
        remove_empty_folders(folder, &target);
    }
    Ok(changes)
}

fn remove_empty_folders(folder: &Path, removed: &Path) {
    let mut parent = removed.parent();
    while let Some(path) = parent {
        if path == folder || fs::remove_dir(path).is_err() {
            break;
        }
        parent = path.parent();
    }
}

fn read(path: &Path) -> Result<Option<String>, WriteError> {
    match fs::read(path) {
        // A file that is no text differs from any of ours.
        Ok(bytes) => Ok(Some(String::from_utf8(bytes).unwrap_or_else(|error| {
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(WriteError::io("read", path, source)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter()
            .map(|(path, text)| ((*path).to_owned(), format!("// {MARK}a.yaml\n{text}")))
            .collect()
    }

    #[test]
    fn what_is_unchanged_is_not_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(&[("src/lib.rs", "a"), ("src/types/pet.rs", "b")]);
        assert_eq!(
            write(&Destination::folder(folder.path()), &files)
                .unwrap()
                .written
                .len(),
            3
        );
        let before = fs::metadata(folder.path().join("src/lib.rs"))
            .unwrap()
            .modified()
            .unwrap();
        let changes = write(&Destination::folder(folder.path()), &files).unwrap();
        assert!(changes.is_empty());
        assert_eq!(changes.unchanged, 3);
        assert_eq!(
            fs::metadata(folder.path().join("src/lib.rs"))
                .unwrap()
                .modified()
                .unwrap(),
            before
        );
    }

    #[test]
    fn what_is_no_longer_generated_goes_with_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        write(
            &Destination::folder(folder.path()),
            &files(&[("src/lib.rs", "a"), ("src/types/pet.rs", "b")]),
        )
        .unwrap();
        fs::write(folder.path().join("src/mine.rs"), "mine").unwrap();
        write(
            &Destination::folder(folder.path()),
            &files(&[("src/lib.rs", "a")]),
        )
        .unwrap();
        assert!(!folder.path().join("src/types").exists());
        assert!(folder.path().join("src/mine.rs").exists());
    }

    #[test]
    fn a_stale_file_that_somebody_changed_stays() {
        let folder = tempfile::tempdir().unwrap();
        write(
            &Destination::folder(folder.path()),
            &files(&[("a.rs", "a"), ("b.rs", "b")]),
        )
        .unwrap();
        fs::write(folder.path().join("b.rs"), "mine").unwrap();
        write(
            &Destination::folder(folder.path()),
            &files(&[("a.rs", "a")]),
        )
        .unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join("b.rs")).unwrap(),
            "mine"
        );
    }

    #[test]
    fn a_file_of_somebody_else_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.rs"), "mine").unwrap();
        let error = write(
            &Destination::folder(folder.path()),
            &files(&[("a.rs", "a"), ("b.rs", "b")]),
        )
        .unwrap_err();
        assert!(matches!(error, WriteError::NotOurs(_)), "{error}");
        assert!(!folder.path().join("b.rs").exists());
    }

    #[test]
    fn nothing_leads_outside() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["../a.rs", "/a.rs", "a/../../b.rs", ""] {
            let error =
                write(&Destination::folder(folder.path()), &files(&[(path, "a")])).unwrap_err();
            assert!(matches!(error, WriteError::Outside(_)), "{path}: {error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("src")).unwrap();
        let error = write(
            &Destination::folder(folder.path()),
            &files(&[("src/lib.rs", "a")]),
        )
        .unwrap_err();
        assert!(matches!(error, WriteError::Link(_)), "{error}");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_failure_midway_leaves_the_old_files() {
        let folder = tempfile::tempdir().unwrap();
        write(
            &Destination::folder(folder.path()),
            &files(&[("a.rs", "old"), ("b/c.rs", "old")]),
        )
        .unwrap();
        // A folder where the staged file of b/c.rs should stand.
        fs::create_dir(folder.path().join("b/.c.rs.spec2crate-new")).unwrap();
        write(
            &Destination::folder(folder.path()),
            &files(&[("a.rs", "new"), ("b/c.rs", "new")]),
        )
        .unwrap_err();
        assert!(
            fs::read_to_string(folder.path().join("a.rs"))
                .unwrap()
                .ends_with("old")
        );
        assert!(!folder.path().join(".a.rs.spec2crate-new").exists());
    }
}
