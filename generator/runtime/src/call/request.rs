//! From a call to its request: not generic over anything.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{self, Entry, HeaderMap, HeaderName, HeaderValue};
use http::uri::InvalidUri;
use http::{Method, Request, Uri};
use secrecy::ExposeSecret as _;

use super::Draft;
use super::content::Content;
use crate::body::RequestBody;
use crate::client::ClientParameter;
use crate::credential::{Answer, Asked, Carried};
use crate::error::RequestError;
use crate::percent::{Keep, encode_into};
use crate::server::{BaseUrl, Origin, parse_absolute};
use crate::style::{QueryStyle, query_pairs, write_pair, write_query};
use crate::transport::{Secrets, Timeout};

impl<'c> Draft<'c> {
    /// The tokens that have to be asked for before there is a request.
    pub(super) fn asked(&self) -> Vec<Asked> {
        let client = &self.client.0;
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
        // Neither credentials nor the client's own settings leave the server they are for.
        let mut secrets = Secrets {
            query: self.operation.secrets.to_vec(),
            ..Secrets::default()
        };
        if target.is_ours {
            self.add_client_parameters();
            self.add_credentials(&mut secrets, answers)?;
        }
        if self.violations.count() > 0 {
            let violations = std::mem::take(&mut self.violations);
            return Err(RequestError::Constraints { violations });
        }
        let url = target.url(&self.query)?;
        let method =
            Method::from_bytes(self.operation.method.as_str().as_bytes()).map_err(|_| {
                RequestError::Url {
                    message: format!("`{}` is not a method", self.operation.method.as_str()),
                }
            })?;

        let mut headers = std::mem::take(&mut self.headers);
        if !self.cookies.is_empty() {
            let mut cookies = header_value("cookie", &self.cookies)?;
            cookies.set_sensitive(!secrets.cookies.is_empty());
            set(&mut headers, header::COOKIE, cookies);
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
        let content = std::mem::replace(&mut self.content, Content::None);
        let (body, content_type) = content.into_body(client.multipart_boundary.as_deref());
        let has_content = content_type.is_some();
        if let Some(content_type) = content_type {
            set(&mut headers, header::CONTENT_TYPE, content_type);
        }
        announce_length(&mut headers, &method, body.length(), has_content);

        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = url;
        *request.headers_mut() = headers;
        if let Some(timeout) = self.timeout.or(client.timeout) {
            request.extensions_mut().insert(Timeout(timeout));
        }
        if !secrets.is_empty() {
            request.extensions_mut().insert(secrets);
        }
        Ok(request)
    }

    /// Where the request goes.
    fn target(&self) -> Result<Target<'c>, RequestError> {
        let client = &self.client.0;
        let invalid = |message: String| RequestError::Url { message };
        let from_text = |text: &str| {
            let base = BaseUrl::resolve(text, client.base_url.as_ref());
            base.map(Cow::Owned).map_err(invalid)
        };
        let base: Option<Cow<'c, BaseUrl>> = match (
            &self.server,
            &client.server_override,
            self.operation.servers,
        ) {
            (Some(server), ..) => Some(from_text(server)?),
            (None, Some(server), _) => Some(Cow::Borrowed(server)),
            (None, None, [server, ..]) => Some(from_text(server)?),
            (None, None, []) => client.base_url.as_ref().map(Cow::Borrowed),
        };
        if let Some(name) = self.operation.url {
            let url = self.url.as_deref().unwrap_or_default();
            let url = exact_url(url).map_err(|why| invalid(format!("`{name}` is {why}")))?;
            let is_ours = base.is_some_and(|base| Origin::of(&url).as_ref() == Some(base.origin()));
            return Ok(Target {
                is_ours,
                place: Place::Exact(url),
            });
        }
        let base = base.ok_or_else(|| RequestError::NoServer {
            operation: self.operation.id.to_owned(),
        })?;
        let (path, query) = self.filled_path(base.path())?;
        Ok(Target {
            is_ours: true,
            place: Place::Base { base, path, query },
        })
    }

    /// The path below that of a server, with its parameters, and the query that the template itself has.
    fn filled_path(&self, base: &str) -> Result<(String, &'static str), RequestError> {
        let refused = |message: String| RequestError::Path {
            path: self.operation.path.to_owned(),
            message,
        };
        // A fragment is not sent; documents use one to tell operations of the same path apart.
        let (template, _) =
            split_once(self.operation.path, b'#').unwrap_or((self.operation.path, ""));
        let (template, query) = split_once(template, b'?').unwrap_or((template, ""));
        // Room for the query, too, and mostly not a byte more, since what fills its memory is shared without a copy.
        let names = self.path.iter().map(|(name, _)| name.len() + 2).sum();
        let query_length = match self.query.len() {
            0 => 0,
            length => length + 1,
        };
        let room = base.len() + template.len() + self.path_text.len() + query_length;
        let mut path = String::with_capacity(room.saturating_sub(names));
        path.push_str(base);
        if !template.starts_with('/') {
            path.push('/');
        }
        let mut rest = template;
        while let Some((literal, after)) = split_once(rest, b'{') {
            let Some((name, after)) = split_once(after, b'}') else {
                break;
            };
            encode_into(&mut path, literal, Keep::Path);
            let value = self.path_parameter(name);
            path.push_str(
                value.ok_or_else(|| refused(format!("the parameter `{name}` has no value")))?,
            );
            rest = after;
        }
        encode_into(&mut path, rest, Keep::Path);
        // RFC 3986, section 5.2.4: servers and proxies remove these, and with them what stands before them.
        match dot_segment(path.get(base.len()..).unwrap_or_default()) {
            Some(segment) => Err(refused(format!(
                "a parameter makes the segment `{segment}`"
            ))),
            None => Ok((path, query)),
        }
    }

    /// The text of a path parameter, as it was last set.
    fn path_parameter(&self, name: &str) -> Option<&str> {
        let at = self.path.iter().rposition(|(it, _)| *it == name)?;
        let start = at.checked_sub(1).map_or(0, |before| self.path[before].1);
        self.path_text.get(start..self.path[at].1)
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

/// Where a request goes.
struct Target<'c> {
    place: Place<'c>,
    /// Whether that is the server that the credentials are for.
    is_ours: bool,
}

