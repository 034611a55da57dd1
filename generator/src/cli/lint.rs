//! `spec2crate lint`: what there is to say about documents.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Failure, Show, generate, report};
use crate::generate::read;
use crate::manifest::NO_OVERRIDES;

/// What `lint` takes.
#[derive(Args, Debug)]
pub(super) struct Lint {
    /// The documents; `-` reads standard input.
    #[arg(required = true)]
    documents: Vec<PathBuf>,
    /// An overlay to apply to each; may be given several times.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    #[command(flatten)]
    show: Show,
}

pub(super) fn run(lint: &Lint) -> Result<ExitCode, Failure> {
    let mut failed = false;
    for document in &lint.documents {
        let read = read(&generate::input(document, &lint.overlays)?, &NO_OVERRIDES);
        failed |= report::show(read.diagnostics, &read.sources, &lint.show, true);
    }
    Ok(ExitCode::from(u8::from(failed)))
}
