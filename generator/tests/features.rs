//! Features of tags: what their names are, and who is behind which.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Two tags with a schema each, and one that both reach; an inline schema belongs to the operation.
const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        '200':
          description: A pet.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
  /time:
    get:
      operationId: getTime
      tags: [time]
      responses:
        '200':
          description: The time.
          content: {application/json: {schema: {type: object, properties: {by: {$ref: '#/components/schemas/Person'}}}}}
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: '#/components/schemas/Person'}}}
    Person: {type: object, properties: {name: {type: string}}}
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("openapi.yaml"), DOCUMENT).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_spec2crate"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn inspect_says_which_feature_something_is_behind() {
    let folder = folder();
    let features = |arguments: &[&str]| {
        let inspect = ["inspect", "openapi.yaml", "--format", "json"];
        let shown = run(folder.path(), &[&inspect, arguments].concat());
        let shown: Value = serde_json::from_str(&shown).unwrap();
        let of = |list: &str| {
            let items = shown[list].as_array().unwrap().clone();
            let feature = |item: Value| json!([item["rust_path"], item["feature"]]);
            items.into_iter().map(feature).collect::<Vec<Value>>()
        };
        json!([of("operations"), of("types")])
    };
    assert_eq!(
        features(&["--features", "tags"]),
        json!([
            [
                ["crate::Client::list_pets", "pets"],
                ["crate::Client::get_time", "tag-time"],
            ],
            [
                ["crate::types::Pet", "pets"],
                ["crate::types::Person", null],
                ["crate::operations::time::GetTimeResponse", "tag-time"],
            ],
        ])
    );
    assert!(!features(&[]).to_string().contains("pets\"]"));
}

#[test]
fn features_of_a_manifest_begin_with_the_module_of_their_api() {
    let folder = folder();
    std::fs::write(
        folder.path().join("spec2crate.yaml"),
        "output: out
crate: {name: clients, version: 0.1.0}
apis:
  shop: {document: openapi.yaml, features: tags}
  shop_pets: {document: openapi.yaml, features: tags}
  all: {document: openapi.yaml}
",
    )
    .unwrap();
    run(folder.path(), &["generate"]);
    let read = |path: &str| std::fs::read_to_string(folder.path().join("out").join(path)).unwrap();
    let manifest = read("Cargo.toml");
    let lines: Vec<&str> = manifest
        .lines()
        .filter(|line| line.starts_with("shop"))
        .collect();
    assert_eq!(
        lines,
        [
            "shop = []",
            "shop-pets = [\"shop\"]",
            "shop-time = [\"shop\"]",
            "shop_pets = []",
            "shop_pets-pets = [\"shop_pets\"]",
            "shop_pets-time = [\"shop_pets\"]",
        ]
    );
    let operations = |api: &str| read(&format!("src/{api}/operations/mod.rs"));
    assert!(operations("shop").contains("#[cfg(feature = \"shop-pets\")]"));
    assert!(!operations("all").contains("cfg(feature"));
}
