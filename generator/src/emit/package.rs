//! Emits what makes the clients a crate: `Cargo.toml`, and `lib.rs` where several APIs share it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Settings;
use super::docs::sanitize;
use super::feature::TagFeature;
use super::file::SourceFile;
use crate::ir::{Api, Body, PartKind};

/// The crate that the clients make.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name, as in `Cargo.toml`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its description.
    pub description: String,
    /// Its licence, where there is one.
    pub license: Option<String>,
    /// The path of the runtime crate, relative to the package; from the registry where there is none.
    pub runtime_path: Option<String>,
    /// The APIs that are modules behind features; empty when one API is the whole crate.
    pub apis: Vec<PackageApi>,
    /// What its clients need of the runtime.
    pub uploads: Uploads,
    /// The features of the tags of the API that is the whole crate.
    pub tags: Vec<TagFeature>,
}

/// What clients upload, which not all of them need crates for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uploads {
    /// Files as parts of a form.
    files: bool,
    /// Bodies of bytes.
    bytes: bool,
}

impl Uploads {
    /// What a client of an API uploads.
    pub fn of(api: &Api) -> Self {
        let bodies = || {
            let bodies = api.operations.iter().flat_map(|operation| &operation.body);
            bodies.flat_map(|body| &body.content)
        };
        let is_file = |body: &Body| match body {
            Body::Multipart { parts, .. } => parts
                .iter()
                .any(|part| matches!(part.kind, PartKind::File { .. })),
            _ => false,
        };
        Self {
            files: bodies().any(is_file),
            bytes: bodies().any(|body| matches!(body, Body::Binary { .. })),
        }
    }

    /// What this and another client upload.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            files: self.files || other.files,
            bytes: self.bytes || other.bytes,
        }
    }

    /// The features of the runtime that are needed, and why.
    fn features(self) -> Vec<(&'static str, &'static str)> {
        let files = (self.files || self.bytes).then_some(("fs", "Uploads from a path, by tokio."));
        let mime = self
            .files
            .then_some(("mime", "Content types of file parts from their names."));
        files.into_iter().chain(mime).collect()
    }
}

/// An API that is a module of the crate.
#[derive(Clone, Debug)]
pub struct PackageApi {
    /// The module, and the feature.
    pub module: String,
    /// `info.title`.
    pub title: String,
    /// What the compiler needs for its types; none where its own limit is enough.
    pub recursion_limit: Option<usize>,
    /// The features of its tags, where it has any.
    pub tags: Vec<TagFeature>,
}

/// Emits the text of `Cargo.toml`, and `lib.rs` where several APIs share it.
pub fn emit_package(package: &Package, settings: &Settings) -> (String, Option<SourceFile>) {
    let library = (!package.apis.is_empty()).then(|| emit_library(package, settings));
    (emit_manifest(package, settings), library)
}

fn emit_manifest(package: &Package, settings: &Settings) -> String {
    let mut text = format!(
        "# @generated from {}. DO NOT EDIT.\n# To change this file, edit that document or \
         generator/src/emit/package.rs and run `{}`.\n\n",
        settings.source, settings.command
    );
    let string = toml_string;
    text.push_str("[package]\n");
    text.push_str(&format!(
        "name = {}\nversion = {}\n",
        string(&package.name),
        string(&package.version)
    ));
    text.push_str("edition = \"2024\"\nrust-version = \"1.90\"\n");
    let description = sanitize(&package.description).join(" ");
    if !description.is_empty() {
        text.push_str(&format!("description = {}\n", string(&description)));
    }
    if let Some(license) = &package.license {
        text.push_str(&format!("license = {}\n", string(license)));
    }
    text.push_str("categories = [\"api-bindings\", \"web-programming::http-client\"]\n");
    text.push_str("\n[package.metadata.docs.rs]\nall-features = true\n");
    text.push_str("\n[features]\n");
    let features: Vec<String> = package.apis.iter().map(|api| string(&api.module)).collect();
    let of_apis = package.apis.iter().flat_map(|api| &api.tags);
    let tags: Vec<&TagFeature> = of_apis.chain(&package.tags).collect();
    let mut default = features.clone();
    default.push(string("hyper"));
    if tags.is_empty() {
        text.push_str(&format!("default = [{}]\n", default.join(", ")));
    } else {
        // A line each, so that a tag more is a line.
        default.extend(tags.iter().map(|tag| string(&tag.name)));
        let lines = default.iter().map(|name| format!("    {name},\n"));
        text.push_str(&format!("default = [\n{}]\n", lines.collect::<String>()));
    }
    text.push_str(
        "# The default transport: HTTP/1.1, HTTP/2, TLS by rustls, and the proxies of the environment; without it, give each client a transport.\n",
    );
    text.push_str("hyper = [\"spec2crate-runtime/hyper\"]\n");
    text.push_str("# Another, for programs that have reqwest and its settings already.\n");
    text.push_str("reqwest = [\"spec2crate-runtime/reqwest\"]\n");
    text.push_str(
        "# Its parts: a core that speaks HTTP/1.1, with the TLS that the program switches on in reqwest, if any; TLS by rustls; HTTP/2.\n",
    );
    for part in ["reqwest-core", "reqwest-rustls", "reqwest-http2"] {
        text.push_str(&format!("{part} = [\"spec2crate-runtime/{part}\"]\n"));
    }
    text.push_str(
        "# Checks `pattern` among the constraints; lengths and bounds need no feature.\n",
    );
    text.push_str("pattern = [\"spec2crate-runtime/pattern\"]\n");
    text.push_str("# The example of every operation as a function, in the module `examples`.\nexamples = []\n");
    text.push_str(
        "# Conversions of dates and times, and of the formats that are types by a setting.\n",
    );
    for library in ["chrono", "jiff", "time", "uuid", "url"] {
        text.push_str(&format!("{library} = [\"spec2crate-runtime/{library}\"]\n"));
    }
    for (api, feature) in package.apis.iter().zip(&features) {
        let title = sanitize(&api.title).join(" ");
        if !title.is_empty() {
            text.push_str(&format!("# {title}\n"));
        }
        text.push_str(&format!("{} = []\n", feature.trim_matches('"')));
        text.push_str(&emit_tags(&api.tags, &format!("[{feature}]")));
    }
    text.push_str(&emit_tags(&package.tags, "[]"));
    text.push_str(&emit_dependencies(package));
    text.push_str(&emit_lints());
    text
}

