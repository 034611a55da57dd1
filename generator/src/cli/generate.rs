//! `spec2crate generate`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::cache::Cache;
use super::report::Said;
use super::timing::{Clock, with_progress};
use super::{Failure, FeaturesPer, Target, report};
use crate::emit::{Context, Package, Settings, Uploads, tag_features};
use crate::files::{self, Changes, Destination};
use crate::generate::{Files, Memory, Run, assemble, emit_in, read_observed};
use crate::lock::{Lock, WHOLE_CRATE};
use crate::manifest::{self, Manifest};
use crate::name::Fixed;
use crate::observe::{Observer as _, Stage, observed};
use crate::relative::relative;
use crate::source::Sources;

/// The stack of a thread that finds the places of diagnostics, which is what a program begins with elsewhere.
const STACK_BYTES: usize = 8 << 20;

/// What was generated, in memory.
pub(super) struct Planned {
    pub(super) destination: Destination,
    /// None where a document could not be read.
    pub(super) files: Option<Files>,
    /// What there is to say about the documents.
    pub(super) said: Said,
    /// What was read.
    sources: Vec<Sources>,
}

impl Planned {
    /// Whether there is an error among the diagnostics.
    pub(super) fn failed(&self) -> bool {
        self.said.failed
    }
}

pub(super) fn run(target: &Target) -> Result<ExitCode, Failure> {
    let clock = Clock::new();
    let task = Task::of(target)?;
    let cache = task.cache(target);
    if let Some((said, count)) = cache.as_ref().and_then(Cache::hit) {
        said.print();
        let unchanged = Changes {
            unchanged: count,
            ..Changes::default()
        };
        report::err(&summary(&unchanged, &task.output()));
        if target.timings {
            report::err(&clock.table());
        }
        return Ok(ExitCode::from(u8::from(said.failed)));
    }
    let run = Run {
        observer: &clock,
        memory: cache.as_ref().map(|cache| cache as &dyn Memory),
    };
    let planned = with_progress(&clock, || task.plan(target, run))?;
    planned.said.print();
    let Some(files) = &planned.files else {
        return Ok(ExitCode::from(1));
    };
    clock.document("all files");
    let changes = observed(&clock, Stage::Files, || {
        let changes = files::write(&planned.destination, files).map_err(Failure::new)?;
        if let Some(cache) = &cache {
            let sources = planned.sources.iter();
            cache.save(sources, &planned.said, &planned.destination, files);
        }
        Ok(changes)
    })?;
    report::err(&summary(&changes, &planned.destination.folder));
    if target.timings {
        report::err(&clock.table());
    }
    let code = ExitCode::from(u8::from(planned.failed()));
    // The program ends: what it holds need not be taken apart.
    std::mem::forget(planned);
    Ok(code)
}

fn summary(changes: &Changes, output: &Path) -> String {
    let place = output.display();
    if changes.is_empty() {
        return format!("{place}: {} files, all up to date\n", changes.unchanged);
    }
    let new = changes
        .written
        .values()
        .filter(|before| before.is_none())
        .count();
    format!(
        "{place}: {new} files new, {} changed, {} removed, {} as they were\n",
        changes.written.len() - new,
        changes.removed.len(),
        changes.unchanged
    )
}

/// What a target asks for.
pub(super) enum Task<'t> {
    /// Every API of a manifest, which is in this file.
    Manifest(PathBuf, Box<Manifest>),
    /// A document into a crate of its own, in this folder.
    Document(&'t Path, &'t Path),
}

impl<'t> Task<'t> {
    pub(super) fn of(target: &'t Target) -> Result<Self, Failure> {
        if let Some(document) = &target.document {
            let output = target.output.as_deref().ok_or_else(|| {
                Failure::usage("where to? `--output DIR` says in which folder the crate goes")
            })?;
            return Ok(Self::Document(document, output));
        }
        let path = match &target.manifest {
            Some(path) => path.clone(),
            None => found_manifest()?,
        };
        let manifest = Manifest::read(&path).map_err(Failure::new)?;
        Ok(Self::Manifest(path, Box::new(manifest)))
    }

    fn output(&self) -> PathBuf {
        match self {
            Self::Manifest(_, manifest) => manifest.output(),
            Self::Document(_, output) => (*output).to_owned(),
        }
    }

    /// The cache, where one is asked for.
    fn cache(&self, target: &Target) -> Option<Cache> {
        let (asked, text) = match self {
            Self::Manifest(path, manifest) => {
                let place = std::fs::canonicalize(path).ok()?;
                let text = std::fs::read_to_string(path).ok()?;
                (manifest.cache(), format!("{}\n{text}", place.display()))
            }
            Self::Document(..) => (None, String::new()),
        };
        let folder = target.cache.clone().or(asked)?;
        // What does not change what is done does not count.
        let wanted = Target {
            cache: None,
            timings: false,
            ..target.clone()
        };
        let request = format!("{wanted:?}\n{}\n{text}", report::color());
        Cache::open(&folder, &self.output(), &request)
    }

