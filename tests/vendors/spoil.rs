//! Requests of a client, spoiled on their way to a fake: what a typed client can't say is refused too,
//! and its answer still has to come out as the document says.

use commerce_clients::runtime::http::Response;
use commerce_clients::runtime::transport::{InMemory, RecordedRequest};

use crate::fake::Fake;
use crate::raw::Request;

/// A request that is about to be sent.
pub(crate) struct Sent {
    /// The method.
    pub(crate) method: String,
    /// The path and the query.
    pub(crate) target: String,
    /// The headers.
    pub(crate) headers: Vec<(String, String)>,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Sent {
    fn new(request: &RecordedRequest) -> Self {
        let after_scheme = request.url().split_once("://").map_or("", |(_, rest)| rest);
        let path = after_scheme.find('/').unwrap_or(after_scheme.len());
        let headers = request.headers().iter().map(|(name, value)| {
            let value = value.to_str().expect("headers of the tests are text");
            (name.to_string(), value.to_owned())
        });
        Self {
            method: request.method().to_string(),
            target: after_scheme[path..].to_owned(),
            headers: headers.collect(),
            body: request.body().to_vec(),
        }
    }

    /// Sets a header that there is.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        let mut headers = self.headers.iter_mut();
        let header = headers.find(|(known, _)| known == name);
        value.clone_into(&mut header.expect("the header is there").1);
    }

    /// Removes a header that there is.
    pub(crate) fn remove_header(&mut self, name: &str) {
        let before = self.headers.len();
        self.headers.retain(|(known, _)| known != name);
        assert_ne!(self.headers.len(), before, "there is no {name}");
    }

    /// Replaces a text of the body that is there once.
    pub(crate) fn replace(&mut self, from: &str, to: &str) {
        let places: Vec<usize> = self
            .body
            .windows(from.len())
            .enumerate()
            .filter(|(_, window)| *window == from.as_bytes())
            .map(|(at, _)| at)
            .collect();
        let [at] = places[..] else {
            panic!("{from:?} is in the body {} times", places.len());
        };
        self.body.splice(at..at + from.len(), to.bytes());
    }
}

/// A transport that spoils each request and sends it to the fake.
pub(crate) fn spoiling(fake: &Fake, spoil: impl Fn(&mut Sent) + Send + Sync + 'static) -> InMemory {
    let address = fake.address();
    InMemory::new(move |request| {
        let mut sent = Sent::new(request);
        spoil(&mut sent);
        let mut raw = Request::anonymous(&sent.method, &sent.target).untyped_body(sent.body);
        for (name, value) in &sent.headers {
            // A request made by hand says its length itself.
            if name != "content-length" {
                raw = raw.header(name, value);
            }
        }
        let answer = raw.send(address);
        let mut response = Response::builder().status(answer.status);
        for (name, value) in answer.headers() {
            response = response.header(name, value);
        }
        response
            .body(answer.body.clone())
            .expect("the fakes answer well")
    })
}
