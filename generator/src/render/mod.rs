//! Renders emitted files as text: prettyplease for Rust, a row per line for wire tables.
//!
//! # Invariants
//! - Rendering the same file gives the same text: there is no state.
//! - Tokens that are no Rust are an error that names the file; that is a mistake of ours.

use crate::emit::{Item, SourceFile, Table};

/// A file whose tokens are no Rust.
#[derive(Debug)]
pub struct RenderError {
    /// The file's path.
    pub path: String,
    /// What the parser says.
    pub message: String,
}

impl std::fmt::Display for RenderError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "{}: what was emitted is no Rust: {}",
            self.path, self.message
        )
    }
}

impl std::error::Error for RenderError {}

/// The text of a file.
pub fn render(file: SourceFile) -> Result<String, RenderError> {
    let mut text = String::new();
    for line in &file.header {
        text.push_str("// ");
        text.push_str(line);
        text.push('\n');
    }
    if !file.docs.is_empty() {
        text.push('\n');
    }
    for line in &file.docs {
        text.push_str(if line.is_empty() { "//!" } else { "//! " });
        text.push_str(line);
        text.push('\n');
    }
    let mut before = Kind::Other;
    for item in file.items {
        let (rendered, kind) = match item {
            Item::Tokens(tokens) => {
                let parsed =
                    syn::parse2::<syn::File>(tokens).map_err(|error| RenderError {
                        path: file.path.clone(),
                        message: error.to_string(),
                    })?;
                let kind = parsed.items.first().map_or(Kind::Other, Kind::of);
                (space_members(&prettyplease::unparse(&parsed)), kind)
            }
            Item::Table(table) => (render_table(&table), Kind::Other),
        };
        // Imports stand together, and so do modules; everything else has an empty line before it.
        if kind == Kind::Other || kind != before || rendered.starts_with("///") {
            text.push('\n');
        }
        before = kind;
        text.push_str(&rendered);
    }
    Ok(text)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Import,
    Export,
    Module,
    Other,
}

impl Kind {
    fn of(item: &syn::Item) -> Self {
        match item {
            syn::Item::Use(item) if matches!(item.vis, syn::Visibility::Inherited) => Self::Import,
            syn::Item::Use(_) => Self::Export,
            syn::Item::Mod(_) => Self::Module,
            _ => Self::Other,
        }
    }
}

fn render_table(table: &Table) -> String {
    let mut text = format!("{}! {{\n", table.macro_path);
    if table.head.is_empty() {
        for row in &table.rows {
            text.push_str(&format!("    {row}\n"));
        }
    } else if table.rows.is_empty() {
        text.push_str(&format!("    {} {{}}\n", table.head));
    } else {
        text.push_str(&format!("    {} {{\n", table.head));
        for row in &table.rows {
            text.push_str(&format!("        {row}\n"));
        }
        text.push_str("    }\n");
    }
    text.push_str("}\n");
    text
}

/// Puts an empty line between the members of an `impl`, which prettyplease does not.
///
/// Members are known by their indentation: no literal or comment that is emitted spans lines.
fn space_members(text: &str) -> String {
    if !text.contains("\nimpl") && !text.starts_with("impl") {
        return text.to_owned();
    }
    let mut spaced = String::with_capacity(text.len() + 256);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        if line == "    }"
            && lines
                .peek()
                .is_some_and(|next| next.starts_with("    ") && !next.starts_with("     "))
        {
            spaced.push('\n');
        }
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(items: Vec<Item>) -> SourceFile {
        SourceFile {
            path: "a.rs".to_owned(),
            header: vec!["top".to_owned()],
            docs: vec!["Docs.".to_owned()],
            items,
        }
    }

    #[test]
    fn members_and_tables_have_their_lines() {
        let tokens = "impl A { fn a(&self) { b(); } fn c(&self) {} }"
            .parse()
            .unwrap();
        let table = Table {
            macro_path: "runtime::wire_object",
            head: "A".to_owned(),
            rows: vec!["id: required \"id\",".to_owned()],
        };
        let text = render(file(vec![Item::Tokens(tokens), Item::Table(table)])).unwrap();
        assert_eq!(
            text,
            "// top\n\n//! Docs.\n\nimpl A {\n    fn a(&self) {\n        b();\n    }\n\n    fn c(&self) {}\n}\n\n\
             runtime::wire_object! {\n    A {\n        id: required \"id\",\n    }\n}\n"
        );
    }

    #[test]
    fn what_is_no_rust_is_an_error_with_its_file() {
        let error = render(file(vec![Item::Tokens("fn".parse().unwrap())])).unwrap_err();
        assert_eq!(error.path, "a.rs");
    }
}