    /// Generates in memory.
    pub(super) fn plan(&self, target: &Target, run: Run<'_>) -> Result<Planned, Failure> {
        match self {
            Self::Manifest(_, manifest) => plan_manifest(target, manifest, run),
            Self::Document(document, output) => plan_document(target, document, output, run),
        }
    }
}

/// The manifest of the folder one stands in.
fn found_manifest() -> Result<PathBuf, Failure> {
    let here = std::env::current_dir().map_err(Failure::new)?;
    let found = Manifest::find(&here).ok_or_else(|| {
        Failure::usage("no `specs/spec2crate.yaml` here or above: name a document, or a manifest with `--manifest`")
    })?;
    // Messages and headers are shorter, and the same everywhere, without the folder one stands in.
    Ok(found
        .strip_prefix(&here)
        .map(Path::to_owned)
        .unwrap_or(found))
}

fn plan_manifest(target: &Target, manifest: &Manifest, run: Run<'_>) -> Result<Planned, Failure> {
    let generated = manifest.generate_in(run).map_err(Failure::new)?;
    let mut said = Said::default();
    let mut sources = Vec::new();
    for (_, read) in generated.apis {
        said.add(&report::say(
            read.diagnostics,
            &read.sources,
            &target.show,
            false,
        ));
        sources.push(read.sources);
    }
    Ok(Planned {
        destination: manifest.destination(generated.lock),
        files: generated.files,
        said,
        sources,
    })
}

fn plan_document(
    target: &Target,
    document: &Path,
    output: &Path,
    run: Run<'_>,
) -> Result<Planned, Failure> {
    let mut destination = Destination::folder(output);
    let input = target.reading.input(document)?;
    let fixed = Fixed {
        pins: files::read_lock(output)
            .map_err(Failure::new)?
            .pins(WHOLE_CRATE),
        ..Fixed::default()
    };
    run.observer.document(&document.to_string_lossy());
    let read = read_observed(&input, &fixed, &target.reading.formats(), run.observer);
    let Some(model) = &read.model else {
        let mut said = report::say(read.diagnostics, &read.sources, &target.show, false);
        said.failed = true;
        return Ok(Planned {
            destination,
            files: None,
            said,
            sources: Vec::new(),
        });
    };
    let name = match &target.name {
        Some(name) if manifest::is_package(name) => name.clone(),
        Some(name) => {
            return Err(Failure::usage(format!(
                "`{name}` is no name of a crate: letters, digits, `-` and `_`"
            )));
        }
        None => crate::name::package_name(&model.api.title),
    };
    let crate_ident = name.replace('-', "_");
    let settings = Settings {
        root: "crate".to_owned(),
        public_root: crate_ident,
        source: document.file_name().map_or_else(
            || "standard input".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        ),
        command: "spec2crate generate".to_owned(),
        name: name.clone(),
        closed_enums: target.closed_enums,
        tag_features: target.features.map(|FeaturesPer::Tags| String::new()),
    };
    let package = Package {
        description: format!("Client of {}.", model.api.title.trim()),
        name,
        version: "0.1.0".to_owned(),
        license: None,
        runtime_path: target
            .runtime_path
            .as_ref()
            .map(|path| relative(output, path)),
        apis: Vec::new(),
        uploads: Uploads::of(&model.api),
        tags: tag_features(Context {
            api: &model.api,
            facts: &model.facts,
            names: &model.names,
            settings: &settings,
        }),
    };
    // What there is to say is found out beside: for a document in YAML, that means to read it once more.
    let (api, said) = std::thread::scope(|scope| {
        let (diagnostics, sources) = (read.diagnostics, &read.sources);
        let stack = target.reading.stack_bytes().unwrap_or(STACK_BYTES);
        let said = std::thread::Builder::new()
            .stack_size(stack)
            .spawn_scoped(scope, || {
                report::say(diagnostics, sources, &target.show, false)
            })
            .map_err(Failure::new)?;
        let api = emit_in(run, model, &settings).map_err(Failure::new)?;
        match said.join() {
            Ok(said) => Ok((api, said)),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })?;
    let files = assemble(&package, &settings, vec![(None, api)]).map_err(Failure::new)?;
    destination.lock = Lock::of_this_generator();
    let folder = document.parent().unwrap_or(Path::new(""));
    let inputs = read.sources.files().map(|(_, file)| {
        let path = relative(folder, &file.path).replace('\\', "/");
        (path, file.text.as_str())
    });
    let pins = model.names.pins(&model.api);
    destination.lock.note(WHOLE_CRATE, inputs, pins);
    // It is large, and the program about to end.
    std::mem::forget(read.model);
    Ok(Planned {
        destination,
        files: Some(files),
        said,
        sources: vec![read.sources],
    })
}
