//! `spec2crate-contract`: generates a client for each document, and runs its examples against Prism.
//!
//! ```text
//! cargo run -p spec2crate-contract -- [--bin target/debug/spec2crate] [--runtime generator/runtime]
//!     [--library tests/contract] [--work target/contract] [--exceptions FILE] [--clients N] [-v] DOCUMENT...
//! ```
//!
//! It ends with 1 where an example fails that is not on the list of exceptions, or an entry of that list is not needed.

mod mock;
mod options;
mod report;
mod workspace;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use spec2crate_contract::{Exceptions, Verdict};

use mock::Mock;
use options::Options;
use report::Report;
use workspace::{Client, Workspace};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a program"
)]
fn main() -> ExitCode {
    match Options::read().and_then(|options| run(&options)) {
        Ok((text, failed)) => {
            print!("{text}");
            ExitCode::from(u8::from(failed))
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Generates, builds, serves and runs; the report, and whether something is wrong.
fn run(options: &Options) -> Result<(String, bool)> {
    let workspace = Workspace::prepare(options)?;
    let built = workspace.build()?;
    let mut report = Report::new(&workspace);
    let documents: Vec<&Path> = workspace
        .clients()
        .map(|client| client.document.as_path())
        .collect();
    for program in &workspace.programs {
        if !program.path.is_file() {
            for client in &program.clients {
                report.broken(&client.document, "the client does not build");
            }
            continue;
        }
        // A mock server per program: no more documents are held at a time than a program has clients.
        let mock = Mock::start(&options.library, &program.clients)?;
        let verdicts = call(&program.path, &program.clients, &mock.origins)?;
        for client in &program.clients {
            match mock.origins.get(&client.name) {
                Some(Ok(_)) => {
                    for verdict in verdicts.get(&client.name).into_iter().flatten() {
                        report.add(&client.document, verdict.clone());
                    }
                }
                Some(Err(error)) => report.unserved(&client.document, error),
                None => report.unserved(&client.document, "Prism says nothing"),
            }
        }
    }
    let exceptions = match &options.exceptions {
        Some(path) => Exceptions::read(path)?,
        None => Exceptions::default(),
    };
    Ok(report.render(exceptions, &documents, built, options.verbose))
}

/// Runs the examples of a program's clients; the verdicts by the name of the client.
fn call(
    program: &Path,
    clients: &[Client],
    origins: &BTreeMap<String, std::result::Result<String, String>>,
) -> Result<BTreeMap<String, Vec<Verdict>>> {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().ok_or("no standard input")?;
    for client in clients {
        if let Some(Ok(origin)) = origins.get(&client.name) {
            writeln!(stdin, "{} {origin}", client.name)?;
        }
    }
    drop(stdin);
    let output = child.wait_with_output()?;
    let mut verdicts: BTreeMap<String, Vec<Verdict>> = BTreeMap::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        if let Some((client, verdict)) = line.split_once(' ')
            && let Some(verdict) = Verdict::from_json(verdict)
        {
            verdicts.entry(client.to_owned()).or_default().push(verdict);
        }
    }
    if !output.status.success() {
        return Err("the program stopped".into());
    }
    Ok(verdicts)
}
