//! Which variants of a union a value may be, best first.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt;
use std::ops::ControlFlow;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::wire::raw::Name;

use super::table::{Kind, Table, Variant, string_is};

/// The properties of an object, with their values as text.
type Members<'a> = Vec<(Cow<'a, str>, &'a str)>;

/// How well a variant suits a value; more is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    constants: usize,
    /// How many constants are not there.
    lacking: Reverse<usize>,
    known: usize,
    required: usize,
    kind: usize,
}

/// The variant that the discriminator says.
pub(super) fn tagged(table: &Table, text: &str) -> Option<usize> {
    let by = table.by.first()?;
    if Kind::of(text) != Kind::Object {
        return None;
    }
    let value = member(text, by)?;
    table.variants.iter().position(|variant| {
        variant
            .tags
            .iter()
            .any(|tag| string_is(value, tag) || value == *tag)
    })
}

/// The variants that a value may be by its shape.
#[derive(Default)]
pub(super) struct Candidates {
    /// Their indices, best first.
    pub(super) indices: Vec<usize>,
    /// How many of them suit it alike, and best.
    pub(super) tied: usize,
}

/// The variants that a value may be by its shape.
pub(super) fn candidates(table: &Table, text: &str) -> Candidates {
    if table.variants.iter().all(|variant| variant.kind.is_empty()) {
        return Candidates::default();
    }
    let kind = Kind::of(text);
    let members = match kind {
        Kind::Object => members(text),
        _ => Members::new(),
    };
    let mut scored: Vec<(usize, Score)> = table
        .variants
        .iter()
        .enumerate()
        .filter_map(|(index, variant)| Some((index, score(variant, text, kind, &members)?)))
        .collect();
    scored.sort_by(|one, other| Reverse(&one.1).cmp(&Reverse(&other.1)));
    let tied = scored.iter().take_while(|(_, it)| *it == scored[0].1);
    let tied = match scored.first() {
        // None of them is what the value is.
        Some((_, best)) if best.lacking.0 > 0 => 1,
        _ => tied.count(),
    };
    Candidates {
        tied,
        indices: scored.into_iter().map(|(index, _)| index).collect(),
    }
}

fn score(variant: &Variant, text: &str, kind: Kind, members: &Members<'_>) -> Option<Score> {
    let own = variant.kind.first()?;
    let (mut constants, mut lacking) = (0, 0);
    for constant in variant.constants {
        match find(members, constant.name) {
            Some(value) if constant.is(value) => constants += 1,
            Some(_) => return None,
            None => lacking += 1,
        }
    }
    if !variant.values.is_empty() {
        // A list of values may be open, so that another one only ranks it last.
        constants = usize::from(variant.values.iter().any(|value| value.is(text)));
    }
    if !variant
        .required
        .iter()
        .all(|name| find(members, name).is_some())
    {
        return None;
    }
    Some(Score {
        constants,
        lacking: Reverse(lacking),
        required: variant.required.len(),
        known: members
            .iter()
            .filter(|(name, _)| variant.properties.contains(&&**name))
            .count(),
        kind: own.accepts(kind)?,
    })
}

fn find<'a>(members: &Members<'a>, name: &str) -> Option<&'a str> {
    let mut values = members.iter().filter(|(member, _)| member == name);
    values.next_back().map(|(_, value)| *value)
}

/// Why a value is not a variant.
pub(super) fn explain(table: &Table, variant: &Variant, text: &str) -> String {
    let kind = Kind::of(text);
    let members = members(text);
    let Some(own) = variant.kind.first() else {
        return match table.by.first() {
            Some(by) if find(&members, by).is_none() => format!("missing property {by:?}"),
            Some(by) => format!("property {by:?} is not {}", list(variant.tags)),
            None => String::from("not told apart"),
        };
    };
    if own.accepts(kind).is_none() {
        return format!("not {}", own.words());
    }
    for constant in variant.constants {
        if find(&members, constant.name).is_some_and(|value| !constant.is(value)) {
            return format!("property {:?} is not {}", constant.name, constant.literal);
        }
    }
    let missing = variant
        .required
        .iter()
        .find(|name| find(&members, name).is_none());
    match missing {
        Some(name) => format!("missing property {name:?}"),
        None => String::from("does not fit"),
    }
}

fn list(tags: &[&str]) -> String {
    let quoted: Vec<String> = tags.iter().map(|tag| format!("{tag:?}")).collect();
    quoted.join(" or ")
}

/// Reads an object's properties.
fn members(text: &str) -> Members<'_> {
    let mut members = Members::new();
    visit_members(text, &mut |name, value| {
        members.push((name, value));
        ControlFlow::Continue(())
    });
    members
}

/// Reads the first property of a name.
fn member<'a>(text: &'a str, wanted: &str) -> Option<&'a str> {
    let mut found = None;
    visit_members(text, &mut |name, value| {
        if name == wanted {
            found = Some(value);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    found
}

/// What is done with each property, until it has enough.
type Visit<'v, 'a> = &'v mut dyn FnMut(Cow<'a, str>, &'a str) -> ControlFlow<()>;

fn visit_members<'a>(text: &'a str, visit: Visit<'_, 'a>) {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // An early stop looks like an error; a real one shows when a variant is decoded.
    let _ = deserializer.deserialize_map(MembersVisitor(visit));
}

struct MembersVisitor<'v, 'a>(Visit<'v, 'a>);

impl<'a> Visitor<'a> for MembersVisitor<'_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = map.next_key()? {
            let value: &RawValue = map.next_value()?;
            if (self.0)(name, value.get()).is_break() {
                break;
            }
        }
        Ok(())
    }
}
