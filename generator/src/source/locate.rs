//! Pointers → positions in the text, found by reading the text again, only when a diagnostic is shown.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser};

use crate::diagnostic::{Pointer, push_token};

/// Where a place is in a text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its key; none for an item of a list and for the root.
    pub key: Option<Range<usize>>,
    /// Its value.
    pub value: Range<usize>,
    /// Whether the value is text, a number, a boolean or null.
    pub scalar: bool,
    /// The key as it was first there, for a key that is there twice.
    pub first_key: Option<Range<usize>>,
}

/// The spots of `pointers` in `text`; a pointer whose place doesn't exist is missing.
pub fn locate<'p>(
    text: &str,
    pointers: impl IntoIterator<Item = &'p Pointer>,
) -> BTreeMap<Pointer, Spot> {
    let mut walk = Walk::new(pointers);
    if text.trim_start().starts_with(['{', '[']) && super::scan::scan(text, &mut walk).is_some() {
        return walk.found();
    }
    walk.restart();
    read_yaml(text, &mut walk);
    walk.found()
}

fn read_yaml(text: &str, walk: &mut Walk) {
    let lines = (!text.is_ascii()).then(|| Lines::new(text));
    let byte = |marker: &Marker| {
        lines
            .as_ref()
            .map_or_else(|| marker.index(), |lines| lines.byte(text, marker))
    };
    let mut parser = Parser::new_from_str(text);
    // The text was read before, so that an error here can only mean that the parsers differ: what was found till there counts.
    while let Some(Ok((event, span))) = parser.next_event() {
        let range = byte(&span.start)..byte(&span.end);
        match event {
            Event::Scalar(value, ..) => walk.scalar(range, || value.into_owned()),
            Event::Alias(_) => walk.scalar(range, String::new),
            Event::MappingStart(..) => walk.open(range, true),
            Event::SequenceStart(..) => walk.open(range, false),
            Event::MappingEnd | Event::SequenceEnd => walk.close(range.end),
            Event::DocumentEnd | Event::StreamEnd => break,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
        }
    }
}

/// Where lines begin, to find bytes from lines and columns.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Self {
        let starts = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(starts).collect())
    }

    fn byte(&self, text: &str, marker: &Marker) -> usize {
        let start = self
            .0
            .get(marker.line().saturating_sub(1))
            .copied()
            .unwrap_or(text.len());
        let column = text[start..]
            .char_indices()
            .nth(marker.col())
            .map_or(text.len() - start, |(at, _)| at);
        start + column
    }
}

/// Takes the events of a parser and notes the spots that are wanted.
pub(super) struct Walk {
    wanted: BTreeMap<String, Option<Spot>>,
    stack: Vec<Frame>,
    /// How many containers are open that hold nothing wanted.
    skipped: usize,
}

struct Frame {
    path: String,
    spot_key: Option<Range<usize>>,
    start: usize,
    members: Members,
}

enum Members {
    /// A mapping, and the key whose value comes next.
    Map(Option<(String, Range<usize>)>),
    /// A list, and the index of the next item.
    List(usize),
}

