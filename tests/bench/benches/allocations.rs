//! How often a call allocates, and how much.

use std::alloc::System;
use std::error::Error;

use spec2crate_bench::report::{self, Figures};
use spec2crate_bench::side::{Exchange, Side, Sides};
use spec2crate_bench::{Server, wire};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How many calls are counted, after some that are not.
const CALLS: u32 = 1_000;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    Server::serve_if_asked()?;
    let server = Server::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        wire::compare().await?;
        let sides = Sides::new(server.origin())?;
        let (mut allocations, mut bytes) = (Vec::new(), Vec::new());
        for exchange in Exchange::ALL {
            let (mut counted, mut allocated) = ([0.0; 3], [0.0; 3]);
            for (at, side) in Side::ALL.into_iter().enumerate() {
                (counted[at], allocated[at]) = count(&sides, side, exchange).await?;
            }
            allocations.push(Figures::new(exchange, counted));
            bytes.push(Figures::new(exchange, allocated));
        }
        report::print("allocations and reallocations", &allocations);
        report::print("bytes allocated", &bytes);
        Ok(())
    })
}

/// Allocations and their bytes, per call.
async fn count(
    sides: &Sides,
    side: Side,
    exchange: Exchange,
) -> Result<(f64, f64), Box<dyn Error + Send + Sync>> {
    for _ in 0..CALLS / 10 {
        sides.call(side, exchange).await?;
    }
    let region = Region::new(ALLOCATOR);
    for _ in 0..CALLS {
        sides.call(side, exchange).await?;
    }
    let stats = region.change();
    let each = |total: usize| u32::try_from(total).map(|total| f64::from(total) / f64::from(CALLS));
    let allocations = each(stats.allocations + stats.reallocations)?;
    Ok((allocations, each(stats.bytes_allocated)?))
}
