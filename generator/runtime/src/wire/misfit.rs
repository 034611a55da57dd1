//! What of a text the types that read it do not describe, counted.
//!
//! Properties that nobody takes and values that no enum or union lists are no errors: servers add to what they send.
//! Of variants that look alike from outside, though, the one that describes most of a value is what it is.

use std::cell::Cell;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// Counts one.
#[cold]
pub fn note_misfit() {
    COUNT.set(COUNT.get().wrapping_add(1));
}

/// How many there have been.
pub(super) fn count() -> usize {
    COUNT.get()
}

/// Forgets what was counted since there were so many.
pub(super) fn forget(since: usize) {
    COUNT.set(since);
}
