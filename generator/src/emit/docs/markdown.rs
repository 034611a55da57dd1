//! Prose of the document, made safe for rustdoc.
//!
//! A description is Markdown that nobody wrote for rustdoc.
//! Indented blocks and fences without a language would be compiled as Rust, `<T>` would be HTML,
//! `[x]` a link to an item, and a bare URL a warning; each is rewritten so that it reads as it was meant.
//!
//! # Invariants
//! - What is returned holds no line break, no control character and no bidirectional override in any line.
//! - rustdoc's lints stay on: nothing returned trips one of them.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// How much of one description is kept, in bytes.
const LENGTH_LIMIT: usize = 16 * 1024;

/// Languages that a fence may keep; rustdoc compiles none of them.
const LANGUAGES: &[&str] = &[
    "bash",
    "c",
    "console",
    "cpp",
    "csharp",
    "css",
    "csv",
    "curl",
    "diff",
    "go",
    "graphql",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "jsonc",
    "json5",
    "kotlin",
    "markdown",
    "md",
    "mermaid",
    "php",
    "plaintext",
    "powershell",
    "proto",
    "protobuf",
    "python",
    "py",
    "ruby",
    "scala",
    "sh",
    "shell",
    "sql",
    "swift",
    "text",
    "toml",
    "ts",
    "txt",
    "typescript",
    "xml",
    "yaml",
    "yml",
];

/// Lines of Markdown that are fit for rustdoc.
pub(in crate::emit) fn sanitize(text: &str) -> Vec<String> {
    let mut clean = clean(text);
    // Undoing HTML or a link may bring to light what stood inside.
    for _ in 0..4 {
        if !is_suspicious(&clean) {
            break;
        }
        match rewrite(&clean) {
            Some(rewritten) => clean = rewritten,
            None => break,
        }
    }
    clean
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// The text without what no comment may hold.
fn clean(text: &str) -> String {
    let mut end = text.len().min(LENGTH_LIMIT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut clean = String::with_capacity(end);
    for c in text[..end].replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => clean.push('\n'),
            '\t' => clean.push_str("    "),
            c if is_unsafe(c) => clean.push('\u{fffd}'),
            c => clean.push(c),
        }
    }
    if end < text.len() {
        clean.push_str("\n\n…");
    }
    clean.trim_matches('\n').trim_end().to_owned()
}

/// Control characters and bidirectional overrides (rustc refuses the latter in comments).
pub(super) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

/// Whether anything in the text could mean more than itself.
fn is_suspicious(text: &str) -> bool {
    text.contains(['<', '[', '`', '~'])
        || text.contains("://")
        || text.lines().any(|line| line.starts_with("    "))
}

/// One pass of rewriting; none when there is nothing to do.
fn rewrite(text: &str) -> Option<String> {
    let broken: RefCell<Vec<Range<usize>>> = RefCell::default();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut prose: Vec<Range<usize>> = Vec::new();
    let mut inside = 0_usize;
    {
        let callback = |link: BrokenLink<'_>| {
            broken.borrow_mut().push(link.span);
            None
        };
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        let parser =
            Parser::new_with_broken_link_callback(text, options, Some(callback)).into_offset_iter();
        for (event, range) in parser {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    inside += 1;
                    edits.extend(code_block(text, &kind, range));
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    inside += 1;
                    let source = &text[range.clone()];
                    if !is_absolute(&dest_url) && source.starts_with(['[', '!']) {
                        edits.push((range, escape(source, &['[', ']'])));
                    }
                }
                Event::End(TagEnd::CodeBlock | TagEnd::Link | TagEnd::Image) => {
                    inside = inside.saturating_sub(1);
                }
                Event::Html(_) | Event::InlineHtml(_) => {
                    edits.push((range.clone(), escape(&text[range], &['<', '[', ']'])));
                }
                Event::Text(_) if inside == 0 => match prose.last_mut() {
                    Some(last) if last.end == range.start => last.end = range.end,
                    _ => prose.push(range),
                },
                _ => {}
            }
        }
    }
    for range in broken.into_inner() {
        edits.push((range.clone(), escape(&text[range], &['[', ']'])));
    }
    for range in prose {
        urls(text, range, &mut edits);
    }
    apply(text, edits)
}