/// The lints of rustc and clippy, but those that a document can break.
fn emit_lints() -> String {
    let mut text = "\n[lints.rust]\nunsafe_code = \"forbid\"\nmissing_docs = \"warn\"\n".to_owned();
    for lint in [
        // Scripts without case have one name for a property and a variant.
        "bindings_with_variant_name",
        "confusable_idents",
        "mixed_script_confusables",
        "uncommon_codepoints",
    ] {
        text.push_str(&format!("{lint} = \"allow\" # Names are the document's.\n"));
    }
    text.push_str(
        "\n[lints.clippy]\nall = { level = \"warn\", priority = -1 }\npedantic = { level = \"warn\", priority = -1 }\n",
    );
    for (lint, reason) in [
        ("disallowed_names", "Names are the document's."),
        ("doc_lazy_continuation", "Prose is the document's."),
        ("doc_markdown", "Prose is the document's."),
        ("enum_variant_names", "Names are the document's."),
        (
            "fn_params_excessive_bools",
            "Properties are the document's.",
        ),
        ("manual_range_patterns", "Each status is the document's."),
        ("module_inception", "Names are the document's."),
        ("match_overlapping_arm", "A status goes before its range."),
        (
            "missing_errors_doc",
            "Errors are listed with the operation.",
        ),
        ("module_name_repetitions", "Names are the document's."),
        ("must_use_candidate", "Noise."),
        ("option_option", "Absent and null are two things."),
        ("struct_excessive_bools", "Structs are the document's."),
        ("struct_field_names", "Names are the document's."),
        (
            "too_many_lines",
            "A client has as many operations as the document.",
        ),
    ] {
        text.push_str(&format!("{lint} = \"allow\" # {reason}\n"));
    }
    text
}

/// The runtime, with what the documents need of it.
fn emit_dependencies(package: &Package) -> String {
    let mut text = "\n[dependencies]\n".to_owned();
    let version = env!("CARGO_PKG_VERSION");
    let path = package
        .runtime_path
        .as_ref()
        .map(|path| format!(", path = {}", toml_string(path)))
        .unwrap_or_default();
    let needed = package.uploads.features();
    for (feature, reason) in &needed {
        text.push_str(&format!("# {feature}: {reason}\n"));
    }
    let needed: Vec<String> = needed
        .iter()
        .map(|(feature, _)| toml_string(feature))
        .collect();
    let needed = match needed.as_slice() {
        [] => String::new(),
        needed => format!(", features = [{}]", needed.join(", ")),
    };
    text.push_str(&format!(
        "spec2crate-runtime = {{ version = \"{version}\"{path}, default-features = false{needed} }} \
         # Requests, responses and wire tables.\n"
    ));
    text
}

fn toml_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The features of tags: their operations, and the types that no other tag needs.
fn emit_tags(tags: &[TagFeature], needs: &str) -> String {
    let mut text = String::new();
    for feature in tags {
        let tag = feature.tag.as_deref().map(|tag| sanitize(tag).join(" "));
        text.push_str(&match tag {
            None => "# Operations without a tag, and the types that these alone need.\n".to_owned(),
            Some(tag) if tag.trim().is_empty() => {
                "# Operations of a tag, and the types that these alone need.\n".to_owned()
            }
            Some(tag) => {
                format!("# Operations of the tag *{tag}*, and the types that these alone need.\n")
            }
        });
        text.push_str(&format!("{} = {needs}\n", feature.name));
    }
    text
}

fn emit_library(package: &Package, settings: &Settings) -> SourceFile {
    let mut file = SourceFile::new(settings, "package.rs");
    let mut docs = vec![
        package.description.clone(),
        String::new(),
        "| Module and feature | API |".to_owned(),
    ];
    docs.push("|---|---|".to_owned());
    for api in &package.apis {
        let title = sanitize(&api.title).join(" ").replace('|', "\\|");
        docs.push(format!("| `{}` | {title} |", api.module));
    }
    file.docs = docs;
    let limit = package.apis.iter().filter_map(|api| api.recursion_limit);
    if let Some(limit) = limit.max() {
        file.push(super::api::recursion_limit(limit));
    }
    let modules = package.apis.iter().map(|api| -> TokenStream {
        let module = format_ident!("{}", api.module);
        let feature = &api.module;
        quote! {
            #[cfg(feature = #feature)]
            #[rustfmt::skip]
            pub mod #module;
        }
    });
    for module in modules {
        file.push(module);
    }
    file.push(quote! {
        pub use spec2crate_runtime::{
            self as runtime, ApiError, Body, BuildError, Error, FilePart, Reason, Response, UnexpectedResponse, Violation, Violations,
        };
    });
    file
}
