//! Square: creating a catalog image.

mod rows;
