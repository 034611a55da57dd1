//! Ecwid: the image of a category.

mod rows;
