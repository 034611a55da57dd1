//! The manifest, `spec2crate.yaml`: which documents become which crate.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use indexmap::IndexMap;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::diagnostic::Code;
use crate::document::{Input, Selection, Selector};
use crate::emit::{Context, Package, PackageApi, Settings, Uploads, tag_features};
use crate::files::{self, Changes, Destination, WriteError};
use crate::generate::{Files, Read, Run, assemble, emit_in, read_observed};
use crate::lock::{LOCK, Lock};
use crate::lower::{Formats, Scalar};
use crate::name::Fixed;
use crate::relative::{normal, relative};
use crate::render::RenderError;

/// A manifest, read.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// Its file.
    path: PathBuf,
    content: Content,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    /// The folder of the crate, relative to the manifest.
    output: PathBuf,
    /// The crate.
    #[serde(rename = "crate")]
    package: PackageContent,
    /// The folder of the runtime crate, relative to the manifest; from the registry where there is none.
    #[serde(default)]
    runtime: Option<PathBuf>,
    /// The folder of a cache, relative to the manifest; there is none unless asked for.
    #[serde(default)]
    cache: Option<PathBuf>,
    /// The APIs, by their module.
    apis: IndexMap<String, ApiContent>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PackageContent {
    name: String,
    version: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    license: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ApiContent {
    /// The document, relative to the manifest.
    document: PathBuf,
    /// Overlays, relative to the manifest, in the order in which they apply.
    #[serde(default)]
    overlays: Vec<PathBuf>,
    /// The folder below which references may name files, relative to the manifest.
    #[serde(default)]
    ref_root: Option<PathBuf>,
    /// Which operations are kept; all of them where there is none.
    #[serde(default, deserialize_with = "parsed")]
    include: Vec<Selector>,
    /// Which operations are left out.
    #[serde(default, deserialize_with = "parsed")]
    exclude: Vec<Selector>,
    /// Diagnostics that are errors.
    #[serde(default, deserialize_with = "parsed")]
    deny: Vec<Code>,
    /// Diagnostics that are not shown.
    #[serde(default, deserialize_with = "parsed")]
    allow: Vec<Code>,
    /// Where the document comes from, for people.
    #[serde(default)]
    #[expect(dead_code, reason = "it is there for who reads the manifest")]
    source: Option<String>,
    /// The types of formats, by the format.
    #[serde(default)]
    formats: BTreeMap<String, String>,
    /// Names in Rust that are fixed, by the pointer of what they name.
    #[serde(default)]
    names: BTreeMap<String, String>,
    /// What becomes of values that an `enum` does not list.
    #[serde(default)]
    enums: Enums,
    /// What of the client is behind features of its own.
    #[serde(default)]
    features: Features,
}

/// What of a client is behind features of its own.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Features {
    /// Nothing.
    #[default]
    None,
    /// The operations of each tag, and the types that no others need.
    Tags,
}

/// What becomes of values that an `enum` does not list.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Enums {
    /// They are kept as they are.
    #[default]
    Open,
    /// They are errors; `x-extensible-enum` is open all the same.
    Closed,
}

impl ApiContent {
    /// The types of formats, read.
    fn formats(&self) -> Result<Formats, String> {
        self.formats
            .iter()
            .map(|(format, scalar)| Ok((format.clone(), scalar.parse::<Scalar>()?)))
            .collect()
    }
}

/// A list of texts that each stand for something.
fn parsed<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err = String>,
{
    Vec::<String>::deserialize(deserializer)?
        .iter()
        .map(|text| text.parse().map_err(D::Error::custom))
        .collect()
}

/// Why a manifest cannot be used.
#[derive(Debug)]
pub enum ManifestError {
    /// It cannot be read.
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// It is not what a manifest is; the message has the line and the column.
    Invalid {
        /// The file.
        path: PathBuf,
        /// Why not.
        message: String,
    },
}

impl std::fmt::Display for ManifestError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Read { path, source } => {
                write!(formatter, "cannot read {}: {source}", path.display())
            }
            Self::Invalid { path, message } => write!(formatter, "{}: {message}", path.display()),
        }
    }
}

