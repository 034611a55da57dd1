//! How the pipeline tells what it is doing to somebody who watches, and who may have a clock.
//!
//! The pipeline has none: output must not depend on how long anything took.

use std::fmt;

/// A stage of the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files are read and parsed.
    Source,
    /// Documents are brought to one shape.
    Document,
    /// Schemas get types.
    Lower,
    /// Recursion and direction are found.
    Analyze,
    /// Names are assigned.
    Name,
    /// Files become tokens, on several threads.
    Emit,
    /// Tokens become text, on several threads.
    Render,
    /// What differs is written.
    Files,
}

impl Stage {
    /// All of them, in the order of the pipeline.
    pub const ALL: [Self; 8] = [
        Self::Source,
        Self::Document,
        Self::Lower,
        Self::Analyze,
        Self::Name,
        Self::Emit,
        Self::Render,
        Self::Files,
    ];
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Source => "source",
            Self::Document => "document",
            Self::Lower => "lower",
            Self::Analyze => "analyze",
            Self::Name => "name",
            Self::Emit => "emit",
            Self::Render => "render",
            Self::Files => "files",
        })
    }
}

/// Somebody who watches a pipeline.
pub trait Observer: Sync {
    /// From here on it is about this document.
    fn document(&self, name: &str);

    /// A stage begins on this thread; what comes back is given to [`Observer::ended`].
    fn began(&self, stage: Stage) -> u64;

    /// The stage that began with this mark has ended.
    fn ended(&self, stage: Stage, mark: u64);
}

/// Nobody who watches.
#[derive(Clone, Copy, Debug)]
pub struct Unobserved;

impl Observer for Unobserved {
    fn document(&self, _: &str) {}

    fn began(&self, _: Stage) -> u64 {
        0
    }

    fn ended(&self, _: Stage, _: u64) {}
}

/// Does the work of a stage before the eyes of an observer.
pub(crate) fn observed<T>(observer: &dyn Observer, stage: Stage, work: impl FnOnce() -> T) -> T {
    let mark = observer.began(stage);
    let done = work();
    observer.ended(stage, mark);
    done
}
