//! Digests of texts, by which a later run knows what has not changed.
//!
//! They tell a text from what it was before, and are no proof against somebody who wants two texts to have one:
//! whoever can change one of them has other ways.

use std::fmt;
use std::hash::Hasher as _;

use twox_hash::XxHash3_64;

/// How many hexadecimal digits a digest has.
pub const DIGEST_LENGTH: usize = 16;

/// The digest of a text.
pub fn digest(text: &str) -> String {
    format!("{:016x}", XxHash3_64::oneshot(text.as_bytes()))
}

/// Makes a digest of a text that comes in pieces.
#[derive(Clone, Default)]
pub struct Digester(XxHash3_64);

impl Digester {
    /// Adds a piece.
    pub fn add(&mut self, text: &str) {
        self.0.write(text.as_bytes());
    }

    /// The digest of everything that was added.
    pub fn finish(self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

impl fmt::Write for Digester {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.add(text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_do_not_count() {
        let mut digester = Digester::default();
        for piece in ["a", "", "bc"] {
            digester.add(piece);
        }
        assert_eq!(digester.finish(), digest("abc"));
        assert_eq!(digest("abc").len(), DIGEST_LENGTH);
        assert_ne!(digest("abc"), digest("abd"));
    }
}