impl std::error::Error for ManifestError {}

/// No name is fixed.
pub(crate) const NO_OVERRIDES: BTreeMap<String, String> = BTreeMap::new();

/// What came of generating a crate.
#[derive(Debug)]
pub struct Generated {
    /// What the lock beside the manifest has to say.
    pub lock: Lock,
    /// Each document, in the order of the manifest, by its module.
    pub apis: Vec<(Option<String>, Read)>,
    /// The files of the crate; none where a document could not be read.
    pub files: Option<Files>,
}

impl Manifest {
    /// Looks for `spec2crate.yaml` or `specs/spec2crate.yaml` in this folder and those above it.
    pub fn find(start: &Path) -> Option<PathBuf> {
        start
            .ancestors()
            .flat_map(|folder| {
                [
                    folder.join("specs/spec2crate.yaml"),
                    folder.join("spec2crate.yaml"),
                ]
            })
            .find(|path| path.is_file())
    }

    /// Reads a manifest.
    pub fn read(path: &Path) -> Result<Self, ManifestError> {
        let text = fs::read_to_string(path).map_err(|source| ManifestError::Read {
            path: path.to_owned(),
            source,
        })?;
        let invalid = |message: String| ManifestError::Invalid {
            path: path.to_owned(),
            message,
        };
        let content: Content =
            serde_yaml::from_str(&text).map_err(|error| invalid(error.to_string()))?;
        for module in content.apis.keys() {
            if !is_module(module) {
                return Err(invalid(format!(
                    "`apis.{module}`: a module's name is snake_case, as `square`"
                )));
            }
        }
        for (module, api) in &content.apis {
            if let Err(message) = api.formats() {
                return Err(invalid(format!("`apis.{module}.formats`: {message}")));
            }
        }
        if !is_package(&content.package.name) {
            return Err(invalid(format!(
                "`crate.name`: `{}` is no name of a crate: letters, digits, `-` and `_`",
                content.package.name
            )));
        }
        Ok(Self {
            path: path.to_owned(),
            content,
        })
    }

    /// The modules of its APIs, in its order.
    pub fn modules(&self) -> impl Iterator<Item = &str> {
        self.content.apis.keys().map(String::as_str)
    }

    /// The folder of the crate.
    pub fn output(&self) -> PathBuf {
        normal(&self.folder().join(&self.content.output))
            .iter()
            .collect()
    }

