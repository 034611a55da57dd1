//! A transport of reqwest, for programs that have it and its settings already.

use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use ::reqwest::Url;
use http::Uri;
use http::uri::{Authority, Scheme};

use super::{Answer, BoxFuture, ConnectSettings, Timeout, Transport};
use crate::body::RequestBody;
use crate::error::{TransportError, TransportErrorKind};
use crate::response::ResponseBody;

/// Sends requests by [`reqwest`], over HTTP/1.1 or HTTP/2, TLS by rustls.
///
/// With the feature `reqwest-core` alone over HTTP/1.1, and TLS as the program's own features of reqwest have it.
///
/// # Panics
/// A call that is polled outside a tokio runtime panics, as reqwest does: sockets and timeouts are tokio's.
/// A program of another runtime gives its clients a transport of its own.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
    /// The server of the first request, which mostly is that of all: its host is parsed once.
    server: Arc<OnceLock<Server>>,
}

/// A path in place of any other, so that a copy of the URL has room for that.
const ROOM: &str =
    "/---------------------------------------------------------------------------------------";

/// Scheme, host and port, as a URI has them and as reqwest does.
#[derive(Debug)]
struct Server {
    scheme: Scheme,
    authority: Authority,
    url: Url,
}

impl ReqwestTransport {
    /// A client of one's own making.
    ///
    /// Make it with `redirect::Policy::none()`: an API key in a header of another name than `Authorization`
    /// or `Cookie` follows a redirect to any host.
    pub fn new(client: ::reqwest::Client) -> Self {
        let server = Arc::default();
        Self { client, server }
    }

    /// A client with the settings that such a one needs: no redirects, TLS by rustls where that is switched on here, and
    /// as long for connecting, TLS included, as this.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn preset(connect_timeout: Option<Duration>) -> Result<Self, TransportError> {
        Self::connecting(ConnectSettings { connect_timeout })
    }

    pub(crate) fn connecting(settings: ConnectSettings) -> Result<Self, TransportError> {
        let mut builder =
            ::reqwest::Client::builder().redirect(::reqwest::redirect::Policy::none());
        #[cfg(feature = "reqwest-rustls")]
        {
            let mut tls = super::tls::client_config()
                .map_err(|error| TransportError::new(TransportErrorKind::Connect, error))?;
            if cfg!(feature = "reqwest-http2") {
                tls.alpn_protocols.push(b"h2".to_vec());
            }
            tls.alpn_protocols.push(b"http/1.1".to_vec());
            builder = builder.tls_backend_preconfigured(tls);
        }
        if let Some(timeout) = settings.connect_timeout {
            builder = builder.connect_timeout(timeout);
        }
        builder.build().map(Self::new).map_err(transport_error)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<RequestBody>) -> BoxFuture<'_, Answer> {
        // The request is made before the future, which then has no room for it.
        match reqwest_request(request, &self.server) {
            Ok(request) => Box::pin(Sent(self.client.execute(request))),
            Err(error) => failed(error),
        }
    }
}

#[cold]
fn failed<'c>(error: TransportError) -> BoxFuture<'c, Answer> {
    Box::pin(ready(Err(error)))
}

/// A request under way.
struct Sent<F>(F);

impl<F> Future for Sent<F>
where
    F: Future<Output = Result<::reqwest::Response, ::reqwest::Error>> + Unpin,
{
    type Output = Answer;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Answer> {
        let response = ready!(Pin::new(&mut self.0).poll(cx)).map_err(transport_error)?;
        let response = http::Response::from(response);
        Poll::Ready(Ok(response.map(|body| ResponseBody::of(Received(body)))))
    }
}

/// The request as reqwest takes it.
fn reqwest_request(
    request: http::Request<RequestBody>,
    server: &OnceLock<Server>,
) -> Result<::reqwest::Request, TransportError> {
    let (parts, body) = request.into_parts();
    let url = reqwest_url(&parts.uri, server)?;
    let mut out = ::reqwest::Request::new(parts.method, url);
    *out.headers_mut() = parts.headers;
    // Where there is none, asking for its place would make one.
    if let Some(timeout) = parts.extensions.get::<Timeout>() {
        *out.timeout_mut() = Some(timeout.0);
    }
    if body.length() != Some(0) {
        *out.body_mut() = Some(::reqwest::Body::wrap(body));
    }
    Ok(out)
}

/// The URL, which is refused where it would be sent with another path or query than the URI has.
fn reqwest_url(uri: &Uri, server: &OnceLock<Server>) -> Result<Url, TransportError> {
    let url = match server.get() {
        Some(server) if server.is_of(uri) => {
            let mut url = server.url.clone();
            url.set_path(uri.path());
            if let Some(query) = uri.query() {
                url.set_query(Some(query));
            }
            url
        }
        _ => parsed_url(uri, server)?,
    };
    if is_same(&url, uri) {
        Ok(url)
    } else {
        Err(would_differ(uri))
    }
}

