//! `spec2crate check`: is what is checked in what would be generated now?

use std::process::ExitCode;

use similar::TextDiff;

use super::generate::Task;
use super::timing::{Clock, with_progress};
use super::{Failure, Target, report};
use crate::files;
use crate::generate::{Files, Run};
use crate::lock::LOCK;

/// How much of a diff is printed, in lines.
const SHOWN_LINES: usize = 400;

pub(super) fn run(target: &Target) -> Result<ExitCode, Failure> {
    let clock = Clock::new();
    // What is checked is generated, whatever a cache may say.
    let run = Run {
        observer: &clock,
        memory: None,
    };
    let task = Task::of(target)?;
    let planned = with_progress(&clock, || task.plan(target, run))?;
    planned.said.print();
    if target.timings {
        report::err(&clock.table());
    }
    let Some(files) = &planned.files else {
        return Ok(ExitCode::from(1));
    };
    let changes = files::compare(&planned.destination, files).map_err(Failure::new)?;
    if changes.is_empty() {
        report::err(&format!(
            "{}: {} files, all up to date\n",
            planned.destination.folder.display(),
            changes.unchanged
        ));
        return Ok(ExitCode::from(u8::from(planned.failed())));
    }
    let diff = diff(&changes, files);
    let lines = diff.lines().count();
    let shown: String = diff.split_inclusive('\n').take(SHOWN_LINES).collect();
    report::out(&shown);
    if lines > SHOWN_LINES {
        report::out(&format!("… and {} lines more\n", lines - SHOWN_LINES));
    }
    report::error_line(&format!(
        "{} is stale: {} files differ and {} are no longer generated; run `{}`",
        planned.destination.folder.display(),
        changes.written.len() + usize::from(changes.lock.is_some()),
        changes.removed.len(),
        if target.document.is_some() {
            "spec2crate generate"
        } else {
            "cargo run"
        }
    ));
    Ok(ExitCode::from(1))
}

fn diff(changes: &files::Changes, files: &Files) -> String {
    let mut text = String::new();
    let mut add = |path: &str, old: &str, new: &str| {
        let diff = TextDiff::from_lines(old, new);
        text.push_str(
            &diff
                .unified_diff()
                .header(&format!("a/{path}"), &format!("b/{path}"))
                .to_string(),
        );
    };
    for (path, old) in &changes.written {
        // The list of files changes with every file; it says nothing by itself.
        if let Some(new) = files.get(path) {
            add(path, old.as_deref().unwrap_or_default(), new);
        }
    }
    if let Some((old, new)) = &changes.lock {
        add(LOCK, old.as_deref().unwrap_or_default(), new);
    }
    for (path, old) in &changes.removed {
        add(path, old, "");
    }
    text
}
