//! A file in a multipart body: content, filename, content type.

#[cfg(feature = "fs")]
use std::path::Path;

use bytes::Bytes;
use futures_core::Stream;

use crate::body::Body;
use crate::error::{BoxError, RequestError};
use crate::media_type;

/// A file to upload in a multipart body: its content, its name, and its content type.
///
/// The content type is guessed from the name when it is not given.
///
/// ```
/// use spec2crate_runtime::FilePart;
///
/// let part = FilePart::new("cup.png", vec![0x89, b'P', b'N', b'G']);
/// assert_eq!(part.filename(), "cup.png");
/// ```
#[derive(Debug)]
pub struct FilePart {
    body: Body,
    filename: String,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
}

impl FilePart {
    /// A file of this name with this content.
    pub fn new(filename: impl Into<String>, body: impl Into<Body>) -> Self {
        Self {
            body: body.into(),
            filename: filename.into(),
            content_type: None,
            headers: Vec::new(),
        }
    }

    /// The file at `path`, under the last component of its path, read when it is sent.
    ///
    /// # Errors
    /// When there is no such file, or it is a directory.
    #[cfg(feature = "fs")]
    pub async fn path(path: impl AsRef<Path>) -> std::io::Result<Self> {
        let path = path.as_ref();
        let filename = path
            .file_name()
            .map_or_else(|| "file".into(), |name| name.to_string_lossy().into_owned());
        Ok(Self::new(filename, Body::path(path).await?))
    }

    /// A file of this name whose content is a stream, of this length when it is known.
    pub fn stream<S, C, E>(filename: impl Into<String>, stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<C, E>> + Send + 'static,
        C: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::new(filename, Body::stream(stream, length))
    }

    /// A file of this name whose content is what a reader gives, of this length when it is known.
    #[cfg(feature = "tokio")]
    pub fn reader(
        filename: impl Into<String>,
        reader: impl tokio::io::AsyncRead + Send + 'static,
        length: Option<u64>,
    ) -> Self {
        Self::new(filename, Body::reader(reader, length))
    }

    /// Sends it under another name.
    #[must_use]
    pub fn with_filename(mut self, filename: impl Into<String>) -> Self {
        self.filename = filename.into();
        self
    }

    /// Sends it with this content type, and not with the one its name suggests.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Sends its part with this header, such as `Content-Location`.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Tells `progress` how many bytes of it have been handed to the transport, whenever that grows.
    #[must_use]
    pub fn with_progress(mut self, progress: impl Fn(u64) + Send + Sync + 'static) -> Self {
        self.body = self.body.with_progress(progress);
        self
    }

    /// The name it is sent under.
    pub fn filename(&self) -> &str {
        &self.filename
    }

    /// Its content.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The headers of its part beside those that every part has.
    pub(crate) fn take_headers(&mut self) -> Vec<(String, String)> {
        std::mem::take(&mut self.headers)
    }

    /// Name, content type and content, when the content type is allowed for the part.
    pub(crate) fn checked(
        self,
        part: &str,
        allowed: &[&'static str],
    ) -> Result<(String, String, Body), RequestError> {
        let content_type = self
            .content_type
            .or_else(|| guessed(&self.filename).map(str::to_owned))
            .or_else(|| media_type::only(allowed).map(str::to_owned))
            .unwrap_or_else(|| "application/octet-stream".to_owned());
        if media_type::is_allowed(&content_type, allowed) {
            Ok((self.filename, content_type, self.body))
        } else {
            Err(RequestError::FileType {
                part: part.to_owned(),
                filename: self.filename,
                content_type,
                allowed: allowed.iter().map(|&it| it.to_owned()).collect(),
            })
        }
    }
}

/// The content type that the name of a file suggests.
#[cfg(feature = "mime")]
fn guessed(filename: &str) -> Option<&'static str> {
    mime_guess::from_path(filename).first_raw()
}

/// Nothing is known of names without the feature `mime`.
#[cfg(not(feature = "mime"))]
fn guessed(_: &str) -> Option<&'static str> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content_type(part: FilePart, allowed: &[&'static str]) -> Option<String> {
        part.checked("photo", allowed)
            .ok()
            .map(|(_, content_type, _)| content_type)
    }

    #[test]
    fn guesses_the_content_type_and_keeps_to_the_allowed_ones() {
        let part = |name: &str| FilePart::new(name, "x");
        assert_eq!(
            content_type(part("Coffee.JPG"), &["image/jpeg"]).as_deref(),
            Some("image/jpeg")
        );
        assert_eq!(
            content_type(part("coffee"), &[]).as_deref(),
            Some("application/octet-stream")
        );
        assert_eq!(
            content_type(part("coffee"), &["image/jpeg"]).as_deref(),
            Some("image/jpeg")
        );
        assert_eq!(
            content_type(part("coffee"), &["image/jpeg", "image/png"]),
            None
        );
        assert_eq!(content_type(part("coffee"), &["image/*"]), None);
        assert_eq!(content_type(part("coffee.txt"), &["image/jpeg"]), None);
        let typed = part("coffee.txt").with_content_type("image/png; q=1");
        assert_eq!(
            content_type(typed, &["image/*"]).as_deref(),
            Some("image/png; q=1")
        );
    }
}
