//! A call through a generated client beside the same call written by hand with reqwest: CPU time and allocations.
//!
//! `cargo bench -p spec2crate-bench`. The server is a process of its own, on loopback, so that nothing
//! of it is counted; everything of the caller is on one thread.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "what fails here fails the benchmark, which prints what it measured"
)]
#![cfg(target_os = "linux")]

use std::alloc::System;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::any;
use commerce_clients::ecwid::{Client, types};
use serde_derive::{Deserialize, Serialize};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How many calls a round has, and how many rounds there are of each.
const CALLS: usize = 1_000;
const ROUNDS: usize = 40;

/// What is sent, by hand.
#[derive(Serialize)]
struct Upload<'a> {
    url: &'a str,
    width: i32,
    height: i32,
}

/// What comes back.
#[derive(Deserialize)]
struct Uploaded {
    id: Option<i64>,
}

/// What a call costs.
#[derive(Clone, Copy, Default)]
struct Cost {
    nanoseconds: f64,
    allocations: f64,
    bytes: f64,
}

fn main() {
    if std::env::args().any(|argument| argument == "--serve") {
        return serve();
    }
    let (mut server, origin) = start();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(measure(&origin));
    server.kill().unwrap();
    server.wait().unwrap();
}

/// Answers every request, until it is ended.
fn serve() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
            .await
            .unwrap();
        println!("http://{}", listener.local_addr().unwrap());
        let answer = || async { ([(CONTENT_TYPE, "application/json")], r#"{"id":7}"#) };
        let router = Router::new().fallback(any(answer));
        axum::serve(listener, router).await.unwrap();
    });
}

/// The server as a process, and where it is.
fn start() -> (Child, String) {
    let mut server = Command::new(std::env::current_exe().unwrap())
        .arg("--serve")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut origin = String::new();
    let output = server.stdout.as_mut().unwrap();
    BufReader::new(output).read_line(&mut origin).unwrap();
    (server, origin.trim().to_owned())
}

async fn measure(origin: &str) {
    let client = Client::builder().base_url(origin).access_token("token");
    let client = client.build().unwrap();
    let body = types::AsyncImageUpload::new("https://example.com/cup.png", 180, 180);
    let provider = rustls::crypto::ring::default_provider();
    provider.install_default().unwrap();
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let generated = async || {
        let call = client.upload_category_image_async(1003, 123_456, &body);
        assert_eq!(call.send().await.unwrap().id, Some(7));
    };
    let by_hand = async || {
        let (store, category) = (1003, 123_456);
        let url = format!("{origin}/{store}/categories/{category}/image/async");
        let request = http.post(url).bearer_auth("token");
        let request = request.header("accept", "application/json").json(&Upload {
            url: "https://example.com/cup.png",
            width: 180,
            height: 180,
        });
        let answer = request.send().await.unwrap().error_for_status().unwrap();
        assert_eq!(answer.json::<Uploaded>().await.unwrap().id, Some(7));
    };
    let mut costs = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        costs[0].push(cost(&by_hand).await);
        costs[1].push(cost(&generated).await);
    }
    let [by_hand, generated] = costs.map(|costs| median(&costs));
    println!("a call         CPU, µs   allocations   bytes");
    for (name, cost) in [("by hand", by_hand), ("generated", generated)] {
        println!(
            "{name:<12}{:>10.2}{:>14.1}{:>8.0}",
            cost.nanoseconds / 1e3,
            cost.allocations,
            cost.bytes
        );
    }
    println!(
        "{:<12}{:>+9.1}%{:>+14.1}{:>+8.0}",
        "more",
        (generated.nanoseconds / by_hand.nanoseconds - 1.0) * 100.0,
        generated.allocations - by_hand.allocations,
        generated.bytes - by_hand.bytes
    );
}

/// The cost of a call, from a round of them.
async fn cost(call: &impl AsyncFn()) -> Cost {
    let region = Region::new(ALLOCATOR);
    let before = thread_nanoseconds();
    for _ in 0..CALLS {
        call().await;
    }
    let after = thread_nanoseconds();
    let stats = region.change();
    let each = |total: u64| precise(total) / precise(CALLS as u64);
    Cost {
        nanoseconds: each(after - before),
        allocations: each((stats.allocations + stats.reallocations) as u64),
        bytes: each(stats.bytes_allocated as u64),
    }
}

/// A count as a number; none of these is beyond what a double can say.
fn precise(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// The CPU time of this thread.
fn thread_nanoseconds() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse().unwrap()
}

/// The median of each.
fn median(costs: &[Cost]) -> Cost {
    let of = |value: fn(&Cost) -> f64| {
        let mut values: Vec<f64> = costs.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    Cost {
        nanoseconds: of(|it| it.nanoseconds),
        allocations: of(|it| it.allocations),
        bytes: of(|it| it.bytes),
    }
}
