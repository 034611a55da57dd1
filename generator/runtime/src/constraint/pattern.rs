//! Regular expressions of ECMA-262, which `pattern` is written in, on an engine whose time is linear in the text.
//!
//! The engine's syntax differs in details, so a pattern is rewritten for it: `\d`, `\w` and `\s` mean what ECMA-262
//! says, and `[`, `&&` and `~~` mean nothing in a class.
//! Looking around and references back need another kind of engine, whose time can be exponential: a pattern with
//! them is unreadable, the generator says so, and it is not checked.

use std::collections::BTreeMap;
use std::fmt;
use std::iter::Peekable;
use std::str::Chars;
use std::sync::{PoisonError, RwLock};

use regex::{Regex, RegexBuilder};

/// How many bytes a compiled pattern may take.
const SIZE_LIMIT: usize = 1 << 20;

/// Every pattern that was used, compiled; none where it is unreadable.
static COMPILED: RwLock<BTreeMap<&'static str, Option<Regex>>> = RwLock::new(BTreeMap::new());

/// Whether a text has a match of a pattern. What is unreadable passes.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    let known = COMPILED
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(pattern)
        .cloned();
    let regex = known.unwrap_or_else(|| {
        let compiled = compile(pattern).ok();
        COMPILED
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(pattern, compiled.clone());
        compiled
    });
    regex.is_none_or(|regex| regex.is_match(text))
}

/// Says whether a pattern can be checked.
///
/// # Errors
/// Why not.
pub fn check_pattern(pattern: &str) -> Result<(), UnreadablePattern> {
    compile(pattern).map(drop)
}

/// Why a pattern cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadablePattern(String);

impl UnreadablePattern {
    fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for UnreadablePattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for UnreadablePattern {}

fn compile(pattern: &str) -> Result<Regex, UnreadablePattern> {
    let text = translate(pattern)?;
    RegexBuilder::new(&text)
        .size_limit(SIZE_LIMIT)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => UnreadablePattern::new("it is too large"),
            _ => UnreadablePattern::new("it is no regular expression of ECMA-262"),
        })
}

const DIGIT: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";
const SPACE: &str = r"\t\n\x0B\x0C\r \u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}";

/// What an escape or a character stands for.
enum Atom {
    /// One character.
    Literal(char),
    /// A class, as the engine writes it.
    Class(String),
    /// A place in the text.
    Assertion(&'static str),
}

fn translate(pattern: &str) -> Result<String, UnreadablePattern> {
    // `^` after a slash matches nothing: the slashes are those of a literal in JavaScript.
    if pattern.starts_with("/^") {
        return Err(UnreadablePattern::new(
            "it is written with slashes around it",
        ));
    }
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' => match escape(&mut rest, false)? {
                Atom::Literal(literal) => push_literal(&mut out, literal),
                Atom::Class(class) => out.push_str(&class),
                Atom::Assertion(assertion) => out.push_str(assertion),
            },
            '[' => class(&mut rest, &mut out)?,
            '.' => out.push_str(r"[^\n\r\u{2028}\u{2029}]"),
            '(' => group(&mut rest, &mut out)?,
            '{' => match quantifier(&rest) {
                Some(length) => {
                    out.push('{');
                    out.extend(rest.by_ref().take(length));
                }
                None => push_literal(&mut out, '{'),
            },
            '}' | ']' => push_literal(&mut out, character),
            other => out.push(other),
        }
    }
    Ok(out)
}

/// Adds the beginning of a group, after its bracket.
fn group(rest: &mut Peekable<Chars<'_>>, out: &mut String) -> Result<(), UnreadablePattern> {
    out.push('(');
    if rest.peek() != Some(&'?') {
        return Ok(());
    }
    let mut ahead = rest.clone().skip(1);
    match (ahead.next(), ahead.next()) {
        (Some('=' | '!'), _) | (Some('<'), Some('=' | '!')) => {
            Err(UnreadablePattern::new("it looks ahead or behind"))
        }
        _ => Ok(()),
    }
}

