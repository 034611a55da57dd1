//! What documentation says of arguments and setters.

use proc_macro2::TokenStream;

use super::Argument;
use crate::emit::docs::{Paragraphs, code, constraints, describe};

impl Argument<'_> {
    /// The documentation of a setter.
    pub(in crate::emit::operation) fn docs(&self) -> TokenStream {
        let mut paragraphs = Paragraphs::default();
        describe(&mut paragraphs, &self.docs);
        if paragraphs.is_empty() {
            match self.name.map(code) {
                None => paragraphs.add("The body of the request."),
                Some(Some(name)) => paragraphs.add(format!("Sets {name}.")),
                Some(None) => paragraphs.add("Sets the parameter."),
            };
        }
        if let Some(default) = self.default.and_then(|value| code(&value.to_string())) {
            paragraphs.add(format!("Taken for {default} when absent."));
        }
        if let Some(sentence) = self.constraints.and_then(constraints) {
            paragraphs.add(sentence);
        }
        for sentence in &self.inner {
            paragraphs.add(sentence);
        }
        paragraphs.tokens()
    }

    /// The item of a list of arguments; none where the document says nothing of this one.
    pub(in crate::emit::operation) fn item(&self) -> Option<String> {
        let mut paragraphs = Paragraphs::default();
        describe(&mut paragraphs, &self.docs);
        let own = self.constraints.and_then(constraints);
        let facts: Vec<&str> = own.iter().chain(&self.inner).map(String::as_str).collect();
        let mut facts = facts.join(" ");
        let prose = paragraphs.lines();
        if prose.is_empty() {
            let rest = facts.strip_prefix("Constraints: ").map(str::to_owned);
            facts = rest.unwrap_or(facts);
        }
        let ident = format!("- `{}`:", self.ident);
        match prose {
            [] if facts.is_empty() => None,
            [] => Some(format!("{ident} {facts}")),
            [line] if is_sentence(line) => {
                let stop = match line.chars().next_back() {
                    _ if facts.is_empty() => "",
                    Some('.' | '!' | '?' | ':' | ';') => " ",
                    _ => ". ",
                };
                Some(format!("{ident} {line}{stop}{facts}"))
            }
            [first, ..] => {
                let mut lines = vec![ident];
                let mut rest = prose;
                if is_sentence(first) {
                    lines[0].push(' ');
                    lines[0].push_str(first);
                    rest = &prose[1..];
                } else {
                    lines.push(String::new());
                }
                lines.extend(rest.iter().map(|line| indented(line)));
                if !facts.is_empty() {
                    lines.extend([String::new(), indented(&facts)]);
                }
                Some(lines.join("\n"))
            }
        }
    }
}

/// A line of an item.
fn indented(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!("  {line}")
    }
}

/// Whether a line can follow a word: it begins no list, table, quotation or heading.
fn is_sentence(line: &str) -> bool {
    let begins =
        |c: char| c.is_alphabetic() || matches!(c, '`' | '"' | '\'' | '(' | '[' | '*' | '_');
    line.starts_with(begins) && !line.starts_with("```") && !line.starts_with("* ")
}