/// A code block that rustdoc would compile becomes a fence of text.
fn code_block(
    text: &str,
    kind: &CodeBlockKind<'_>,
    range: Range<usize>,
) -> Option<(Range<usize>, String)> {
    let source = &text[range.clone()];
    match kind {
        CodeBlockKind::Indented => {
            // The block starts behind the indentation of its first line.
            let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            if !text[start..range.start].trim().is_empty() {
                // In a list item: the marker stands before it. Less indentation makes it prose.
                return Some((range.clone(), text[range].replace("    ", " ")));
            }
            let body: Vec<&str> = text[start..range.end]
                .lines()
                .map(|line| {
                    line.strip_prefix("    ")
                        .unwrap_or_else(|| line.trim_start())
                })
                .collect();
            let body = body.join("\n");
            let ticks = longest_run(&body, '`').max(2) + 1;
            let fence = "`".repeat(ticks);
            Some((
                start..range.end,
                format!("{fence}text\n{}\n{fence}\n", body.trim_end()),
            ))
        }
        CodeBlockKind::Fenced(info) => {
            let mark = source.chars().next().filter(|c| matches!(c, '`' | '~'))?;
            let width = source.chars().take_while(|c| *c == mark).count();
            let first = source.lines().next().unwrap_or_default();
            let known = info
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .is_some_and(|word| LANGUAGES.contains(&word.to_ascii_lowercase().as_str()));
            let last = source
                .trim_end()
                .lines()
                .last()
                .unwrap_or_default()
                .trim_start_matches(['>', ' ']);
            let closed = source.trim_end().lines().count() > 1
                && last.len() >= width
                && last.trim_end().chars().all(|c| c == mark);
            if known && closed && info.chars().all(char::is_alphanumeric) {
                return None;
            }
            let fence: String = std::iter::repeat_n(mark, width).collect();
            let language = if known {
                info.split(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or("text")
                    .to_ascii_lowercase()
            } else {
                "text".to_owned()
            };
            if closed && first.trim_end() == format!("{fence}{language}") {
                return None;
            }
            let mut rewritten = format!("{fence}{language}{}", &source[first.len()..]);
            if !closed {
                rewritten.truncate(rewritten.trim_end().len());
                rewritten.push('\n');
                rewritten.push_str(&fence);
                rewritten.push('\n');
            }
            Some((range, rewritten))
        }
    }
}

/// How long the longest run of a character is.
fn longest_run(text: &str, mark: char) -> usize {
    text.split(|c| c != mark).map(str::len).max().unwrap_or(0)
}

/// The source with these characters escaped, unless they already are.
fn escape(source: &str, characters: &[char]) -> String {
    let mut escaped = String::with_capacity(source.len() + 8);
    let mut backslash = false;
    for c in source.chars() {
        if characters.contains(&c) && !backslash {
            escaped.push('\\');
        }
        backslash = c == '\\' && !backslash;
        escaped.push(c);
    }
    escaped
}

/// Puts bare URLs between angle brackets.
fn urls(text: &str, range: Range<usize>, edits: &mut Vec<(Range<usize>, String)>) {
    let mut start = range.start;
    while let Some(found) = text[start..range.end].find("://") {
        let at = start + found;
        let scheme = ["https", "http"]
            .iter()
            .find(|scheme| text[range.start..at].ends_with(**scheme));
        let rest = &text[at + 3..range.end];
        let length = rest
            .find(|c: char| {
                c.is_whitespace() || "<>\"`|\\^{}[]()".contains(c) || !c.is_ascii_graphic()
            })
            .unwrap_or(rest.len());
        let length = rest[..length]
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', ')'])
            .len();
        start = at + 3 + length;
        if let Some(scheme) = scheme
            && length > 0
        {
            let begin = at - scheme.len();
            edits.push((begin..start, format!("<{}>", &text[begin..start])));
        } else if let Some(scheme) = scheme {
            // `https://` alone, or before a placeholder.
            let begin = at - scheme.len();
            edits.push((begin..start, format!("`{}`", &text[begin..start])));
        }
    }
}

