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
}

impl Span {
    /// Line and column of the beginning, both from 1; the column counts characters.
    pub(super) fn position(&self, sources: &Sources) -> Option<(usize, usize)> {
        let text = &sources.file(self.file).text;
        let before = text.get(..self.bytes.as_ref()?.start)?;
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Some((
            before.matches('\n').count() + 1,
            before[line_start..].chars().count() + 1,
        ))
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
    diagnostics
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
        .collect()
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
            }
        }
        Place::Position { file, line, column } => Span {
            file: *file,
            pointer: None,
            bytes: Some(at_position(&sources.file(*file).text, *line, *column)),
        },
        Place::File(file) => Span {
            file: *file,
            pointer: None,
            bytes: None,
        },
        Place::Document(_) => Span {
            file: FileId(0),
            pointer: None,
            bytes: None,
        },
    }
}

/// What of a spot is shown: a scalar itself, of anything larger its key or its beginning.
fn shown(spot: &Spot, on_key: bool, text: &str) -> Range<usize> {
    match &spot.key {
        Some(key) if on_key || !spot.scalar || spot.value.is_empty() => key.clone(),
        _ if spot.scalar => spot.value.clone(),
        _ => {
            let line = text[spot.value.clone()]
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
