//! The program that calls: a line of standard input says where a client's document is served, and each of its
//! examples becomes a line of standard output.

use std::io::{self, BufRead as _, Write as _};
use std::process::ExitCode;

use spec2crate_runtime::transport::BoxFuture;

use crate::{Verdict, Wire};

type Judged = BoxFuture<'static, Result<Vec<Verdict>, String>>;

/// A client whose examples can be run.
#[derive(Debug)]
pub struct Contract {
    client: &'static str,
    run: fn(Wire) -> Judged,
}

impl Contract {
    /// A client, and what runs its examples; `contract!` makes it.
    pub fn new(client: &'static str, run: fn(Wire) -> Judged) -> Self {
        Self { client, run }
    }
}

/// Runs the clients that standard input names, as `client origin`, until it ends.
pub fn run(contracts: &[Contract]) -> ExitCode {
    match serve(contracts) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn serve(contracts: &[Contract]) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let Some((client, origin)) = line.split_once(' ') else {
            continue;
        };
        let Some(contract) = contracts.iter().find(|known| known.client == client) else {
            continue;
        };
        let verdicts = match Wire::new(origin) {
            Ok(wire) => runtime.block_on((contract.run)(wire)),
            Err(error) => Err(error),
        };
        match verdicts {
            Ok(verdicts) => {
                for verdict in verdicts {
                    writeln!(output, "{client} {}", verdict.to_json())?;
                }
            }
            Err(error) => {
                let verdict = Verdict::of_client(&error);
                writeln!(output, "{client} {}", verdict.to_json())?;
            }
        }
    }
    Ok(())
}
