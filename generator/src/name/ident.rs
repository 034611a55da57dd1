//! The spelling of Rust identifiers: case, keywords, and names that have no letters.
//!
//! This is the one place that changes case.

use std::fmt;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// How long an identifier may become; what is longer ends in a digest of the whole.
pub(super) const LENGTH_LIMIT: usize = 96;

/// A Rust identifier, ready to be written: keywords are raw (`r#type`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// The identifier as it stands in code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier without `r#`.
    pub fn bare(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }

    /// An identifier of a text that is one but for keywords.
    pub(super) fn new(text: &str) -> Self {
        if NEVER_RAW.contains(&text) {
            Self(format!("{text}_"))
        } else if KEYWORDS.contains(&text) {
            Self(format!("r#{text}"))
        } else {
            Self(text.to_owned())
        }
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What an identifier is for, which decides its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Types, variants: `UpperCamelCase`.
    Type,
    /// Fields, functions, modules: `snake_case`.
    Value,
    /// Statics: `SHOUTY_SNAKE_CASE`.
    Static,
}

impl Case {
    /// The text of an identifier for a name of the document.
    pub(super) fn apply(self, name: &str) -> String {
        if self == Self::Value && is_snake_case(name) {
            return name.to_owned();
        }
        self.finish(&plain_words(name))
    }

    /// The text of an identifier that is pinned, which stays as it is where it can be one.
    pub(super) fn apply_pin(self, pin: &str) -> String {
        let is_ident = pin.starts_with(|c| is_start(c) || c == '_')
            && pin.chars().all(is_continue)
            && !pin.trim_matches('_').is_empty();
        if is_ident {
            pin.to_owned()
        } else {
            self.apply(pin)
        }
    }

    /// The same with every sign spelled out: `-created` is `MinusCreated`.
    pub(super) fn apply_spelled(self, name: &str) -> String {
        self.finish(&spelled_words(name))
    }

    fn finish(self, words: &str) -> String {
        let cased = match self {
            Self::Type => words.to_upper_camel_case(),
            Self::Value => words.to_snake_case(),
            Self::Static => words.to_shouty_snake_case(),
        };
        let mut text: String = cased
            .chars()
            .filter(|c| *c == '_' || is_continue(*c))
            .collect();
        if text.trim_matches('_').is_empty() {
            text = match self {
                Self::Type => "Empty".to_owned(),
                Self::Value => "empty".to_owned(),
                Self::Static => "EMPTY".to_owned(),
            };
        }
        // What scripts without case call a static may be what they call a parameter, which cannot shadow it (E0530).
        let is_caseless = self == Self::Static && text.to_lowercase() == text.to_uppercase();
        if !text.starts_with(is_start) || is_caseless {
            let prefix = match self {
                Self::Type => "N",
                Self::Value => "n_",
                Self::Static => "N_",
            };
            text.insert_str(0, prefix);
        }
        let short = shorten(text);
        if self == Self::Static {
            short.to_uppercase()
        } else {
            short
        }
    }
}

/// The file name of a module: never a name that a file system keeps for itself, and ASCII alone, as rustc demands
/// of a module in a file of its own (E0754).
pub(super) fn module_text(name: &str) -> String {
    let text = ascii(&Case::Value.apply(name));
    let is_device = matches!(text.as_str(), "con" | "prn" | "aux" | "nul" | "mod")
        || text.len() == 4
            && (text.starts_with("com") || text.starts_with("lpt"))
            && text.ends_with(|c: char| c.is_ascii_digit());
    if is_device || KEYWORDS.contains(&text.as_str()) || NEVER_RAW.contains(&text.as_str()) {
        format!("{text}_")
    } else {
        text
    }
}

/// The text with its other characters by their numbers: `carnês` is `carn_uea_s`.
fn ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut words = String::new();
    for c in text.chars() {
        if c.is_ascii() {
            words.push(c);
        } else {
            words.push_str(&format!("_u{:x}_", u32::from(c)));
        }
    }
    shorten(words.to_snake_case())
}

/// Whether a name is spelled as a field is already, which most are.
fn is_snake_case(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    name.len() <= LENGTH_LIMIT
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(is_plain)
        && !name.ends_with('_')
        && !name.contains("__")
}

fn is_start(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && unicode_ident::is_xid_start(c))
}

fn is_continue(c: char) -> bool {
    unicode_ident::is_xid_continue(c)
}

