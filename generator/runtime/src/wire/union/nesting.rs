//! What is being read right now: bounds of how deep, and how often, types look at a text before they read it.

use std::cell::{Cell, RefCell};

use crate::wire::integral::integers;
use crate::wire::path::string_end;

/// A type that looks at a text before it reads it.
struct Reading {
    name: &'static str,
    /// Where the text is.
    address: usize,
    /// The variant that is being tried.
    variant: Option<usize>,
    /// Whether its integral numbers are written as integers.
    integral: bool,
}

thread_local! {
    /// What is being read, the outermost first.
    static READING: RefCell<Vec<Reading>> = const { RefCell::new(Vec::new()) };

    /// How many bytes within the outermost text may still be read once more, to compare variants.
    static AGAIN: Cell<usize> = const { Cell::new(0) };
}

/// Sees to it that types in types end before the stack does.
///
/// Each union starts a parser of its own, and so the count of levels anew; the outermost one counts them all beforehand.
/// A type that is one of its own variants is read from the same text, and must not be tried again.
pub(in super::super) struct Nesting;

impl Nesting {
    /// As many levels as `serde_json` allows.
    const LIMIT: usize = 128;

    /// How often a union is one of its own variants.
    const AGAIN_LIMIT: usize = 3;

    /// How often the whole of a text may be read once more, to compare variants.
    const COMPARE_LIMIT: usize = 64;

    /// Whether a text may be read once more, to compare variants: what is nested would be read ever more often.
    pub(super) fn may_read_again(text: &str) -> bool {
        let left = AGAIN.get().checked_sub(text.len());
        AGAIN.set(left.unwrap_or_default());
        left.is_some()
    }

    /// Begins to read an object.
    pub(in super::super) fn enter(name: &'static str, text: &str) -> Result<Self, String> {
        if Self::trials(name, text).is_empty() {
            Self::begin(name, text)
        } else {
            Err(format!("{name} within itself"))
        }
    }

    /// Begins to read a union, but for the variants that are being tried already.
    pub(super) fn enter_union(
        name: &'static str,
        text: &str,
    ) -> Result<(Self, Vec<usize>), String> {
        let trials = Self::trials(name, text);
        if trials.len() > Self::AGAIN_LIMIT {
            return Err(format!("{name} within itself"));
        }
        Ok((
            Self::begin(name, text)?,
            trials.into_iter().flatten().collect(),
        ))
    }

    /// The text with its integral numbers written as integers, if it has others and that is not yet done.
    pub(in super::super) fn integers(text: &str) -> Option<String> {
        let is_done = READING.with_borrow(|open| open.last().is_some_and(|outer| outer.integral));
        if is_done { None } else { integers(text) }
    }

    /// Notes that the innermost text has its integral numbers written as integers, and so has what is in it.
    pub(in super::super) fn written_as_integers() {
        READING.with_borrow_mut(|open| {
            if let Some(reading) = open.last_mut() {
                reading.integral = true;
            }
        });
    }

    /// Which variants of a type are being tried on a text, one for each time that the type is being read.
    fn trials(name: &'static str, text: &str) -> Vec<Option<usize>> {
        let address = text.as_ptr().addr();
        READING.with_borrow(|open| {
            open.iter()
                .rev()
                .take_while(|reading| reading.address == address)
                .filter(|reading| reading.name == name)
                .map(|reading| reading.variant)
                .collect()
        })
    }

    fn begin(name: &'static str, text: &str) -> Result<Self, String> {
        if READING.with_borrow(Vec::is_empty)
            && brackets(text.as_bytes()) > Self::LIMIT
            && levels(text.as_bytes()) > Self::LIMIT
        {
            return Err(String::from("recursion limit exceeded"));
        }
        READING.with_borrow_mut(|open| {
            if open.is_empty() {
                AGAIN.set(text.len().saturating_mul(Self::COMPARE_LIMIT));
            }
            let integral = open.last().is_some_and(|outer| outer.integral);
            open.push(Reading {
                name,
                address: text.as_ptr().addr(),
                variant: None,
                integral,
            });
        });
        Ok(Self)
    }

    /// Notes which variant of the innermost union is tried.
    pub(super) fn trying(index: usize) {
        READING.with_borrow_mut(|open| {
            if let Some(reading) = open.last_mut() {
                reading.variant = Some(index);
            }
        });
    }
}

impl Drop for Nesting {
    fn drop(&mut self) {
        READING.with_borrow_mut(Vec::pop);
    }
}

/// How many objects and arrays a value has at most: quick to count, and mostly few.
fn brackets(text: &[u8]) -> usize {
    // `[` and `{` differ in one bit. As many as a byte can count at a time, which are counted side by side.
    text.chunks(usize::from(u8::MAX))
        .map(|chunk| chunk.iter().map(|byte| u8::from(byte | 0x20 == b'{')).sum())
        .map(|count: u8| usize::from(count))
        .sum()
}

/// How many levels of objects and arrays a value has.
fn levels(text: &[u8]) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            b'{' | b'[' => {
                open += 1;
                most = most.max(open);
            }
            b'}' | b']' => open = open.saturating_sub(1),
            b'"' => {
                at = string_end(text, at);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    most
}
