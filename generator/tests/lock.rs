//! `spec2crate.lock`: names stay what they were, whatever comes to a document beside them.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// An inline enum that is called `PetStatus`, an operation, and properties of one spelling.
const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.example'}]
paths:
  /pets:
    get:
      operationId: list-pets
      tags: [Small pets]
      responses:
        '200':
          description: A pet.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Pet:
      type: object
      properties:
        status: {type: string, enum: [sold, free]}
        petName: {type: string}
    Owner:
      type: object
      properties:
        name: {type: string}
";

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.generate(DOCUMENT);
        folder
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn lock(&self) -> String {
        self.read("out/spec2crate.lock")
    }

    fn names(&self) -> Vec<String> {
        let lock = self.lock();
        let lines = lock
            .lines()
            .filter_map(|line| line.strip_prefix("name crate "));
        lines.map(str::to_owned).collect()
    }

    fn generate(&self, document: &str) {
        std::fs::write(self.path("openapi.yaml"), document).unwrap();
        run(
            self.0.path(),
            &["generate", "openapi.yaml", "--output", "out"],
        );
    }
}

fn run(folder: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_spec2crate"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
}

#[test]
fn a_name_stays_where_it_was() {
    let folder = Folder::new();
    assert_eq!(
        folder.names(),
        [
            "Owner #/components/schemas/Owner",
            "Pet #/components/schemas/Pet",
            "PetStatus #/components/schemas/Pet/properties/status",
            "list_pets #/paths/~1pets/get",
            "small_pets tag Small pets",
        ]
    );
    let before = folder.read("out/src/types/pet.rs");
    let more = DOCUMENT
        .replace(
            "    Owner:",
            "    PetStatus: {type: string, enum: [ok]}\n    Owner:",
        )
        .replace(
            "components:",
            "  /other:
    get:
      operationId: list_pets
      tags: [small-pets]
      responses: {'204': {description: Nothing.}}
components:",
        );
    folder.generate(&more);
    assert_eq!(
        folder.names(),
        [
            "Owner #/components/schemas/Owner",
            "Pet #/components/schemas/Pet",
            "PetStatus #/components/schemas/Pet/properties/status",
            "PetStatus2 #/components/schemas/PetStatus",
            "list_pets2 #/paths/~1other/get",
            "list_pets #/paths/~1pets/get",
            "small_pets tag Small pets",
            "small_pets2 tag small-pets",
        ]
    );
    assert_eq!(folder.read("out/src/types/pet.rs"), before);
    // What is gone is forgotten, and the new ones stay what they became.
    let without = more.replace("enum: [sold, free]", "");
    folder.generate(&without);
    assert!(!folder.lock().contains("properties/status"));
    assert!(
        folder
            .lock()
            .contains("PetStatus2 #/components/schemas/PetStatus")
    );
}

#[test]
fn fields_and_variants_stay_where_they_were() {
    let folder = Folder::new();
    let lock = folder.lock();
    assert!(
        lock.contains("members crate {\"petName\":\"pet_name\"} #/components/schemas/Pet\n"),
        "{lock}"
    );
    let more = DOCUMENT
        .replace("petName:", "pet_name: {type: string}\n        petName:")
        .replace("[sold, free]", "[SOLD, Sold, sold, free]");
    let pet = |document: &str| {
        folder.generate(document);
        folder.read("out/src/types/pet.rs")
    };
    let code = pet(&more);
    assert!(code.contains("pet_name: optional \"petName\""), "{code}");
    assert!(code.contains("pet_name2: optional \"pet_name\""), "{code}");
    assert!(code.contains("Sold = \"sold\""), "{code}");
    let lock = folder.lock();
    assert!(
        lock.contains("\"petName\":\"pet_name\",\"pet_name\":\"pet_name2\""),
        "{lock}"
    );
    // Another one more changes nothing either, and a run that changes nothing changes nothing.
    assert_eq!(pet(&more), code);
    let code = pet(&more.replace("petName:", "PetName: {type: string}\n        petName:"));
    assert!(code.contains("pet_name: optional \"petName\""), "{code}");
    assert!(code.contains("pet_name2: optional \"pet_name\""), "{code}");
    assert!(code.contains("pet_name3: optional \"PetName\""), "{code}");
    // A field is renamed as a type is.
    let lock = folder.lock().replace("\"pet_name3\"", "\"call_name\"");
    std::fs::write(folder.path("out/spec2crate.lock"), lock).unwrap();
    let code = pet(&more.replace("petName:", "PetName: {type: string}\n        petName:"));
    assert!(code.contains("call_name: optional \"PetName\""), "{code}");
}

