//! A call: the request of an operation under construction.
//!
//! # Invariants
//! - Setters never fail: the first error is kept, and is what [`Call::send`] gives.
//! - Everything generic is a line that makes a JSON value or bytes; the rest is compiled once.

mod content;
mod exchange;
mod request;
mod target;

use std::fmt;
use std::time::Duration;

use http::header::{ACCEPT, HeaderName, HeaderValue};
use http::{Request, StatusCode};
use serde::Serialize;
use serde_json::Value;

use crate::api::Operation;
use crate::body::RequestBody;
use crate::client::Client;
use crate::constraint::{Violations, check_operand};
use crate::error::{Error, RequestError};
use crate::percent::{Keep, encode_into, encode_query};
use crate::response::{RawResponse, Response, Sending};
use crate::style::{
    CookieStyle, HeaderStyle, PathStyle, QueryStyle, borrowed_scalar, header_text, path_text,
    query_pairs, scalar_text, write_cookies, write_pair, write_query,
};
use crate::transport::Secrets;
use crate::wire::{self, EncodeError, Written};

use content::Content;
pub(crate) use exchange::Exchange;

/// The request of an operation under construction.
///
/// Generated code fills it; the first thing that cannot be sent as documented is the error of [`send`](Self::send).
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'c> {
    /// In a box, since builders are moved around a lot.
    draft: Box<Draft<'c>>,
}

/// What a call has so far.
struct Draft<'c> {
    client: &'c Client,
    operation: &'static Operation,
    /// The path so far: the template up to the last parameter that has a value, with the values.
    path: String,
    /// What is left of its template.
    template: &'static str,
    /// Whether that is the query's, which the path has reached.
    is_in_query: bool,
    /// Whether a value may make a segment that is `.` or `..`.
    has_dots: bool,
    /// The value of the path parameter that is the URL, as given.
    url: Option<String>,
    server: Option<String>,
    query: String,
    /// The names of query parameters that have a value, so that the client's own do not repeat them; empty where it
    /// has none.
    query_names: Vec<&'static str>,
    /// What is certain of the request: its headers, and a body that is given as a whole.
    request: Request<RequestBody>,
    cookies: String,
    /// What is carried outside of headers and shown nowhere.
    secrets: Secrets,
    content: Content,
    /// How much of a body may be left out.
    optional_extent: Option<usize>,
    timeout: Option<Duration>,
    stream_when: Option<fn(StatusCode) -> bool>,
    error: Option<RequestError>,
    /// What does not satisfy the document, for a client that checks.
    violations: Violations,
    /// Where parameters are encoded, one after the other.
    scratch: Vec<u8>,
}

impl<'c> Call<'c> {
    pub(crate) fn new(client: &'c Client, operation: &'static Operation) -> Self {
        let draft = Box::new(Draft {
            client,
            operation,
            path: String::new(),
            template: operation.path,
            is_in_query: false,
            has_dots: false,
            url: None,
            server: None,
            query: String::new(),
            query_names: Vec::new(),
            request: Request::default(),
            cookies: String::new(),
            secrets: Secrets::new(operation.secrets),
            content: Content::None,
            optional_extent: None,
            timeout: None,
            stream_when: None,
            error: None,
            violations: Violations::default(),
            scratch: Vec::new(),
        });
        Self { draft }
    }

