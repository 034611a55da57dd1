//! The list of exceptions: examples that fail for a reason that is known and not the client's.

use std::fs;
use std::path::Path;

use serde_yaml::Value;

use crate::Verdict;

/// An example that is known to fail.
#[derive(Clone, Debug)]
pub struct Exception {
    /// How the document's path ends.
    pub document: String,
    /// The operation's id; `*` for any.
    pub operation: String,
    /// The verdict's kind.
    pub kind: String,
    /// A part of what is said.
    pub says: String,
}

/// The list, and which entries were needed.
#[derive(Debug, Default)]
pub struct Exceptions {
    entries: Vec<(Exception, bool)>,
}

impl Exceptions {
    /// Reads the list: a sequence of mappings with `document`, `operation` (or a sequence of them, or `*`), `kind`, `says` and
    /// `because`.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        let value: Value = serde_yaml::from_str(&text).map_err(|error| error.to_string())?;
        let mut entries = Vec::new();
        for entry in value.as_sequence().into_iter().flatten() {
            let text = |key: &str| {
                let text = entry.get(key).and_then(Value::as_str).map(str::to_owned);
                text.ok_or_else(|| format!("an exception has no `{key}`"))
            };
            // Nobody reads the evidence but people, and it must be there for them.
            text("because")?;
            let operations = match entry.get("operation").and_then(Value::as_sequence) {
                Some(several) => several
                    .iter()
                    .filter_map(|name| name.as_str().map(str::to_owned))
                    .collect(),
                None => vec![text("operation")?],
            };
            for operation in operations {
                let exception = Exception {
                    document: text("document")?,
                    operation,
                    kind: text("kind")?,
                    says: text("says")?,
                };
                entries.push((exception, false));
            }
        }
        Ok(Self { entries })
    }

    /// Whether a failure is on the list.
    pub fn excuse(&mut self, document: &Path, verdict: &Verdict) -> bool {
        let mut excused = false;
        for (exception, used) in &mut self.entries {
            if document.ends_with(&exception.document)
                && ["*", &verdict.operation].contains(&exception.operation.as_str())
                && exception.kind == verdict.kind.name()
                && verdict.says.contains(&exception.says)
            {
                *used = true;
                excused = true;
            }
        }
        excused
    }

    /// The entries about these documents that nothing needed.
    pub fn unused<'a>(&'a self, documents: &'a [&'a Path]) -> impl Iterator<Item = &'a Exception> {
        self.entries.iter().filter_map(|(exception, used)| {
            let about = documents
                .iter()
                .any(|document| document.ends_with(&exception.document));
            (about && !used).then_some(exception)
        })
    }
}
