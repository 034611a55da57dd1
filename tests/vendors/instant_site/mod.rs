//! Ecwid Instant Site: the images of a tile.

mod client;
mod rows;
