//! The default transport: hyper and its pool of connections, with nothing between.

mod connect;

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::header::PROXY_AUTHORIZATION;
use http_body::{Frame, SizeHint};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{Client, Error, ResponseFuture};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::{Sleep, sleep};

use self::connect::{Bounded, Connector, Proxies};
use super::{Answer, BoxFuture, ConnectSettings, Timeout, Transport};
use crate::body::RequestBody;
use crate::error::{BoxError, TransportError, TransportErrorKind};
use crate::response::ResponseBody;

/// Sends requests by [`hyper`](https://docs.rs/hyper), over HTTP/1.1 or HTTP/2, TLS by rustls.
///
/// Servers are reached by the proxies of the environment, as curl reads `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and
/// `NO_PROXY`; a proxy is spoken to over `http`. A connection is kept for 90 seconds after its last answer.
///
/// # Panics
/// A call that is polled outside a tokio runtime panics: sockets and timeouts are tokio's.
/// A program of another runtime gives its clients a transport of its own.
#[derive(Clone, Debug)]
pub struct HyperTransport {
    client: Client<Bounded<HttpsConnector<Connector>>, RequestBody>,
    proxies: Proxies,
}

impl HyperTransport {
    /// A transport with connections of its own.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        Self::connecting(ConnectSettings::default())
    }

    /// The same, whose connections may take no longer than this to come about, with TLS.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_connect_timeout(timeout: Duration) -> Result<Self, TransportError> {
        Self::connecting(ConnectSettings {
            connect_timeout: Some(timeout),
        })
    }

    pub(crate) fn connecting(settings: ConnectSettings) -> Result<Self, TransportError> {
        Self::over(Proxies::of_environment(), settings)
    }

    fn over(proxies: Proxies, settings: ConnectSettings) -> Result<Self, TransportError> {
        let tls = super::tls::client_config()
            .map_err(|error| TransportError::new(TransportErrorKind::Connect, error))?;
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_or_http()
            .enable_all_versions()
            .wrap_connector(Connector::new(proxies.clone()));
        let client = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .build(Bounded {
                connector,
                timeout: settings.connect_timeout,
            });
        Ok(Self { client, proxies })
    }
}

impl Transport for HyperTransport {
    fn send(&self, mut request: http::Request<RequestBody>) -> BoxFuture<'_, Answer> {
        if let Some(authorization) = self.proxies.authorization(request.uri()) {
            let headers = request.headers_mut();
            headers.insert(PROXY_AUTHORIZATION, authorization);
        }
        let timeout = request.extensions().get::<Timeout>();
        Box::pin(Sent {
            deadline: timeout.map(|timeout| Box::pin(sleep(timeout.0))),
            response: self.client.request(request),
        })
    }
}

/// When the whole of an answer has to be there.
type Deadline = Option<Pin<Box<Sleep>>>;

/// A request under way.
struct Sent {
    response: ResponseFuture,
    deadline: Deadline,
}

impl Future for Sent {
    type Output = Answer;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Answer> {
        match Pin::new(&mut self.response).poll(cx) {
            Poll::Ready(Ok(response)) => {
                let deadline = self.deadline.take();
                Poll::Ready(Ok(
                    response.map(|body| ResponseBody::of(Received { body, deadline }))
                ))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(unsent(error))),
            Poll::Pending => passed(&mut self.deadline, cx).map(Err),
        }
    }
}

/// The error of a deadline that has passed.
fn passed(deadline: &mut Deadline, cx: &mut Context<'_>) -> Poll<TransportError> {
    let Some(deadline) = deadline else {
        return Poll::Pending;
    };
    ready!(deadline.as_mut().poll(cx));
    let error = TransportError::new(
        TransportErrorKind::Timeout,
        "the timeout of the call is over",
    );
    Poll::Ready(error)
}

