//! The pipeline: a document in, the files of its client out.
//!
//! Nothing here touches the disk but for reading documents; see [`files`](crate::files) for writing.

use std::collections::BTreeMap;

use crate::analyze::{Facts, analyze};
use crate::diagnostic::Diagnostics;
use crate::document::{Input, Ledger, load_observed};
use crate::emit::{
    Context, FilePlan, Item, Needs, Package, Settings, emit_file, emit_head, emit_package,
    emit_part, plan_files,
};
use crate::ir::Api;
use crate::lower::{Formats, lower};
use crate::name::{Fixed, Names, Overrides, assign};
use crate::observe::{Observer, Stage, Unobserved, observed};
use crate::render::{RenderError, fingerprint, join_impls, render, render_items};
use crate::source::Sources;
use crate::threads::on_all_threads;

/// Text of files by their path, which has `/` between its parts.
pub type Files = BTreeMap<String, String>;

/// Who stands beside a pipeline while it runs.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// Who is told of its stages.
    pub observer: &'a dyn Observer,
    /// Who knows the texts of files from an earlier run.
    pub memory: Option<&'a dyn Memory>,
}

impl Run<'_> {
    /// A run by itself.
    pub const ALONE: Self = Self {
        observer: &Unobserved,
        memory: None,
    };
}

/// Somebody who knows the texts of files by the digests of their tokens.
pub trait Memory: Sync {
    /// The text of a file with these tokens.
    fn recall(&self, tokens: &str) -> Option<String>;

    /// A file with these tokens has this text.
    fn learn(&self, tokens: &str, text: &str);
}

/// One document on its way to a client.
#[derive(Debug)]
pub struct Model {
    /// What a client of it has to do.
    pub api: Api,
    /// Facts about it.
    pub facts: Facts,
    /// Its names in Rust.
    pub names: Names,
}

/// What came of reading a document.
#[derive(Debug)]
pub struct Read {
    /// The model; none where the document is not to be read at all.
    pub model: Option<Model>,
    /// What there is to say about the document.
    pub diagnostics: Diagnostics,
    /// The files it was read from, for showing diagnostics.
    pub sources: Sources,
    /// What became of its keys, where that was asked for.
    pub ledger: Option<Ledger>,
}

/// Reads a document: everything before emission.
pub fn read(input: &Input, overrides: &Overrides) -> Read {
    read_with(input, overrides, &Formats::default())
}

/// Reads a document, with types of one's own choice for formats.
pub fn read_with(input: &Input, overrides: &Overrides, formats: &Formats) -> Read {
    read_observed(input, &Fixed::from(overrides), formats, &Unobserved)
}

/// Reads a document before the eyes of an observer.
pub fn read_observed(
    input: &Input,
    fixed: &Fixed,
    formats: &Formats,
    observer: &dyn Observer,
) -> Read {
    let mut diagnostics = Diagnostics::new();
    let loaded = load_observed(input, &mut diagnostics, observer);
    let model = loaded.document.map(|document| {
        let api = observed(observer, Stage::Lower, || {
            lower(&document, formats, &mut diagnostics)
        });
        let facts = observed(observer, Stage::Analyze, || analyze(&api));
        let names = observed(observer, Stage::Name, || assign(&api, fixed));
        Model { api, facts, names }
    });
    let settle = |keys: crate::document::Keys| keys.settle(&diagnostics, &loaded.sources);
    let ledger = loaded.keys.map(settle);
    Read {
        model,
        diagnostics,
        sources: loaded.sources,
        ledger,
    }
}

/// The files of one API, below its own folder: `mod.rs`, `client.rs`, `operations/…`, `types/…`.
///
/// Files are emitted and rendered on as many threads as the machine has.
pub fn emit(model: &Model, settings: &Settings) -> Result<Files, RenderError> {
    emit_in(Run::ALONE, model, settings)
}

