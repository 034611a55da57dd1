//! Ecwid: the image of a category.

mod client;
mod rows;