/// The name with a leading sign of a number in words, and everything else that is no letter as a break.
fn plain_words(name: &str) -> String {
    let mut characters = name.chars();
    let signed = match (characters.next(), characters.next()) {
        (Some('+'), Some(digit)) if digit.is_ascii_digit() => Some("plus"),
        (Some('-'), Some(digit)) if digit.is_ascii_digit() => Some("minus"),
        _ => None,
    };
    let has_letters = name.chars().any(is_continue_word);
    if !has_letters {
        return spelled_words(name);
    }
    let mut words = signed.map(|sign| format!("{sign} ")).unwrap_or_default();
    words.extend(
        name.chars()
            .map(|c| if is_continue_word(c) { c } else { ' ' }),
    );
    words
}

fn is_continue_word(c: char) -> bool {
    c != '_' && is_continue(c)
}

fn spelled_words(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        match sign(c) {
            Some(word) => {
                words.push(' ');
                words.push_str(word);
                words.push(' ');
            }
            None if is_continue_word(c) => words.push(c),
            None if c.is_whitespace() || c == '_' => words.push(' '),
            None => words.push_str(&format!(" u{:x} ", u32::from(c))),
        }
    }
    words
}

fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '~' => "tilde",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '%' => "percent",
        '&' => "and",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '|' => "pipe",
        '?' => "question",
        '^' => "caret",
        '\'' | '"' | '`' => "quote",
        '(' | '[' | '{' => "open",
        ')' | ']' | '}' => "close",
        _ => return None,
    })
}

fn shorten(text: String) -> String {
    if text.len() <= LENGTH_LIMIT {
        return text;
    }
    let digest = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let end = (0..=LENGTH_LIMIT - 8)
        .rev()
        .find(|end| text.is_char_boundary(*end))
        .unwrap_or(0);
    format!("{}{:08x}", &text[..end], digest >> 32)
}

/// Keywords of any edition that a raw identifier escapes.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that no raw identifier escapes.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(case: Case, name: &str, expected: &str) {
        assert_eq!(Ident::new(&case.apply(name)).as_str(), expected, "{name:?}");
    }

    #[test]
    fn types() {
        check(Case::Type, "pet", "Pet");
        check(Case::Type, "Object Not Found(404)", "ObjectNotFound404");
        check(Case::Type, "self", "Self_");
        check(Case::Type, "+1", "Plus1");
        check(Case::Type, "-1", "Minus1");
        check(Case::Type, "404", "N404");
        check(Case::Type, "*", "Star");
        check(Case::Type, "", "Empty");
        check(Case::Type, "😀", "U1f600");
        check(Case::Type, "v1.Pod", "V1Pod");
        check(Case::Type, "größe", "Größe");
        check(Case::Type, "名前", "名前");
    }

    #[test]
    fn values() {
        check(Case::Value, "type", "r#type");
        check(Case::Value, "self", "self_");
        check(Case::Value, "crate", "crate_");
        check(Case::Value, "image-id", "image_id");
        check(Case::Value, "externalURL", "external_url");
        check(Case::Value, "_", "empty");
        check(Case::Value, "gen", "r#gen");
        check(Case::Value, "2fa", "n_2fa");
    }

    #[test]
    fn statics() {
        check(Case::Static, "getPet", "GET_PET");
        check(Case::Static, "2fa", "N_2FA");
        check(Case::Static, "日本", "N_日本");
        check(Case::Static, "日本 a", "日本_A");
    }

    #[test]
    fn what_is_snake_case_stays_as_it_is() {
        for name in ["a", "ab_1c", "a_b2", "a1", "x_1"] {
            assert!(is_snake_case(name), "{name}");
            assert_eq!(Case::Value.finish(&plain_words(name)), name);
        }
        for name in ["", "_a", "a_", "a__b", "aB", "1a", "a-b", "ä"] {
            assert!(!is_snake_case(name), "{name}");
        }
    }

    #[test]
    fn spelled_names_differ_where_plain_ones_do_not() {
        assert_eq!(Case::Type.apply("created"), Case::Type.apply("-created"));
        assert_eq!(Case::Type.apply_spelled("-created"), "MinusCreated");
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let left = Case::Type.apply(&"a".repeat(500));
        let right = Case::Type.apply(&"a".repeat(501));
        assert!(left.len() <= LENGTH_LIMIT);
        assert_ne!(left, right);
        let shouted = Case::Static.apply(&"a".repeat(500));
        assert_eq!(shouted, shouted.to_uppercase());
    }

    #[test]
    fn modules_are_no_device_names() {
        assert_eq!(module_text("con"), "con_");
        assert_eq!(module_text("COM1"), "com1_");
        assert_eq!(module_text("type"), "type_");
        assert_eq!(module_text("../../x"), "x");
        assert_eq!(module_text("carnês"), "carn_uea_s");
        assert_eq!(module_text("Größe"), "gr_uf6_udf_e");
        assert_eq!(module_text("日本"), "u65e5_u672c");
    }
}
