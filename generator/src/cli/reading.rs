//! How documents are read: what is applied to them, what of them counts, how much they may ask for.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Failure;
use crate::document::{Input, Selection, Selector};
use crate::lower::{FormatChoice, Formats};
use crate::source::Limits;

/// How a document is read.
#[derive(Args, Clone, Debug)]
pub(super) struct Reading {
    /// An overlay to apply; may be given several times, and they apply in this order.
    #[arg(long = "overlay", value_name = "FILE", requires = "document")]
    overlays: Vec<PathBuf>,
    /// The folder below which references may name files; the document's own unless given.
    #[arg(long, value_name = "DIR", requires = "document")]
    ref_root: Option<PathBuf>,
    /// Keeps only matching operations: `tag:pets`, `path:/pets/*`, `operation:list*`, `method:get` or `deprecated`;
    /// may be given several times.
    #[arg(long, value_name = "KIND:PATTERN", requires = "document")]
    include: Vec<Selector>,
    /// Leaves out matching operations, written as for `--include`; may be given several times.
    #[arg(long, value_name = "KIND:PATTERN", requires = "document")]
    exclude: Vec<Selector>,
    /// Makes a type of a format: `uuid=uuid`, `uri=url`, `date-time=strict-date-time`, `decimal=number`;
    /// `integer` and `number` stand for those without a format. May be given several times.
    #[arg(
        long = "format-type",
        value_name = "FORMAT=TYPE",
        requires = "document"
    )]
    formats: Vec<FormatChoice>,
    /// How many bytes a file may have.
    #[arg(long, value_name = "NUMBER", requires = "document", help_heading = "Limits", default_value_t = Limits::default().file_bytes)]
    max_bytes: usize,
    /// How many values a file may hold, with its YAML aliases expanded.
    #[arg(long, value_name = "NUMBER", requires = "document", help_heading = "Limits", default_value_t = Limits::default().values)]
    max_values: usize,
    /// How many bytes the texts of a file may have, with its YAML aliases expanded.
    #[arg(long, value_name = "NUMBER", requires = "document", help_heading = "Limits", default_value_t = Limits::default().string_bytes)]
    max_string_bytes: usize,
    /// How many files references may lead to.
    #[arg(long, value_name = "NUMBER", requires = "document", help_heading = "Limits", default_value_t = Limits::default().files)]
    max_files: usize,
    /// How many levels a file may be nested, up to 1000; more than 127 are only read in JSON.
    #[arg(long, value_name = "NUMBER", requires = "document", help_heading = "Limits", default_value_t = Limits::default().depth, value_parser = depth)]
    max_depth: usize,
}

fn depth(text: &str) -> Result<usize, String> {
    let depth: usize = text.parse().map_err(|_| "it is no number".to_owned())?;
    if depth > Limits::MOST_DEEP {
        return Err(format!("the most there can be is {}", Limits::MOST_DEEP));
    }
    Ok(depth)
}

impl Reading {
    /// The types of formats.
    pub(super) fn formats(&self) -> Formats {
        self.formats
            .iter()
            .map(|choice| (choice.format.clone(), choice.scalar))
            .collect()
    }

    /// How large a stack has to be to read so; none where any stack is.
    pub(super) fn stack_bytes(&self) -> Option<usize> {
        let limits = Limits {
            depth: self.max_depth,
            ..Limits::default()
        };
        (limits.depth > Limits::default().depth).then(|| limits.stack_bytes())
    }

    /// The document of an argument: a file, or standard input for `-`.
    pub(super) fn input(&self, document: &Path) -> Result<Input, Failure> {
        let mut input = if document == Path::new("-") {
            let mut bytes = Vec::new();
            // One byte more than is allowed says that there are too many.
            let most = self.max_bytes as u64 + 1;
            std::io::stdin()
                .take(most)
                .read_to_end(&mut bytes)
                .map_err(Failure::new)?;
            Input::bytes("<stdin>", bytes)
        } else {
            Input::file(document)
        };
        input.overlays.clone_from(&self.overlays);
        input.ref_root.clone_from(&self.ref_root);
        input.selection = Selection {
            include: self.include.clone(),
            exclude: self.exclude.clone(),
        };
        input.limits.file_bytes = self.max_bytes;
        input.limits.values = self.max_values;
        input.limits.string_bytes = self.max_string_bytes;
        input.limits.files = self.max_files;
        input.limits.depth = self.max_depth;
        Ok(input)
    }
}
