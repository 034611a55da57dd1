//! From a call to its request: not generic over anything.

use std::mem::take;

use bytes::Bytes;
use http::header::{self, Entry, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request};
use secrecy::ExposeSecret as _;

use super::Draft;
use super::content::Content;
use crate::body::RequestBody;
use crate::client::ClientParameter;
use crate::credential::{Answer, Asked, Carried};
use crate::error::RequestError;
use crate::percent::Keep;
use crate::style::{QueryStyle, query_pairs, write_pair, write_query};
use crate::transport::{self, BoxFuture, Timeout};

impl<'c> Draft<'c> {
    /// The tokens that have to be asked for before there is a request.
    pub(super) fn asked(&self) -> Vec<Asked> {
        let client = &self.client.0;
        if !client.credentials.has_providers() {
            return Vec::new();
        }
        let asked = client.credentials.asked(client.api, self.operation);
        // What is wrong with the call is said before anybody is asked, and other servers are sent no token.
        let is_wanted = || match self.target() {
            Ok(target) => self.error.is_none() && target.is_ours() && self.uri(target).is_ok(),
            Err(_) => false,
        };
        if asked.is_empty() || is_wanted() {
            asked
        } else {
            Vec::new()
        }
    }

    /// Sends the request, with the tokens that were asked for.
    pub(super) fn send(
        mut self: Box<Self>,
        answers: &[Answer],
    ) -> Result<BoxFuture<'c, transport::Answer>, RequestError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let client = &self.client.0;
        let target = self.target()?;
        // Neither credentials nor the client's own settings leave the server they are for.
        if target.is_ours() {
            if !client.parameters.is_empty() {
                self.add_client_parameters();
            }
            self.add_credentials(answers)?;
        }
        if self.violations.count() > 0 {
            return Err(self.violated());
        }
        if !matches!(self.content, Content::None | Content::Whole { .. }) {
            self.close_body();
        }
        *self.request.method_mut() = self.method()?;
        *self.request.uri_mut() = self.uri(target)?;
        self.add_headers()?;
        if let Some(timeout) = self.timeout.or(client.timeout) {
            extend(&mut self.request, Timeout(timeout));
        }
        if !self.secrets.is_empty() {
            extend(&mut self.request, take(&mut self.secrets));
        }
        Ok(client.transport.send(self.request))
    }

    fn method(&self) -> Result<Method, RequestError> {
        let name = self.operation.method.as_str();
        Method::from_bytes(name.as_bytes()).map_err(|_| no_method(name))
    }

    /// Adds what the client says in headers.
    fn add_headers(&mut self) -> Result<(), RequestError> {
        if self.request.body().length() == Some(0) && self.says_that_it_is_empty() {
            let length = HeaderValue::from_static("0");
            set(self.request.headers_mut(), header::CONTENT_LENGTH, length);
        }
        let headers = self.request.headers_mut();
        if !self.cookies.is_empty() {
            let mut cookies = header_value("cookie", &self.cookies)?;
            cookies.set_sensitive(!self.secrets.cookies.is_empty());
            set(headers, header::COOKIE, cookies);
        }
        if !self.operation.accept.is_empty() {
            let accept = static_value("accept", self.operation.accept)?;
            headers.entry(header::ACCEPT).or_insert(accept);
        }
        if let Some(user_agent) = &self.client.0.user_agent {
            headers
                .entry(header::USER_AGENT)
                .or_insert_with(|| user_agent.clone());
        }
        Ok(())
    }

    /// Whether an empty body is announced: where there is content, or a method means it (RFC 9110, section 8.6).
    fn says_that_it_is_empty(&self) -> bool {
        let expects_body = matches!(
            *self.request.method(),
            Method::POST | Method::PUT | Method::PATCH
        );
        expects_body || matches!(self.content, Content::Whole { .. })
    }

    #[cold]
    fn violated(&mut self) -> RequestError {
        let violations = take(&mut self.violations);
        RequestError::Constraints { violations }
    }

    /// Adds the client's parameters that the operation has and the call does not set.
    #[inline(never)]
    fn add_client_parameters(&mut self) {
        for parameter in &self.client.0.parameters {
            let mut names = self.operation.client_parameters.iter();
            let Some(wire_name) = names.find(|name| parameter.is(name)) else {
                continue;
            };
            match parameter {
                ClientParameter::Header { name, value, given } => {
                    let headers = self.request.headers_mut();
                    if !headers.contains_key(name) {
                        headers.insert(name, value.clone());
                        self.check("header", wire_name, given);
                    }
                }
                ClientParameter::Query(name, value) => {
                    if !self.query_names.contains(name) {
                        self.check("query", name, value);
                        write_query(
                            &mut self.query,
                            &query_pairs(QueryStyle::DEFAULT, name, value),
                            Keep::Unreserved,
                        );
                    }
                }
            }
        }
    }

    fn add_credentials(&mut self, answers: &[Answer]) -> Result<(), RequestError> {
        let client = &self.client.0;
        let mut add = |carried: &Carried| match carried {
            Carried::Header(name, value) => {
                set(self.request.headers_mut(), name.clone(), value.clone());
            }
            Carried::Query(name, key) => {
                write_pair(&mut self.query, name, key.expose_secret(), Keep::Unreserved);
                self.secrets.query.push(name);
            }
            Carried::Cookie(name, key) => {
                if !self.cookies.is_empty() {
                    self.cookies.push_str("; ");
                }
                self.cookies.push_str(name);
                self.cookies.push('=');
                self.cookies.push_str(key.expose_secret());
                self.secrets.cookies.push(name);
            }
            Carried::Nothing => {}
        };
        let credentials = &client.credentials;
        credentials.select(client.api, self.operation, answers, &mut add)
    }
}

/// Sets a header; by [`entry`](HeaderMap::entry) as everything else here does, so that little code does it all.
pub(super) fn set(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    match headers.entry(name) {
        Entry::Occupied(mut entry) => {
            entry.insert(value);
        }
        Entry::Vacant(entry) => {
            entry.insert(value);
        }
    }
}

/// Adds to the request what only its transport sees.
#[inline(never)]
fn extend<T: Clone + Send + Sync + 'static>(request: &mut Request<RequestBody>, extension: T) {
    request.extensions_mut().insert(extension);
}

#[cold]
fn no_method(name: &str) -> RequestError {
    let message = format!("`{name}` is not a method");
    RequestError::Url { message }
}

#[cold]
fn no_header(name: &str) -> RequestError {
    let name = name.to_owned();
    RequestError::Header { name }
}

fn header_value(name: &str, text: &str) -> Result<HeaderValue, RequestError> {
    HeaderValue::from_bytes(text.as_bytes()).map_err(|_| no_header(name))
}

/// The same for a text that lives as long as the program, without a copy.
fn static_value(name: &str, text: &'static str) -> Result<HeaderValue, RequestError> {
    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())).map_err(|_| no_header(name))
}
