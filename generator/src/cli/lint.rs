//! `spec2crate lint`: what there is to say about documents.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::reading::Reading;
use super::{Failure, Show, report};
use crate::generate::read;
use crate::manifest::NO_OVERRIDES;

/// What `lint` takes.
#[derive(Args, Debug)]
pub(super) struct Lint {
    /// The documents; `-` reads standard input.
    #[arg(id = "document", required = true)]
    documents: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    show: Show,
}

pub(super) fn run(lint: &Lint) -> Result<ExitCode, Failure> {
    let mut failed = false;
    for document in &lint.documents {
        let read = read(&lint.reading.input(document)?, &NO_OVERRIDES);
        failed |= report::show(read.diagnostics, &read.sources, &lint.show, true);
    }
    Ok(ExitCode::from(u8::from(failed)))
}
