//! The command line of spec2crate; see [`spec2crate::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    spec2crate::cli::main()
}
