//! Work on as many threads as the machine has.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The stack of a thread that emits: types may be nested as deeply as documents.
const STACK_BYTES: usize = 128 << 20;

/// Does tasks on as many threads as the machine has.
pub(crate) fn on_all_threads<T: Sync, D: Send, E: Send>(
    tasks: &[T],
    run: impl Fn(&T) -> Result<D, E> + Sync,
) -> Result<Vec<(&T, D)>, E> {
    let threads = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(tasks.len().max(1));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((task, run(task)?));
        }
        Ok(done)
    };
    let results: Vec<Result<_, E>> = thread::scope(|scope| {
        // Where the machine gives no thread more, those that there are do the work.
        let others: Vec<_> = (1..threads)
            .map_while(|_| {
                let thread = thread::Builder::new().stack_size(STACK_BYTES);
                thread.spawn_scoped(scope, work).ok()
            })
            .collect();
        let mut results = vec![work()];
        for other in others {
            match other.join() {
                Ok(result) => results.push(result),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    });
    let mut all = Vec::with_capacity(tasks.len());
    for result in results {
        all.append(&mut result?);
    }
    Ok(all)
}
