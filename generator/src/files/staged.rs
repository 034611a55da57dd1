//! Files that are written beside their places, and then moved there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::WriteError;

/// A file that is to be written.
pub(super) struct StagedFile<'t> {
    /// Where it is until everything is written.
    beside: PathBuf,
    target: PathBuf,
    text: &'t str,
}

impl<'t> StagedFile<'t> {
    pub(super) fn new(target: PathBuf, text: &'t str) -> Self {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        Self {
            beside: target.with_file_name(format!(".{name}.spec2crate-new")),
            target,
            text,
        }
    }

    pub(super) fn is_called(&self, name: &str) -> bool {
        self.target.file_name().is_some_and(|own| own == name)
    }
}

/// Writes all files beside their places, and then moves them there in their order.
///
/// Where one cannot be written, none is moved.
pub(super) fn move_all(files: &[StagedFile<'_>]) -> Result<(), WriteError> {
    let folders: BTreeSet<&Path> = files
        .iter()
        .filter_map(|file| file.target.parent())
        .collect();
    for folder in folders {
        fs::create_dir_all(folder)
            .map_err(|source| WriteError::io("create the folder", folder, source))?;
    }
    let mut left = Left(files);
    for file in files {
        fs::write(&file.beside, file.text)
            .map_err(|source| WriteError::io("write", &file.beside, source))?;
    }
    while let [file, rest @ ..] = left.0 {
        fs::rename(&file.beside, &file.target)
            .map_err(|source| WriteError::io("write", &file.target, source))?;
        left.0 = rest;
    }
    Ok(())
}

/// Files that are not in their places yet: what is written of them goes when this does.
struct Left<'f, 't>(&'f [StagedFile<'t>]);

impl Drop for Left<'_, '_> {
    fn drop(&mut self) {
        for file in self.0 {
            // The first error is reported already; what cannot be removed stays.
            let _ = fs::remove_file(&file.beside);
        }
    }
}
