//! What carries a request to a server and its answer back.
//!
//! The client does everything else: a transport sends a request as it is, and follows no redirect,
//! since it cannot know whom the credentials in it are for.

#[cfg(feature = "hyper")]
mod hyper;
mod memory;
#[cfg(feature = "reqwest-core")]
mod reqwest;
#[cfg(any(feature = "reqwest-rustls", feature = "hyper"))]
mod tls;
mod transcript;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

pub use memory::{InMemory, RecordedRequest};

#[cfg(feature = "hyper")]
pub use self::hyper::HyperTransport;
#[cfg(feature = "reqwest-core")]
pub use self::reqwest::ReqwestTransport;

use crate::body::RequestBody;
use crate::error::TransportError;
use crate::response::ResponseBody;

/// A boxed future that can be sent to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a transport answers with.
pub type Answer = Result<http::Response<ResponseBody>, TransportError>;

/// Carries requests to servers.
///
/// Wrap one to see or change every request and answer:
///
/// ```
/// use spec2crate_runtime::{RequestBody, Transport, http::Request};
/// use spec2crate_runtime::transport::{Answer, BoxFuture};
///
/// /// Counts what goes through it.
/// struct Counting<T>(T, std::sync::atomic::AtomicUsize);
///
/// impl<T: Transport> Transport for Counting<T> {
///     fn send(&self, request: Request<RequestBody>) -> BoxFuture<'_, Answer> {
///         self.1.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
///         self.0.send(request)
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and gives its answer, whose body may still be coming.
    ///
    /// The request has an absolute URI, to be sent byte for byte, and may have a [`Timeout`] among its extensions,
    /// which is the transport's to keep. So is the length of a body that is known and not empty
    /// ([`RequestBody::length`]): no header says it yet.
    fn send(&self, request: http::Request<RequestBody>) -> BoxFuture<'_, Answer>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<RequestBody>) -> BoxFuture<'_, Answer> {
        (**self).send(request)
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: http::Request<RequestBody>) -> BoxFuture<'_, Answer> {
        (**self).send(request)
    }
}

/// How long a request and the whole of its answer may take: an extension of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeout(pub Duration);

/// What a transport of a client's own making is made with.
#[cfg(any(feature = "reqwest-core", feature = "hyper"))]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ConnectSettings {
    pub(crate) connect_timeout: Option<Duration>,
}

/// The names under which a request carries credentials outside of headers marked sensitive: an extension of the request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Secrets {
    /// Query parameters that the document says are secret.
    documented: &'static [&'static str],
    pub(crate) query: Vec<&'static str>,
    pub(crate) cookies: Vec<&'static str>,
}

impl Secrets {
    pub(crate) fn new(documented: &'static [&'static str]) -> Self {
        Self {
            documented,
            ..Self::default()
        }
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.documented.is_empty() && self.query.is_empty() && self.cookies.is_empty()
    }

    /// The names of all query parameters that are secret.
    pub(crate) fn query_names(&self) -> impl Iterator<Item = &'static str> {
        self.documented.iter().chain(&self.query).copied()
    }
}