enum Place<'c> {
    /// A URL that is sent as it is.
    Exact(Uri),
    /// A server, the whole path, and the query that the operation's path has.
    Base {
        base: Cow<'c, BaseUrl>,
        path: String,
        query: &'static str,
    },
}

impl Target<'_> {
    /// The whole URL, with the query of the parameters.
    fn url(self, query: &str) -> Result<Uri, RequestError> {
        let url = match self.place {
            Place::Exact(url) if query.is_empty() => return Ok(url),
            Place::Exact(url) => {
                let mut text = url.to_string();
                match text.split_once('?') {
                    None => text.push('?'),
                    Some((_, "")) => {}
                    Some(_) => text.push('&'),
                }
                text.push_str(query);
                text.parse().map_err(|error: InvalidUri| error.to_string())
            }
            Place::Base {
                base,
                mut path,
                query: own,
            } => {
                let mut lead = '?';
                for part in [base.query().unwrap_or_default(), own] {
                    if !part.is_empty() {
                        path.push(lead);
                        encode_into(&mut path, part, Keep::Query);
                        lead = '&';
                    }
                }
                if !query.is_empty() {
                    path.push(lead);
                    path.push_str(query);
                }
                base.with_path_and_query(path)
            }
        };
        // The text is not shown: the query may hold a key.
        url.map_err(|error| RequestError::Url {
            message: format!("the URL of the request is wrong: {error}"),
        })
    }
}

/// What stands before an ASCII character and after it; `str`'s own searches are made for longer texts than paths are.
fn split_once(text: &str, at: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == at)?;
    text.get(..at).zip(text.get(at + 1..))
}

/// The first segment of a path that is `.` or `..`.
fn dot_segment(path: &str) -> Option<&str> {
    // Hardly any path has a segment that begins with a dot.
    if !path.as_bytes().windows(2).any(|pair| pair == b"/.") {
        return None;
    }
    path.split('/')
        .find(|segment| matches!(*segment, "." | ".."))
}

/// A URL that comes out as it went in; only a fragment, which is never sent, is dropped.
fn exact_url(text: &str) -> Result<Uri, String> {
    let sent = text.split_once('#').map_or(text, |(sent, _)| sent);
    let url = parse_absolute(sent)?;
    let written = url.to_string();
    // A URL without a path is sent with `/`, which is the same URL.
    let is_same = written == sent
        || url.path() == "/" && written.replacen("/?", "?", 1).trim_end_matches('/') == sent;
    if is_same {
        Ok(url)
    } else {
        Err("a URL that could not be sent exactly as it is".to_owned())
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

fn header_value(name: &str, text: &str) -> Result<HeaderValue, RequestError> {
    HeaderValue::from_bytes(text.as_bytes()).map_err(|_| RequestError::Header {
        name: name.to_owned(),
    })
}

/// The same for a text that lives as long as the program, without a copy.
fn static_value(name: &str, text: &'static str) -> Result<HeaderValue, RequestError> {
    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())).map_err(|_| {
        RequestError::Header {
            name: name.to_owned(),
        }
    })
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
        set(headers, header::CONTENT_LENGTH, HeaderValue::from(length));
    }
}
