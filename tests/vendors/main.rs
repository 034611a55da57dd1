//! The vendors: a fake server for each, as strict as the vendor is known to be, on loopback over real HTTP.
//!
//! `fake` holds the servers.
//! Each vendor's folder has the suites that go with it: `rows` sends hand-made requests and proves that
//! the fake accepts and refuses what the vendor does, without any client of ours.

mod fake;
mod image;
mod raw;

mod ecwid;
mod instant_site;
mod salla;
mod square;
