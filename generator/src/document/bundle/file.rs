//! Reads the files that references name, if they may be read.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use super::super::Input;
use super::super::context::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, codes, percent_decoded};
use crate::source::{FileId, parse};

/// The files that references have led to.
pub(super) struct Files<'i> {
    input: &'i Input,
    /// The real path below which files may be read; none where there is no such folder.
    root: Option<PathBuf>,
    ids: BTreeMap<PathBuf, FileId>,
    trees: BTreeMap<FileId, Option<Value>>,
    read: usize,
}

impl<'i> Files<'i> {
    pub(super) fn new(input: &'i Input) -> Self {
        let folder = match (&input.ref_root, &input.bytes) {
            (Some(root), _) => Some(root.clone()),
            // Text from standard input has no folder.
            (None, Some(_)) => None,
            (None, None) => Some(folder_of(&input.path)),
        };
        let root = folder.and_then(|folder| folder.canonicalize().ok());
        let mut ids = BTreeMap::new();
        if let Ok(path) = input.path.canonicalize() {
            ids.insert(path, FileId(0));
        }
        Self {
            input,
            root,
            ids,
            trees: BTreeMap::new(),
            read: 0,
        }
    }

    /// The tree of a file other than the document's.
    pub(super) fn tree(&self, file: FileId) -> Option<&Value> {
        self.trees.get(&file)?.as_ref()
    }

    /// All trees that were read.
    pub(super) fn trees(&self) -> impl Iterator<Item = (FileId, &Value)> {
        self.trees
            .iter()
            .filter_map(|(file, tree)| Some((*file, tree.as_ref()?)))
    }

    /// How many trees were read.
    pub(super) fn count(&self) -> usize {
        self.read
    }

    /// The file that the part of a reference before `#` names.
    pub(super) fn open(
        &mut self,
        name: &str,
        base: FileId,
        context: &mut Context<'_>,
    ) -> Result<FileId, Diagnostic> {
        let (path, shown) = self.path(name, base, context)?;
        if let Some(file) = self.ids.get(&path) {
            return Ok(*file);
        }
        let file = self.read(&path, &shown, context)?;
        let mut found = Diagnostics::new();
        let tree = parse(context.sources, file, &self.input.limits, &mut found);
        context.diagnostics.extend(found);
        self.read += usize::from(tree.is_some());
        self.trees.insert(file, tree);
        Ok(file)
    }

    /// The text of the file that a reference names.
    pub(super) fn text(
        &mut self,
        name: &str,
        base: FileId,
        context: &mut Context<'_>,
    ) -> Result<String, Diagnostic> {
        let (path, shown) = self.path(name.split('#').next().unwrap_or(name), base, context)?;
        let file = match self.ids.get(&path) {
            Some(file) => *file,
            None => self.read(&path, &shown, context)?,
        };
        Ok(context.sources.file(file).text.clone())
    }

    fn read(
        &mut self,
        path: &Path,
        shown: &Path,
        context: &mut Context<'_>,
    ) -> Result<FileId, Diagnostic> {
        if self.ids.len() > self.input.limits.files {
            return Err(Diagnostic::new(
                codes::LIMIT,
                "references lead to more files than the limit allows",
            ));
        }
        let file = context
            .sources
            .read_as(path, shown, self.input.limits.file_bytes);
        let file = match file {
            Ok(file) => file,
            Err((_, diagnostic)) => return Err(*diagnostic),
        };
        self.ids.insert(path.to_owned(), file);
        Ok(file)
    }

    /// The real path that a reference names, and the path to show; refused when it lies outside of the root.
    fn path(
        &self,
        name: &str,
        base: FileId,
        context: &Context<'_>,
    ) -> Result<(PathBuf, PathBuf), Diagnostic> {
        let refused = |message: String| Diagnostic::new(codes::UNRESOLVED_REFERENCE, message);
        if name.contains("://") || name.starts_with("//") {
            let message = format!("`{name}` is elsewhere: nothing is fetched over the network");
            let help = "save it below the document's folder and refer to it by its relative path";
            return Err(Diagnostic::new(codes::REMOTE_REFERENCE, message).help(help));
        }
        let decoded = percent_decoded(name).unwrap_or_else(|| name.to_owned());
        let relative = Path::new(&decoded);
        let outside = || {
            let message = format!("`{name}` lies outside of the document's folder and is not read");
            Diagnostic::new(codes::REFERENCE_OUTSIDE, message)
                .help("give a folder that holds all files of the document with `--ref-root`")
        };
        if relative.is_absolute()
            || relative
                .components()
                .any(|part| matches!(part, Component::Prefix(_)))
            || decoded.contains('\0')
        {
            return Err(outside());
        }
        let Some(root) = &self.root else {
            return Err(outside());
        };
        let shown = normal(&folder_of(&context.sources.file(base).path).join(relative));
        let Ok(path) = shown.canonicalize() else {
            // Whether a file outside exists is nobody's business.
            return Err(refused(format!("there is no file `{name}`")));
        };
        if path.starts_with(root) {
            Ok((path, shown))
        } else {
            Err(outside())
        }
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The path without `.` and, where a folder precedes them, without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(normal.components().next_back(), Some(Component::Normal(_))) =>
            {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}
