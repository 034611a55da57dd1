//! URLs from and to `url`'s.

use super::Url;

impl Url {
    /// The URL.
    ///
    /// # Errors
    /// When the text is none.
    pub fn as_url(&self) -> Result<url::Url, url::ParseError> {
        self.as_str().parse()
    }
}

impl From<url::Url> for Url {
    fn from(value: url::Url) -> Self {
        Self::from(value.as_str())
    }
}
