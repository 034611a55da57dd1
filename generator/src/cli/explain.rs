//! `spec2crate explain`: the page of a diagnostic code.

use std::process::ExitCode;

use clap::Args;

use super::{Failure, report};
use crate::diagnostic::Code;

/// What `explain` takes.
#[derive(Args, Debug)]
pub(super) struct Explain {
    /// The code, for instance `unknown-key`.
    code: Option<String>,
}

pub(super) fn run(explain: &Explain) -> Result<ExitCode, Failure> {
    let Some(name) = &explain.code else {
        for code in Code::all() {
            report::out(&format!("{:40} {}\n", code.name(), code.page().summary));
        }
        return Ok(ExitCode::SUCCESS);
    };
    let code: Code = name
        .parse()
        .map_err(|message: String| Failure::usage(message))?;
    let page = code.page();
    let mut text = format!(
        "{} ({})\n\n{}\n\n{}\n",
        page.name,
        page.severity.as_str(),
        page.summary,
        page.why
    );
    if !page.example.is_empty() {
        text.push_str("\nFor example:\n\n");
        for line in page.example.lines() {
            text.push_str(&format!("    {line}\n"));
        }
    }
    text.push_str(&format!("\nWhat to do: {}\n", page.fix));
    report::out(&text);
    Ok(ExitCode::SUCCESS)
}
