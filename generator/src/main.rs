//! The command line of spec2crate; see [`spec2crate::cli`].

use std::process::ExitCode;

/// Trees, tokens and texts are many small allocations, of which a quarter of the time goes to the system's allocator.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    spec2crate::cli::main()
}
