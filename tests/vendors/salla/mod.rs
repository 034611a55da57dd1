//! Salla: updating the image of a product.

mod client;
mod rows;
