//! The vendors: a fake server for each, as strict as the vendor is known to be, on loopback over real HTTP.
//!
//! `fake` holds the servers.
//! Each vendor's folder has the suites that go with it: `rows` sends hand-made requests and proves that
//! the fake accepts and refuses what the vendor does, without any client of ours; `client` proves the
//! generated client by the same rows.
//! `promises` is what every generated client keeps, and `scratch` has the shortest programs that upload.

#![expect(
    clippy::unwrap_used,
    reason = "what fails in a helper of a test fails the test"
)]

mod fake;
mod image;
mod raw;
mod spoil;

mod ecwid;
mod instant_site;
mod salla;
mod square;

mod promises;
mod scratch;
