//! Lowers a scalar schema to a value that satisfies it: what examples say where the document has none.
//! That of a list has as many nulls as it needs items.
//!
//! # Invariants
//! - A sample is short, and the same whenever the schema is.
//! - There is none where any text or number does, or where none was found.

use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::Value;

use super::shape::Shape;
use crate::ir::{Constraints, Literal};

/// What texts of a format look like.
const FORMATS: &[(&str, &str)] = &[
    ("cidr", "192.0.2.0/24"),
    ("date", "2026-01-31"),
    ("date-time", "2026-01-31T12:00:00Z"),
    ("duration", "P1D"),
    ("email", "name@example.com"),
    ("hostname", "example.com"),
    ("idn-email", "name@example.com"),
    ("ip", "192.0.2.1"),
    ("ipv4", "192.0.2.1"),
    ("ipv6", "2001:db8::1"),
    ("iri", "https://example.com/"),
    ("json-pointer", "/name"),
    ("time", "12:00:00Z"),
    ("uri", "https://example.com/"),
    ("uri-reference", "https://example.com/"),
    ("url", "https://example.com/"),
    ("uuid", "123e4567-e89b-42d3-a456-426614174000"),
];

/// The longest text that is made.
const LONGEST: usize = 200;

/// The longest list that is made.
const MOST_ITEMS: usize = 10;

/// How many steps the search for a text that matches may take: repetitions of what may be empty add none to its length.
const MOST_STEPS: usize = 100_000;

/// What a text is made longer with.
const PADDING: &str = "x";

/// A value that satisfies a scalar schema; none where nothing is asked for, or nothing is found.
pub(super) fn sample(shape: &Shape<'_>) -> Option<Value> {
    let given = shape.data.example.as_ref().or(shape.data.default.as_ref());
    match shape.json_type {
        Some("string") => {
            let given = given.filter(|value| value.as_str().is_some_and(|text| !text.is_empty()));
            given.cloned().or_else(|| text(shape).map(Value::String))
        }
        Some("integer" | "number") => {
            let given = given.filter(|value| value.is_number());
            given.cloned().or_else(|| number(&shape.constraints))
        }
        Some("array") => {
            let least = shape.constraints.min_items.unwrap_or(0);
            (2..=MOST_ITEMS)
                .contains(&least)
                .then(|| Value::Array(vec![Value::Null; least]))
        }
        _ => None,
    }
}

fn text(shape: &Shape<'_>) -> Option<String> {
    let constraints = &shape.constraints;
    let least = constraints.min_length.unwrap_or(0);
    let most = constraints.max_length.unwrap_or(LONGEST).min(LONGEST);
    if least > most {
        return None;
    }
    let fits = |text: &String| (least..=most).contains(&text.chars().count());
    let format = shape.format.as_deref();
    let known = FORMATS.iter().find(|(name, _)| Some(*name) == format);
    if let Some(pattern) = &constraints.pattern {
        return matching(pattern, least, most).filter(fits);
    }
    match known {
        Some((_, text)) => Some((*text).to_owned()).filter(fits),
        None if least > 0 || constraints.max_length.is_some() => {
            let word: String = "text".chars().take(most).collect();
            let missing = least.saturating_sub(word.len());
            Some(word + &PADDING.repeat(missing))
        }
        None => None,
    }
}

/// A text that matches a pattern, and has at least so many characters where the pattern lets it.
fn matching(pattern: &str, least: usize, most: usize) -> Option<String> {
    let hir = regex_syntax::Parser::new().parse(pattern).ok()?;
    let mut best = None;
    let mut steps = MOST_STEPS;
    // Repeating more makes the text longer; what the pattern needs at least comes first.
    for extra in 0..=least.max(1) {
        let mut text = String::new();
        write_match(&hir, extra, &mut text, &mut steps)?;
        let length = text.chars().count();
        if length > most {
            break;
        }
        let enough = length >= least && length > 0;
        best = Some(text);
        if enough {
            break;
        }
    }
    best
}

/// Adds a text that matches, with so many repetitions more than needed; none where it would be too long or too much work.
fn write_match(hir: &Hir, extra: usize, text: &mut String, steps: &mut usize) -> Option<()> {
    *steps = steps.checked_sub(1)?;
    if text.len() > 4 * LONGEST {
        return None;
    }
    match hir.kind() {
        // An anchor holds where patterns usually have it, and nothing can be said of the others.
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(member(class)?),
        HirKind::Capture(capture) => write_match(&capture.sub, extra, text, steps)?,
        HirKind::Concat(parts) => {
            for part in parts {
                write_match(part, extra, text, steps)?;
            }
        }
        HirKind::Alternation(branches) => write_match(branches.first()?, extra, text, steps)?,
        HirKind::Repetition(repetition) => {
            let least = usize::try_from(repetition.min).ok()?;
            let most = repetition.max.and_then(|most| usize::try_from(most).ok());
            let times = (least + extra).min(most.unwrap_or(usize::MAX)).max(least);
            for _ in 0..times.min(4 * LONGEST) {
                write_match(&repetition.sub, extra, text, steps)?;
            }
        }
    }
    Some(())
}

