//! Says when `generated/` is stale, and generates the clients of `tests/cases/` for the tests to compile.
//!
//! It never writes into the tree: Cargo builds dependencies first, so what it wrote would be used one build late.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use spec2crate::diagnostic::{Format, render};
use spec2crate::document::Input;
use spec2crate::emit::{Context, Settings, tag_features};
use spec2crate::generate::{Model, emit, read_with};
use spec2crate::lower::{FormatChoice, Formats};
use spec2crate::manifest::Manifest;

type Done = Result<(), Box<dyn std::error::Error>>;

fn main() -> Done {
    for path in ["build.rs", "specs", "generated", "tests/cases"] {
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rerun-if-env-changed=CI");
    check_generated()?;
    generate_cases(&PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?))
}

/// A warning when `generated/` is not what would be generated now; an error where `CI` is set.
fn check_generated() -> Done {
    let manifest = Manifest::read(Path::new("specs/spec2crate.yaml"))?;
    let generated = manifest.generate()?;
    if generated.files.is_none() {
        println!("cargo::warning=a document of specs/ cannot be read: `cargo run` says why");
        return Ok(());
    }
    let changes = manifest.compare(&generated)?;
    if !changes.is_empty() {
        let level = if env::var_os("CI").is_some() {
            "error"
        } else {
            "warning"
        };
        println!("cargo::{level}=generated/ is stale: run `cargo run`, and commit what it writes");
    }
    Ok(())
}

/// Generates each case as a module, and a test that compares its files with their snapshots.
fn generate_cases(out: &Path) -> Done {
    let mut cases: Vec<(String, PathBuf)> = Vec::new();
    for entry in fs::read_dir("tests/cases")? {
        let folder = entry?.path();
        let document = ["openapi.yaml", "openapi.json"]
            .iter()
            .map(|name| folder.join(name))
            .find(|path| path.is_file());
        if let (Some(document), Some(name)) =
            (document, folder.file_name().and_then(|name| name.to_str()))
        {
            cases.push((name.to_owned(), document));
        }
    }
    // The one document that is kept as its vendor gives it has to do without its overlay, too.
    cases.push((
        "document-salla-without-overlay".to_owned(),
        "specs/salla/openapi.yaml".into(),
    ));
    cases.sort();

    let folder = out.join("cases");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut modules = String::new();
    let mut tests = String::new();
    let mut types = String::new();
    let mut examples = Examples::default();
    for vendor in Manifest::read(Path::new("specs/spec2crate.yaml"))?.modules() {
        examples.add(vendor, vendor, &format!("commerce_clients::{vendor}"))?;
    }
    for (case, document) in cases {
        let module = case.replace('-', "_");
        let target = folder.join(&module);
        let model = generate_case(&case, &module, &document, &target)?;
        if let Some(model) = model {
            for (pointer, ident) in component_types(&model) {
                writeln!(
                    types,
                    "({case:?}, {pointer:?}) => Some(round(text, |value: &crate::cases::{module}::types::{ident}| value.validate().map_err(|error| error.to_string()))),"
                )?;
            }
            if !model.api.operations.is_empty() {
                examples.add(&case, &module, &format!("crate::cases::{module}"))?;
            }
            for (module, target) in variants(&case, &module, &model, &target)? {
                let path = target.join("mod.rs").to_string_lossy().into_owned();
                writeln!(modules, "#[path = {path:?}]\npub mod {module};")?;
            }
        }
        let target = target.to_string_lossy().into_owned();
        writeln!(
            tests,
            "#[test]\nfn {module}() {{\n    super::check_snapshots({case:?}, {target:?});\n}}"
        )?;
    }
    fs::write(out.join("cases.rs"), modules)?;
    fs::write(out.join("case_tests.rs"), tests)?;
    let types = format!("|case, pointer, text| match (case, pointer) {{\n{types}_ => None,\n}}");
    fs::write(out.join("case_types.rs"), types)?;
    fs::write(out.join("case_examples.rs"), examples.tests)?;
    fs::write(
        out.join("example_names.rs"),
        format!("{:?}", examples.names),
    )?;
    Ok(())
}

/// A test per client that compares the transcripts of its examples.
#[derive(Default)]
struct Examples {
    tests: String,
    names: Vec<String>,
}

