//! Samples of every component schema of the cases, decoded into its type, encoded, and compared.

use std::convert::Infallible;
use std::path::Path;

use spec2crate_round_trip::{Document, Skipped, difference};
use spec2crate_runtime::wire;

/// As many samples as are made of each schema.
const SAMPLES: usize = 24;

/// Of a case, a schema's place and a JSON text, what the type decodes and encodes, or why not.
type Types = fn(&str, &str, &str) -> Option<Result<String, String>>;

/// What a type without anything to check says; the method of one that has something goes before a trait's.
trait Unchecked {
    fn validate(&self) -> Result<(), Infallible> {
        Ok(())
    }
}

impl<T> Unchecked for T {}

fn round<T: serde::de::DeserializeOwned + serde::Serialize>(
    text: &str,
    validate: fn(&T) -> Result<(), String>,
) -> Result<String, String> {
    let value: T = wire::from_slice(text.as_bytes()).map_err(|error| error.to_string())?;
    validate(&value)?;
    let bytes = wire::to_vec(&value).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

#[expect(deprecated, reason = "a case is about deprecated schemas")]
const TYPES: Types = include!(concat!(env!("OUT_DIR"), "/case_types.rs"));

#[test]
fn samples_survive() {
    let mut failures = Vec::new();
    let (mut schemas, mut samples) = (0, 0);
    let mut skipped = Vec::new();
    for case in cases() {
        let path = Path::new("tests/cases").join(&case).join("openapi.yaml");
        let Ok(document) = Document::read(&path) else {
            continue;
        };
        for schema in document.schemas() {
            schemas += 1;
            let made = document.samples(schema, SAMPLES);
            match made.skipped {
                Some(Skipped::NoGuess) => skipped.push(format!("{case} {}", schema.component)),
                Some(Skipped::Oracle(why)) => {
                    failures.push(format!("{case} {}: {why}", schema.component));
                }
                None => {}
            }
            for value in &made.values {
                let text = value.to_string();
                let failure = match TYPES(&case, &schema.component, &text) {
                    Some(Ok(back)) => match serde_json::from_str(&back) {
                        Ok(back) => difference(value, &back),
                        Err(error) => Some(error.to_string()),
                    },
                    Some(Err(error)) => Some(error),
                    None => Some("no type is of this name".to_owned()),
                };
                samples += 1;
                if let Some(failure) = failure {
                    failures.push(format!("{case} {}: {failure}: {text}", schema.component));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(
        schemas > 90 && samples > schemas * 5,
        "{samples} samples of {schemas} schemas"
    );
    // Schemas that nothing is valid for, or that are about text no guess meets.
    insta::with_settings!({
        snapshot_path => "../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("round_trips_skipped", skipped.join("\n"));
    });
}

/// A type that loses what its schema allows is found.
#[test]
fn a_lost_property_is_a_failure() {
    let document = Document::parse(
        "openapi: 3.0.3
components:
  schemas:
    Pet: {type: object, required: [id], properties: {id: {type: integer}, name: {type: string}}}
",
    )
    .unwrap();
    let samples = document.samples(&document.schemas()[0], SAMPLES);
    let lost = samples.values.iter().filter_map(|value| {
        let id = serde_json::json!({"id": value["id"]});
        difference(value, &id)
    });
    assert!(lost.count() > 5, "{samples:?}");
}

fn cases() -> Vec<String> {
    let mut cases: Vec<String> = std::fs::read_dir("tests/cases")
        .expect("the folder of the cases")
        .map(|entry| entry.expect("an entry of that folder").path())
        .filter(|path| path.join("openapi.yaml").is_file())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    cases.sort();
    cases
}
