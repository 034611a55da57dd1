//! What the command line says.

use std::path::PathBuf;

use crate::Result;

/// What the command line says.
pub(crate) struct Options {
    /// The generator.
    pub(crate) generator: PathBuf,
    /// The runtime's folder.
    pub(crate) runtime: PathBuf,
    /// The folder of this crate.
    pub(crate) library: PathBuf,
    /// Where clients and programs go.
    pub(crate) work: PathBuf,
    /// The list of exceptions.
    pub(crate) exceptions: Option<PathBuf>,
    /// How many clients a program has at most.
    pub(crate) clients: usize,
    /// Whether accepted examples are listed, too.
    pub(crate) verbose: bool,
    /// The documents.
    pub(crate) documents: Vec<PathBuf>,
}

impl Options {
    /// Reads the command line.
    pub(crate) fn read() -> Result<Self> {
        let mut options = Self {
            generator: "target/debug/spec2crate".into(),
            runtime: "generator/runtime".into(),
            library: "tests/contract".into(),
            work: "target/contract".into(),
            exceptions: None,
            clients: 100,
            verbose: false,
            documents: Vec::new(),
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--bin" => options.generator = value()?.into(),
                "--runtime" => options.runtime = value()?.into(),
                "--library" => options.library = value()?.into(),
                "--work" => options.work = value()?.into(),
                "--exceptions" => options.exceptions = Some(value()?.into()),
                "--clients" => options.clients = value()?.parse()?,
                "-v" => options.verbose = true,
                _ => options.documents.push(argument.into()),
            }
        }
        if options.documents.is_empty() {
            return Err("which documents?".into());
        }
        Ok(options)
    }
}
