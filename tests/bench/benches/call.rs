//! What a call costs in CPU time and instructions.
//!
//! CPU time is this thread's, by the kernel's account, user and system: rounds of all sides in turn, so that what
//! else the machine does befalls each, and the median of the ratios of neighbouring rounds.
//! Instructions are those of a process of its own under `perf stat`, a run of more calls less a run of fewer;
//! where there is no perf, they are left out.

use std::error::Error;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use spec2crate_bench::report::{self, Figures, median};
use spec2crate_bench::side::{Exchange, Side, Sides};
use spec2crate_bench::{Server, wire};
use tokio::task::JoinSet;

/// How many calls a round has, and how many rounds there are of each side.
const CALLS: u32 = 1_280;
const ROUNDS: usize = 60;

/// How many callers there are at once, where there is not one alone.
const CALLERS: u32 = 64;

/// How many calls the runs have whose instructions are counted.
const FEWER: u32 = 2_000;
const MORE: u32 = 12_000;

/// By which argument this program makes calls and nothing else.
const MAKE: &str = "--make";

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Result<()> {
    Server::serve_if_asked()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, make, origin, side, exchange, calls, callers] = &arguments[..]
        && make == MAKE
    {
        let side = Side::ALL.into_iter().find(|it| it.name() == side);
        let exchange = Exchange::ALL.into_iter().find(|it| it.name() == exchange);
        let (side, exchange) = side.zip(exchange).ok_or("no such call")?;
        let sides = Arc::new(Sides::new(origin)?);
        return runtime.block_on(make_calls(
            &sides,
            side,
            exchange,
            calls.parse()?,
            callers.parse()?,
        ));
    }
    let server = Server::start()?;
    runtime.block_on(async {
        wire::compare().await?;
        let sides = Arc::new(Sides::new(server.origin())?);
        let mut figures = Vec::new();
        for exchange in Exchange::ALL {
            figures.push(time(&sides, exchange, 1).await?);
        }
        report::print("CPU, µs, one caller", &figures);
        figures.clear();
        for exchange in Exchange::ALL {
            figures.push(time(&sides, exchange, CALLERS).await?);
        }
        report::print("CPU, µs, 64 callers", &figures);
        Ok::<_, Box<dyn Error + Send + Sync>>(())
    })?;
    for (what, event) in [
        ("thousand instructions, user", "instructions:u"),
        ("thousand instructions, system", "instructions:k"),
    ] {
        let figures: Result<Vec<_>> = Exchange::ALL
            .into_iter()
            .map(|exchange| instructions(server.origin(), exchange, event))
            .collect();
        match figures {
            Ok(figures) => report::print(what, &figures),
            Err(error) => report::print(&format!("no {event}: {error}"), &[]),
        }
    }
    Ok(())
}

async fn make_calls(
    sides: &Arc<Sides>,
    side: Side,
    exchange: Exchange,
    calls: u32,
    callers: u32,
) -> Result<()> {
    let mut tasks: JoinSet<Result<()>> = JoinSet::new();
    for _ in 0..callers {
        let sides = Arc::clone(sides);
        tasks.spawn(async move {
            for _ in 0..calls / callers {
                sides.call(side, exchange).await?;
            }
            Ok(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(())
}

/// The CPU time of a call, in microseconds.
async fn time(sides: &Arc<Sides>, exchange: Exchange, callers: u32) -> Result<Figures> {
    let (mut costs, mut ratios) = ([const { Vec::new() }; 3], [const { Vec::new() }; 2]);
    for round in 0..ROUNDS {
        let mut cost = [0.0; 3];
        // Each side is first as often as another.
        for turn in 0..Side::ALL.len() {
            let at = (round + turn) % Side::ALL.len();
            let before = thread_time()?;
            make_calls(sides, Side::ALL[at], exchange, CALLS, callers).await?;
            cost[at] = (thread_time()? - before) / f64::from(CALLS);
        }
        for (costs, cost) in costs.iter_mut().zip(cost) {
            costs.push(cost);
        }
        for (ratios, other) in ratios.iter_mut().zip(&cost[1..]) {
            ratios.push(other / cost[0]);
        }
    }
    Ok(Figures {
        exchange,
        sides: costs.map(median),
        more: ratios.map(|ratios| report::percent(median(ratios))),
    })
}

/// The CPU time of this thread, in microseconds.
fn thread_time() -> Result<f64> {
    let time = Duration::try_from(clock_gettime(ClockId::ThreadCPUTime))?;
    Ok(time.as_secs_f64() * 1e6)
}

/// The instructions of a call, in thousands.
fn instructions(origin: &str, exchange: Exchange, event: &str) -> Result<Figures> {
    let per_call = |side: Side| {
        let fewer = count(origin, side, exchange, event, FEWER)?;
        let more = count(origin, side, exchange, event, MORE)?;
        Ok::<_, Box<dyn Error + Send + Sync>>((more - fewer) / f64::from(MORE - FEWER) / 1e3)
    };
    let [by_hand, generated, over_reqwest] = Side::ALL.map(per_call);
    Ok(Figures::new(
        exchange,
        [by_hand?, generated?, over_reqwest?],
    ))
}

/// The instructions of a process that makes calls.
fn count(origin: &str, side: Side, exchange: Exchange, event: &str, calls: u32) -> Result<f64> {
    let output = Command::new("perf")
        .args(["stat", "--field-separator", ",", "--event", event, "--"])
        .arg(std::env::current_exe()?)
        .args([MAKE, origin, side.name(), exchange.name()])
        .arg(calls.to_string())
        .arg("1")
        .output()?;
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = report.lines().find(|line| line.contains(event));
    let count = line.and_then(|line| line.split(',').next()?.parse().ok());
    count.ok_or_else(|| report.into())
}
