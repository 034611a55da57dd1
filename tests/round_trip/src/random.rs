//! Numbers that look random and are the same each time.

/// A xorshift generator (Marsaglia, 2003).
pub(crate) struct Random(u64);

impl Random {
    /// A generator for the samples of a schema: different schemas get different numbers.
    pub(crate) fn seeded(text: &str, number: u64) -> Self {
        // FNV-1a.
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        Self((hash ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1)
    }

    /// A number below `bound`, which is more than 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }

    /// One of a list.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }
}
