//! `spec2crate generate`.

use std::path::Path;
use std::process::ExitCode;

use super::timing::{Clock, with_progress};
use super::{Failure, Target, report};
use crate::emit::{Package, Settings};
use crate::files::{self, Changes, Destination};
use crate::generate::{Files, assemble, emit_observed, read_observed};
use crate::lock::{Lock, WHOLE_CRATE};
use crate::manifest::{self, Manifest};
use crate::name::Fixed;
use crate::observe::{Observer as _, Stage, observed};

/// What was generated, in memory.
pub(super) struct Planned {
    pub(super) destination: Destination,
    /// None where a document could not be read.
    pub(super) files: Option<Files>,
    /// Whether there is an error among the diagnostics.
    pub(super) failed: bool,
}

pub(super) fn run(target: &Target) -> Result<ExitCode, Failure> {
    let clock = Clock::new();
    let planned = plan(target, &clock)?;
    let Some(files) = planned.files else {
        return Ok(ExitCode::from(1));
    };
    clock.document("all files");
    let changes = observed(&clock, Stage::Files, || {
        files::write(&planned.destination, &files).map_err(Failure::new)
    })?;
    report::err(&summary(&changes, &planned.destination.folder));
    if target.timings {
        report::err(&clock.table());
    }
    Ok(ExitCode::from(u8::from(planned.failed)))
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

/// Generates what the target asks for, in memory, and shows the diagnostics.
pub(super) fn plan(target: &Target, clock: &Clock) -> Result<Planned, Failure> {
    match &target.document {
        Some(document) => plan_document(target, document, clock),
        None => plan_manifest(target, clock),
    }
}

fn plan_manifest(target: &Target, clock: &Clock) -> Result<Planned, Failure> {
    let path = if let Some(path) = &target.manifest {
        path.clone()
    } else {
        let here = std::env::current_dir().map_err(Failure::new)?;
        let found = Manifest::find(&here).ok_or_else(|| {
            Failure::usage("no `specs/spec2crate.yaml` here or above: name a document, or a manifest with `--manifest`")
        })?;
        // Messages and headers are shorter, and the same everywhere, without the folder one stands in.
        found
            .strip_prefix(&here)
            .map(Path::to_owned)
            .unwrap_or(found)
    };
    let manifest = Manifest::read(&path).map_err(Failure::new)?;
    let generated =
        with_progress(clock, || manifest.generate_observed(clock)).map_err(Failure::new)?;
    let mut failed = false;
    for (_, read) in generated.apis {
        failed |= report::show(read.diagnostics, &read.sources, &target.show, false);
    }
    Ok(Planned {
        destination: manifest.destination(generated.lock),
        files: generated.files,
        failed,
    })
}

fn plan_document(target: &Target, document: &Path, clock: &Clock) -> Result<Planned, Failure> {
    let output = target.output.clone().ok_or_else(|| {
        Failure::usage("where to? `--output DIR` says in which folder the crate goes")
    })?;
    let mut destination = Destination::folder(&output);
    let input = target.reading.input(document)?;
    let fixed = Fixed {
        pins: files::read_lock(&output)
            .map_err(Failure::new)?
            .pins(WHOLE_CRATE),
        ..Fixed::default()
    };
    clock.document(&document.to_string_lossy());
    let read = with_progress(clock, || {
        read_observed(&input, &fixed, &target.reading.formats(), clock)
    });
    let Some(model) = &read.model else {
        report::show(read.diagnostics, &read.sources, &target.show, false);
        return Ok(Planned {
            destination,
            files: None,
            failed: true,
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
    };
    let package = Package {
        description: format!("Client of {}.", model.api.title.trim()),
        name,
        version: "0.1.0".to_owned(),
        license: None,
        runtime_path: target
            .runtime_path
            .as_ref()
            .map(|path| manifest::relative(&output, path)),
        apis: Vec::new(),
    };
    let api =
        with_progress(clock, || emit_observed(model, &settings, clock)).map_err(Failure::new)?;
    let files = assemble(&package, &settings, vec![(None, api)]).map_err(Failure::new)?;
    destination.lock = Lock::of_this_generator();
    let folder = document.parent().unwrap_or(Path::new(""));
    let inputs = read.sources.files().map(|(_, file)| {
        let path = manifest::relative(folder, &file.path).replace('\\', "/");
        (path, file.text.as_str())
    });
    let pins = model.names.pins(&model.api);
    destination.lock.note(WHOLE_CRATE, inputs, pins);
    let failed = report::show(read.diagnostics, &read.sources, &target.show, false);
    Ok(Planned {
        destination,
        files: Some(files),
        failed,
    })
}
