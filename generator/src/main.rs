//! The command line of spec2crate.

fn main() {}
