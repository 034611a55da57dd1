//! `spec2crate inspect`: what a document becomes, for programs.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::carried::Carried;
use super::reading::Reading;
use super::typed::Typed;
use super::{Failure, FeaturesPer, Show, report};
use crate::emit::Features;
use crate::generate::{Model, read_with};
use crate::ir::{Cause, Ty, TypeKind};
use crate::manifest::NO_OVERRIDES;
use crate::name::{Home, Ident};

/// What `inspect` takes.
#[derive(Args, Debug)]
pub(super) struct Inspect {
    /// The document; `-` reads standard input.
    document: PathBuf,
    #[command(flatten)]
    pub(super) reading: Reading,
    /// What is behind features of its own, as for `generate`: says of operations and types which feature they are behind.
    #[arg(long, value_enum)]
    features: Option<FeaturesPer>,
    /// How it is printed.
    #[arg(long, value_enum, default_value = "human")]
    format: InspectFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum InspectFormat {
    /// A line per operation and type.
    Human,
    /// One JSON object.
    Json,
}

pub(super) fn run(inspect: &Inspect) -> Result<ExitCode, Failure> {
    let read = read_with(
        &inspect.reading.input(&inspect.document)?,
        &NO_OVERRIDES,
        &inspect.reading.formats(),
    );
    let Some(model) = &read.model else {
        let show = Show {
            format: super::ShowFormat::Human,
            strict: false,
            deny: Vec::new(),
            allow: Vec::new(),
            verbose: false,
        };
        report::show(read.diagnostics, &read.sources, &show, false);
        return Ok(ExitCode::from(1));
    };
    let carried = Carried::of(model, &read.diagnostics);
    let features = match inspect.features {
        Some(FeaturesPer::Tags) => Features::by_tag(&model.api, &model.names, ""),
        None => Features::default(),
    };
    let mut found = describe(model, &carried, &features);
    let typed = Typed::of(model, &read.diagnostics);
    found["schemas"] = typed.to_json();
    found["carried"] = carried.to_json();
    match inspect.format {
        InspectFormat::Json => report::out(&format!("{found:#}\n")),
        InspectFormat::Human => {
            for list in ["operations", "incoming", "types"] {
                for item in found[list].as_array().into_iter().flatten() {
                    let text = |key: &str| item[key].as_str().unwrap_or_default().to_owned();
                    report::out(&format!(
                        "{:60} {:40} {}\n",
                        text("pointer"),
                        text("rust_path"),
                        text("file")
                    ));
                }
            }
            report::out(&format!(
                "{} of {} component schemas and {} of {} schemas in all have types\n",
                typed.components - typed.components_untyped,
                typed.components,
                typed.nodes - typed.untyped.len(),
                typed.nodes
            ));
            report::out(&format!(
                "{} of {} operations are carried whole\n",
                carried.whole(),
                carried.all()
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The operations and types of a model. Paths are those of a crate of its own.
fn describe(model: &Model, carried: &Carried, features: &Features) -> Value {
    let api = &model.api;
    let names = &model.names;
    let operations: Vec<Value> = api
        .operations
        .iter()
        .enumerate()
        .map(|(index, operation)| {
            let names = names.of_operation(index);
            json!({
                "operation_id": operation.name,
                "method": operation.method,
                "path": operation.path,
                "pointer": operation.location.to_string(),
                "variant": operation.variant,
                "losses": carried.losses_of(operation),
                "rust_path": format!("crate::Client::{}", names.method),
                "builder": format!("crate::operations::{}::{}", names.module, names.builder),
                "file": format!("src/operations/{}.rs", names.module.bare()),
                "feature": features.operations.get(&names.module),
            })
        })
        .collect();
    let types: Vec<Value> = api
        .types
        .iter()
        .map(|(id, definition)| {
            let names = names.of_type(id);
            let (module, file, feature) = match &names.home {
                Home::Types(module) => (
                    "types".to_owned(),
                    format!("src/types/{}.rs", module.bare()),
                    features.types.get(module),
                ),
                Home::Operation(location) => {
                    let index = api
                        .operations
                        .iter()
                        .position(|operation| operation.location == *location);
                    let module = index.map(|index| &model.names.of_operation(index).module);
                    let file = module.map_or("default", Ident::bare);
                    (
                        format!("operations::{file}"),
                        format!("src/operations/{file}.rs"),
                        module.and_then(|module| features.operations.get(module)),
                    )
                }
            };
            let kind = match &definition.kind {
                TypeKind::Object(_) => "object",
                TypeKind::Enum(_) => "enum",
                TypeKind::Union(_) => "union",
                TypeKind::Alias { ty: Ty::Any, .. } => "any",
                TypeKind::Alias { .. } => "alias",
            };
            json!({
                "pointer": definition.location.to_string(),
                "rust_path": format!("crate::{module}::{}", names.ident),
                "file": file,
                "feature": feature,
                "kind": kind,
                "sent": model.facts.is_sent(id),
                "received": model.facts.is_received(id),
            })
        })
        .collect();
    let incoming = api.incoming.iter().zip(names.incoming());
    let incoming: Vec<Value> = incoming
        .map(|(request, names)| {
            let module = match request.cause {
                Cause::Webhook => "webhooks",
                Cause::Callback { .. } => "callbacks",
            };
            json!({
                "name": request.key,
                "method": request.method,
                "pointer": request.location.to_string(),
                "rust_path": format!("crate::{module}::{}", names.ident),
                "file": format!("src/{module}.rs"),
            })
        })
        .collect();
    json!({
        "title": api.title,
        "version": api.version,
        "operations": operations,
        "incoming": incoming,
        "types": types,
    })
}
