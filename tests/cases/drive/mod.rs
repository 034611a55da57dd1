//! Drives the clients of the cases through the in-memory transport.

mod constraints;
mod enums;
mod events;
mod formats;
mod incoming;
mod items;
mod media_types;
mod multipart;
mod objects;
mod parts;
mod requests;
mod responses;
mod security;
mod servers;
mod unions;

use spec2crate_runtime::transport::InMemory;

/// A transport that answers every request with this status and body.
fn answering(status: u16, body: &'static str) -> InMemory {
    InMemory::json(status, body)
}
