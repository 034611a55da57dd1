//! Where a call goes: its server, its path and its query.

use std::borrow::Cow;

use http::Uri;
use http::uri::InvalidUri;

use super::Draft;
use crate::error::RequestError;
use crate::server::{BaseUrl, Origin, parse_absolute};

/// Where a request goes, but for its path and its query.
pub(super) enum Target<'c> {
    /// The client's server.
    Client(&'c BaseUrl),
    /// A server that the call or the operation names.
    Named(Box<BaseUrl>),
    /// A URL that is sent as it is.
    Exact {
        url: Uri,
        /// Whether that is the server that the credentials are for.
        is_ours: bool,
    },
}

impl Target<'_> {
    /// Whether credentials and the client's own settings are for it.
    pub(super) fn is_ours(&self) -> bool {
        match self {
            Self::Client(_) | Self::Named(_) => true,
            Self::Exact { is_ours, .. } => *is_ours,
        }
    }
}

impl<'c> Draft<'c> {
    /// Where the request goes.
    pub(super) fn target(&self) -> Result<Target<'c>, RequestError> {
        let client = &self.client.0;
        let target = match (
            &self.server,
            &client.server_override,
            self.operation.servers,
        ) {
            (None, Some(server), _) => Some(Target::Client(server)),
            (None, None, []) => client.base_url.as_ref().map(Target::Client),
            (Some(server), ..) => Some(self.named(server)?),
            (None, None, [server, ..]) => Some(self.named(server)?),
        };
        match (self.operation.url, target) {
            (None, Some(target)) => Ok(target),
            (None, None) => Err(no_server(self.operation.id)),
            (Some(name), target) => self.exact(name, target.as_ref()),
        }
    }

    /// A server of the call or of the operation.
    #[inline(never)]
    fn named(&self, server: &str) -> Result<Target<'c>, RequestError> {
        match BaseUrl::resolve(server, self.client.0.base_url.as_ref()) {
            Ok(base) => Ok(Target::Named(Box::new(base))),
            Err(message) => Err(RequestError::Url { message }),
        }
    }

    /// The URL that the parameter of this name is.
    #[inline(never)]
    fn exact(&self, name: &str, ours: Option<&Target<'c>>) -> Result<Target<'c>, RequestError> {
        let url = exact_url(self.url.as_deref().unwrap_or_default());
        let url = url.map_err(|why| RequestError::Url {
            message: format!("`{name}` is {why}"),
        })?;
        let ours = match ours {
            Some(Target::Client(base)) => Some(base.origin()),
            Some(Target::Named(base)) => Some(base.origin()),
            Some(Target::Exact { .. }) | None => None,
        };
        let is_ours = ours.is_some_and(|ours| Origin::of(&url).as_ref() == Some(ours));
        Ok(Target::Exact { url, is_ours })
    }

    /// The whole URL.
    pub(super) fn uri(&self, target: Target<'c>) -> Result<Uri, RequestError> {
        let uri = match target {
            Target::Client(base) => base.with_path_and_query(self.path_and_query(base)?),
            Target::Named(base) => base.with_path_and_query(self.path_and_query(&base)?),
            Target::Exact { url, .. } => with_query(url, &self.query),
        };
        uri.map_err(|error| no_url(&error))
    }

    /// The path as it is when the value of this parameter is to be written, which is the next of the template.
    ///
    /// What is no parameter of it goes nowhere, and one that is left out has no value.
    pub(super) fn path_up_to(&mut self, name: &str) -> Option<&mut String> {
        if let Some((literal, next, rest)) = next_parameter(self.template)
            && next == name
        {
            if self.path.is_empty() {
                // Room for most paths, at once.
                self.path.reserve(self.operation.path.len().max(64));
            }
            self.path.push_str(literal);
            self.template = rest;
            return Some(&mut self.path);
        }
        self.query_up_to(name)
    }

    #[cold]
    fn query_up_to(&mut self, name: &str) -> Option<&mut String> {
        let query = next_parameter(self.operation.query).filter(|(_, next, _)| *next == name);
        if let Some((literal, _, rest)) = query
            && next_parameter(self.template).is_none()
            && !self.is_in_query
        {
            self.path.push_str(self.template);
            self.path.push('?');
            self.path.push_str(literal);
            self.is_in_query = true;
            self.template = rest;
            return Some(&mut self.path);
        }
        None
    }

    /// The path below that of a server, with its parameters, and every query that there is.
    fn path_and_query(&self, base: &BaseUrl) -> Result<String, RequestError> {
        self.check_filled(self.template)?;
        let queries = if base.query().is_none() && self.operation.query.is_empty() {
            Cow::Borrowed(self.query.as_str())
        } else {
            Cow::Owned(self.queries(base)?)
        };
        // Not a byte more than is needed, since what fills its memory is shared without a copy.
        let path = base.path().len() + self.path.len() + self.template.len();
        let query = queries.len() + usize::from(!queries.is_empty());
        let mut out = String::with_capacity(path + query);
        out.push_str(base.path());
        out.push_str(&self.path);
        out.push_str(self.template);
        if !queries.is_empty() {
            out.push(if self.is_in_query { '&' } else { '?' });
            out.push_str(&queries);
        }
        if self.has_dots {
            self.check_dots(out.get(base.path().len()..).unwrap_or_default())?;
        }
        Ok(out)
    }

    /// The queries of the server's URL, of the operation's path and of its parameters.
    #[cold]
    fn queries(&self, base: &BaseUrl) -> Result<String, RequestError> {
        let own = if self.is_in_query {
            ""
        } else {
            self.operation.query
        };
        self.check_filled(own)?;
        let mut queries = vec![base.query().unwrap_or_default(), own, &self.query];
        queries.retain(|query| !query.is_empty());
        Ok(queries.join("&"))
    }

    /// Whether what is left of a template has no parameter.
    fn check_filled(&self, template: &str) -> Result<(), RequestError> {
        match next_parameter(template) {
            Some((_, name, _)) => Err(self.no_value(name)),
            None => Ok(()),
        }
    }

    // RFC 3986, section 5.2.4: servers and proxies remove these, and with them what stands before them.
    #[cold]
    fn check_dots(&self, path: &str) -> Result<(), RequestError> {
        let path = path.split('?').next().unwrap_or_default();
        let mut segments = path.split('/');
        match segments.find(|segment| matches!(*segment, "." | "..")) {
            Some(segment) => {
                Err(self.no_path(format!("a parameter makes the segment `{segment}`")))
            }
            None => Ok(()),
        }
    }

    #[cold]
    fn no_value(&self, name: &str) -> RequestError {
        self.no_path(format!("the parameter `{name}` has no value"))
    }

    fn no_path(&self, message: String) -> RequestError {
        RequestError::Path {
            path: self.operation.path.to_owned(),
            message,
        }
    }
}

#[cold]
fn no_server(operation: &str) -> RequestError {
    RequestError::NoServer {
        operation: operation.to_owned(),
    }
}

/// The text is not shown: the query may hold a key.
#[cold]
fn no_url(error: &str) -> RequestError {
    RequestError::Url {
        message: format!("the URL of the request is wrong: {error}"),
    }
}

/// A URL with more of a query.
#[inline(never)]
fn with_query(url: Uri, query: &str) -> Result<Uri, String> {
    if query.is_empty() {
        return Ok(url);
    }
    let mut text = url.to_string();
    match text.split_once('?') {
        None => text.push('?'),
        Some((_, "")) => {}
        Some(_) => text.push('&'),
    }
    text.push_str(query);
    text.parse().map_err(|error: InvalidUri| error.to_string())
}

/// What stands before the next parameter of a template, its name, and what comes after it.
fn next_parameter(template: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = split_at(template, b'{')?;
    let (name, rest) = split_at(rest, b'}')?;
    Some((literal, name, rest))
}

/// What stands before an ASCII character, and what comes after it.
///
/// `str`'s own searches are made for longer texts than paths are.
fn split_at(text: &str, separator: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == separator)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
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
