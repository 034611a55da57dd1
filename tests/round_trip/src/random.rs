//! Numbers that look random and are the same each time.

/// A xorshift generator (Marsaglia, 2003).
pub(crate) struct Random {
    state: u64,
    /// Which of a list is picked each time, where that is not left to chance.
    turn: Option<usize>,
}

impl Random {
    /// A generator for the samples of a schema: different schemas get different numbers.
    pub(crate) fn seeded(text: &str, number: u64) -> Self {
        // FNV-1a.
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        Self {
            state: (hash ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1,
            turn: None,
        }
    }

    /// The same, though it picks the item of this number of every list, so that each has its turn.
    pub(crate) fn picking(self, turn: usize) -> Self {
        Self {
            turn: Some(turn),
            ..self
        }
    }

    /// A number below `bound`, which is more than 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap_or(0) % bound.max(1)
    }

    /// One of a list.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        match self.turn {
            Some(turn) => items.get(turn % items.len().max(1)),
            None => items.get(self.below(items.len())),
        }
    }
}
