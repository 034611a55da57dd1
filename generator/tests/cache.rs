//! `--cache`: what is known to be up to date is left out, and nothing else is.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::fs;
use std::path::Path;
use std::process::Command;

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.example'}]
paths:
  /pets:
    get:
      colour: red
      operationId: listPets
      responses:
        '200':
          description: A pet.
          content: {application/json: {schema: {$ref: pet.yaml}}}
components:
  schemas:
    Owner: {type: object, properties: {name: {type: string}}}
";

const PET: &str = "type: object\nproperties: {id: {type: string}}\n";

/// What a run said, and whether it generated anything.
fn run(folder: &Path, arguments: &[&str]) -> (String, bool) {
    let mut all = vec![
        "openapi.yaml",
        "--output",
        "out",
        "--timings",
        "--cache",
        "cache",
    ];
    all.extend(arguments);
    let output = Command::new(env!("CARGO_BIN_EXE_spec2crate"))
        .arg("generate")
        .args(all)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let (said, timings) = match said.split_once("openapi.yaml:\n") {
        Some((said, timings)) => (said.to_owned(), timings.to_owned()),
        None => (said, String::new()),
    };
    (said, timings.contains("lower"))
}

#[test]
fn what_is_up_to_date_is_left_out_and_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let write = |name: &str, text: &str| fs::write(at(name), text).unwrap();
    write("openapi.yaml", DOCUMENT);
    write("pet.yaml", PET);
    let go = |arguments: &[&str]| run(folder.path(), arguments);

    let (said, generated) = go(&[]);
    assert!(generated && said.contains("unknown-key"), "{said}");
    let (said, generated) = go(&[]);
    assert!(!generated, "{said}");
    assert!(
        said.contains("unknown-key") && said.contains("up to date"),
        "{said}"
    );

    // Everything that is read counts, and everything that is written.
    write("pet.yaml", &PET.replace("id", "key"));
    assert!(go(&[]).1);
    assert!(
        fs::read_to_string(at("out/src/types/pet.rs"))
            .unwrap()
            .contains("pub key")
    );
    assert!(!go(&[]).1);
    let owner = fs::read_to_string(at("out/src/types/owner.rs")).unwrap();
    write("out/src/types/owner.rs", &format!("{owner}\n// mine\n"));
    assert!(go(&[]).1);
    assert_eq!(
        fs::read_to_string(at("out/src/types/owner.rs")).unwrap(),
        owner
    );
    fs::remove_file(at("out/src/types/owner.rs")).unwrap();
    assert!(go(&[]).1);
    assert_eq!(
        fs::read_to_string(at("out/src/types/owner.rs")).unwrap(),
        owner
    );
    let lock = fs::read_to_string(at("out/spec2crate.lock")).unwrap();
    write(
        "out/spec2crate.lock",
        &lock.replace("crate Owner ", "crate Keeper "),
    );
    assert!(go(&[]).1);
    assert!(
        fs::read_to_string(at("out/src/types/keeper.rs"))
            .unwrap()
            .contains("Keeper")
    );
    assert!(!at("out/src/types/owner.rs").exists());

    // So does what is asked for.
    assert!(!go(&[]).1);
    assert!(go(&["--closed-enums"]).1);
    assert!(!go(&["--closed-enums"]).1);
    fs::write(at("cache").join(first(&at("cache"))), "broken").unwrap();
    assert!(go(&["--closed-enums"]).1);
}

fn first(folder: &Path) -> String {
    let entry = fs::read_dir(folder).unwrap().next().unwrap().unwrap();
    entry.file_name().into_string().unwrap()
}
