//! Where a file of a folder stands, and whether anything on the way leads elsewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::WriteError;

/// The places of files in a folder, with nothing on the way that leads elsewhere.
pub(super) struct Places<'f> {
    folder: &'f Path,
    /// The folders that are known not to be links.
    seen: BTreeSet<PathBuf>,
}

impl<'f> Places<'f> {
    pub(super) fn below(folder: &'f Path) -> Self {
        Self {
            folder,
            seen: BTreeSet::new(),
        }
    }

    /// The place of a file.
    pub(super) fn of(&mut self, path: &str) -> Result<PathBuf, WriteError> {
        let relative = Path::new(path);
        if path.is_empty()
            || relative
                .components()
                .any(|part| !matches!(part, Component::Normal(_)))
        {
            return Err(WriteError::Outside(path.to_owned()));
        }
        let mut place = self.folder.to_owned();
        let mut parts = relative.components().peekable();
        while let Some(part) = parts.next() {
            place.push(part);
            let is_folder = parts.peek().is_some();
            if is_folder && self.seen.contains(&place) {
                continue;
            }
            if fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_symlink()) {
                return Err(WriteError::Link(place));
            }
            if is_folder {
                self.seen.insert(place.clone());
            }
        }
        Ok(place)
    }
}