#[test]
fn an_equal_schema_before_another_takes_no_name() {
    let folder = Folder::new();
    let status = "status: {type: string, enum: [sold, free]}";
    let before = format!("availability: {{type: string, enum: [sold, free]}}\n        {status}");
    folder.generate(&DOCUMENT.replace(status, &before));
    let code = folder.read("out/src/types/pet.rs");
    assert!(
        code.contains("pub availability: Option<PetStatus>"),
        "{code}"
    );
    assert!(code.contains("pub status: Option<PetStatus>"), "{code}");
}

#[test]
fn a_line_renames() {
    let folder = Folder::new();
    let lock = folder
        .lock()
        .replace("crate PetStatus ", "crate Availability ")
        .replace("crate list_pets ", "crate pets ");
    std::fs::write(folder.path("out/spec2crate.lock"), lock).unwrap();
    folder.generate(DOCUMENT);
    assert!(
        folder
            .read("out/src/types/pet.rs")
            .contains("pub enum Availability")
    );
    let operations = folder.read("out/src/operations/small_pets.rs");
    assert!(operations.contains("pub fn pets("), "{operations}");
    assert!(operations.contains("pub struct Pets<"), "{operations}");
    let before = folder.lock();
    folder.generate(DOCUMENT);
    assert_eq!(folder.lock(), before);
}

#[test]
fn the_order_of_a_document_and_conflicts_of_a_merge_change_nothing() {
    let folder = Folder::new();
    let before = folder.lock();
    let owner = &DOCUMENT[DOCUMENT.find("    Owner:").unwrap()..];
    let moved = DOCUMENT
        .replace(owner, "")
        .replace("    Pet:", &format!("{owner}    Pet:"));
    folder.generate(&moved);
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.starts_with("input"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(lines(&folder.lock()), lines(&before));
    let pet = "name crate Pet #/components/schemas/Pet\n";
    let conflict = format!(
        "<<<<<<< ours\n{pet}=======\nname crate Dog #/components/schemas/Pet\n>>>>>>> theirs\n"
    );
    std::fs::write(
        folder.path("out/spec2crate.lock"),
        before.replace(pet, &conflict),
    )
    .unwrap();
    folder.generate(DOCUMENT);
    assert_eq!(folder.lock(), before);
}

#[test]
fn a_manifest_has_its_lock_beside_it() {
    let folder = Folder::new();
    let manifest = "output: ../client\ncrate: {name: pets, version: 0.1.0}\napis:\n  pets: {document: ../openapi.yaml}\n";
    std::fs::create_dir(folder.path("specs")).unwrap();
    std::fs::write(folder.path("specs/spec2crate.yaml"), manifest).unwrap();
    run(folder.0.path(), &[]);
    let lock = folder.read("specs/spec2crate.lock");
    assert!(
        lock.contains("\nname pets PetStatus #/components/schemas/Pet/properties/status\n"),
        "{lock}"
    );
    assert!(lock.contains(" ../openapi.yaml\n"), "{lock}");
    assert!(lock.contains("\ngenerator "), "{lock}");
    let files = folder.read("client/spec2crate.lock");
    assert!(
        !files.contains("name ") && !files.contains("generator "),
        "{files}"
    );
    run(folder.0.path(), &["check"]);
    // Where the manifest stands in the crate, one lock says everything.
    std::fs::write(
        folder.path("spec2crate.yaml"),
        manifest
            .replace("../client", ".")
            .replace("../open", "open"),
    )
    .unwrap();
    run(
        folder.0.path(),
        &["generate", "--manifest", "spec2crate.yaml"],
    );
    let lock = folder.read("spec2crate.lock");
    assert!(
        lock.contains("\nname pets Pet #") && lock.contains(" src/lib.rs\n"),
        "{lock}"
    );
    run(folder.0.path(), &["check", "--manifest", "spec2crate.yaml"]);
}