/// How many characters a quantifier has after its `{`.
fn quantifier(rest: &Peekable<Chars<'_>>) -> Option<usize> {
    let inside: String = rest
        .clone()
        .take_while(|character| character.is_ascii_digit() || *character == ',')
        .collect();
    let closed = rest.clone().nth(inside.len()) == Some('}');
    let starts = inside.starts_with(|character: char| character.is_ascii_digit());
    (closed && starts && inside.matches(',').count() <= 1).then_some(inside.len() + 1)
}

fn class(rest: &mut Peekable<Chars<'_>>, out: &mut String) -> Result<(), UnreadablePattern> {
    let unclosed = || UnreadablePattern::new("a class is not closed");
    let negated = rest.next_if_eq(&'^').is_some();
    if rest.next_if_eq(&']').is_some() {
        // ECMA-262: nothing is in `[]`, and everything in `[^]`.
        out.push_str(if negated {
            r"[\x00-\u{10FFFF}]"
        } else {
            r"[^\x00-\u{10FFFF}]"
        });
        return Ok(());
    }
    out.push_str(if negated { "[^" } else { "[" });
    let member = |rest: &mut Peekable<Chars<'_>>| match rest.next() {
        None => Err(unclosed()),
        Some('\\') => escape(rest, true),
        Some(character) => Ok(Atom::Literal(character)),
    };
    loop {
        if rest.next_if_eq(&']').is_some() {
            out.push(']');
            return Ok(());
        }
        match member(rest)? {
            Atom::Class(class) => out.push_str(&class),
            Atom::Assertion(_) => return Err(unclosed()),
            Atom::Literal(first) => {
                let mut ahead = rest.clone();
                let is_range =
                    ahead.next() == Some('-') && ahead.next().is_some_and(|it| it != ']');
                push_literal(out, first);
                if is_range {
                    rest.next();
                    match member(rest)? {
                        Atom::Literal(last) => {
                            out.push('-');
                            push_literal(out, last);
                        }
                        Atom::Class(class) => {
                            out.push_str(r"\-");
                            out.push_str(&class);
                        }
                        Atom::Assertion(_) => return Err(unclosed()),
                    }
                }
            }
        }
    }
}

/// What stands after a backslash.
fn escape(rest: &mut Peekable<Chars<'_>>, in_class: bool) -> Result<Atom, UnreadablePattern> {
    let broken = || UnreadablePattern::new("an escape is not finished");
    let character = rest.next().ok_or_else(broken)?;
    let class = |negated: &str, members: &str| Atom::Class(format!("[{negated}{members}]"));
    Ok(match character {
        'd' => class("", DIGIT),
        'D' => class("^", DIGIT),
        'w' => class("", WORD),
        'W' => class("^", WORD),
        's' => class("", SPACE),
        'S' => class("^", SPACE),
        'b' if in_class => Atom::Literal('\u{8}'),
        'b' => Atom::Assertion(r"(?-u:\b)"),
        'B' if !in_class => return Err(UnreadablePattern::new("it has `\\B`")),
        'p' | 'P' => {
            let mut name = String::new();
            if rest.next_if_eq(&'{').is_none() {
                return Err(broken());
            }
            loop {
                match rest.next() {
                    Some('}') => break,
                    Some(letter) if name.len() < 64 => name.push(letter),
                    Some(_) | None => return Err(broken()),
                }
            }
            Atom::Class(format!("\\{character}{{{name}}}"))
        }
        't' => Atom::Literal('\t'),
        'n' => Atom::Literal('\n'),
        'v' => Atom::Literal('\u{b}'),
        'f' => Atom::Literal('\u{c}'),
        'r' => Atom::Literal('\r'),
        '0' if !rest.peek().is_some_and(char::is_ascii_digit) => Atom::Literal('\0'),
        'c' => match rest.next() {
            Some(letter) if letter.is_ascii_alphabetic() => {
                Atom::Literal(char::from(letter as u8 % 32))
            }
            _ => return Err(broken()),
        },
        'x' => Atom::Literal(char::from_u32(hex(rest, 2)?).ok_or_else(broken)?),
        'u' => Atom::Literal(unicode(rest)?),
        '0'..='9' | 'k' => {
            return Err(UnreadablePattern::new("it refers back to what it matched"));
        }
        other => Atom::Literal(other),
    })
}

