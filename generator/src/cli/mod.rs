//! The command line.
//!
//! Exit codes: 0 done, 1 the document or the check failed, 2 wrong usage.

mod cache;
mod carried;
mod check;
mod coverage;
mod explain;
mod generate;
mod inspect;
mod lint;
mod reading;
mod report;
mod timing;
mod typed;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Turns `OpenAPI` documents into typed Rust client crates, made to be checked in and reviewed.
#[derive(Debug, Parser)]
#[command(name = "spec2crate", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    generate: Target,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generates every API of the manifest, or one document into a crate of its own.
    Generate(Target),
    /// Compares what would be generated with what is there; writes nothing, prints a diff.
    Check(Target),
    /// Prints the operations and types of a document: JSON Pointer, Rust path, file.
    Inspect(inspect::Inspect),
    /// Prints what there is to say about documents, and generates nothing.
    Lint(lint::Lint),
    /// Explains a diagnostic code; lists them all without one.
    Explain(explain::Explain),
}

/// What to generate, and where.
#[derive(Args, Clone, Debug)]
struct Target {
    /// The document; without one, every API of the manifest is generated.
    document: Option<PathBuf>,
    /// The manifest; `specs/spec2crate.yaml` or `spec2crate.yaml`, here or above, unless given.
    #[arg(long, value_name = "FILE", conflicts_with = "document")]
    manifest: Option<PathBuf>,
    /// The folder of the crate.
    #[arg(long, short, value_name = "DIR", requires = "document")]
    output: Option<PathBuf>,
    /// The name of the crate; made of the document's title unless given.
    #[arg(long, requires = "document")]
    name: Option<String>,
    /// The folder of the runtime crate, to depend on it by path.
    #[arg(long, value_name = "DIR", requires = "document")]
    runtime_path: Option<PathBuf>,
    /// Takes values that an `enum` does not list for errors, but for those of `x-extensible-enum`
    #[arg(long, requires = "document")]
    closed_enums: bool,
    /// What is behind features of its own: `tags`, the operations of each tag and the types that no others need.
    #[arg(long, value_enum, requires = "document")]
    features: Option<FeaturesPer>,
    /// A folder of a cache: what it knows to be up to date is not generated again. The manifest's `cache` unless given.
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Prints what each stage took.
    #[arg(long)]
    timings: bool,
    #[command(flatten)]
    reading: reading::Reading,
    #[command(flatten)]
    show: Show,
}

/// How diagnostics are shown and judged.
#[derive(Args, Clone, Debug)]
struct Show {
    /// How diagnostics are shown.
    #[arg(long, value_enum, default_value = "human")]
    format: ShowFormat,
    /// Takes every warning for an error.
    #[arg(long)]
    strict: bool,
    /// Takes this code for an error; may be given several times.
    #[arg(long, value_name = "CODE")]
    deny: Vec<crate::diagnostic::Code>,
    /// Does not show this code; may be given several times.
    #[arg(long, value_name = "CODE")]
    allow: Vec<crate::diagnostic::Code>,
    /// Shows notes too, which say how odd places of the document are read.
    #[arg(long, short)]
    verbose: bool,
}

/// What has a feature of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FeaturesPer {
    /// Each tag.
    Tags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ShowFormat {
    /// For people: the lines of the document, with a caret.
    Human,
    /// For programs: an object per line.
    Json,
    /// For GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no mistakes. Printing can only fail when nobody listens.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let reading = match &cli.command {
        None => Some(&cli.generate.reading),
        Some(Command::Generate(target) | Command::Check(target)) => Some(&target.reading),
        Some(Command::Inspect(inspect)) => Some(&inspect.reading),
        Some(Command::Lint(lint)) => Some(&lint.reading),
        Some(Command::Explain(_)) => None,
    };
    let done = match reading.and_then(reading::Reading::stack_bytes) {
        None => run(&cli),
        // What is nested deeply is read by functions that call themselves as often.
        Some(bytes) => std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(bytes);
            match thread
                .spawn_scoped(scope, || run(&cli))
                .map(std::thread::ScopedJoinHandle::join)
            {
                Ok(Ok(done)) => done,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                Err(error) => Err(Failure::new(format!(
                    "there is no memory to read a document nested so deeply: {error}"
                ))),
            }
        }),
    };
    match done {
        Ok(code) => code,
        Err(failure) => {
            report::error_line(&failure.message);
            ExitCode::from(failure.code)
        }
    }
}

fn run(cli: &Cli) -> Result<ExitCode, Failure> {
    match &cli.command {
        None => generate::run(&cli.generate),
        Some(Command::Generate(target)) => generate::run(target),
        Some(Command::Check(target)) => check::run(target),
        Some(Command::Inspect(inspect)) => inspect::run(inspect),
        Some(Command::Lint(lint)) => lint::run(lint),
        Some(Command::Explain(explain)) => explain::run(explain),
    }
}

/// Why a command stopped.
#[derive(Debug)]
struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    /// The document, the check or the disk.
    fn new(message: impl std::fmt::Display) -> Self {
        Self {
            message: message.to_string(),
            code: 1,
        }
    }

    /// The call's words.
    fn usage(message: impl std::fmt::Display) -> Self {
        Self {
            message: message.to_string(),
            code: 2,
        }
    }
}
