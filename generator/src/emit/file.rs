//! A file of generated code before it is text.

use proc_macro2::{Spacing, TokenStream, TokenTree};

use super::Settings;

/// What stands between the lines of a `#[doc]` attribute; `render` makes a comment each of them.
pub const DOC_LINE_END: char = '\u{1}';

/// A file of generated code.
#[derive(Debug)]
pub struct SourceFile {
    /// Its path below the API's folder.
    pub path: String,
    /// The comment on top, without `//`.
    pub header: Vec<String>,
    /// Inner documentation, without `//!`.
    pub docs: Vec<String>,
    /// Its items, in order.
    pub items: Vec<Item>,
}

/// An item of a file.
#[derive(Debug)]
pub enum Item {
    /// Rust, formatted as Rust. Consecutive `use` items stand together.
    Tokens(TokenStream),
    /// A wire table, laid out a row per line.
    Table(Table),
}

/// A wire table: the invocation of one of the runtime's macros.
#[derive(Debug)]
pub struct Table {
    /// The macro's path, for instance `runtime::wire_object`.
    pub macro_path: &'static str,
    /// What stands before the inner braces: the type, and what the macro wants to know about it.
    pub head: String,
    /// The rows, each without its line break.
    pub rows: Vec<String>,
}

impl SourceFile {
    /// A file without items. `emitter` is the file of this crate to edit to change what is emitted.
    pub(super) fn new(settings: &Settings, emitter: &str) -> Self {
        Self {
            path: String::new(),
            header: vec![
                format!("@generated from {}. DO NOT EDIT.", settings.source),
                format!(
                    "To change this file, edit that document or generator/src/emit/{emitter} and run `{}`.",
                    settings.command
                ),
            ],
            docs: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Adds an item of Rust.
    pub(super) fn push(&mut self, tokens: TokenStream) {
        self.items.push(Item::Tokens(tokens));
    }
}

/// Whether tokens name something in a module, so that a file imports it: `types::Pet`, and neither `types` nor `pet::types::Id`.
pub(super) fn mentions_module(tokens: &TokenStream, module: &str) -> bool {
    let mut trees = tokens.clone().into_iter().peekable();
    let mut is_inside = false;
    while let Some(tree) = trees.next() {
        let is_named = match &tree {
            TokenTree::Ident(ident) => {
                !is_inside && ident == module && trees.peek().is_some_and(is_path_separator)
            }
            TokenTree::Group(group) => mentions_module(&group.stream(), module),
            _ => false,
        };
        if is_named {
            return true;
        }
        // The second colon of two; a single one stands before a type.
        is_inside = match &tree {
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                punct.spacing() == Spacing::Joint || is_inside
            }
            _ => false,
        };
    }
    false
}

fn is_path_separator(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
}
