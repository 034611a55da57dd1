//! What generated clients call.
//!
//! A generated operation fills a [`Call`] from its [`Operation`] and sends it; what comes back is a
//! [`Response`] or an [`Error`] with the documented bodies typed.
//! Everything between the two is here, and not generic over them, so that a client of a thousand
//! operations compiles it once.
//!
//! # Invariants
//! - A parameter that cannot be sent as documented is refused before anything is sent: nothing is repaired.
//! - Credentials go to the server they were given for, are never printed, and are never in a URL's error.
//! - No input from the network panics.

pub mod constraint;
pub mod incoming;
pub mod transport;
pub mod wire;

mod api;
mod body;
mod call;
mod client;
mod credential;
mod error;
mod example;
mod file_part;
mod media_type;
mod multipart;
mod percent;
mod response;
mod server;
mod style;

pub use bytes::{self, Bytes};
pub use http;
pub use secrecy;
pub use serde_json::Value;

pub use api::{Api, Method, OAuth2Flow, Operation, Requirement, SchemeKind, SecurityScheme};
pub use body::{Body, BodyItems, RequestBody};
pub use call::Call;
pub use client::{BuildError, Client, ClientBuilder};
pub use constraint::{Operand, Violation, Violations};
pub use credential::{Credential, Token, TokenError, TokenProvider, TokenRequest};
pub use error::{
    ApiError, BoxError, Error, Reason, RequestError, TransportError, TransportErrorKind,
    UnexpectedResponse,
};
pub use example::{Example, Outcome, endless};
pub use file_part::FilePart;
pub use response::{
    Event, Events, Header, InvalidHeader, ItemError, Items, RawResponse, ReceivedPart,
    ReceivedParts, Response, ResponseBody, Sending,
};
pub use style::{CookieStyle, HeaderStyle, PathStyle, QueryStyle};
pub use transport::Transport;
pub use wire::{
    Base64, Date, DateTime, Decimal, DecodeError, Duration, EncodeError, Formatted, Ipv4, Ipv6,
    Number, Secret, Strict, Time, Url, Uuid,
};

#[doc(hidden)]
pub use wire::private as __private;
