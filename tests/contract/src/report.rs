//! The report of a contract run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use spec2crate_contract::{Exceptions, Kind, Verdict};

use crate::workspace::Workspace;

/// What became of every example.
pub(crate) struct Report {
    verdicts: Vec<(PathBuf, Verdict)>,
    broken: Vec<(PathBuf, String)>,
    skipped: Vec<(PathBuf, &'static str)>,
}

impl Report {
    /// A report of nothing but what was skipped.
    pub(crate) fn new(workspace: &Workspace) -> Self {
        Self {
            verdicts: Vec::new(),
            broken: Vec::new(),
            skipped: workspace.skipped.clone(),
        }
    }

    /// Adds what became of an example.
    pub(crate) fn add(&mut self, document: &Path, verdict: Verdict) {
        self.verdicts.push((document.to_owned(), verdict));
    }

    /// Adds a client that cannot be run.
    pub(crate) fn broken(&mut self, document: &Path, why: &str) {
        self.broken.push((document.to_owned(), why.to_owned()));
    }

    /// Adds a document that the mock server does not load.
    pub(crate) fn unserved(&mut self, document: &Path, why: &str) {
        let verdict = Verdict {
            operation: "(document)".to_owned(),
            kind: Kind::Unanswered,
            says: why.to_owned(),
            request: String::new(),
        };
        self.add(document, verdict);
    }

    /// The text of the report, and whether something is wrong.
    pub(crate) fn render(
        &self,
        mut exceptions: Exceptions,
        documents: &[&Path],
        built: bool,
        verbose: bool,
    ) -> (String, bool) {
        let mut text = String::new();
        let mut counts: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
        let mut failed = !built;
        for (document, verdict) in &self.verdicts {
            let accepted = verdict.kind == Kind::Accepted;
            let excused = !accepted && exceptions.excuse(document, verdict);
            let count = counts.entry(verdict.kind).or_default();
            count.0 += 1;
            count.1 += usize::from(excused);
            failed |= !accepted && !excused;
            if verbose || !(accepted || excused) {
                text.push_str(&format!(
                    "{}: {}: {}: {} ({})\n",
                    document.display(),
                    verdict.operation,
                    verdict.kind.name(),
                    verdict.says,
                    verdict.request
                ));
            }
        }
        for (document, why) in &self.broken {
            failed = true;
            text.push_str(&format!("{}: {why}\n", document.display()));
        }
        for (document, why) in &self.skipped {
            text.push_str(&format!("{}: skipped: {why}\n", document.display()));
        }
        for unused in exceptions.unused(documents) {
            failed = true;
            text.push_str(&format!(
                "the exception for {}: {} is not needed any more: remove it\n",
                unused.document, unused.operation
            ));
        }
        text.push_str(&format!(
            "{} documents, {} examples\n",
            documents.len(),
            self.verdicts.len()
        ));
        let (mut accepted, mut judged) = (0, 0);
        for (kind, (count, of_exceptions)) in counts {
            let excused = match of_exceptions {
                0 => String::new(),
                excused => format!(", {excused} of them exceptions"),
            };
            text.push_str(&format!("{}: {count}{excused}\n", kind.name()));
            if kind.is_judged() {
                judged += count - of_exceptions;
            }
            if kind == Kind::Accepted {
                accepted = count;
            }
        }
        text.push_str(&format!(
            "accepted and decoded, of what can be judged and is no exception: {accepted} of {judged}\n"
        ));
        (text, failed)
    }
}
