//! The example of every operation as it goes over the wire: a golden transcript per case and vendor.
//!
//! Read a changed one as what a change of the document or of the generator changes for the server.

use spec2crate_runtime::transport::InMemory;
use spec2crate_runtime::{Example, Outcome};

/// What runs the examples of a client, a section of text for each.
macro_rules! transcripts {
    ($name:expr, $($client:ident)::+) => {{
        let transport = answering();
        let builder = $($client)::+::examples::builder().transport(transport.clone());
        let client = builder.build().expect("a client lacks nothing");
        let mut text = String::new();
        for example in $($client)::+::examples::examples() {
            section(&mut text, example, &client, &transport).await;
        }
        assert_transcripts($name, &text);
    }};
}

pub(crate) use transcripts;

/// A transport whose answer is none that a document describes.
fn answering() -> InMemory {
    InMemory::json(599, "")
}

/// Runs an example, and adds what was sent.
async fn section<C>(text: &mut String, example: &Example<C>, client: &C, transport: &InMemory) {
    let before = transport.requests().len();
    let outcome = example.run(client).await;
    let extent = if example.is_whole() { ", whole" } else { "" };
    text.push_str(&format!("== {}{extent}\n", example.operation()));
    match (&transport.requests()[before..], outcome) {
        ([request], _) => text.push_str(&request.transcript()),
        (_, Outcome::NotSent(error)) => text.push_str(&format!("not sent: {error}\n")),
        (requests, outcome) => panic!("{} requests, and {outcome:?}", requests.len()),
    }
    text.push('\n');
}

fn assert_transcripts(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "../snapshots/examples",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

/// A transcript whose case is gone would never be compared again.
#[test]
fn every_transcript_has_a_client() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/examples");
    for entry in std::fs::read_dir(root).expect("the transcripts") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        if let Some(name) = name.strip_suffix(".snap") {
            assert!(NAMES.contains(&name), "{name} has no client: remove it");
        }
    }
}

/// The cases and vendors that have operations.
const NAMES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/example_names.rs"));

mod cases {
    include!(concat!(env!("OUT_DIR"), "/case_examples.rs"));
}