/// A character by its number: `{1F600}`, four digits, or two times four for one beyond them.
fn unicode(rest: &mut Peekable<Chars<'_>>) -> Result<char, UnreadablePattern> {
    let broken = || UnreadablePattern::new("an escape names no character");
    if rest.next_if_eq(&'{').is_some() {
        let mut number = 0_u32;
        loop {
            match rest.next().ok_or_else(broken)? {
                '}' => return char::from_u32(number).ok_or_else(broken),
                digit => {
                    let digit = digit.to_digit(16).ok_or_else(broken)?;
                    number = number.checked_mul(16).ok_or_else(broken)? + digit;
                }
            }
        }
    }
    let first = hex(rest, 4)?;
    if !(0xd800..0xdc00).contains(&first) {
        return char::from_u32(first).ok_or_else(broken);
    }
    let is_pair = rest.next_if_eq(&'\\').is_some() && rest.next_if_eq(&'u').is_some();
    let second = if is_pair { hex(rest, 4)? } else { 0 };
    if !(0xdc00..0xe000).contains(&second) {
        return Err(broken());
    }
    char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)).ok_or_else(broken)
}

fn hex(rest: &mut Peekable<Chars<'_>>, digits: usize) -> Result<u32, UnreadablePattern> {
    (0..digits).try_fold(0, |number, _| {
        rest.next()
            .and_then(|digit| digit.to_digit(16))
            .map(|digit| number * 16 + digit)
            .ok_or_else(|| UnreadablePattern::new("an escape is not finished"))
    })
}

/// Adds a character that means itself, inside a class and outside.
fn push_literal(out: &mut String, character: char) {
    if matches!(
        character,
        '\\' | '.'
            | '+'
            | '*'
            | '?'
            | '('
            | ')'
            | '|'
            | '['
            | ']'
            | '{'
            | '}'
            | '^'
            | '$'
            | '#'
            | '&'
            | '-'
            | '~'
    ) {
        out.push('\\');
    }
    out.push(character);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(pattern: &'static str, text: &str) -> bool {
        check_pattern(pattern).unwrap();
        matches(pattern, text)
    }

    #[test]
    fn patterns_mean_what_the_standard_says() {
        for (pattern, text, expected) in [
            (r"^\d+$", "12", true),
            (r"^\d+$", "٣", false),
            (r"^\w+$", "é", false),
            (r"^\s$", "\u{feff}", true),
            (r"b", "abc", true),
            (r"^.$", "\r", false),
            (r"^.$", "😀", true),
            (r"^[\w.-]+$", "a.b-c", true),
            (r"^[\w-.]+$", "a.b-c", true),
            (r"^[a-z[&&~~]+$", "a[&~", true),
            (r"^[^]$", "\n", true),
            (r"[]", "a", false),
            (r"^a{2,3}$", "aa", true),
            (r"^a{,3}$", "a{,3}", true),
            (r"^{x}]$", "{x}]", true),
            (r"^\/\-\@$", "/-@", true),
            (r"^\u0041\x42\u{43}\cJ$", "ABC\n", true),
            (r"^\uD83D\uDE00$", "😀", true),
            (r"^\p{Lu}\p{Script=Greek}+$", "Éλ", true),
            (r"\bcat\b", "a cat.", true),
            (r"^(?<year>\d{4})(?:-\d\d)?$", "2026-05", true),
            (r"^[\b\]]$", "]", true),
            (r"^$", "", true),
        ] {
            assert_eq!(holds(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn what_the_engine_cannot_do_is_said_and_passes() {
        for pattern in [
            r"^(?!a)",
            r"(?<=a)b",
            r"(a)\1",
            r"\k<a>",
            r"[a",
            "(",
            r"\u12",
            "/^a$/",
            r"\B",
            "((.{1,1000}){1,1000}){1,1000}",
            r"\uD800",
            r"\p{NoSuchThing}",
            "a\\",
        ] {
            assert!(check_pattern(pattern).is_err(), "{pattern}");
            assert!(matches(pattern, "anything"), "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_explodes_elsewhere_takes_linear_time() {
        let text = "a".repeat(100_000);
        assert!(!matches(r"^(a+)+$", &format!("{text}!")));
    }
}
