//! Salla: updating the image of a product.

mod rows;