/// A character of a class: a plain one where it has one.
fn member(class: &Class) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|it| (it.start(), it.end())).collect(),
        Class::Bytes(class) => class
            .iter()
            .map(|it| (char::from(it.start()), char::from(it.end())))
            .collect(),
    };
    let holds = |wanted: &char| {
        ranges
            .iter()
            .any(|(start, end)| (start..=end).contains(&wanted))
    };
    let plain = ['a', 'A', '1', '0', '-', '_', '.', '/'];
    let plain = plain.into_iter().find(holds);
    plain.or_else(|| ranges.first().map(|(start, _)| *start))
}

fn number(constraints: &Constraints) -> Option<Value> {
    let value = |literal: &Literal| literal.to_value().as_f64();
    let least = constraints.minimum.as_ref();
    let most = constraints.maximum.as_ref();
    let step = constraints.multiple_of.as_ref().and_then(value);
    let step = step.filter(|step| *step > 0.0);
    if least.is_none() && most.is_none() && step.is_none() {
        return None;
    }
    let holds = |number: f64| {
        let above = least.is_none_or(|(bound, excluded)| match value(bound) {
            Some(bound) => number > bound || (!excluded && number >= bound),
            None => false,
        });
        let below = most.is_none_or(|(bound, excluded)| match value(bound) {
            Some(bound) => number < bound || (!excluded && number <= bound),
            None => false,
        });
        above && below && step.is_none_or(|step| (number / step).fract().abs() < 1e-9)
    };
    let bounds = [least, most].into_iter().flatten();
    let bounds = bounds
        .filter_map(|(bound, _)| value(bound))
        .flat_map(|bound| {
            let near = [bound, bound.floor() + 1.0, bound.ceil() - 1.0];
            let steps = step.map(|step| {
                let times = bound / step;
                [times.ceil() * step, (times.floor() + 1.0) * step]
            });
            near.into_iter().chain(steps.into_iter().flatten())
        });
    let middle = match (
        least.and_then(|(it, _)| value(it)),
        most.and_then(|(it, _)| value(it)),
    ) {
        (Some(least), Some(most)) => Some(f64::midpoint(least, most)),
        _ => None,
    };
    let found = [1.0, 0.0]
        .into_iter()
        .chain(step)
        .chain(bounds)
        .chain(middle)
        .find(|number| holds(*number))?;
    // An integral number is an integer, however it was found; beyond 2^53 doubles have gaps.
    if found.fract() == 0.0 && found.abs() < 9_007_199_254_740_992.0 {
        format!("{found:.0}").parse::<i64>().ok().map(Value::from)
    } else {
        Some(Value::from(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_texts_that_match() {
        let of = |pattern: &str, least| matching(pattern, least, LONGEST);
        assert_eq!(of("^[a-z]+$", 0).as_deref(), Some("a"));
        assert_eq!(of("^[0-9]{3}-[A-F]*$", 6).as_deref(), Some("111-AA"));
        assert_eq!(of("^(cat|dog)?$", 0).as_deref(), Some("cat"));
        assert_eq!(of("(?=x)", 0), None);
        assert_eq!(of("^a{5000}$", 0), None);
        // Nothing grows here, a hundred thousand million times.
        assert_eq!(of("^((((a?){800}){800}){800}){800}$", 0), None);
    }

    #[test]
    fn makes_numbers_within_bounds() {
        let of = |minimum: Option<i64>, maximum: Option<i64>, step: Option<i64>| {
            number(&Constraints {
                minimum: minimum.map(|it| (Literal::Integer(it), true)),
                maximum: maximum.map(|it| (Literal::Integer(it), false)),
                multiple_of: step.map(Literal::Integer),
                ..Constraints::default()
            })
        };
        assert_eq!(of(Some(10), None, None), Some(Value::from(11)));
        assert_eq!(of(None, Some(-3), None), Some(Value::from(-3)));
        assert_eq!(of(Some(10), None, Some(25)), Some(Value::from(25)));
        assert_eq!(of(None, None, None), None);
        assert_eq!(of(Some(3), Some(2), None), None);
    }
}
