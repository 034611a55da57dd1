//! Base URLs: what a server is, and what is the same server.

use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, PathAndQuery, Scheme};

use crate::percent::encode_query;

/// The base URL of a server: absolute, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    /// Without a query.
    text: String,
    /// The query of the server's URL, which every request starts its query with, as it is sent.
    query: Option<String>,
    origin: Origin,
    /// What of the text the URL of a request begins with, parsed once.
    scheme: Scheme,
    authority: Authority,
    path_start: usize,
}

/// Scheme, host and port: credentials do not leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    scheme: String,
    host: String,
    port: Option<u16>,
}

impl Origin {
    /// The origin of an absolute URI.
    pub(crate) fn of(uri: &Uri) -> Option<Self> {
        let scheme = uri.scheme_str()?.to_ascii_lowercase();
        let host = uri
            .host()
            .filter(|host| !host.is_empty())?
            .to_ascii_lowercase();
        let port = uri.port_u16().or(match scheme.as_str() {
            "http" => Some(80),
            "https" => Some(443),
            _ => None,
        });
        Some(Self { scheme, host, port })
    }
}

impl BaseUrl {
    /// Parses an absolute URL.
    ///
    /// # Errors
    /// Says why it is not one, without repeating what may be a secret in it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let text = text.split_once('#').map_or(text, |(before, _)| before);
        let uri = parse_absolute(text)?;
        let origin = Origin::of(&uri).ok_or("a URL without a host")?;
        let parts = uri.into_parts();
        let (scheme, authority) = parts
            .scheme
            .zip(parts.authority)
            .ok_or("a URL without a host")?;
        let (path, query) = match text.split_once('?') {
            Some((path, query)) => (path, Some(query).filter(|query| !query.is_empty())),
            None => (text, None),
        };
        let text = path.trim_end_matches('/').to_owned();
        let authority_start = text.find("://").map_or(0, |at| at + 3);
        Ok(Self {
            path_start: authority_start + authority.as_str().len(),
            text,
            query: query.map(encode_query),
            origin,
            scheme,
            authority,
        })
    }

    /// Parses a server URL of a document, which may be relative to where the document is.
    pub(crate) fn resolve(text: &str, document: Option<&Self>) -> Result<Self, String> {
        let text = text.trim();
        if text.contains("://") {
            return Self::parse(text);
        }
        let document =
            document.ok_or_else(|| format!("the server `{text}` is relative: set a base URL"))?;
        if let Some(rest) = text.strip_prefix("//") {
            return Self::parse(&format!("{}://{rest}", document.origin.scheme));
        }
        let path = document.path();
        let root = document.text.strip_suffix(path).unwrap_or_default();
        if text.starts_with('/') {
            return Self::parse(&format!("{root}{text}"));
        }
        // RFC 3986, section 5.2.3: a relative path replaces what follows the last slash of the base.
        let folder = path.rfind('/').map_or("", |at| &path[..at]);
        let mut segments: Vec<&str> = folder
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        for segment in text.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    segments.pop();
                }
                segment => segments.push(segment),
            }
        }
        Self::parse(&format!("{root}/{}", segments.join("/")))
    }

    /// The URL without its query.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// The path, which is empty or begins with a slash.
    pub(crate) fn path(&self) -> &str {
        self.text.get(self.path_start..).unwrap_or_default()
    }

    /// A URL of this server with another path and query.
    ///
    /// # Errors
    /// When that is none.
    pub(crate) fn with_path_and_query(&self, path_and_query: String) -> Result<Uri, String> {
        let path_and_query = PathAndQuery::from_maybe_shared(Bytes::from(path_and_query))
            .map_err(|error| invalid(&error))?;
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(path_and_query);
        Uri::from_parts(parts).map_err(|error| invalid(&error))
    }

    pub(crate) fn origin(&self) -> &Origin {
        &self.origin
    }
}

#[cold]
fn invalid(error: &dyn std::error::Error) -> String {
    error.to_string()
}

/// Parses an absolute `http` or `https` URI without user information.
pub(crate) fn parse_absolute(text: &str) -> Result<Uri, String> {
    let uri: Uri = text
        .parse()
        .map_err(|error| format!("not a URL: {error}"))?;
    let scheme = uri.scheme().ok_or("not an absolute URL")?;
    if *scheme != Scheme::HTTP && *scheme != Scheme::HTTPS {
        return Err(format!(
            "a URL of the scheme `{scheme}`, which is neither http nor https"
        ));
    }
    if uri
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'))
    {
        return Err("a URL with user information: set credentials in their own place".to_owned());
    }
    if uri.host().is_none_or(str::is_empty) {
        return Err("a URL without a host".to_owned());
    }
    Ok(uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_absolute_urls() {
        let base = BaseUrl::parse(" https://API.example.com/v3/?a=b#c ").unwrap();
        assert_eq!(
            (base.as_str(), base.query()),
            ("https://API.example.com/v3", Some("a=b"))
        );
        assert_eq!(
            base.origin(),
            BaseUrl::parse("https://api.example.com:443")
                .unwrap()
                .origin()
        );
        assert_ne!(
            base.origin(),
            BaseUrl::parse("http://api.example.com").unwrap().origin()
        );
        for text in [
            "",
            "/v3",
            "example.com",
            "ftp://example.com",
            "https://",
            "https://u:p@example.com",
            "https://a b",
        ] {
            assert!(BaseUrl::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn resolves_relative_servers() {
        let document = BaseUrl::parse("https://example.com/docs/v1/openapi.yaml").unwrap();
        let cases = [
            ("/api", "https://example.com/api"),
            ("", "https://example.com/docs/v1"),
            ("/", "https://example.com"),
            ("../v2", "https://example.com/docs/v2"),
            ("./", "https://example.com/docs/v1"),
            ("//other.example/x", "https://other.example/x"),
            ("https://other.example", "https://other.example"),
        ];
        for (text, url) in cases {
            assert_eq!(
                BaseUrl::resolve(text, Some(&document)).unwrap().as_str(),
                url,
                "{text}"
            );
        }
        assert!(BaseUrl::resolve("/api", None).is_err());
        let bare = BaseUrl::parse("http://127.0.0.1:80").unwrap();
        assert_eq!(
            BaseUrl::resolve("api", Some(&bare)).unwrap().as_str(),
            "http://127.0.0.1:80/api"
        );
    }
}
