//! Square: creating a catalog image.

mod client;
mod rows;
