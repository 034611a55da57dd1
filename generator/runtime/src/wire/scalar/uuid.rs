//! UUIDs from and to `uuid`'s.

use super::Uuid;

impl Uuid {
    /// The UUID.
    ///
    /// # Errors
    /// When the text is none.
    pub fn as_uuid(&self) -> Result<uuid::Uuid, uuid::Error> {
        self.as_str().parse()
    }
}

impl From<uuid::Uuid> for Uuid {
    fn from(value: uuid::Uuid) -> Self {
        Self::from(value.to_string())
    }
}
