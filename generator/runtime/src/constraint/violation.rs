//! What is wrong with a value.

use std::fmt;

/// One thing in which a value does not satisfy its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    expected: String,
    found: String,
}

impl Violation {
    /// Where the value is: `$.tags[2]` in the value or body, `limit` for a parameter or a field of that name.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What the document demands: `at least 1 character`.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What is there instead: `0 characters`. A secret value is not shown.
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "`{}`: expected {}, found {}",
            self.path, self.expected, self.found
        )
    }
}

/// Everything in which a value does not satisfy its document.
///
/// The first thousand are kept, and all are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations {
    kept: Vec<Violation>,
    count: usize,
}

impl Violations {
    /// How many are kept.
    const LIMIT: usize = 1000;

    pub(super) fn push(
        &mut self,
        path: &str,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) {
        self.count += 1;
        if self.kept.len() < Self::LIMIT {
            self.kept.push(Violation {
                path: path.to_owned(),
                expected: expected.into(),
                found: found.into(),
            });
        }
    }

    pub(super) fn append(&mut self, mut others: Self) {
        self.count += others.count;
        others
            .kept
            .truncate(Self::LIMIT.saturating_sub(self.kept.len()));
        self.kept.append(&mut others.kept);
    }

    pub(crate) fn into_result(self) -> Result<(), Self> {
        if self.count == 0 { Ok(()) } else { Err(self) }
    }

    /// How many there are, kept or not.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Those that are kept, in the order of the value.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.kept.iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// More than a person reads in a line of a log.
        const SHOWN: usize = 10;
        for (index, violation) in self.kept.iter().take(SHOWN).enumerate() {
            if index > 0 {
                formatter.write_str("; ")?;
            }
            violation.fmt(formatter)?;
        }
        if self.count > SHOWN {
            write!(formatter, "; and {} more", self.count - SHOWN)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