impl Examples {
    fn add(&mut self, name: &str, ident: &str, client: &str) -> std::fmt::Result {
        self.names.push(name.to_owned());
        writeln!(
            self.tests,
            "#[tokio::test]\nasync fn {ident}() {{\n    use super::*;\n    super::transcripts!({name:?}, {client});\n}}"
        )
    }
}

/// The component schemas of a model with the names of their types.
fn component_types(model: &Model) -> Vec<(String, String)> {
    model
        .api
        .types
        .iter()
        .map(|(id, definition)| {
            let name = model.names.of_type(id).ident.to_string();
            (definition.location.to_string(), name)
        })
        .filter(|(pointer, _)| {
            pointer
                .strip_prefix("#/components/schemas/")
                .is_some_and(|name| !name.contains('/'))
        })
        .collect()
}

/// The modules that a case is compiled as, and their folders: more than one where its tags have features.
///
/// A feature of a case is none of this package's, so in copies of its files it is replaced by what it would say:
/// everything switched on, nothing, and each feature alone.
fn variants(
    case: &str,
    module: &str,
    model: &Model,
    target: &Path,
) -> Result<Vec<(String, PathBuf)>, Box<dyn std::error::Error>> {
    let settings = settings(case, module, Path::new(case));
    let features: Vec<String> = tag_features(Context {
        api: &model.api,
        facts: &model.facts,
        names: &model.names,
        settings: &settings,
    })
    .into_iter()
    .map(|feature| feature.name)
    .collect();
    if features.is_empty() {
        return Ok(vec![(module.to_owned(), target.to_owned())]);
    }
    let mut variants = vec![
        (module.to_owned(), features.clone()),
        (format!("{module}_without"), Vec::new()),
    ];
    for (index, feature) in features.iter().enumerate() {
        variants.push((format!("{module}_{index}"), vec![feature.clone()]));
    }
    let mut made = Vec::new();
    for (name, on) in variants {
        let folder = target.with_file_name(format!("{name}_switched"));
        let copy = settings_of_module(&settings, &name);
        for (path, mut text) in emit(model, &copy)? {
            for feature in &features {
                let value = if on.contains(feature) {
                    "true"
                } else {
                    "false"
                };
                text = text.replace(
                    &format!("cfg(feature = {feature:?})"),
                    &format!("cfg({value})"),
                );
            }
            let path = folder.join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, text)?;
        }
        made.push((name, folder));
    }
    Ok(made)
}

/// The same settings for another module.
fn settings_of_module(settings: &Settings, module: &str) -> Settings {
    Settings {
        root: format!("crate::cases::{module}"),
        public_root: module.to_owned(),
        ..settings.clone()
    }
}

fn settings(case: &str, module: &str, document: &Path) -> Settings {
    Settings {
        root: format!("crate::cases::{module}"),
        public_root: module.to_owned(),
        source: document.to_string_lossy().replace('\\', "/"),
        command: "cargo test".to_owned(),
        name: case.to_owned(),
        closed_enums: case.ends_with("-closed"),
        tag_features: case.ends_with("-by-tag").then(String::new),
    }
}

/// Generates one case, and gives its model; a case may be about a document that has none.
fn generate_case(
    case: &str,
    module: &str,
    document: &Path,
    target: &Path,
) -> Result<Option<Model>, Box<dyn std::error::Error>> {
    let mut input = Input::file(document);
    let overlay = document.with_file_name("overlay.yaml");
    if overlay.is_file() && document.starts_with("tests") {
        input = input.overlay(overlay);
    }
    let formats = match fs::read_to_string(document.with_file_name("formats.txt")) {
        Ok(text) if document.starts_with("tests") => text
            .lines()
            .map(|line| line.parse().map(|it: FormatChoice| (it.format, it.scalar)))
            .collect::<Result<Formats, String>>()?,
        _ => Formats::default(),
    };
    let read = read_with(&input, &std::collections::BTreeMap::new(), &formats);
    fs::create_dir_all(target)?;
    let said = render(
        &read.diagnostics,
        &read.sources,
        Format::Human { color: false },
    );
    fs::write(target.join("diagnostics.txt"), said)?;
    let Some(model) = read.model else {
        return Ok(None);
    };
    let settings = settings(case, module, document);
    for (path, text) in emit(&model, &settings)? {
        let path = target.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(Some(model))
}
