//! Nothing: the benchmarks of this crate are in `benches/`, and their dependencies are no others'.
