//! The files that were read, and where in them a place of the document was written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Place, Pointer, codes};

/// One of the files of [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) usize);

/// A file that was read.
#[derive(Debug)]
pub struct SourceFile {
    /// The path as the user or the document gave it.
    pub path: PathBuf,
    /// The text, without a byte order mark.
    pub text: String,
}

impl SourceFile {
    /// The path with `/` between its parts, as diagnostics show it.
    pub fn name(&self) -> String {
        self.path.display().to_string().replace('\\', "/")
    }
}

/// A place in a file as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The place in it.
    pub pointer: Pointer,
}

/// The files that were read, and for each place of the normalised document where its author wrote it.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// Where places come from whose origin doesn't follow from that of the place around them.
    origins: BTreeMap<Pointer, Location>,
}

impl Sources {
    /// No file yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    pub fn add(&mut self, path: impl Into<PathBuf>, text: String) -> FileId {
        self.files.push(SourceFile {
            path: path.into(),
            text,
        });
        FileId(self.files.len() - 1)
    }

    /// Adds a file of at most `limit` bytes that came from elsewhere, as [`Sources::read`] adds one of the disk.
    pub(crate) fn add_bytes(
        &mut self,
        path: &Path,
        bytes: &[u8],
        limit: usize,
    ) -> Result<FileId, (FileId, Box<Diagnostic>)> {
        let text = if bytes.len() > limit {
            Err((
                codes::LIMIT,
                format!("it has more bytes than the limit of {limit}"),
            ))
        } else {
            decode(bytes.to_vec())
        };
        self.add_text(path, text)
    }

    /// Reads a file of at most `limit` bytes.
    ///
    /// A file that can't be read is there all the same, empty, so that the diagnostic has a place.
    pub fn read(&mut self, path: &Path, limit: usize) -> Result<FileId, (FileId, Box<Diagnostic>)> {
        self.read_as(path, path, limit)
    }

    /// Like [`Sources::read`], with another path for diagnostics.
    pub(crate) fn read_as(
        &mut self,
        path: &Path,
        shown: &Path,
        limit: usize,
    ) -> Result<FileId, (FileId, Box<Diagnostic>)> {
        self.add_text(shown, read_text(path, limit))
    }

    /// Adds a file, or says why its text is not there; then it is empty.
    fn add_text(
        &mut self,
        shown: &Path,
        text: Result<String, (crate::diagnostic::Code, String)>,
    ) -> Result<FileId, (FileId, Box<Diagnostic>)> {
        match text {
            Ok(text) => Ok(self.add(shown, text)),
            Err((code, reason)) => {
                let file = self.add(shown, String::new());
                let message = format!("can't read `{}`: {reason}", self.file(file).name());
                Err((file, Box::new(Diagnostic::new(code, message))))
            }
        }
    }

    /// A file of these.
    ///
    /// # Panics
    /// When `id` comes from other sources.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0]
    }

    /// All files, in the order in which they were read.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, file)| (FileId(index), file))
    }

    /// Where the author wrote what is at `pointer` of the normalised document: the nearest known place and the rest of the way.
    pub fn origin(&self, pointer: &Pointer) -> Location {
        let mut ancestor = Some(pointer.clone());
        while let Some(place) = ancestor {
            if let Some(origin) = self.origins.get(&place) {
                let rest = pointer.below(&place).unwrap_or_default();
                return Location {
                    file: origin.file,
                    pointer: origin.pointer.join(rest),
                };
            }
            ancestor = place.parent();
        }
        Location {
            file: FileId(0),
            pointer: pointer.clone(),
        }
    }

    /// Where places come from, without the files.
    pub(crate) fn origins_alone(&self) -> Self {
        Self {
            files: Vec::new(),
            origins: self.origins.clone(),
        }
    }

    /// Notes that what is at `pointer` was written at `location`.
    pub fn set_origin(&mut self, pointer: Pointer, location: Location) {
        self.origins.insert(pointer, location);
    }

    /// Notes that what was at `from` is now at `to`, with everything below it.
    pub fn moved(&mut self, from: &Pointer, to: &Pointer) {
        let origin = self.origin(from);
        let below: Vec<(Pointer, Location)> = self
            .below(from)
            .filter_map(|(place, location)| Some((to.join(place.below(from)?), location.clone())))
            .collect();
        self.forget(to);
        self.origins.insert(to.clone(), origin);
        self.origins.extend(below);
    }

    /// The places below `pointer` whose origins are known by themselves.
    fn below(&self, pointer: &Pointer) -> impl Iterator<Item = (&Pointer, &Location)> {
        let first = pointer.join("/");
        let prefix = first.clone();
        self.origins
            .range(first..)
            .take_while(move |(place, _)| place.as_str().starts_with(prefix.as_str()))
    }

    /// Drops what is known about the places below `pointer`, and `pointer` itself.
    fn forget(&mut self, pointer: &Pointer) {
        let stale: Vec<Pointer> = self
            .below(pointer)
            .map(|(place, _)| place.clone())
            .collect();
        self.origins.remove(pointer);
        for place in stale {
            self.origins.remove(&place);
        }
    }

    /// The author's place of `place`; the position of a parser stays what it is.
    pub(crate) fn resolve(&self, place: &Place) -> Place {
        match place {
            Place::Document(pointer) => {
                let Location { file, pointer } = self.origin(pointer);
                Place::Source { file, pointer }
            }
            other => other.clone(),
        }
    }
}

fn read_text(path: &Path, limit: usize) -> Result<String, (crate::diagnostic::Code, String)> {
    let unreadable = |error: std::io::Error| (codes::UNREADABLE_FILE, error.to_string());
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err((codes::UNREADABLE_FILE, "it is no regular file".to_owned()));
    }
    if metadata.len() > limit as u64 {
        return Err((
            codes::LIMIT,
            format!("it has {} bytes and the limit is {limit}", metadata.len()),
        ));
    }
    decode(std::fs::read(path).map_err(unreadable)?)
}

/// The text of `bytes`, without a byte order mark; UTF-16 with one is understood, too.
fn decode(bytes: Vec<u8>) -> Result<String, (crate::diagnostic::Code, String)> {
    let wide = |units: &mut dyn Iterator<Item = u16>| {
        char::decode_utf16(units)
            .collect::<Result<String, _>>()
            .map_err(|_| (codes::UNREADABLE_FILE, "it holds invalid UTF-16".to_owned()))
    };
    match bytes.as_slice() {
        [0xFE, 0xFF, rest @ ..] => wide(
            &mut rest
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]])),
        ),
        [0xFF, 0xFE, rest @ ..] => wide(
            &mut rest
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]])),
        ),
        _ => {
            let mut text = String::from_utf8(bytes).map_err(|error| {
                let at = error.utf8_error().valid_up_to();
                (
                    codes::UNREADABLE_FILE,
                    format!("byte {at} is no valid UTF-8"),
                )
            })?;
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
    }
}
