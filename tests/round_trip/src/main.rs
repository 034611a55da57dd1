//! `spec2crate-round-trip`: see `corpus`.

mod corpus;

fn main() -> std::process::ExitCode {
    corpus::main()
}
