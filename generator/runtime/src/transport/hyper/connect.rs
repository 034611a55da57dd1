//! Connections: to the server or to its proxy, in time.

use std::future::{Future, ready};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::header::HeaderValue;
use http::uri::Scheme;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use crate::error::BoxError;
use crate::transport::BoxFuture;

/// How long a connection may be silent before its other end is asked whether it is there, and how often it is then.
const KEEPALIVE: Duration = Duration::from_secs(15);
const KEEPALIVE_RETRIES: u32 = 3;

/// The proxies of the environment, as curl reads them: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`.
#[derive(Clone, Debug)]
pub(super) struct Proxies {
    /// None where no server has a proxy, so that nobody has to ask.
    matcher: Option<Arc<Matcher>>,
}

impl Proxies {
    pub(super) fn of_environment() -> Self {
        Self::new(Matcher::from_env())
    }

    pub(super) fn new(matcher: Matcher) -> Self {
        let is_used = ["http://server.invalid/", "https://server.invalid/"]
            .into_iter()
            .any(|url| matcher.intercept(&Uri::from_static(url)).is_some());
        Self {
            matcher: is_used.then(|| Arc::new(matcher)),
        }
    }

    /// What a proxy that reads requests has to be told with each: one of `http`, since `https` goes through a tunnel.
    pub(super) fn authorization(&self, url: &Uri) -> Option<HeaderValue> {
        let matcher = self.matcher.as_ref()?;
        if url.scheme() != Some(&Scheme::HTTP) {
            return None;
        }
        let mut authorization = matcher.intercept(url)?.basic_auth()?.clone();
        authorization.set_sensitive(true);
        Some(authorization)
    }
}

/// Connects to a server, or to the proxy that it is behind.
#[derive(Clone, Debug)]
pub(super) struct Connector {
    tcp: HttpConnector,
    proxies: Proxies,
}

impl Connector {
    pub(super) fn new(proxies: Proxies) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEPALIVE));
        tcp.set_keepalive_interval(Some(KEEPALIVE));
        tcp.set_keepalive_retries(Some(KEEPALIVE_RETRIES));
        Self { tcp, proxies }
    }
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Stream, BoxError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        let matcher = self.proxies.matcher.as_ref();
        let Some(proxy) = matcher.and_then(|matcher| matcher.intercept(&server)) else {
            return stream(self.tcp.call(server), false);
        };
        let url = proxy.uri().clone();
        if url.scheme() != Some(&Scheme::HTTP) {
            let scheme = url.scheme_str().unwrap_or_default();
            let message = format!("a proxy of the scheme `{scheme}`: only `http` is known");
            return Box::pin(ready(Err(message.into())));
        }
        if server.scheme() == Some(&Scheme::HTTP) {
            return stream(self.tcp.call(url), true);
        }
        let mut tunnel = Tunnel::new(url, self.tcp.clone());
        if let Some(authorization) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(authorization.clone());
        }
        stream(tunnel.call(server), false)
    }
}

fn stream<F, E>(connecting: F, is_proxy: bool) -> BoxFuture<'static, Result<Stream, BoxError>>
where
    F: Future<Output = Result<TokioIo<TcpStream>, E>> + Send + 'static,
    E: Into<BoxError>,
{
    Box::pin(async move {
        let io = connecting.await.map_err(Into::into)?;
        Ok(Stream { io, is_proxy })
    })
}

/// A connection, and whether requests over it are read by a proxy, which has to be told the server with each.
#[derive(Debug)]
pub(super) struct Stream {
    io: TokioIo<TcpStream>,
    is_proxy: bool,
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.io.connected().proxy(self.is_proxy)
    }
}

impl Read for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(cx, buffer)
    }
}

impl Write for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

/// A connector whose connections have to come about in time, the agreement on TLS included.
#[derive(Clone, Debug)]
pub(super) struct Bounded<C> {
    pub(super) connector: C,
    pub(super) timeout: Option<Duration>,
}

impl<C> Service<Uri> for Bounded<C>
where
    C: Service<Uri>,
    C::Future: Send + 'static,
    C::Error: Into<BoxError>,
{
    type Response = C::Response;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<C::Response, BoxError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.connector.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        let connecting = self.connector.call(server);
        let Some(timeout) = self.timeout else {
            return Box::pin(async { connecting.await.map_err(Into::into) });
        };
        let connecting = tokio::time::timeout(timeout, connecting);
        Box::pin(async { connecting.await?.map_err(Into::into) })
    }
}
