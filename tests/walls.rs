//! The walls between the stages of the generator: which stage may name which crate, and do what.
//!
//! The sources are read as tokens, so that comments and texts count for nothing.
//! ARCHITECTURE.md says why each wall stands.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// A path that only some places of a source folder may name.
struct Wall {
    /// The path, for instance `openapiv3` or `std::fs`; whatever lies below it is meant as well.
    path: &'static str,
    /// The files and folders that may name it.
    places: &'static [&'static str],
}

const fn wall(path: &'static str, places: &'static [&'static str]) -> Wall {
    Wall { path, places }
}

/// The walls of `generator/src`.
const GENERATOR: &[Wall] = &[
    wall("openapiv3", &["document", "lower"]),
    wall("serde_yaml", &["source", "manifest.rs"]),
    wall("yaml_serde", &[]),
    wall("saphyr_parser", &["source"]),
    wall("serde_json_path", &["document"]),
    wall("heck", &["name/ident.rs"]),
    wall("quote", &["emit", "render"]),
    wall("proc_macro2", &["emit", "render"]),
    wall("syn", &["render"]),
    wall("prettyplease", &["render"]),
    wall("pulldown_cmark", &["emit/docs/markdown.rs"]),
    wall("spec2crate_runtime", &["lower/constraint.rs"]),
    wall("regex_syntax", &["lower/sample.rs"]),
    wall("annotate_snippets", &["diagnostic/render"]),
    wall("clap", &["cli"]),
    wall("twox_hash", &["digest.rs"]),
    // Only these touch the disk.
    wall("std::fs", &["source", "files", "manifest.rs", "cli"]),
    wall("std::os", &["files"]),
    // Only the command line talks to the world; output is a function of documents and settings.
    wall("std::process", &["cli", "main.rs"]),
    wall("std::io::stdin", &["cli"]),
    wall("std::io::stdout", &["cli"]),
    wall("std::io::stderr", &["cli"]),
    wall("std::env", &["cli"]),
    wall("std::net", &[]),
    wall("std::time", &["cli/timing.rs"]),
    wall("reqwest", &[]),
];

/// The walls of `generator/runtime/src`.
const RUNTIME: &[Wall] = &[
    // A major version of what carries requests is not a major version of a client.
    wall("hyper", &["transport/hyper"]),
    wall("hyper_rustls", &["transport/hyper"]),
    wall("hyper_util", &["transport/hyper"]),
    wall("reqwest", &["transport/reqwest.rs"]),
    wall("std::fs", &[]),
    wall("std::process", &[]),
    wall("std::env", &[]),
];

/// Macros that take generated code.
const QUOTING: &[&str] = &["quote", "quote_spanned", "parse_quote"];

/// The stages in the order of the pipeline: what each may see of the others.
///
/// `diagnostic` has no place in the order: every stage has something to say, and showing it needs `source`.
const STAGES: &[(&str, &[&str])] = &[
    ("source", &["diagnostic"]),
    ("diagnostic", &["source"]),
    ("document", &["diagnostic", "source"]),
    ("ir", &["diagnostic"]),
    ("lower", &["diagnostic", "document", "ir"]),
    ("analyze", &["diagnostic", "ir"]),
    ("name", &["diagnostic", "ir"]),
    ("emit", &["diagnostic", "ir", "analyze", "name"]),
    ("render", &["emit"]),
];

#[test]
fn each_crate_is_named_where_it_may_be() {
    hold(&breaches("generator/src", GENERATOR));
}

#[test]
fn only_transports_know_what_carries_requests() {
    hold(&breaches("generator/runtime/src", RUNTIME));
}

#[test]
fn stages_see_only_what_lies_before_them() {
    let mut found = String::new();
    for (file, source) in read("generator/src") {
        let stage = file.split('/').next().unwrap_or_default();
        let Some((_, seen)) = STAGES.iter().find(|(name, _)| *name == stage) else {
            continue;
        };
        for path in &source.paths {
            let Some(other) = path.strip_prefix("crate::").map(first) else {
                continue;
            };
            let is_stage = STAGES.iter().any(|(name, _)| *name == other);
            let is_above = ["cli", "files", "generate", "lock", "manifest"].contains(&other);
            if other != stage && (is_above || is_stage && !seen.contains(&other)) {
                let _ = writeln!(
                    found,
                    "generator/src/{file}:{}: `{path}`: of the other stages, `{stage}` may name {} alone",
                    source.line_of(other),
                    listed(seen)
                );
            }
        }
    }
    hold(&found);
}

#[test]
fn only_the_command_line_prints() {
    let mut found = String::new();
    for (file, source) in read("generator/src") {
        if file == "main.rs" || file.starts_with("cli/") {
            continue;
        }
        for name in ["print", "println", "eprint", "eprintln", "dbg"] {
            if source.macros.contains(&name.to_owned()) {
                let _ = writeln!(
                    found,
                    "generator/src/{file}:{}: `{name}!`: return a value or a diagnostic; generator/src/cli prints it",
                    source.line_of(name)
                );
            }
        }
    }
    hold(&found);
}

/// A wall that names no file would hold whatever happens.
#[test]
fn every_place_of_a_wall_exists() {
    for (root, walls) in [
        ("generator/src", GENERATOR),
        ("generator/runtime/src", RUNTIME),
    ] {
        for place in walls.iter().flat_map(|wall| wall.places) {
            assert!(
                repository().join(root).join(place).exists(),
                "{root}/{place}"
            );
        }
    }
}

#[test]
fn paths_are_seen_in_every_spelling() {
    let source = Source::parse(
        "use std::{fs::{self as disk}, io}; // openapiv3::OpenAPI
         fn f() { let text = \"heck::x\"; ::syn::parse2::<syn::File>(x.quote::<A>()); quote::quote! { heck::x(#a) } }",
    );
    for path in [
        "std::fs::self",
        "std::io",
        "syn::parse2",
        "syn::File",
        "quote::quote",
    ] {
        assert!(
            source.paths.contains(&path.to_owned()),
            "{path}: {:?}",
            source.paths
        );
    }
    assert!(
        !source
            .paths
            .iter()
            .any(|path| path.starts_with("openapiv3"))
    );
    assert!(!source.paths.iter().any(|path| path.starts_with("heck")));
    assert_eq!(source.macros, ["quote"]);
}

/// Fails with what was found, a line each.
#[track_caller]
fn hold(found: &str) {
    assert!(
        found.is_empty(),
        "a wall is broken (ARCHITECTURE.md, \"Walls\", says why it stands):\n{found}"
    );
}

/// What breaks the walls, a line each.
fn breaches(folder: &str, walls: &[Wall]) -> String {
    let mut found = String::new();
    for (file, source) in &read(folder) {
        for wall in walls {
            let may = wall
                .places
                .iter()
                .any(|place| file == place || file.starts_with(&format!("{place}/")));
            let names = |path: &&String| {
                *path == wall.path || path.starts_with(&format!("{}::", wall.path))
            };
            if let Some(path) = source.paths.iter().find(names).filter(|_| !may) {
                let last = wall.path.rsplit("::").next().unwrap_or_default();
                let _ = writeln!(
                    found,
                    "{folder}/{file}:{}: `{path}`: `{}` may be named in {} alone",
                    source.line_of(last),
                    wall.path,
                    listed(wall.places)
                );
            }
        }
    }
    found
}

fn listed(names: &[&str]) -> String {
    match names {
        [] => "no place".to_owned(),
        names => names
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

fn first(path: &str) -> &str {
    path.split("::").next().unwrap_or_default()
}

/// A source file as far as walls are concerned.
struct Source {
    text: String,
    /// Every path of more than one part, with imports written out, and every imported crate.
    paths: Vec<String>,
    /// Every macro that is called, by its last name.
    macros: Vec<String>,
}

impl Source {
    fn parse(text: &str) -> Self {
        let mut source = Self {
            text: text.to_owned(),
            paths: Vec::new(),
            macros: Vec::new(),
        };
        let tokens: TokenStream = text.parse().expect("Rust");
        source.read(tokens, "");
        source
    }

    /// Collects the paths of tokens; `prefix` is what stands before the braces of an import.
    fn read(&mut self, tokens: TokenStream, prefix: &str) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Group(group) => self.read(group.stream(), prefix),
                TokenTree::Ident(_) if !is_punct(&tokens, at.wrapping_sub(1), '.') => {
                    at = self.read_path(&tokens, at, prefix);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// Collects the path that begins at a name, and gives the place behind it.
    fn read_path(&mut self, tokens: &[TokenTree], start: usize, prefix: &str) -> usize {
        let is_import = is_ident(tokens, start.wrapping_sub(1), "use")
            || is_ident(tokens, start.wrapping_sub(1), "crate");
        let mut path = prefix.to_owned();
        let mut at = start;
        let mut parts = usize::from(!prefix.is_empty() || is_import);
        while let Some(TokenTree::Ident(name)) = tokens.get(at) {
            path.push_str(&name.to_string());
            parts += 1;
            at += 1;
            if !(is_punct(tokens, at, ':') && is_punct(tokens, at + 1, ':')) {
                break;
            }
            at += 2;
            path.push_str("::");
            if let Some(TokenTree::Group(group)) = tokens.get(at) {
                self.read(group.stream(), &path);
                at += 1;
                break;
            }
        }
        if is_punct(tokens, at, '!')
            && let Some(name) = path.rsplit("::").next()
        {
            self.macros.push(name.to_owned());
            // What is quoted is generated code, which has walls of its own.
            if QUOTING.contains(&name) {
                at += 2;
            }
        }
        if parts > 1 {
            self.paths.push(path.trim_end_matches("::").to_owned());
        }
        at
    }

    /// The first line of code that has a word; for the message alone.
    fn line_of(&self, word: &str) -> usize {
        let has = |line: &str| !line.trim_start().starts_with("//") && line.contains(word);
        self.text.lines().position(has).map_or(1, |index| index + 1)
    }
}

fn is_punct(tokens: &[TokenTree], at: usize, punct: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(found)) if found.as_char() == punct)
}

fn is_ident(tokens: &[TokenTree], at: usize, name: &str) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Ident(found)) if found == name)
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file below a folder, by its path from there.
fn read(folder: &str) -> BTreeMap<String, Source> {
    let root = repository().join(folder);
    let mut sources = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source file");
                let relative = path.strip_prefix(&root).expect("a file of the folder");
                let name = relative.to_string_lossy().replace('\\', "/");
                sources.insert(name, Source::parse(&text));
            }
        }
    }
    assert!(sources.len() > 20, "{folder} has no sources");
    sources
}
