//! Answers: as they come, as a generated operation reads them, and as its caller gets them.

mod body;
mod events;
mod header;
mod items;
mod parts;
mod raw;
mod records;
mod sending;

use std::fmt;
use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

pub use body::ResponseBody;
pub use events::{Event, Events};
pub use header::{Header, InvalidHeader};
pub use items::Items;
pub use parts::{ReceivedPart, ReceivedParts};
pub use raw::RawResponse;
pub use records::ItemError;
pub use sending::Sending;

pub(crate) use body::{Collecting, collect};
pub(crate) use sending::Failure;

/// A documented answer: the decoded body, which this derefs to, with status and headers.
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: T) -> Self {
        Self {
            status,
            headers,
            body,
        }
    }

    /// The status code.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of a documented header; `None` when it is not there.
    ///
    /// # Errors
    /// When its value is not what the document says.
    pub fn header<H: DeserializeOwned>(
        &self,
        header: Header<H>,
    ) -> Result<Option<H>, InvalidHeader> {
        header.read(&self.headers)
    }

    /// The decoded body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The decoded body, by value.
    pub fn into_inner(self) -> T {
        self.body
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.body
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