#[cold]
fn unsent(error: Error) -> TransportError {
    let kind = match (error.is_connect(), is_timeout(&error)) {
        (true, true) => TransportErrorKind::ConnectTimeout,
        (true, false) => TransportErrorKind::Connect,
        (false, true) => TransportErrorKind::Timeout,
        (false, false) => TransportErrorKind::Send,
    };
    TransportError::new(kind, error)
}

/// Whether an error comes from something that took too long: a limit of the client's, or the system's.
fn is_timeout(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        let system = error.downcast_ref::<std::io::Error>();
        if error.is::<tokio::time::error::Elapsed>()
            || system.is_some_and(|error| error.kind() == std::io::ErrorKind::TimedOut)
        {
            return true;
        }
        next = error.source();
    }
    false
}

/// The body of an answer, whose deadline it has to keep.
struct Received<B> {
    body: B,
    deadline: Deadline,
}

impl<B> http_body::Body for Received<B>
where
    B: http_body::Body<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(frame) => {
                let broken = |error| TransportError::new(TransportErrorKind::Receive, error);
                Poll::Ready(frame.map(|frame| frame.map_err(broken)))
            }
            Poll::Pending => passed(&mut self.deadline, cx).map(|error| Some(Err(error))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use hyper_util::client::proxy::matcher::Matcher;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    /// The head of what a proxy is sent first, and what comes of it, where the proxy answers with this.
    async fn through_proxy(scheme: &str, url: &str, answer: &'static str) -> (String, Answer) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen: Arc<Mutex<String>> = Arc::default();
        let shared = Arc::clone(&seen);
        let proxy = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                assert!(stream.read_buf(&mut head).await.unwrap() > 0);
            }
            *shared.lock().unwrap() = String::from_utf8(head).unwrap();
            stream.write_all(answer.as_bytes()).await.unwrap();
        });
        let matcher = Matcher::builder()
            .all(format!("{scheme}://user:pass@{address}"))
            .no("inside.invalid")
            .build();
        let settings = ConnectSettings::default();
        let transport = HyperTransport::over(Proxies::new(matcher), settings).unwrap();
        let request = http::Request::get(url).body(RequestBody::empty()).unwrap();
        let answer = transport.send(request).await;
        proxy.abort();
        let head = seen.lock().unwrap().clone();
        (head, answer)
    }

    #[tokio::test]
    async fn a_proxy_reads_requests_of_http() {
        let answer = "HTTP/1.1 204 No Content\r\n\r\n";
        let (head, answer) = through_proxy("http", "http://server.invalid/a?b", answer).await;
        assert_eq!(answer.unwrap().status(), 204);
        assert!(
            head.starts_with("GET http://server.invalid/a?b HTTP/1.1\r\n"),
            "{head}"
        );
        assert!(
            head.contains("proxy-authorization: Basic dXNlcjpwYXNz\r\n"),
            "{head}"
        );
    }

    #[tokio::test]
    async fn a_proxy_makes_a_tunnel_for_https() {
        let answer = "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n";
        let (head, answer) = through_proxy("http", "https://server.invalid/a?b", answer).await;
        assert!(
            head.starts_with("CONNECT server.invalid:443 HTTP/1.1\r\n"),
            "{head}"
        );
        assert!(
            head.contains("Proxy-Authorization: Basic dXNlcjpwYXNz\r\n"),
            "{head}"
        );
        assert!(!head.contains("/a"), "{head}");
        let error = answer.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Connect);
        assert!(
            error.to_string().contains("proxy authorization required"),
            "{error}"
        );
    }

    #[tokio::test]
    async fn other_proxies_are_refused_and_some_servers_have_none() {
        let (_, answer) = through_proxy("socks5", "https://server.invalid/", "").await;
        let error = answer.unwrap_err();
        assert!(error.to_string().contains("`socks5`"), "{error}");
        let (head, answer) = through_proxy("http", "http://inside.invalid/", "").await;
        assert_eq!(answer.unwrap_err().kind(), TransportErrorKind::Connect);
        assert_eq!(head, "");
    }
}