/// The files of one API, made in a run.
pub fn emit_in(run: Run<'_>, model: &Model, settings: &Settings) -> Result<Files, RenderError> {
    let cx = Context {
        api: &model.api,
        facts: &model.facts,
        names: &model.names,
        settings,
    };
    let plans = plan_files(cx);
    let tasks: Vec<Task<'_>> = plans
        .iter()
        .flat_map(|plan| match plan.parts() {
            // Texts are known of whole files alone.
            parts if parts > 1 && run.memory.is_none() => (0..parts)
                .map(|part| Task {
                    plan,
                    part: Some(part),
                })
                .collect(),
            _ => vec![Task { plan, part: None }],
        })
        .collect();
    let mut files = Files::new();
    let mut parts: BTreeMap<&str, Parts<'_>> = BTreeMap::new();
    for (task, done) in on_all_threads(&tasks, |task| task.run(cx, run))? {
        match done {
            Done::File(text) => {
                files.insert(task.plan.path.clone(), text);
            }
            Done::Part(part) => {
                let entry = parts.entry(&task.plan.path);
                let (_, parts) = entry.or_insert_with(|| (task.plan, BTreeMap::new()));
                parts.insert(task.part, part);
            }
        }
    }
    for (path, (plan, parts)) in parts {
        files.insert(path.to_owned(), join_parts(cx, plan, parts)?);
    }
    Ok(files)
}

/// A file that is being made of parts, and those that there are.
type Parts<'a> = (&'a FilePlan, BTreeMap<Option<usize>, RenderedPart>);

/// A file to make, or a part of one.
struct Task<'a> {
    plan: &'a FilePlan,
    part: Option<usize>,
}

/// What came of a task.
enum Done {
    File(String),
    Part(RenderedPart),
}

/// A part of a file as text.
struct RenderedPart {
    methods: Option<String>,
    items: String,
    needs: Needs,
}

impl Task<'_> {
    fn run(&self, cx: Context<'_>, run: Run<'_>) -> Result<Done, RenderError> {
        let path = &self.plan.path;
        let part = self.part.and_then(|part| {
            observed(run.observer, Stage::Emit, || emit_part(cx, self.plan, part))
        });
        let Some(part) = part else {
            return emit_one(cx, self.plan, run).map(Done::File);
        };
        observed(run.observer, Stage::Render, || {
            let methods = part.methods.map(Item::Tokens);
            Ok(Done::Part(RenderedPart {
                methods: methods
                    .map(|methods| render_items(vec![methods], path))
                    .transpose()?,
                items: render_items(part.items, path)?,
                needs: part.needs,
            }))
        })
    }
}

/// The text of a file that was made in parts.
fn join_parts(
    cx: Context<'_>,
    plan: &FilePlan,
    parts: BTreeMap<Option<usize>, RenderedPart>,
) -> Result<String, RenderError> {
    let parts: Vec<RenderedPart> = parts.into_values().collect();
    let needs = parts
        .iter()
        .fold(Needs::default(), |needs, part| needs.and(part.needs));
    let head = emit_head(cx, plan, needs);
    let mut text = head.map(render).transpose()?.unwrap_or_default();
    let methods = parts.iter().filter_map(|part| part.methods.as_deref());
    text.push_str(&join_impls(methods));
    for part in &parts {
        text.push_str(&part.items);
    }
    Ok(text)
}

fn emit_one(cx: Context<'_>, plan: &FilePlan, run: Run<'_>) -> Result<String, RenderError> {
    let file = observed(run.observer, Stage::Emit, || emit_file(cx, plan));
    observed(run.observer, Stage::Render, || {
        let Some(memory) = run.memory else {
            return render(file);
        };
        let tokens = fingerprint(&file);
        if let Some(text) = memory.recall(&tokens) {
            return Ok(text);
        }
        let text = render(file)?;
        memory.learn(&tokens, &text);
        Ok(text)
    })
}

/// The files of a crate: those of its APIs, its `Cargo.toml`, and `lib.rs`.
///
/// `apis` pairs each module with its files; a crate of one API without a module has that API as its root.
pub fn assemble(
    package: &Package,
    settings: &Settings,
    apis: Vec<(Option<String>, Files)>,
) -> Result<Files, RenderError> {
    let (manifest, library) = emit_package(package, settings);
    let mut files = Files::from([("Cargo.toml".to_owned(), manifest)]);
    if let Some(library) = library {
        files.insert("src/lib.rs".to_owned(), render(library)?);
    }
    for (module, api) in apis {
        for (path, text) in api {
            let path = match &module {
                Some(module) => format!("src/{module}/{path}"),
                None if path == "mod.rs" => "src/lib.rs".to_owned(),
                None => format!("src/{path}"),
            };
            files.insert(path, text);
        }
    }
    Ok(files)
}
