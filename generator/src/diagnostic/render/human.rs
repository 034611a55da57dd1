//! A diagnostic as rustc shows one.
//!
//! ```text
//! warning[unknown-key]: `requierd` is no key of a schema
//!   --> specs/pets.yaml:12:7
//!    |
//! 12 |       requierd: [name]
//!    |       ^^^^^^^^
//!    |
//!    = help: did you mean `required`?
//! ```

use std::ops::Range;

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::super::Severity;
use super::place::{Placed, Span};
use crate::source::Sources;

/// Longer lines are cut around what is shown of them.
const LINE_BYTES: usize = 400;

/// The text of one diagnostic, with an empty line behind it.
pub(super) fn render(placed: &Placed<'_>, sources: &Sources, color: bool) -> String {
    let diagnostic = placed.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = level
        .primary_title(plain(&diagnostic.message))
        .id(diagnostic.code.name())
        .elements(Vec::<Origin<'_>>::new());
    if let Some(span) = &placed.span {
        let near: Vec<_> = placed
            .related
            .iter()
            .filter(|(other, _)| close_by(span, other, sources))
            .collect();
        group = add_span(group, span, &near, sources);
    }
    for (span, label) in &placed.related {
        if !placed
            .span
            .as_ref()
            .is_some_and(|primary| close_by(primary, span, sources))
        {
            group = group.element(Level::NOTE.message(plain(label)));
            group = add_span(group, span, &[], sources);
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(plain(help)));
    }
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    format!(
        "{}\n\n",
        renderer.term_width(DEFAULT_TERM_WIDTH).render(&[group])
    )
}

fn add_span<'t>(
    group: Group<'t>,
    span: &Span,
    near: &[&(Span, &'t str)],
    sources: &'t Sources,
) -> Group<'t> {
    let file = sources.file(span.file);
    let name = plain(&file.name());
    let Some(bytes) = span.bytes.clone() else {
        return group.element(Origin::path(name));
    };
    let (mut start, mut end) = (bytes.start, bytes.end);
    for (other, _) in near {
        if let Some(other) = &other.bytes {
            start = start.min(other.start);
            end = end.max(other.end);
        }
    }
    let text = file.text.as_str();
    let window = line_start(text, start)..line_end(text, end);
    if window.len() > LINE_BYTES && near.is_empty() {
        return add_long_line(group, span, &bytes, name, sources);
    }
    let Some(shown) = text.get(window.clone()) else {
        return group.element(Origin::path(name));
    };
    let line = match span.position {
        // What is above the place is counted from there, and not from the top of the file.
        Some((line, _)) => {
            line - text[window.start..bytes.start.max(window.start)]
                .matches('\n')
                .count()
        }
        None => text[..window.start].matches('\n').count() + 1,
    };
    let within = |range: &Range<usize>| {
        range.start - window.start..range.end.min(line_end(text, range.start)) - window.start
    };
    let mut snippet: Snippet<'t, Annotation<'t>> =
        Snippet::source(shown).path(name).line_start(line);
    snippet = snippet.annotation(AnnotationKind::Primary.span(within(&bytes)));
    for (other, label) in near {
        if let Some(other) = &other.bytes {
            snippet = snippet.annotation(AnnotationKind::Context.span(within(other)).label(*label));
        }
    }
    group.element(snippet)
}

/// A line of a file that has been minified, say: only what is around the place.
fn add_long_line<'t>(
    group: Group<'t>,
    span: &Span,
    bytes: &Range<usize>,
    name: String,
    sources: &'t Sources,
) -> Group<'t> {
    let text = sources.file(span.file).text.as_str();
    let first_line = line_start(text, bytes.start)..line_end(text, bytes.start);
    let start = floor(text, bytes.start.saturating_sub(60).max(first_line.start));
    let end = floor(text, (bytes.start + 100).min(first_line.end));
    let (line, column) = span.position.unwrap_or((1, 1));
    let marked = bytes.start - start..bytes.end.min(end) - start;
    group
        .element(Origin::path(name).line(line).char_column(column))
        .element(
            Snippet::source(&text[start..end])
                .line_start(line)
                .annotation(AnnotationKind::Primary.span(marked)),
        )
}

/// Whether two spans are so near that one snippet shows both.
fn close_by(one: &Span, other: &Span, sources: &Sources) -> bool {
    let (Some(one_bytes), Some(other_bytes)) = (&one.bytes, &other.bytes) else {
        return false;
    };
    if one.file != other.file || one_bytes.start == other_bytes.start {
        return false;
    }
    let start = one_bytes.start.min(other_bytes.start);
    let end = one_bytes.start.max(other_bytes.start);
    end - start < LINE_BYTES * 4
        && sources
            .file(one.file)
            .text
            .get(start..end)
            .is_some_and(|between| between.matches('\n').count() < 40)
}

fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    text.as_bytes()[at..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(text.len(), |length| at + length)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Text that can't change how a terminal shows what is around it.
fn plain(text: &str) -> String {
    let harmless = |character: char| match character {
        '\n' | '\t' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        other if other.is_control() => '\u{fffd}',
        other => other,
    };
    text.chars().map(harmless).collect()
}