    /// The folder of a cache, where there is one.
    pub fn cache(&self) -> Option<PathBuf> {
        let cache = self.content.cache.as_ref()?;
        Some(self.folder().join(cache))
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Where the crate goes, and what its locks have to say.
    pub fn destination(&self, lock: Lock) -> Destination {
        let folder = self.folder();
        let is_elsewhere = normal(folder) != normal(&folder.join(&self.content.output));
        Destination {
            folder: self.output(),
            lock,
            lock_folder: is_elsewhere.then(|| folder.to_owned()),
        }
    }

    /// The names that an earlier run assigned.
    fn earlier(&self) -> Lock {
        // What cannot be read is written anew, or that is what fails.
        fs::read(self.folder().join(LOCK))
            .map(|bytes| Lock::parse(&String::from_utf8_lossy(&bytes)))
            .unwrap_or_default()
    }

    /// The manifest's folder as it is named in headers: its last part, whatever lies above it.
    fn label(&self, file: &Path) -> String {
        let folder = fs::canonicalize(self.folder()).unwrap_or_else(|_| self.folder().to_owned());
        let name = folder
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let file = file.to_string_lossy().replace('\\', "/");
        match name {
            Some(name) => format!("{name}/{file}"),
            None => file,
        }
    }

    /// Generates the crate, in memory.
    pub fn generate(&self) -> Result<Generated, RenderError> {
        self.generate_in(Run::ALONE)
    }

    /// Generates the crate, in memory, in a run.
    pub fn generate_in(&self, run: Run<'_>) -> Result<Generated, RenderError> {
        let crate_ident = self.content.package.name.replace('-', "_");
        let command = "cargo run";
        let mut apis = Vec::new();
        let mut files = Some(Vec::new());
        let mut package_apis = Vec::new();
        let mut uploads = Uploads::default();
        let earlier = self.earlier();
        let mut lock = Lock::of_this_generator();
        for (module, api) in &self.content.apis {
            run.observer.document(module);
            let mut input = Input::file(self.folder().join(&api.document));
            for overlay in &api.overlays {
                input = input.overlay(self.folder().join(overlay));
            }
            input.ref_root = api.ref_root.as_ref().map(|root| self.folder().join(root));
            input.selection = Selection {
                include: api.include.clone(),
                exclude: api.exclude.clone(),
            };
            let formats = api.formats().unwrap_or_default();
            let fixed = Fixed {
                overrides: api.names.clone(),
                pins: earlier.pins(module),
            };
            let mut read = read_observed(&input, &fixed, &formats, run.observer);
            read.diagnostics.apply_levels(&api.deny, &api.allow);
            match &read.model {
                Some(model) => {
                    let inputs = read.sources.files().map(|(_, file)| {
                        let path = relative(self.folder(), &file.path);
                        (path.replace('\\', "/"), file.text.as_str())
                    });
                    lock.note(module, inputs, model.names.pins(&model.api));
                    let settings = Settings {
                        root: format!("crate::{module}"),
                        public_root: format!("{crate_ident}::{module}"),
                        source: self.label(&api.document),
                        command: command.to_owned(),
                        name: module.clone(),
                        closed_enums: api.enums == Enums::Closed,
                        tag_features: (api.features == Features::Tags)
                            .then(|| format!("{module}-")),
                    };
                    uploads = uploads.and(Uploads::of(&model.api));
                    package_apis.push(PackageApi {
                        module: module.clone(),
                        title: model.api.title.clone(),
                        recursion_limit: model.facts.recursion_limit(),
                        tags: tag_features(Context {
                            api: &model.api,
                            facts: &model.facts,
                            names: &model.names,
                            settings: &settings,
                        }),
                    });
                    let emitted = emit_in(run, model, &settings)?;
                    if let Some(files) = &mut files {
                        files.push((Some(module.clone()), emitted));
                    }
                }
                None => files = None,
            }
            apis.push((Some(module.clone()), read));
        }
        let package = Package {
            name: self.content.package.name.clone(),
            version: self.content.package.version.clone(),
            description: self.content.package.description.trim().to_owned(),
            license: self.content.package.license.clone(),
            runtime_path: self
                .content
                .runtime
                .as_ref()
                .map(|runtime| relative(&self.output(), &self.folder().join(runtime))),
            apis: package_apis,
            uploads,
            tags: Vec::new(),
        };
        let name = self.path.file_name().map(PathBuf::from).unwrap_or_default();
        let settings = Settings {
            root: "crate".to_owned(),
            public_root: crate_ident,
            source: self.label(&name),
            command: command.to_owned(),
            name: package.name.clone(),
            closed_enums: false,
            tag_features: None,
        };
        let files = files
            .map(|files| assemble(&package, &settings, files))
            .transpose()?;
        Ok(Generated { lock, apis, files })
    }

    /// Compares the crate on disk, and the lock beside the manifest, with what was generated.
    pub fn compare(&self, generated: &Generated) -> Result<Changes, WriteError> {
        let none = Files::new();
        let files = generated.files.as_ref().unwrap_or(&none);
        files::compare(&self.destination(generated.lock.clone()), files)
    }
}

/// Whether a text can name a module in the manifest.
fn is_module(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && ![
            "operations",
            "types",
            "client",
            "runtime",
            "default",
            "hyper",
            "reqwest",
            "examples",
            "pattern",
            "chrono",
            "jiff",
            "time",
            "uuid",
            "url",
            "self",
            "super",
            "crate",
        ]
        .contains(&text)
        && !text.contains("__")
}

/// Whether a text can name a crate.
pub(crate) fn is_package(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_plain() {
        assert!(is_module("ecwid_instant_site"));
        assert!(!is_module("../x"));
        assert!(!is_module("types"));
        assert!(!is_module("Square"));
    }
}