    /// Sets a path parameter of style `simple`; the parameters of a path are set in its order.
    pub fn path<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.path_as(PathStyle::Simple { explode: false }, name, value);
    }

    /// Sets a path parameter.
    pub fn path_as<T: Serialize + ?Sized>(
        &mut self,
        style: PathStyle,
        name: &'static str,
        value: &T,
    ) {
        self.path_value(style, name, &value);
    }

    fn path_value(&mut self, style: PathStyle, name: &'static str, value: &dyn Written) {
        let is_json = style == PathStyle::Json;
        self.parameter(name, is_json, value, |call, json| {
            let is_url = call.draft.operation.url == Some(name);
            if !is_url
                && matches!(style, PathStyle::Simple { .. })
                && let Some(text) = call.scalar(json).filter(|text| !text.is_empty())
            {
                call.draft.has_dots |= matches!(text, "." | "..");
                if let Some(path) = call.draft.path_up_to(name) {
                    encode_into(path, text, Keep::Unreserved);
                }
                return;
            }
            let Some(value) = call.checked(("path", name), json) else {
                return;
            };
            if is_url {
                call.draft.url = scalar_text(&value);
                return;
            }
            match path_text(style, name, &value) {
                Some(text) => {
                    call.draft.has_dots = true;
                    if let Some(path) = call.draft.path_up_to(name) {
                        path.push_str(&text);
                    }
                }
                None => call.fail(RequestError::Path {
                    path: call.draft.operation.path.to_owned(),
                    message: format!("the parameter `{name}` is empty"),
                }),
            }
        });
    }

    /// Adds a query parameter of style `form`, exploded.
    pub fn query<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.query_as(QueryStyle::DEFAULT, name, value);
    }

    /// Adds a query parameter.
    pub fn query_as<T: Serialize + ?Sized>(
        &mut self,
        style: QueryStyle,
        name: &'static str,
        value: &T,
    ) {
        self.query_value(style, name, &value, Keep::Unreserved);
    }

    /// Adds a query parameter of which reserved characters are sent as they are (`allowReserved`).
    pub fn query_reserved<T: Serialize + ?Sized>(
        &mut self,
        style: QueryStyle,
        name: &'static str,
        value: &T,
    ) {
        self.query_value(style, name, &value, Keep::Reserved);
    }

    fn query_value(
        &mut self,
        style: QueryStyle,
        name: &'static str,
        value: &dyn Written,
        keep: Keep,
    ) {
        let is_json = style == QueryStyle::Json;
        self.parameter(name, is_json, value, |call, json| {
            let before = call.draft.query.len();
            if before == 0 {
                // Room for most queries, at once.
                call.draft.query.reserve(json.len().max(96));
            }
            if !is_json && let Some(text) = call.scalar(json) {
                write_pair(&mut call.draft.query, name, text, keep);
            } else if let Some(value) = call.checked(("query", name), json) {
                write_query(
                    &mut call.draft.query,
                    &query_pairs(style, name, &value),
                    keep,
                );
            }
            if call.draft.query.len() > before && !call.draft.client.0.parameters.is_empty() {
                call.draft.query_names.push(name);
            }
        });
    }

    /// Adds the whole query string (`in: querystring`): text as it is, an object as urlencoded pairs.
    pub fn query_string<T: Serialize + ?Sized>(&mut self, value: &T) {
        self.query_string_value(&value);
    }

    fn query_string_value(&mut self, value: &dyn Written) {
        self.parameter("query", true, value, |call, json| {
            match call.checked_as(("query", ""), "query", json) {
                Some(Value::String(text)) => {
                    let text = encode_query(text.trim_start_matches('?'));
                    if !call.draft.query.is_empty() && !text.is_empty() {
                        call.draft.query.push('&');
                    }
                    call.draft.query.push_str(&text);
                }
                Some(Value::Object(members)) => {
                    for (name, member) in &members {
                        let pairs = query_pairs(QueryStyle::DEFAULT, name, member);
                        write_query(&mut call.draft.query, &pairs, Keep::Form);
                    }
                }
                Some(value) => call.fail(RequestError::Value {
                    name: "query".to_owned(),
                    message: format!("`{value}` is neither text nor an object"),
                }),
                None => {}
            }
        });
    }

    /// Sets a header parameter of style `simple`.
    pub fn header<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.header_as(HeaderStyle::DEFAULT, name, value);
    }

    /// Sets a header parameter.
    pub fn header_as<T: Serialize + ?Sized>(&mut self, style: HeaderStyle, name: &str, value: &T) {
        self.header_value(style, name, &value);
    }

    fn header_value(&mut self, style: HeaderStyle, name: &str, value: &dyn Written) {
        let is_json = style == HeaderStyle::Json;
        self.parameter(name, is_json, value, |call, json| {
            let pair = match call.scalar(json) {
                Some(text) if !is_json => call.header_pair(name, text),
                _ => {
                    let value = call.checked(("header", name), json);
                    let text = value.and_then(|value| header_text(style, &value));
                    text.and_then(|text| call.header_pair(name, &text))
                }
            };
            if let Some((name, value)) = pair {
                call.draft.request.headers_mut().insert(name, value);
            }
        });
    }

    /// A header's name and value, when they may be sent: without CR, LF and other control characters.
    fn header_pair(&mut self, name: &str, text: &str) -> Option<(HeaderName, HeaderValue)> {
        let name_and_value = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .zip(HeaderValue::from_bytes(text.as_bytes()).ok());
        if name_and_value.is_none() {
            self.fail(RequestError::Header {
                name: name.to_owned(),
            });
        }
        name_and_value
    }

    /// Adds a cookie parameter of style `form`, exploded.
    pub fn cookie<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.cookie_as(CookieStyle::DEFAULT, name, value);
    }

    /// Adds a cookie parameter.
    pub fn cookie_as<T: Serialize + ?Sized>(&mut self, style: CookieStyle, name: &str, value: &T) {
        self.cookie_value(style, name, &value);
    }

    fn cookie_value(&mut self, style: CookieStyle, name: &str, value: &dyn Written) {
        self.parameter(name, style == CookieStyle::Json, value, |call, json| {
            if let Some(value) = call.checked(("cookie", name), json) {
                write_cookies(&mut call.draft.cookies, style, name, &value);
            }
        });
    }

    /// Sends the call to this base URL and not to the client's.
    pub fn server(&mut self, url: impl Into<String>) {
        self.draft.server = Some(url.into());
    }

    /// Sets how long this call and the whole of its answer may take.
    pub fn timeout(&mut self, timeout: Duration) {
        self.draft.timeout = Some(timeout);
    }

    /// Does not read the answers of these statuses into memory: [`RawResponse::stream`] gives them as they come.
    pub fn stream_when(&mut self, is_streamed: fn(StatusCode) -> bool) {
        self.draft.stream_when = Some(is_streamed);
    }

    /// Asks for a success as it comes, and as this media type; with an empty text, as the operation is documented.
    pub fn stream(&mut self, accept: &str) {
        self.stream_when(|status| status.is_success());
        if !accept.is_empty()
            && let Some((name, accept)) = self.header_pair(ACCEPT.as_str(), accept)
        {
            let headers = self.draft.request.headers_mut();
            headers.entry(name).or_insert(accept);
        }
    }

    /// Whether the body can be sent again.
    pub fn is_replayable(&self) -> bool {
        self.draft.content.is_replayable()
    }

    /// Sends the call; `decode` makes the documented response or error of its answer.
    pub fn send<T, E>(
        self,
        decode: fn(RawResponse) -> Result<Response<T>, Error<E>>,
    ) -> Sending<'c, T, E> {
        Sending::new(Exchange::new(self.draft), decode)
    }

    /// Encodes a parameter and gives its JSON to `write`; what does not encode is the call's error.
    fn parameter(
        &mut self,
        name: &str,
        is_json: bool,
        value: &dyn Written,
        write: impl FnOnce(&mut Self, &[u8]),
    ) {
        let mut json = std::mem::take(&mut self.draft.scratch);
        json.clear();
        // Most parameters are short.
        json.reserve(64);
        let written = if is_json {
            wire::write_text(&mut json, value)
        } else {
            wire::write_plain(&mut json, value)
        };
        if self.value(name, written).is_some() {
            write(self, &json);
        }
        self.draft.scratch = json;
    }

    /// The text of a scalar that needs no tree, for a client that does not check it.
    fn scalar<'j>(&self, json: &'j [u8]) -> Option<&'j str> {
        if self.draft.client.0.validates {
            return None;
        }
        borrowed_scalar(std::str::from_utf8(json).ok()?)
    }

    /// A parameter's tree, checked against the operation's constraints, for a client that does so.
    fn checked(&mut self, (place, name): (&str, &str), json: &[u8]) -> Option<Value> {
        self.checked_as((place, name), name, json)
    }

    /// The same for a parameter that is called otherwise where it does not encode.
    fn checked_as(
        &mut self,
        (place, name): (&str, &str),
        called: &str,
        json: &[u8],
    ) -> Option<Value> {
        let value = self.value(called, wire::tree(json))?;
        self.draft.check(place, name, &value);
        Some(value)
    }

    /// An encoded value; what does not encode is the call's error.
    fn value<V>(&mut self, name: &str, value: Result<V, EncodeError>) -> Option<V> {
        match value {
            Ok(value) => Some(value),
            Err(error) => {
                self.fail(RequestError::Value {
                    name: name.to_owned(),
                    message: error.to_string(),
                });
                None
            }
        }
    }

    /// The same for a value that is JSON text already.
    fn check_text(&mut self, place: &str, name: &str, text: &[u8]) {
        let has_rules = || {
            let mut operands = self.draft.operation.constraints.iter();
            operands.any(|operand| operand.place == place && operand.name == name)
        };
        if self.draft.client.0.validates
            && has_rules()
            && let Ok(value) = serde_json::from_slice(text)
        {
            self.draft.check(place, name, &value);
        }
    }

    /// Keeps the first error.
    fn fail(&mut self, error: RequestError) {
        self.draft.error.get_or_insert(error);
    }
}

impl Draft<'_> {
    /// Checks a value against the operation's constraints, for a client that does so.
    fn check(&mut self, place: &str, name: &str, value: &Value) {
        if self.client.0.validates {
            let table = self.operation.constraints;
            check_operand(table, place, name, value, &mut self.violations);
        }
    }
}

impl fmt::Debug for Call<'_> {
    /// Neither parameters nor body: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.draft.operation.id)
            .field("method", &self.draft.operation.method.as_str())
            .field("path", &self.draft.operation.path)
            .finish_non_exhaustive()
    }
}
