//! An answer before it is told whether it is a success, an error, or neither.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use super::{Events, Items, ReceivedParts, Response, ResponseBody};
use crate::error::{ApiAnswer, ApiError, Error, Reason, UnexpectedResponse};
use crate::media_type;
use crate::wire::{self, DecodeError};

/// An answer as it came, which a generated operation turns into its [`Response`] or [`Error`].
pub struct RawResponse {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
    /// The body of a status that the operation streams; `bytes` are empty then.
    streamed: Mutex<Option<ResponseBody>>,
    /// How long an item of a streamed body may be.
    limit: u64,
}

impl RawResponse {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, bytes: Bytes) -> Self {
        Self {
            status,
            headers,
            bytes,
            streamed: Mutex::new(None),
            limit: u64::MAX,
        }
    }

    pub(crate) fn streamed(
        status: StatusCode,
        headers: HeaderMap,
        body: ResponseBody,
        limit: u64,
    ) -> Self {
        Self {
            status,
            headers,
            bytes: Bytes::new(),
            streamed: Mutex::new(Some(body)),
            limit,
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

    /// The `Content-Type` header; empty when there is none.
    pub fn content_type(&self) -> &str {
        self.headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Whether the content type is this one, or in this range (`image/*`), whatever its parameters are.
    pub fn is(&self, content_type: &str) -> bool {
        media_type::is_allowed(self.content_type(), &[content_type])
    }

    /// Decodes a JSON body.
    ///
    /// # Errors
    /// When there is none, or it is not as documented.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Reason> {
        self.not_empty()?;
        wire::from_slice(&self.bytes).map_err(|error| self.undecodable(error))
    }

    /// Decodes a JSON body; nothing is `None`.
    ///
    /// # Errors
    /// When there is one, and it is not as documented.
    pub fn optional_json<T: DeserializeOwned>(&self) -> Result<Option<T>, Reason> {
        if self.is_empty() {
            Ok(None)
        } else {
            self.json().map(Some)
        }
    }

    /// Decodes a text body.
    ///
    /// # Errors
    /// When it is not in its character set; UTF-8, US-ASCII and ISO-8859-1 are known.
    pub fn text(&self) -> Result<String, Reason> {
        let text = media_type::text(self.content_type(), &self.bytes);
        text.map_err(|charset| Reason::Charset {
            charset: charset.to_owned(),
        })
    }

    /// The body as it came.
    ///
    /// # Errors
    /// Never; it reads like its siblings.
    pub fn bytes(&self) -> Result<Bytes, Reason> {
        Ok(self.bytes.clone())
    }

    /// The body in parts.
    ///
    /// # Errors
    /// When it does not come in parts, or the last of them is cut.
    pub fn parts(&self) -> Result<ReceivedParts, Reason> {
        self.is_or_unsaid("multipart/*")?;
        ReceivedParts::parse(self.content_type(), &self.bytes).map_err(|message| Reason::Parts {
            message: message.to_owned(),
        })
    }

    /// No body: whatever came is ignored.
    ///
    /// # Errors
    /// Never; it reads like its siblings.
    pub fn none(&self) -> Result<(), Reason> {
        Ok(())
    }

    /// The body as a stream: of a status that [`Call::stream_when`](crate::Call::stream_when) names.
    ///
    /// # Errors
    /// Never; it reads like its siblings.
    pub fn stream(&self) -> Result<ResponseBody, Reason> {
        let streamed = self
            .streamed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        Ok(streamed.unwrap_or_else(|| ResponseBody::from(self.bytes.clone())))
    }

    /// The body as events whose data is JSON.
    ///
    /// # Errors
    /// When it says of itself that it is no stream of events.
    pub fn events<T: DeserializeOwned>(&self) -> Result<Events<T>, Reason> {
        self.is_or_unsaid("text/event-stream")?;
        Ok(Events::of_json(self.stream()?, self.limit))
    }

    /// The body as events that are typed as a whole; the data of those with these names is JSON, that of others text.
    ///
    /// # Errors
    /// When it says of itself that it is no stream of events.
    pub fn named_events<T: DeserializeOwned>(
        &self,
        json: &'static [&'static str],
    ) -> Result<Events<T>, Reason> {
        self.is_or_unsaid("text/event-stream")?;
        Ok(Events::of_named(self.stream()?, self.limit, json))
    }

    /// The body as events whose data is text.
    ///
    /// # Errors
    /// When it says of itself that it is no stream of events.
    pub fn text_events(&self) -> Result<Events<String>, Reason> {
        self.is_or_unsaid("text/event-stream")?;
        Ok(Events::of_text(self.stream()?, self.limit))
    }

    /// The body as JSON values, one after another.
    ///
    /// # Errors
    /// When it says of itself that it is nothing of the kind.
    pub fn items<T: DeserializeOwned>(&self) -> Result<Items<T>, Reason> {
        let essence = media_type::essence(self.content_type()).to_ascii_lowercase();
        if !essence.contains("json") {
            self.is_or_unsaid("text/plain, application/octet-stream")?;
        }
        let is_sequence = essence.ends_with("json-seq");
        Ok(Items::new(self.stream()?, is_sequence, self.limit))
    }

    fn is_or_unsaid(&self, content_type: &str) -> Result<(), Reason> {
        if self.content_type().is_empty() || self.is(content_type) {
            return Ok(());
        }
        Err(Reason::ContentType {
            actual: self.content_type().to_owned(),
        })
    }

    /// A documented success, its body read by `read`.
    ///
    /// # Errors
    /// When its body is not as documented.
    pub fn success<T, E>(
        self,
        read: fn(&Self) -> Result<T, Reason>,
    ) -> Result<Response<T>, Error<E>> {
        let body = read(&self);
        self.succeed(body)
    }

    /// A documented success, its JSON body a variant of several.
    ///
    /// # Errors
    /// When its body is not as documented.
    pub fn success_json<B: DeserializeOwned, T, E>(
        self,
        variant: fn(B) -> T,
    ) -> Result<Response<T>, Error<E>> {
        let body = self.json().map(variant);
        self.succeed(body)
    }

    /// A documented success without a body.
    ///
    /// # Errors
    /// Never; it reads like its siblings.
    pub fn success_none<T, E>(self, variant: T) -> Result<Response<T>, Error<E>> {
        self.succeed(Ok(variant))
    }

    fn succeed<T, E>(self, body: Result<T, Reason>) -> Result<Response<T>, Error<E>> {
        match body {
            Ok(body) => Ok(Response::new(self.status, self.headers, body)),
            Err(reason) => Err(self.unexpected(reason).into()),
        }
    }

    /// A documented error, its body read by `read`.
    ///
    /// # Errors
    /// Always: the documented error, or, when its body is not as documented, an unexpected response.
    pub fn error<T, E>(
        self,
        read: fn(&Self) -> Result<E, Reason>,
    ) -> Result<Response<T>, Error<E>> {
        let body = read(&self);
        Err(self.fail(body))
    }

    /// A documented error, its JSON body a variant of several.
    ///
    /// # Errors
    /// Always, as [`RawResponse::error`].
    pub fn error_json<B: DeserializeOwned, T, E>(
        self,
        variant: fn(B) -> E,
    ) -> Result<Response<T>, Error<E>> {
        let body = self.json().map(variant);
        Err(self.fail(body))
    }

    /// A documented error without a body.
    ///
    /// # Errors
    /// Always: the documented error.
    pub fn error_none<T, E>(self, variant: E) -> Result<Response<T>, Error<E>> {
        Err(self.fail(Ok(variant)))
    }

    fn fail<E>(self, body: Result<E, Reason>) -> Error<E> {
        match body {
            Ok(body) => Error::Api(ApiError::new(
                ApiAnswer::new(self.status, self.headers, self.bytes),
                body,
            )),
            Err(reason) => self.unexpected(reason).into(),
        }
    }

    /// A status that the document does not name.
    ///
    /// # Errors
    /// Always.
    pub fn undocumented<T, E>(self) -> Result<Response<T>, Error<E>> {
        Err(self.unexpected(Reason::UndocumentedStatus).into())
    }

    pub(crate) fn unexpected(self, reason: Reason) -> UnexpectedResponse {
        UnexpectedResponse::new(self.status, self.headers, self.bytes, reason)
    }

    fn is_empty(&self) -> bool {
        self.bytes.iter().all(u8::is_ascii_whitespace)
    }

    fn not_empty(&self) -> Result<(), Reason> {
        if self.is_empty() {
            Err(Reason::EmptyBody)
        } else {
            Ok(())
        }
    }

    /// A body that says itself that it is not JSON is named so: the decoder's complaint would only distract.
    fn undecodable(&self, error: DecodeError) -> Reason {
        let content_type = self.content_type();
        if content_type.is_empty() || media_type::is_json(content_type) || self.is("text/plain") {
            Reason::Decode(error)
        } else {
            Reason::ContentType {
                actual: content_type.to_owned(),
            }
        }
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("body_length", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
