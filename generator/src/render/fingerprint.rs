//! The digest of a file before it is text: where it is that of an earlier run, so is the text.

use std::fmt::Write;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use crate::digest::Digester;
use crate::emit::{Item, SourceFile};

/// The digest of everything that decides the text of a file.
pub fn fingerprint(file: &SourceFile) -> String {
    let mut digester = Digester::default();
    for line in file.header.iter().chain(&file.docs) {
        digester.add(line);
        digester.add("\n");
    }
    for item in &file.items {
        match item {
            Item::Tokens(tokens) => {
                digester.add("\n\n");
                add(tokens, &mut digester);
            }
            Item::Table(table) => {
                digester.add("\n\n\n");
                for line in [table.macro_path, &table.head] {
                    digester.add(line);
                    digester.add("\n");
                }
                for row in &table.rows {
                    digester.add(row);
                    digester.add("\n");
                }
            }
        }
    }
    digester.finish()
}

fn add(tokens: &TokenStream, digester: &mut Digester) {
    for tree in tokens.clone() {
        // Writing to a digest cannot fail.
        let _ = match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("\u{2}", "\u{3}"),
                };
                digester.add(open);
                add(&group.stream(), digester);
                digester.write_str(close)
            }
            TokenTree::Ident(ident) => write!(digester, "{ident} "),
            TokenTree::Punct(punct) => match punct.spacing() {
                Spacing::Alone => write!(digester, "{} ", punct.as_char()),
                Spacing::Joint => digester.write_char(punct.as_char()),
            },
            TokenTree::Literal(literal) => write!(digester, "{literal} "),
        };
    }
}
