//! Contract runs: the examples of generated clients against Prism, a mock server that nobody here wrote.
//!
//! The tool (`main.rs`) generates a client per document, and a program that has them all; this library is what that
//! program calls. It reads where each document is served from standard input, runs every example there, and prints
//! a [`Verdict`] per line.

mod exception;
mod program;
mod verdict;
mod violation;
mod wire;

pub use exception::{Exception, Exceptions};
pub use program::{Contract, run};
pub use verdict::{Kind, Verdict};
pub use wire::Wire;

#[doc(hidden)]
pub use spec2crate_runtime as runtime;

/// The examples of a generated client, by the name of its crate.
#[macro_export]
macro_rules! contract {
    ($client:ident) => {
        $crate::Contract::new(stringify!($client), |wire| {
            Box::pin(async move {
                let builder = $client::examples::builder().transport(wire.clone());
                let client = builder.base_url(wire.origin()).build();
                let client = client.map_err(|error| error.to_string())?;
                let mut verdicts = Vec::new();
                for example in $client::examples::examples() {
                    verdicts.push(wire.judge(example, &client).await);
                }
                Ok(verdicts)
            })
        })
    };
}
