//! Places → spans in files, each file read once for all diagnostics.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::{Diagnostic, Place, Pointer};
use crate::source::{FileId, Sources, Spot, locate};

/// A diagnostic whose places are found.
pub(super) struct Placed<'d> {
    pub(super) diagnostic: &'d Diagnostic,
    pub(super) span: Option<Span>,
    pub(super) related: Vec<(Span, &'d str)>,
}

/// Bytes of a file, or a file as a whole.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) file: FileId,
    pub(super) pointer: Option<Pointer>,
    pub(super) bytes: Option<Range<usize>>,
    /// Line and column of the beginning, both from 1; the column counts characters.
    pub(super) position: Option<(usize, usize)>,
}

/// Where the lines of the files begin, each file read once.
#[derive(Default)]
struct Lines(BTreeMap<FileId, Vec<usize>>);

impl Lines {
    /// Line and column of a byte, both from 1; the column counts characters.
    fn position(&mut self, file: FileId, at: usize, sources: &Sources) -> Option<(usize, usize)> {
        let text = &sources.file(file).text;
        let starts = self.0.entry(file).or_insert_with(|| {
            let after = text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at + 1);
            std::iter::once(0).chain(after).collect()
        });
        let line = starts.partition_point(|start| *start <= at);
        let start = starts.get(line.checked_sub(1)?)?;
        // The column of a place far into one long line is found by bytes, or a file of one line would be read for each place.
        let column = if at - start < 10_000 {
            text.get(*start..at)?.chars().count()
        } else {
            at - start
        };
        Some((line, column + 1))
    }
}

/// Finds the places of `diagnostics`.
pub(super) fn place<'d>(diagnostics: &[&'d Diagnostic], sources: &Sources) -> Vec<Placed<'d>> {
    let mut wanted: BTreeMap<FileId, BTreeSet<Pointer>> = BTreeMap::new();
    for diagnostic in diagnostics {
        for place in diagnostic
            .place
            .iter()
            .chain(diagnostic.related.iter().map(|(place, _)| place))
        {
            if let Place::Source { file, pointer } = sources.resolve(place) {
                wanted.entry(file).or_default().insert(pointer);
            }
        }
    }
    let spots: BTreeMap<FileId, BTreeMap<Pointer, Spot>> = wanted
        .into_iter()
        .map(|(file, pointers)| (file, locate(&sources.file(file).text, &pointers)))
        .collect();
    let find = |place: &Place, on_key: bool| find(&sources.resolve(place), on_key, sources, &spots);
    let mut lines = Lines::default();
    let mut placed: Vec<Placed<'d>> = diagnostics
        .iter()
        .map(|diagnostic| {
            let mut related: Vec<_> = diagnostic
                .related
                .iter()
                .map(|(place, label)| (find(place, false), label.as_str()))
                .collect();
            if diagnostic.code == super::super::codes::DUPLICATE_KEY
                && let Some(Place::Source { file, pointer }) = &diagnostic.place
                && let Some(first) = spots[file]
                    .get(pointer)
                    .and_then(|spot| spot.first_key.clone())
            {
                let span = Span {
                    file: *file,
                    pointer: Some(pointer.clone()),
                    bytes: Some(first),
                    position: None,
                };
                related.push((span, "first defined here"));
            }
            let span = diagnostic
                .place
                .as_ref()
                .map(|place| find(place, diagnostic.on_key));
            Placed {
                diagnostic,
                span,
                related,
            }
        })
        .collect();
    for placed in &mut placed {
        for span in placed
            .span
            .iter_mut()
            .chain(placed.related.iter_mut().map(|(span, _)| span))
        {
            if let Some(bytes) = &span.bytes {
                span.position = lines.position(span.file, bytes.start, sources);
            }
        }
    }
    placed
}

fn find(
    place: &Place,
    on_key: bool,
    sources: &Sources,
    spots: &BTreeMap<FileId, BTreeMap<Pointer, Spot>>,
) -> Span {
    match place {
        Place::Source { file, pointer } => {
            let mut bytes = None;
            let mut ancestor = Some(pointer.clone());
            while let Some(place) = ancestor {
                if let Some(spot) = spots.get(file).and_then(|spots| spots.get(&place)) {
                    let exact = &place == pointer;
                    bytes = Some(shown(spot, on_key || !exact, &sources.file(*file).text));
                    break;
                }
                ancestor = place.parent();
            }
            Span {
                file: *file,
                pointer: Some(pointer.clone()),
                bytes,
                position: None,
            }
        }
        Place::Position { file, line, column } => Span {
            file: *file,
            pointer: None,
            bytes: Some(at_position(&sources.file(*file).text, *line, *column)),
            position: None,
        },
        Place::File(file) => Span {
            file: *file,
            pointer: None,
            bytes: None,
            position: None,
        },
        Place::Document(_) => Span {
            file: FileId(0),
            pointer: None,
            bytes: None,
            position: None,
        },
    }
}

/// What of a spot is shown: a scalar itself, of anything larger its key or its beginning.
fn shown(spot: &Spot, on_key: bool, text: &str) -> Range<usize> {
    match &spot.key {
        Some(key) if on_key || !spot.scalar || spot.value.is_empty() => key.clone(),
        _ if spot.scalar => spot.value.clone(),
        _ => {
            let line = text
                .get(spot.value.clone())
                .unwrap_or_default()
                .lines()
                .next()
                .unwrap_or_default()
                .trim_end();
            spot.value.start..spot.value.start + line.len().max(1)
        }
    }
}

fn at_position(text: &str, line: usize, column: usize) -> Range<usize> {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = text.get(start..).unwrap_or_default();
    let rest = rest.lines().next().unwrap_or_default();
    let offset = rest
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(rest.len(), |(at, _)| at);
    let length = rest[offset..].chars().next().map_or(0, char::len_utf8);
    start + offset..start + offset + length
}
