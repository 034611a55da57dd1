//! From a call to its request: not generic over anything.

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
use crate::transport::{Secrets, Timeout};

impl Draft<'_> {
    /// The tokens that have to be asked for before there is a request.
    pub(super) fn asked(&self) -> Vec<Asked> {
        let client = &self.client.0;
        if !client.credentials.has_providers() {
            return Vec::new();
        }
        let asked = client.credentials.asked(client.api, self.operation);
        // What is wrong with the call is said before anybody is asked, and other servers are sent no token.
        let is_wanted = || self.error.is_none() && self.target().is_ok_and(|target| target.is_ours);
        if asked.is_empty() || is_wanted() {
            asked
        } else {
            Vec::new()
        }
    }

    /// The request as a transport sends it, with the tokens that were asked for.
    pub(super) fn request(
        &mut self,
        answers: &[Answer],
    ) -> Result<Request<RequestBody>, RequestError> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let client = &self.client.0;
        let target = self.target()?;
        let mut secrets = Secrets::new(self.operation.secrets);
        // Neither credentials nor the client's own settings leave the server they are for.
        if target.is_ours {
            if !client.parameters.is_empty() {
                self.add_client_parameters();
            }
            self.add_credentials(&mut secrets, answers)?;
        }
        if self.violations.count() > 0 {
            let violations = std::mem::take(&mut self.violations);
            return Err(RequestError::Constraints { violations });
        }
        let url = target.url(&self.query)?;
        let method = Method::from_bytes(self.operation.method.as_str().as_bytes())
            .map_err(|_| no_method(self.operation.method.as_str()))?;

        let headers = &mut self.headers;
        if !self.cookies.is_empty() {
            let mut cookies = header_value("cookie", &self.cookies)?;
            cookies.set_sensitive(!secrets.cookies.is_empty());
            set(headers, header::COOKIE, cookies);
        }
        if !self.operation.accept.is_empty() {
            let accept = static_value("accept", self.operation.accept)?;
            headers.entry(header::ACCEPT).or_insert(accept);
        }
        if let Some(user_agent) = &client.user_agent {
            headers
                .entry(header::USER_AGENT)
                .or_insert_with(|| user_agent.clone());
        }
        let mut content = std::mem::replace(&mut self.content, Content::None);
        let extent = self.optional_extent;
        if extent.is_some_and(|extent| content.is_no_more_than(extent)) {
            content = Content::None;
        }
        let (body, content_type) = content.into_body(client.multipart_boundary.as_deref());
        let has_content = content_type.is_some();
        if let Some(content_type) = content_type {
            set(headers, header::CONTENT_TYPE, content_type);
        }
        announce_length(headers, &method, body.length(), has_content);

        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = url;
        std::mem::swap(request.headers_mut(), headers);
        if let Some(timeout) = self.timeout.or(client.timeout) {
            request.extensions_mut().insert(Timeout(timeout));
        }
        if !secrets.is_empty() {
            request.extensions_mut().insert(secrets);
        }
        Ok(request)
    }

    /// Adds the client's parameters that the operation has and the call does not set.
    fn add_client_parameters(&mut self) {
        for parameter in &self.client.0.parameters {
            let mut names = self.operation.client_parameters.iter();
            let Some(wire_name) = names.find(|name| parameter.is(name)) else {
                continue;
            };
            match parameter {
                ClientParameter::Header { name, value, given } => {
                    if !self.headers.contains_key(name) {
                        self.headers.insert(name, value.clone());
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

    fn add_credentials(
        &mut self,
        secrets: &mut Secrets,
        answers: &[Answer],
    ) -> Result<(), RequestError> {
        let client = &self.client.0;
        let mut add = |carried: &Carried| match carried {
            Carried::Header(name, value) => {
                set(&mut self.headers, name.clone(), value.clone());
            }
            Carried::Query(name, key) => {
                write_pair(&mut self.query, name, key.expose_secret(), Keep::Unreserved);
                secrets.query.push(name);
            }
            Carried::Cookie(name, key) => {
                if !self.cookies.is_empty() {
                    self.cookies.push_str("; ");
                }
                self.cookies.push_str(name);
                self.cookies.push('=');
                self.cookies.push_str(key.expose_secret());
                secrets.cookies.push(name);
            }
            Carried::Nothing => {}
        };
        let credentials = &client.credentials;
        credentials.select(client.api, self.operation, answers, &mut add)
    }
}

/// Sets a header; by [`entry`](HeaderMap::entry) as everything else here does, so that little code does it all.
fn set(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    match headers.entry(name) {
        Entry::Occupied(mut entry) => {
            entry.insert(value);
        }
        Entry::Vacant(entry) => {
            entry.insert(value);
        }
    }
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

/// Sets `Content-Length`: of a body when its length is known, of no body where a method means one (RFC 9110, 8.6).
fn announce_length(
    headers: &mut HeaderMap,
    method: &Method,
    length: Option<u64>,
    has_content: bool,
) {
    let expects_body = matches!(*method, Method::POST | Method::PUT | Method::PATCH);
    if let Some(length) = length.filter(|_| has_content || expects_body) {
        let length = match length {
            0 => HeaderValue::from_static("0"),
            length => HeaderValue::from(length),
        };
        set(headers, header::CONTENT_LENGTH, length);
    }
}
