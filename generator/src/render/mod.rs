//! Renders emitted files as text: prettyplease for Rust, a row per line for wire tables.
//!
//! # Invariants
//! - Rendering the same file gives the same text: there is no state.
//! - Tokens that are no Rust are an error that names the file; that is a mistake of ours.

mod fingerprint;

pub use fingerprint::fingerprint;

use crate::emit::{DOC_LINE_END, Item, SourceFile, Table};

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
        before = render_item(item, before, &file.path, &mut text)?;
    }
    Ok(text)
}

/// The text of items that stand behind others that are no imports.
pub fn render_items(items: Vec<Item>, path: &str) -> Result<String, RenderError> {
    let mut text = String::new();
    let mut before = Kind::Other;
    for item in items {
        before = render_item(item, before, path, &mut text)?;
    }
    Ok(text)
}

/// Makes one `impl` of several of the same type, which are the texts of items.
pub fn join_impls<'t>(parts: impl Iterator<Item = &'t str>) -> String {
    let mut text = String::new();
    for part in parts {
        let part = part.strip_suffix("}\n").unwrap_or(part);
        if text.is_empty() {
            text.push_str(part);
        } else {
            // Behind the line that says whose methods they are.
            let methods = part.trim_start_matches('\n');
            text.push('\n');
            text.push_str(methods.split_once('\n').map_or(methods, |(_, rest)| rest));
        }
    }
    text.push_str("}\n");
    text
}

/// Adds an item to a text, and says what it is.
fn render_item(
    item: Item,
    before: Kind,
    path: &str,
    text: &mut String,
) -> Result<Kind, RenderError> {
    let (rendered, kind, is_table) = match item {
        Item::Tokens(tokens) => {
            let parsed = syn::parse2::<syn::File>(tokens).map_err(|error| RenderError {
                path: path.to_owned(),
                message: error.to_string(),
            })?;
            let kind = parsed.items.first().map_or(Kind::Other, Kind::of);
            (prettyplease::unparse(&parsed), kind, false)
        }
        Item::Table(table) => (render_table(&table), Kind::Other, true),
    };
    // Imports stand together, and so do modules; everything else has an empty line before it.
    if kind == Kind::Other || kind != before || rendered.starts_with("///") {
        text.push('\n');
    }
    if is_table {
        text.push_str(&rendered);
    } else {
        lay_out(&rendered, text);
    }
    Ok(kind)
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

/// Adds formatted Rust to a text, with a comment per line of documentation, and an empty line between the members of
/// an `impl`, behind its constants, and before the documented items of a module; prettyplease does neither.
///
/// Members are known by their indentation: no literal or comment that is emitted spans lines.
fn lay_out(rendered: &str, text: &mut String) {
    let has_members = rendered.contains("\nimpl") || rendered.starts_with("impl");
    let has_items = rendered.contains("pub mod ");
    let mut before = "{";
    let mut lines = rendered.lines().peekable();
    while let Some(line) = lines.next() {
        let is_constant = before.starts_with("    pub const ") || before == "    );";
        let is_apart = has_items && !before.ends_with('{') || is_constant;
        if is_apart && line.starts_with("    ///") {
            text.push('\n');
        }
        before = line;
        if let Some(indent) = line.find("///").filter(|_| line.contains(DOC_LINE_END)) {
            for part in line[indent + 3..].split(DOC_LINE_END) {
                text.push_str(&line[..indent]);
                text.push_str("///");
                text.push_str(part.trim_end_matches(' '));
                text.push('\n');
            }
        } else {
            text.push_str(line);
            text.push('\n');
        }
        if has_members
            && line == "    }"
            && lines
                .peek()
                .is_some_and(|next| next.starts_with("    ") && !next.starts_with("     "))
        {
            text.push('\n');
        }
    }
    // Attributes of a file that has no item of its own yet: the next one follows.
    if !rendered.ends_with('\n') {
        text.pop();
    }
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
