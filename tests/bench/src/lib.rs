//! Calls through generated clients, and the same calls written by hand with reqwest, for the benchmarks in `benches/`.
//!
//! `cargo bench -p spec2crate-bench`. What is by hand, and the clients once over hyper, their default, and once over
//! reqwest, share one reqwest with its features, one thread, connections that are kept, and a server in a process of its
//! own, of which nothing is counted.
//!
//! # Invariants
//! - All sides send the same bytes, which [`wire::compare`] makes sure of before anything is measured.
//! - What is by hand does what a client has to, and no more than that: it percent-encodes what may need it, sends the
//!   credential, says what it accepts and who it is, tells success from error, and decodes into types. Success is read
//!   without a limit, which spares it a loop that the clients do not do without.

mod by_hand;
pub mod report;
mod server;
pub mod side;
pub mod wire;

pub use server::Server;