/// The URL of a server that is not known, which it is then, unless there is one already.
#[cold]
fn parsed_url(uri: &Uri, server: &OnceLock<Server>) -> Result<Url, TransportError> {
    let url = Url::parse(&uri.to_string()).map_err(|error| {
        let why = format!("the URL does not parse: {error}");
        TransportError::new(TransportErrorKind::Refused, why)
    })?;
    if let Some(new) = Server::new(uri, &url) {
        // Where there is one already, it stays.
        let _ = server.set(new);
    }
    Ok(url)
}

#[cold]
fn would_differ(uri: &Uri) -> TransportError {
    // Without the query, which may hold a key.
    let path = uri.path();
    TransportError::new(
        TransportErrorKind::Refused,
        format!("it would send another URL than the one it was given, with the path `{path}`"),
    )
}

impl Server {
    fn new(uri: &Uri, url: &Url) -> Option<Self> {
        if !url.username().is_empty() || url.password().is_some() {
            return None;
        }
        let mut url = url.clone();
        url.set_path(ROOM);
        url.set_query(None);
        Some(Self {
            scheme: uri.scheme()?.clone(),
            authority: uri.authority()?.clone(),
            url,
        })
    }

    fn is_of(&self, uri: &Uri) -> bool {
        uri.scheme() == Some(&self.scheme)
            && uri
                .authority()
                .is_some_and(|authority| authority.as_str() == self.authority.as_str())
    }
}

/// Whether a parsed URL is sent with the very path and query of the URI: the WHATWG parser encodes and removes some.
fn is_same(url: &Url, uri: &Uri) -> bool {
    url.path() == uri.path() && url.query() == uri.query()
}

#[cold]
fn transport_error(error: ::reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() && error.is_connect() {
        TransportErrorKind::ConnectTimeout
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_body() || error.is_decode() {
        TransportErrorKind::Receive
    } else if error.is_builder() {
        TransportErrorKind::Refused
    } else {
        TransportErrorKind::Send
    };
    // The URL may hold an API key.
    TransportError::new(kind, error.without_url())
}

/// reqwest's body with its errors named as the client names them.
struct Received(::reqwest::Body);

impl http_body::Body for Received {
    type Data = bytes::Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<bytes::Bytes>, TransportError>>> {
        Pin::new(&mut self.0).poll_frame(cx).map_err(|error| {
            if error.is_timeout() {
                transport_error(error)
            } else {
                TransportError::new(TransportErrorKind::Receive, error.without_url())
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::percent::{Keep, encode};

    /// Whether a URL is sent as it is, which no server that is known already changes.
    fn is_sent(url: &str) -> bool {
        let uri: Uri = url.parse().unwrap();
        let server = OnceLock::new();
        let first = reqwest_url(&uri, &server);
        assert_eq!(server.get().unwrap().url.path(), ROOM, "{url}");
        let again = reqwest_url(&uri, &server);
        assert_eq!(first.as_ref().ok(), again.as_ref().ok(), "{url}");
        first.is_ok()
    }

    #[test]
    fn what_the_client_encodes_is_never_changed() {
        for char in (0..=0x7f_u8).map(char::from).chain(['é', '…', '🐈']) {
            let value = format!("a{char}b");
            for url in [
                format!("https://example.com/{}", encode(&value, Keep::Unreserved)),
                format!(
                    "https://example.com/?a={}",
                    encode(&value, Keep::Unreserved)
                ),
                format!("https://example.com/?a={}", encode(&value, Keep::Reserved)),
                format!("https://example.com/?{}", encode(&value, Keep::Query)),
                format!("https://example.com/?a={}", encode(&value, Keep::Form)),
            ] {
                assert!(is_sent(&url), "{url}");
            }
        }
    }

    #[test]
    fn what_would_be_sent_otherwise_is_refused() {
        for url in [
            "https://a.example/x/../y",
            "https://a.example/%2e/y",
            "https://a.example/?x='",
        ] {
            assert!(!is_sent(url), "{url}");
        }
        for url in [
            "https://A.example:443",
            "https://a.example?x=%27",
            "http://[::1]:80/x//y;z=%2f",
        ] {
            assert!(is_sent(url), "{url}");
        }
    }

    #[test]
    fn another_server_is_not_the_known_one() {
        let server = OnceLock::new();
        for url in [
            "https://a.example:8443/x?y=z",
            "https://a.example:8443/",
            "https://a.example:8443/?y",
            "http://a.example:8443/x",
            "https://a.example/x",
            "https://b.example:8443/x",
            "https://A.example:8443/x",
        ] {
            let sent = reqwest_url(&url.parse().unwrap(), &server).unwrap();
            assert_eq!(sent, Url::parse(url).unwrap(), "{url}");
        }
    }
}
