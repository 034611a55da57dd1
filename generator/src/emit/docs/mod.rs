//! Documentation comments: what the document says, and what the generator has to add.

mod markdown;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) use markdown::sanitize;
use markdown::{is_plain_url, is_unsafe};

use super::file::DOC_LINE_END;
use crate::ir::{self, Constraints, Docs, Rule};

/// The `#[doc]` attribute of some lines.
///
/// It is one for all of them: parsing one each would take a tenth of the time that generating takes.
pub(super) fn doc_tokens(lines: &[String]) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 2).sum());
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push(DOC_LINE_END);
        }
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
    }
    let literal = raw_literal(&text);
    quote! { #[doc = #literal] }
}

/// A literal in which nothing is escaped, for what is escaped has to be read letter by letter.
fn raw_literal(text: &str) -> Literal {
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let raw = format!("r{hashes}\"{text}\"{hashes}");
    raw.parse().unwrap_or_else(|_| Literal::string(text))
}

/// Paragraphs, with an empty line between them.
#[derive(Debug, Default)]
pub(super) struct Paragraphs(Vec<String>);

impl Paragraphs {
    /// Adds text of ours, which is already fit for rustdoc.
    pub(super) fn add(&mut self, text: impl AsRef<str>) -> &mut Self {
        self.separate();
        self.0.extend(text.as_ref().lines().map(str::to_owned));
        self
    }

    /// Adds text of the document.
    pub(super) fn add_prose(&mut self, text: Option<&str>) -> &mut Self {
        if let Some(text) = text {
            let lines = sanitize(text);
            if !lines.is_empty() {
                self.separate();
                self.0.extend(lines);
            }
        }
        self
    }

    fn separate(&mut self) {
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
    }

    /// Whether nothing was added.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines.
    pub(super) fn lines(&self) -> &[String] {
        &self.0
    }

    /// The `#[doc]` attribute.
    pub(super) fn tokens(&self) -> TokenStream {
        doc_tokens(&self.0)
    }
}

/// What a schema says of itself: description, remarks, external documentation.
pub(super) fn describe(paragraphs: &mut Paragraphs, docs: &Docs) {
    paragraphs.add_prose(docs.description.as_deref().or(docs.title.as_deref()));
    for remark in &docs.remarks {
        paragraphs.add_prose(Some(remark));
    }
    if let Some(url) = docs
        .external_docs
        .as_deref()
        .filter(|url| is_plain_url(url))
    {
        paragraphs.add(format!("See <{url}>."));
    }
}

/// The constraints of a value, as one sentence.
pub(super) fn constraints(constraints: &Constraints) -> Option<String> {
    let facts = facts(constraints);
    (!facts.is_empty()).then(|| format!("Constraints: {}.", facts.join(", ")))
}

/// The constraints of what is in a value, a sentence each.
pub(super) fn inner_constraints(rules: &[Rule]) -> Vec<String> {
    let mut sentences = Vec::new();
    for rule in rules {
        let (what, inner) = match rule {
            Rule::Items(inner) => ("item", inner),
            Rule::Values(_, inner) => ("value", inner),
            _ => continue,
        };
        for rule in inner {
            if let Rule::Own(constraints) = rule {
                let facts = facts(constraints);
                sentences.push(format!("Constraints of each {what}: {}.", facts.join(", ")));
            }
        }
    }
    sentences
}

/// The constraints of a value itself.
pub(super) fn own_constraints(rules: &[Rule]) -> Option<String> {
    rules.iter().find_map(|rule| match rule {
        Rule::Own(own) => constraints(own),
        _ => None,
    })
}

fn facts(constraints: &Constraints) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(range(
        constraints.min_length,
        constraints.max_length,
        "character",
    ));
    facts.extend(range(constraints.min_items, constraints.max_items, "item"));
    facts.extend(range(
        constraints.min_properties,
        constraints.max_properties,
        "property",
    ));
    if constraints.unique_items {
        facts.push("no item twice".to_owned());
    }
    let bound =
        |(literal, exclusive): &(ir::Literal, bool), inclusive_word: &str, exclusive_word: &str| {
            format!(
                "{} `{}`",
                if *exclusive {
                    exclusive_word
                } else {
                    inclusive_word
                },
                literal.to_value()
            )
        };
    facts.extend(
        constraints
            .minimum
            .as_ref()
            .map(|minimum| bound(minimum, "at least", "more than")),
    );
    facts.extend(
        constraints
            .maximum
            .as_ref()
            .map(|maximum| bound(maximum, "at most", "less than")),
    );
    facts.extend(
        constraints
            .multiple_of
            .as_ref()
            .map(|of| format!("a multiple of `{}`", of.to_value())),
    );
    facts.extend(
        constraints
            .pattern
            .as_deref()
            .and_then(code)
            .map(|pattern| format!("matches {pattern}")),
    );
    facts
}

fn range(minimum: Option<usize>, maximum: Option<usize>, unit: &str) -> Option<String> {
    let count = |number: usize| match (number, unit) {
        (1, _) => format!("1 {unit}"),
        (_, "property") => format!("{number} properties"),
        _ => format!("{number} {unit}s"),
    };
    match (minimum.filter(|minimum| *minimum > 0), maximum) {
        (Some(minimum), Some(maximum)) if minimum == maximum => {
            Some(format!("exactly {}", count(minimum)))
        }
        (Some(minimum), Some(maximum)) => Some(format!("{minimum} to {}", count(maximum))),
        (Some(minimum), None) => Some(format!("at least {}", count(minimum))),
        (None, Some(maximum)) => Some(format!("at most {}", count(maximum))),
        (None, None) => None,
    }
}

/// Text in backticks, as long as it can stand there.
pub(super) fn code(text: &str) -> Option<String> {
    let fits = text.len() <= 200
        && !text.is_empty()
        && !text.contains('`')
        && !text.chars().any(is_unsafe);
    fits.then(|| format!("`{text}`"))
}
