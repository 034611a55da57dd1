//! docs/codes.md and the README name the diagnostic codes that exist.
//!
//! `UPDATE=1 cargo test --test codes` writes docs/codes.md.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use spec2crate::diagnostic::Code;

#[test]
fn the_page_of_codes_is_current() {
    let path = repository().join("docs/codes.md");
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).expect("docs/codes.md can be written");
    }
    let current = fs::read_to_string(&path).unwrap_or_default();
    let differs = page
        .lines()
        .zip(current.lines().chain(std::iter::repeat("")))
        .position(|(new, old)| new != old);
    if let Some(index) = differs {
        panic!(
            "docs/codes.md:{}: should be `{}`; `UPDATE=1 cargo test --test codes` writes it",
            index + 1,
            page.lines().nth(index).unwrap_or_default()
        );
    }
    assert_eq!(
        page.lines().count(),
        current.lines().count(),
        "docs/codes.md is too long; `UPDATE=1 cargo test --test codes` writes it"
    );
}

/// What is not supported is never silent: it has a code, and the code has a row in the README.
#[test]
fn the_readme_names_what_is_unsupported() {
    let readme = fs::read_to_string(repository().join("README.md")).expect("README.md");
    let linked: Vec<&str> = readme
        .split("docs/codes.md#")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap_or_default())
        .collect();
    for name in &linked {
        assert!(
            Code::named(name).is_some(),
            "README.md links to the code `{name}`, which does not exist"
        );
    }
    for code in Code::all().filter(|code| is_limit(code.name())) {
        assert!(
            linked.contains(&code.name()),
            "README.md has no row for `{code}` in its table of what is supported"
        );
    }
}

/// Whether a code says that the client does not do what a document asks for.
fn is_limit(name: &str) -> bool {
    name.starts_with("unsupported-") || name.starts_with("untyped-")
}

fn page() -> String {
    let mut page = String::from(
        "# Diagnostic codes\n\n\
         What spec2crate says about documents, in the order of the stages that find it.\n\
         `spec2crate explain CODE` prints the same.\n\
         `--deny CODE` takes a code for an error, `--allow CODE` does not show it, and `--strict` takes every warning for an error.\n\n\
         This page is written by `UPDATE=1 cargo test --test codes` from generator/src/diagnostic/code.\n",
    );
    for code in Code::all() {
        let about = code.page();
        let _ = write!(
            page,
            "\n## {}\n\n*{}.* {}\n{}\n\n```text\n{}\n```\n\n{}\n",
            about.name,
            capitalised(about.severity.as_str()),
            lines(about.summary),
            lines(about.why),
            about.example,
            lines(about.fix),
        );
    }
    page
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A sentence per line.
fn lines(text: &str) -> String {
    let mut lines = String::new();
    let mut rest = text;
    while let Some((sentence, after)) = rest.split_once(". ") {
        let begins = after.starts_with(|first: char| first.is_uppercase() || first == '`');
        lines.push_str(sentence);
        lines.push_str(if begins { ".\n" } else { ". " });
        rest = after;
    }
    lines.push_str(rest);
    lines
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