/// Carries out the edits that do not lie inside an earlier one.
fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> Option<String> {
    edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut rewritten = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (range, replacement) in edits {
        if range.start < at || text[range.clone()] == replacement {
            continue;
        }
        rewritten.push_str(&text[at..range.start]);
        rewritten.push_str(&replacement);
        at = range.end;
    }
    if at == 0 {
        return None;
    }
    rewritten.push_str(&text[at..]);
    Some(rewritten)
}

fn is_absolute(url: &str) -> bool {
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

/// A URL that can stand between angle brackets.
pub(super) fn is_plain_url(url: &str) -> bool {
    is_absolute(url)
        && url
            .chars()
            .all(|c| c.is_ascii_graphic() && !"<>`\"".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(sanitize(text).join("\n"), expected, "{text:?}");
    }

    #[test]
    fn plain_prose_stays() {
        check(
            "A cup.\n\nOf *coffee*, `hot`.",
            "A cup.\n\nOf *coffee*, `hot`.",
        );
    }

    #[test]
    fn html_and_generics_are_text() {
        check("A Vec<T> of <b>cups</b>", r"A Vec\<T> of \<b>cups\</b>");
        check(
            "<Accordion title=\"x\">\nhello [y]\n</Accordion>",
            "\\<Accordion title=\"x\">\nhello \\[y\\]\n\\</Accordion>",
        );
    }

    #[test]
    fn brackets_are_no_links_to_items() {
        check("one of [a, b] or [Pet]", r"one of \[a, b\] or \[Pet\]");
        check("see [the guide](guide.md)", r"see \[the guide\](guide.md)");
        check(
            "see [the guide](https://example.com/a)",
            "see [the guide](https://example.com/a)",
        );
    }

    #[test]
    fn bare_urls_get_brackets() {
        check(
            "See https://example.com/a_b?c=d.",
            "See <https://example.com/a_b?c=d>.",
        );
        check(
            "at <https://example.com> already",
            "at <https://example.com> already",
        );
    }

    #[test]
    fn code_is_never_compiled() {
        check("```\nlet x;\n```", "```text\nlet x;\n```");
        check("```rust\nlet x;\n```", "```text\nlet x;\n```");
        check("```json\n{}\n```", "```json\n{}\n```");
        check(
            "text\n\n    indented();\n\nmore",
            "text\n\n```text\nindented();\n```\n\nmore",
        );
    }

    #[test]
    fn an_indented_block_becomes_one_fence() {
        check(
            "a\n\n    b();\n    c();\n\nd <e>",
            "a\n\n```text\nb();\nc();\n```\n\nd \\<e>",
        );
        check(
            "    let first;\n\n    ```",
            "````text\nlet first;\n\n```\n````",
        );
    }

    #[test]
    fn an_open_fence_is_closed() {
        check("```\nlet x;", "```text\nlet x;\n```");
    }

    #[test]
    fn overrides_and_controls_are_replaced() {
        check("a\u{202e}b\u{0}c", "a\u{fffd}b\u{fffd}c");
        check("a\r\nb\rc", "a\nb\nc");
    }

    #[test]
    fn a_megabyte_is_cut() {
        let lines = sanitize(&"x".repeat(1 << 20));
        assert!(lines.iter().map(String::len).sum::<usize>() < LENGTH_LIMIT + 10);
    }
}
