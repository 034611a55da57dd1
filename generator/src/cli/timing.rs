//! The clock that watches a pipeline: what `--timings` prints, and progress on a terminal.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::report;
use crate::observe::{Observer, Stage};

/// What takes less long needs no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often progress is told.
const TICK: Duration = Duration::from_millis(100);

/// A clock that watches a pipeline.
pub(super) struct Clock {
    start: Instant,
    seen: Mutex<Seen>,
}

/// What a clock has seen.
#[derive(Default)]
struct Seen {
    /// What each document took, in the order in which they came.
    documents: Vec<Taken>,
    /// The stage that began last.
    stage: Option<Stage>,
    /// How many files of the document are text.
    rendered: usize,
}

/// What a document took.
struct Taken {
    name: String,
    began: Duration,
    /// The time of each stage; of those on several threads, of all together.
    stages: BTreeMap<Stage, Duration>,
    ended: Duration,
}

impl Clock {
    pub(super) fn new() -> Self {
        Self {
            start: Instant::now(),
            seen: Mutex::default(),
        }
    }

    /// The figures stay true when another thread panics.
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What everything took, a table per document.
    pub(super) fn table(&self) -> String {
        let seen = self.seen();
        let mut text = String::new();
        for taken in &seen.documents {
            text.push_str(&format!("{}:\n", taken.name));
            for (stage, took) in &taken.stages {
                let threads = match stage {
                    Stage::Emit | Stage::Render => ", added up over all threads",
                    _ => "",
                };
                text.push_str(&format!(
                    "{stage:>10} {} ms{threads}\n",
                    milliseconds(*took)
                ));
            }
            let whole = taken.ended.saturating_sub(taken.began);
            text.push_str(&format!("{:>10} {} ms\n", "in all", milliseconds(whole)));
        }
        let whole = milliseconds(self.start.elapsed());
        text.push_str(&format!("everything {whole} ms\n"));
        text
    }

    fn progress(&self) -> String {
        let seen = self.seen();
        let document = seen.documents.last().map_or("", |taken| &taken.name);
        match seen.stage {
            Some(Stage::Emit | Stage::Render) => {
                format!("{document}: {} files rendered", seen.rendered)
            }
            Some(stage) => format!("{document}: {stage}"),
            None => String::new(),
        }
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:>8.1}", time.as_secs_f64() * 1000.0)
}

impl Observer for Clock {
    fn document(&self, name: &str) {
        let began = self.start.elapsed();
        let mut seen = self.seen();
        seen.rendered = 0;
        seen.documents.push(Taken {
            name: name.to_owned(),
            began,
            stages: BTreeMap::new(),
            ended: began,
        });
    }

    fn began(&self, stage: Stage) -> u64 {
        self.seen().stage = Some(stage);
        u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    fn ended(&self, stage: Stage, mark: u64) {
        let now = self.start.elapsed();
        let mut seen = self.seen();
        seen.rendered += usize::from(stage == Stage::Render);
        if let Some(taken) = seen.documents.last_mut() {
            *taken.stages.entry(stage).or_default() +=
                now.saturating_sub(Duration::from_nanos(mark));
            taken.ended = now;
        }
    }
}

/// Tells on a terminal how far a pipeline is, where that takes longer than a second.
pub(super) fn with_progress<T>(clock: &Clock, work: impl FnOnce() -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        let (done, waiting) = channel::<()>();
        scope.spawn(move || {
            let mut wait = PATIENCE;
            while waiting.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = TICK;
                report::err(&format!("\r\x1b[K{}", clock.progress()));
            }
            if wait == TICK {
                report::err("\r\x1b[K");
            }
        });
        let result = work();
        // The thread ends when nobody can tell it anything any more.
        drop(done);
        result
    })
}
