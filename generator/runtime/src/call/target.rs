//! Where a call goes: its server, its path and its query.

use std::borrow::Cow;

use http::Uri;
use http::uri::InvalidUri;

use super::Draft;
use crate::error::RequestError;
use crate::percent::{Keep, encode_into};
use crate::server::{BaseUrl, Origin, parse_absolute};

/// Where a request goes.
pub(super) struct Target<'c> {
    place: Place<'c>,
    /// Whether that is the server that the credentials are for.
    pub(super) is_ours: bool,
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

impl<'c> Draft<'c> {
    /// Where the request goes.
    pub(super) fn target(&self) -> Result<Target<'c>, RequestError> {
        let client = &self.client.0;
        let base: Option<Cow<'c, BaseUrl>> = match (
            &self.server,
            &client.server_override,
            self.operation.servers,
        ) {
            (Some(server), ..) => Some(Cow::Owned(self.resolved(server)?)),
            (None, Some(server), _) => Some(Cow::Borrowed(server)),
            (None, None, [server, ..]) => Some(Cow::Owned(self.resolved(server)?)),
            (None, None, []) => client.base_url.as_ref().map(Cow::Borrowed),
        };
        if let Some(name) = self.operation.url {
            return self.exact_target(name, base.as_deref());
        }
        let base = base.ok_or_else(|| no_server(self.operation.id))?;
        let (path, query) = self.filled_path(base.path())?;
        Ok(Target {
            is_ours: true,
            place: Place::Base { base, path, query },
        })
    }

    /// A server of the call or of the operation.
    #[inline(never)]
    fn resolved(&self, server: &str) -> Result<BaseUrl, RequestError> {
        let base = BaseUrl::resolve(server, self.client.0.base_url.as_ref());
        base.map_err(|message| RequestError::Url { message })
    }

    /// The URL that the parameter of this name is.
    #[inline(never)]
    fn exact_target(&self, name: &str, base: Option<&BaseUrl>) -> Result<Target<'c>, RequestError> {
        let url = exact_url(self.url.as_deref().unwrap_or_default());
        let url = url.map_err(|why| RequestError::Url {
            message: format!("`{name}` is {why}"),
        })?;
        let is_ours = base.is_some_and(|base| Origin::of(&url).as_ref() == Some(base.origin()));
        let place = Place::Exact(url);
        Ok(Target { place, is_ours })
    }

    /// The path below that of a server, with its parameters, and the query that the template itself has.
    fn filled_path(&self, base: &str) -> Result<(String, &'static str), RequestError> {
        let template = self.operation.path;
        // Room for the query, too, and mostly not a byte more, since what fills its memory is shared without a copy.
        let names: usize = self.path.iter().map(|(name, _)| name.len() + 2).sum();
        let query = self.query.len() + usize::from(!self.query.is_empty());
        let room = base.len() + template.len() + self.path_text.len() + query;
        let mut path = String::with_capacity(room.saturating_sub(names));
        path.push_str(base);
        if !template.starts_with('/') {
            path.push('/');
        }
        let mut rest = template;
        let query = loop {
            let (literal, found, after) = split_at(rest, |byte| matches!(byte, b'{' | b'?' | b'#'));
            match (
                found,
                split_at(after, |byte| matches!(byte, b'}' | b'?' | b'#')),
            ) {
                (Some(b'{'), (name, Some(b'}'), after)) => {
                    encode_into(&mut path, literal, Keep::Path);
                    let value = self.path_parameter(name);
                    path.push_str(value.ok_or_else(|| self.no_value(name))?);
                    rest = after;
                }
                // It is none of a parameter.
                (Some(b'{'), (_, found, after)) => {
                    let end = rest.len() - after.len() - usize::from(found.is_some());
                    encode_into(&mut path, rest.get(..end).unwrap_or_default(), Keep::Path);
                    rest = rest.get(end..).unwrap_or_default();
                }
                (Some(b'?'), _) => {
                    encode_into(&mut path, literal, Keep::Path);
                    // A fragment is not sent; documents use one to tell operations of the same path apart.
                    break split_at(after, |byte| byte == b'#').0;
                }
                _ => {
                    encode_into(&mut path, literal, Keep::Path);
                    break "";
                }
            }
        };
        // RFC 3986, section 5.2.4: servers and proxies remove these, and with them what stands before them.
        match dot_segment(path.get(base.len()..).unwrap_or_default()) {
            Some(segment) => Err(self.dotted(segment)),
            None => Ok((path, query)),
        }
    }

    /// The text of a path parameter, as it was last set.
    fn path_parameter(&self, name: &str) -> Option<&str> {
        let at = self.path.iter().rposition(|(it, _)| *it == name)?;
        let start = at.checked_sub(1).map_or(0, |before| self.path[before].1);
        self.path_text.get(start..self.path[at].1)
    }

    #[cold]
    fn no_value(&self, name: &str) -> RequestError {
        self.no_path(format!("the parameter `{name}` has no value"))
    }

    #[cold]
    fn dotted(&self, segment: &str) -> RequestError {
        self.no_path(format!("a parameter makes the segment `{segment}`"))
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

impl Target<'_> {
    /// The whole URL, with the query of the parameters.
    pub(super) fn url(self, query: &str) -> Result<Uri, RequestError> {
        let url = match self.place {
            Place::Exact(url) => with_query(url, query),
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
        url.map_err(|error| no_url(&error))
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

/// What stands before an ASCII character that is looked for, which that is, and what comes after it.
///
/// `str`'s own searches are made for longer texts than paths are.
fn split_at(text: &str, is: impl Fn(u8) -> bool) -> (&str, Option<u8>, &str) {
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if is(byte) {
            let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
            return (before, Some(byte), after.get(1..).unwrap_or_default());
        }
    }
    (text, None, "")
}

/// The first segment of a path that is `.` or `..`.
fn dot_segment(path: &str) -> Option<&str> {
    // Hardly any path has a segment that begins with a dot.
    let mut last = 0;
    for &byte in path.as_bytes() {
        if byte == b'.' && last == b'/' {
            return first_dot_segment(path);
        }
        last = byte;
    }
    None
}

#[cold]
fn first_dot_segment(path: &str) -> Option<&str> {
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
