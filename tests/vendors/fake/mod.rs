//! Fake vendors: each a set of rules from a request to an answer, served over real HTTP.
//!
//! A [`Fake`] listens on a free port of the loopback interface, writes down every request, and stops
//! when it is dropped.
//! The rules are plain functions over the request as it arrived, so they see the escapes of a path and
//! the order of the parts of a form.
//!
//! # Invariants
//! - A rule that is an assumption, because nothing is known, says so.
//! - No rule looks at the clock.

mod answer;
mod form;
mod received;

pub(crate) mod ecwid;
pub(crate) mod instant_site;
pub(crate) mod salla;
pub(crate) mod square;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

pub(crate) use answer::Answer;
pub(crate) use form::{Form, FormError, Part};
pub(crate) use received::Received;

/// More than any vendor takes, so that a body that is too large is refused by the vendor's own rule.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// The rules of a vendor.
pub(crate) trait Vendor: Send + Sync + 'static {
    /// Answers a request.
    fn answer(&self, request: &Received) -> Answer;
}

/// A vendor's rules, being served.
pub(crate) struct Fake {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Fake {
    /// Serves `vendor` until the value is dropped.
    pub(crate) fn start(vendor: impl Vendor) -> Self {
        let received = Arc::new(Mutex::new(Vec::new()));
        let (stop, stopped) = oneshot::channel();

        let listener =
            std::net::TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener
            .local_addr()
            .expect("a bound listener has an address");
        listener
            .set_nonblocking(true)
            .expect("a listener can be made non-blocking");

        let router = router(Arc::new(vendor), Arc::clone(&received));
        // A thread and a runtime of its own: tests of any kind can use a fake, and nothing of it is left
        // when the runtime is gone.
        let thread = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_io()
                .build()
                .expect("a runtime can be built")
                .block_on(async move {
                    let listener = TcpListener::from_std(listener).expect("the listener is fit for tokio");
                    tokio::select! {
                        served = axum::serve(listener, router) => served.expect("serving does not fail"),
                        _ = stopped => {}
                    }
                });
        });

        Self {
            address,
            received,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Where the fake listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL of a path of the fake.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Every request so far, in the order of arrival.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The only request so far.
    pub(crate) fn only_received(&self) -> Received {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "one request was expected");
        received.remove(0)
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // An error means that the server is gone, which is what is wanted.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn router<V: Vendor>(vendor: Arc<V>, received: Arc<Mutex<Vec<Received>>>) -> Router {
    Router::new().fallback(move |request: Request| {
        let vendor = Arc::clone(&vendor);
        let received = Arc::clone(&received);
        async move { answer(&*vendor, &received, request).await }
    })
}

async fn answer<V: Vendor>(vendor: &V, log: &Mutex<Vec<Received>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return Answer::text(StatusCode::BAD_REQUEST, "the body could not be read").into_response();
    };
    let request = Received::new(&head, body);
    let answer = vendor.answer(&request);
    log.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(request);
    answer.into_response()
}

#[cfg(test)]
mod tests {
    use std::io::{ErrorKind, Read as _};
    use std::net::TcpStream;
    use std::time::Duration;

    use super::{Answer, Fake, Received, StatusCode, Vendor};
    use crate::raw::Request;

    struct Content;

    impl Vendor for Content {
        fn answer(&self, _: &Received) -> Answer {
            Answer::empty(StatusCode::NO_CONTENT)
        }
    }

    #[test]
    fn a_fake_writes_requests_down_as_they_came() {
        let fake = Fake::start(Content);
        let request = Request::anonymous("POST", "/a%2Fb/../c?d=%2b+e");
        request
            .header("X-Twice", "1")
            .header("X-Twice", "2")
            .untyped_body("\r\nbody")
            .send(fake.address());

        let received = fake.only_received();
        assert_eq!(received.method, "POST");
        assert_eq!(received.target, "/a%2Fb/../c?d=%2b+e");
        assert_eq!(received.path(), "/a%2Fb/../c");
        assert_eq!(received.query("d").as_deref(), Some("++e"));
        assert_eq!(received.header("x-twice"), None);
        assert_eq!(received.header("content-length"), Some("6"));
        assert_eq!(&*received.body, b"\r\nbody");
    }

    #[test]
    fn a_fake_stops_when_it_is_dropped() {
        let fake = Fake::start(Content);
        let mut connection = TcpStream::connect(fake.address()).unwrap();
        connection
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        drop(fake);
        // The connection is closed or reset, and does not merely stay silent.
        match connection.read(&mut [0]) {
            Ok(read) => assert_eq!(read, 0),
            Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
        }
    }
}
