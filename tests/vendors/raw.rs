//! Requests made by hand, byte for byte, over a socket.
//!
//! The fakes are proved with these, so that a fault shared by a client and a fake can't hide.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use serde_json::Value;

/// A request being written.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    head: String,
    body: Vec<u8>,
}

impl Request {
    /// A request with a bearer token.
    pub(crate) fn new(method: &str, target: &str, token: &str) -> Self {
        Self::anonymous(method, target).header("Authorization", &format!("Bearer {token}"))
    }

    /// A request without a token.
    pub(crate) fn anonymous(method: &str, target: &str) -> Self {
        let head =
            format!("{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
        Self {
            head,
            body: Vec::new(),
        }
    }

    /// Adds a header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head.push_str(name);
        self.head.push_str(": ");
        self.head.push_str(value);
        self.head.push_str("\r\n");
        self
    }

    /// Sets the content type and the body.
    pub(crate) fn body(self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.header("Content-Type", content_type).untyped_body(body)
    }

    /// Sets the body, and no content type.
    pub(crate) fn untyped_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Sends the request and reads the response to its end.
    pub(crate) fn send(self, address: SocketAddr) -> Response {
        let mut stream = TcpStream::connect(address).expect("the fake listens");
        let head = format!("{}Content-Length: {}\r\n\r\n", self.head, self.body.len());
        stream.write_all(head.as_bytes()).expect("the fake reads");
        stream.write_all(&self.body).expect("the fake reads");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("the fake answers");
        Response::parse(&bytes)
    }
}

/// A response, as it came.
#[derive(Debug)]
pub(crate) struct Response {
    /// The status.
    pub(crate) status: u16,
    headers: String,
    /// The body.
    pub(crate) body: String,
}

impl Response {
    fn parse(bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).expect("the fakes answer text");
        let (head, body) = text
            .split_once("\r\n\r\n")
            .expect("a head ends with an empty line");
        let (line, headers) = head.split_once("\r\n").unwrap_or((head, ""));
        let status = line
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Self {
            status: status.expect("a status line has a status"),
            headers: headers.to_owned(),
            body: body.to_owned(),
        }
    }

    /// Every header, in the order of arrival.
    pub(crate) fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers
            .split("\r\n")
            .filter_map(|line| line.split_once(": "))
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers()
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .next()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {:?}", self.body))
    }
}

/// A part of a form made by hand: the lines of its head and its content.
pub(crate) type RawPart<'a> = (&'a [&'a str], &'a [u8]);

/// The body of a form with the boundary `XYZ`.
pub(crate) fn form(parts: &[RawPart<'_>]) -> Vec<u8> {
    let mut body = unterminated_form(parts);
    body.extend_from_slice(b"--XYZ--\r\n");
    body
}

/// The body of a form with the boundary `XYZ`, without its closing delimiter.
pub(crate) fn unterminated_form(parts: &[RawPart<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (head, content) in parts {
        body.extend_from_slice(b"--XYZ\r\n");
        for line in *head {
            body.extend_from_slice(line.as_bytes());
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"\r\n");
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body
}

/// The content type of [`form`].
pub(crate) const FORM: &str = "multipart/form-data; boundary=XYZ";
