//! What every generated client keeps, whatever the vendor: shown on the client that has most of it.

mod content;
mod refusal;
mod secret;
mod server;
mod time;
