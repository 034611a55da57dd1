//! `spec2crate lint`: what there is to say about documents.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::reading::Reading;
use super::{Failure, Show, coverage, report};
use crate::generate::read_with;
use crate::manifest::NO_OVERRIDES;

/// What `lint` takes.
#[derive(Args, Debug)]
pub(super) struct Lint {
    /// The documents; `-` reads standard input.
    #[arg(id = "document", required = true)]
    documents: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
    /// Prints what becomes of every key instead: consumed, kept as documentation, or ignored, with a code and the place;
    /// the exit code is 1 where a key is unaccounted for.
    #[arg(long)]
    coverage: bool,
    #[command(flatten)]
    show: Show,
}

pub(super) fn run(lint: &Lint) -> Result<ExitCode, Failure> {
    let mut failed = false;
    for document in &lint.documents {
        let mut input = lint.reading.input(document)?;
        input.coverage = lint.coverage;
        let read = read_with(&input, &NO_OVERRIDES, &lint.reading.formats());
        match &read.ledger {
            Some(ledger) => {
                failed |= read.diagnostics.has_errors() || ledger.unaccounted().next().is_some();
                coverage::print(document, ledger, &read.sources, lint.show.format);
            }
            None => failed |= report::show(read.diagnostics, &read.sources, &lint.show, true),
        }
    }
    Ok(ExitCode::from(u8::from(failed)))
}