impl Walk {
    fn new<'p>(pointers: impl IntoIterator<Item = &'p Pointer>) -> Self {
        let mut wanted = BTreeMap::new();
        for pointer in pointers {
            let mut text = pointer.as_str();
            while wanted.insert(text.to_owned(), None).is_none() {
                let Some(slash) = text.rfind('/') else { break };
                text = &text[..slash];
            }
        }
        Self {
            wanted,
            stack: Vec::new(),
            skipped: 0,
        }
    }

    fn restart(&mut self) {
        self.stack.clear();
        self.skipped = 0;
        self.wanted.values_mut().for_each(|spot| *spot = None);
    }

    fn found(self) -> BTreeMap<Pointer, Spot> {
        let found = |(path, spot)| Some((Pointer::parse_raw(path)?, spot?));
        self.wanted.into_iter().filter_map(found).collect()
    }

    /// A scalar: a key or a value.
    pub(super) fn scalar(&mut self, range: Range<usize>, text: impl FnOnce() -> String) {
        if self.skipped > 0 {
            return;
        }
        if let Some(Frame {
            members: Members::Map(key @ None),
            ..
        }) = self.stack.last_mut()
        {
            *key = Some((text(), range));
            return;
        }
        let (path, key) = self.next_place();
        self.note(&path, key, range, true);
    }

    /// The beginning of a mapping or a list.
    pub(super) fn open(&mut self, range: Range<usize>, map: bool) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        if let Some(Frame {
            members: Members::Map(key @ None),
            ..
        }) = self.stack.last_mut()
        {
            // A key that is no scalar: no pointer leads there.
            *key = Some(("?".to_owned(), range));
            self.skipped = 1;
            return;
        }
        let (path, key) = self.next_place();
        if self.wanted.contains_key(&path) {
            let members = if map {
                Members::Map(None)
            } else {
                Members::List(0)
            };
            self.stack.push(Frame {
                path,
                spot_key: key,
                start: range.start,
                members,
            });
        } else {
            self.skipped = 1;
        }
    }

    /// The end of what was opened last.
    pub(super) fn close(&mut self, end: usize) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if let Some(frame) = self.stack.pop() {
            self.note(&frame.path, frame.spot_key, frame.start..end, false);
        }
    }

    fn next_place(&mut self) -> (String, Option<Range<usize>>) {
        let Some(frame) = self.stack.last_mut() else {
            return (String::new(), None);
        };
        let mut path = frame.path.clone();
        match &mut frame.members {
            Members::Map(key) => {
                let (name, range) = key.take().unwrap_or_default();
                push_token(&mut path, &name);
                (path, Some(range))
            }
            Members::List(index) => {
                push_token(&mut path, &index.to_string());
                *index += 1;
                (path, None)
            }
        }
    }

    fn note(&mut self, path: &str, key: Option<Range<usize>>, value: Range<usize>, scalar: bool) {
        if let Some(spot) = self.wanted.get_mut(path) {
            let first_key = spot.take().and_then(|first| first.first_key.or(first.key));
            *spot = Some(Spot {
                key,
                value,
                scalar,
                first_key,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spots(text: &str, pointers: &[&str]) -> Vec<String> {
        let pointers: Vec<_> = pointers
            .iter()
            .map(|pointer| Pointer::parse(pointer).unwrap())
            .collect();
        let found = locate(text, &pointers);
        let show = |pointer| {
            let Some(spot) = found.get(pointer) else {
                return "-".to_owned();
            };
            let key = spot.key.clone().map_or("", |key| &text[key]);
            format!("{key} => {}", text[spot.value.clone()].trim_end())
        };
        pointers.iter().map(show).collect()
    }

    #[test]
    fn yaml_and_json_places_are_found() {
        let yaml = "ü: ä\npaths:\n  /a/b:\n    - one\n    - {two: 'zwö', x: y}\n'quoted': 3\n";
        assert_eq!(
            spots(
                yaml,
                &[
                    "/paths/~1a~1b/1/two",
                    "/paths/~1a~1b/0",
                    "/quoted",
                    "/none",
                    "/paths/~1a~1b/1/x"
                ]
            ),
            ["two => 'zwö'", " => one", "'quoted' => 3", "-", "x => y"]
        );
        let json = r#"{"a": {"b\u00fc": [1, {"c": "\"]}"}]}, "d": null}"#;
        assert_eq!(
            spots(json, &["/a/bü/1/c", "/d", "/a/bü/0", "/a"]),
            [
                r#""c" => "\"]}""#,
                r#""d" => null"#,
                " => 1",
                r#""a" => {"b\u00fc": [1, {"c": "\"]}"}]}"#
            ]
        );
    }

    #[test]
    fn a_key_that_is_there_twice_has_both_spots() {
        let text = "type: string\ntype: integer\n";
        let pointer = Pointer::parse("/type").unwrap();
        let spot = &locate(text, [&pointer])[&pointer];
        assert_eq!(spot.first_key, Some(0..4));
        assert_eq!(spot.key, Some(13..17));
    }
}
