//! Work on as many threads as the machine has.

use std::convert::Infallible;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The stack of a thread that emits: types may be nested as deeply as documents.
const STACK_BYTES: usize = 128 << 20;

/// How many items are one task: enough that taking a task costs nothing beside doing it.
const ITEMS: usize = 16;

/// Maps items on as many threads as the machine has, in their order; few are mapped where one stands.
pub(crate) fn map_on_all_threads<T: Sync, D: Send>(
    items: &[T],
    map: impl Fn(&T) -> D + Sync,
) -> Vec<D> {
    let tasks: Vec<(usize, &[T])> = items.chunks(ITEMS).enumerate().collect();
    let done = on_all_threads(&tasks, |(_, items)| {
        Ok::<_, Infallible>(items.iter().map(&map).collect::<Vec<D>>())
    });
    let Ok(mut done) = done;
    done.sort_unstable_by_key(|((at, _), _)| *at);
    done.into_iter().flat_map(|(_, mapped)| mapped).collect()
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_keep_their_order() {
        for count in [0, 1, ITEMS, 10 * ITEMS + 1] {
            let items: Vec<usize> = (0..count).collect();
            let mapped = map_on_all_threads(&items, |item| item + 1);
            assert_eq!(mapped, (1..=count).collect::<Vec<_>>());
        }
    }
}
