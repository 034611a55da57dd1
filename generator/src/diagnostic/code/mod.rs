//! The table of diagnostic codes: what `explain` shows and what settings name.
//!
//! To add a code, add an entry to the file of the stage that finds it.

mod document;
mod lint;
mod lower;
mod repair;
mod source;

use std::fmt;
use std::str::FromStr;

use super::Severity;

/// A kind of diagnostic, as `unknown-key`.
#[derive(Clone, Copy)]
pub struct Code(&'static Page);

/// The page of a code.
#[derive(Debug)]
pub struct Page {
    /// Its stable name, in kebab case.
    pub name: &'static str,
    /// How bad it is unless settings say otherwise.
    pub severity: Severity,
    /// One sentence.
    pub summary: &'static str,
    /// Why it matters and what the generator does about it.
    pub why: &'static str,
    /// A piece of a document that causes it.
    pub example: &'static str,
    /// What to do.
    pub fix: &'static str,
}

impl Code {
    /// The code of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|code| code.name() == name)
    }

    /// Every code, in the order of the stages that find them.
    pub fn all() -> impl Iterator<Item = Self> {
        [
            source::ALL,
            document::ALL,
            repair::ALL,
            lint::ALL,
            lower::ALL,
        ]
        .into_iter()
        .flatten()
        .copied()
    }

    /// Its stable name.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// How bad it is unless settings say otherwise.
    pub fn severity(self) -> Severity {
        self.0.severity
    }

    /// Everything there is to say about it.
    pub fn page(self) -> &'static Page {
        self.0
    }
}

impl FromStr for Code {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::named(name)
            .ok_or_else(|| format!("no code is called `{name}`; `spec2crate explain` lists them"))
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Code {}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Declares codes: a constant for each, and `ALL`.
macro_rules! declare_codes {
    ($($constant:ident: $severity:ident $name:literal, $summary:literal;
        why: $why:literal, example: $example:literal, fix: $fix:literal;)*) => {
        $(
            #[doc = $summary]
            pub const $constant: Code = Code(&Page {
                name: $name,
                severity: Severity::$severity,
                summary: $summary,
                why: $why,
                example: $example,
                fix: $fix,
            });
        )*
        /// Every code of this file.
        pub(super) const ALL: &[Code] = &[$($constant),*];
    };
}
use declare_codes;

/// A constant per code.
pub mod codes {
    pub use super::document::*;
    pub use super::lint::*;
    pub use super::lower::*;
    pub use super::repair::*;
    pub use super::source::*;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_is_named_once_and_has_a_page() {
        let mut seen = BTreeSet::new();
        for code in Code::all() {
            let page = code.page();
            assert!(seen.insert(page.name), "{} is there twice", page.name);
            assert!(
                page.name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            );
            for text in [page.summary, page.why, page.fix] {
                assert!(
                    text.ends_with('.'),
                    "{}: `{text}` is no sentence",
                    page.name
                );
            }
            assert_eq!(Code::named(page.name), Some(code));
        }
    }
}
