//! The default transport.

use std::time::Duration;

use http::Uri;

use super::{Answer, BoxFuture, Timeout, Transport};
use crate::body::RequestBody;
use crate::error::{TransportError, TransportErrorKind};
use crate::response::ResponseBody;

/// Sends requests by [`reqwest`], over HTTP/1.1 or HTTP/2, TLS by rustls.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
}

/// What the default client is made with.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ConnectSettings {
    pub(crate) connect_timeout: Option<Duration>,
}

impl ReqwestTransport {
    /// A client of one's own making.
    ///
    /// Make it with `redirect::Policy::none()`: an API key in a header of another name than `Authorization`
    /// or `Cookie` follows a redirect to any host.
    pub fn new(client: ::reqwest::Client) -> Self {
        Self { client }
    }

    pub(crate) fn connecting(settings: ConnectSettings) -> Result<Self, TransportError> {
        let tls = super::tls::client_config()
            .map_err(|error| TransportError::new(TransportErrorKind::Connect, error))?;
        let mut builder = ::reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(::reqwest::redirect::Policy::none());
        if let Some(timeout) = settings.connect_timeout {
            builder = builder.connect_timeout(timeout);
        }
        builder.build().map(Self::new).map_err(transport_error)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<RequestBody>) -> BoxFuture<'_, Answer> {
        Box::pin(async move {
            let request = reqwest_request(request)?;
            let response = self
                .client
                .execute(request)
                .await
                .map_err(transport_error)?;
            let (parts, body) = http::Response::from(response).into_parts();
            Ok(http::Response::from_parts(
                parts,
                ResponseBody::new(Received(body)),
            ))
        })
    }
}

fn reqwest_request(
    request: http::Request<RequestBody>,
) -> Result<::reqwest::Request, TransportError> {
    let (parts, body) = request.into_parts();
    let text = parts.uri.to_string();
    let refused = |why: String| TransportError::new(TransportErrorKind::Refused, why);
    let url = ::reqwest::Url::parse(&text)
        .map_err(|error| refused(format!("the URL does not parse: {error}")))?;
    if !is_same(&url, &parts.uri) {
        // Without the query, which may hold a key.
        let path = parts.uri.path();
        return Err(refused(format!(
            "it would send another URL than the one it was given, with the path `{path}`"
        )));
    }
    let mut out = ::reqwest::Request::new(parts.method, url);
    *out.headers_mut() = parts.headers;
    *out.timeout_mut() = parts.extensions.get::<Timeout>().map(|timeout| timeout.0);
    if body.length() != Some(0) {
        *out.body_mut() = Some(::reqwest::Body::wrap(body));
    }
    Ok(out)
}

/// Whether a parsed URL is sent with the very path and query of the URI: the WHATWG parser encodes and removes some.
fn is_same(url: &::reqwest::Url, uri: &Uri) -> bool {
    url.path() == uri.path() && url.query() == uri.query()
}

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
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, TransportError>>> {
        std::pin::Pin::new(&mut self.0)
            .poll_frame(cx)
            .map_err(|error| {
                if error.is_timeout() {
                    transport_error(error)
                } else {
                    TransportError::new(TransportErrorKind::Receive, error.without_url())
                }
            })
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::percent::{Keep, encode};

    fn is_sent(url: &str) -> bool {
        let mut request = http::Request::new(RequestBody::empty());
        *request.uri_mut() = url.parse().unwrap();
        reqwest_request(request).is_ok()
    }

    #[test]
    fn what_the_client_encodes_is_never_changed() {
        for char in (0..=0x7f_u8).map(char::from).chain(['é', '…', '🐈']) {
            let value = format!("a{char}b");
            for url in [
                format!("https://example.com/{}", encode(&value, Keep::Unreserved)),
                format!("https://example.com/{}", encode(&value, Keep::Path)),
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
}
