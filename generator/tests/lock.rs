//! `spec2crate.lock`: names stay what they were, whatever comes to a document beside them.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

#[path = "lock/header.rs"]
mod header;

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
        Self::of(DOCUMENT)
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

    /// A folder with the client of a document.
    fn of(document: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.generate(document);
        folder
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
            "PetsExample server https://pets.example",
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
            "PetsExample server https://pets.example",
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
fn a_type_keeps_its_name_while_any_schema_of_it_is_there() {
    let status = "        status: {type: string, enum: [sold, free]}\n";
    let both = format!("{status}        was: {{type: string, enum: [sold, free]}}\n");
    let both = DOCUMENT.replace(status, &both);
    let folder = Folder::of(&both);
    let pet = || folder.read("out/src/types/pet.rs");
    // The one that named it is gone.
    folder.generate(&both.replace(status, ""));
    assert!(pet().contains("pub was: Option<PetStatus>"), "{}", pet());
    // It is there again, and then they are no longer equal: the first keeps the name.
    folder.generate(&both);
    let code = pet();
    assert!(code.contains("pub was: Option<PetStatus>"), "{code}");
    folder.generate(&both.replace(
        "was: {type: string, enum: [sold,",
        "was: {type: string, enum: [lost,",
    ));
    let code = pet();
    assert!(code.contains("pub status: Option<PetStatus>"), "{code}");
    assert!(code.contains("pub was: Option<PetWas>"), "{code}");
}

/// Branches and parameters are items of lists, whose numbers change.
#[test]
fn an_item_before_others_takes_no_name() {
    let document = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: list
      parameters:
        - {name: sort, in: query, schema: {type: string, enum: [up, down]}}
      responses: {'200': {description: Pets., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
components:
  schemas:
    Pet:
      oneOf:
        - {title: Cat, type: object, required: [mood], properties: {mood: {type: string, enum: [bad, worse]}}}
        - {title: Dog, type: object, required: [size], properties: {size: {type: string, enum: [s, l]}}}
";
    let folder = Folder::of(document);
    let names = folder.names();
    assert!(
        names.contains(&"PetDogSize #/components/schemas/Pet/oneOf/Dog/properties/size".to_owned()),
        "{names:?}"
    );
    assert!(
        names.contains(&"ListSort #/paths/~1pets/get/parameters/query sort/schema".to_owned()),
        "{names:?}"
    );
    // Had they no lock, the new ones would take these names, and every number is another one.
    let renamed = folder
        .lock()
        .replace(" PetDogSize ", " HowLarge ")
        .replace(" ListSort ", " Direction ");
    std::fs::write(folder.path("out/spec2crate.lock"), renamed).unwrap();
    folder.generate(
        &document
            .replace(
                "        - {title: Cat",
                "        - {title: Ant, type: object, required: [size], properties: {size: {type: string, enum: [xs, m]}}}
        - {title: Cat",
            )
            .replace(
                "        - {name: sort",
                "        - {name: kind, in: query, schema: {type: string, enum: [cat, dog]}}
        - {name: sort",
            ),
    );
    let now = folder.names();
    for name in [
        "PetAntSize #/components/schemas/Pet/oneOf/Ant/properties/size",
        "HowLarge #/components/schemas/Pet/oneOf/Dog/properties/size",
        "PetCatMood #/components/schemas/Pet/oneOf/Cat/properties/mood",
        "ListKind #/paths/~1pets/get/parameters/query kind/schema",
        "Direction #/paths/~1pets/get/parameters/query sort/schema",
    ] {
        assert!(now.contains(&name.to_owned()), "{name}: {now:?}");
    }
}

const CLIENT: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
servers:
  - {url: 'https://{region}.pets.example', description: Live, variables: {region: {default: eu-1, enum: [eu-1, us-1]}}}
security: [{api-key: []}]
paths:
  /pets/{id}:
    post:
      operationId: change
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: petName, in: query, schema: {type: string}}
        - {name: trace, in: header, schema: {type: string}}
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: {type: object, properties: {note: {type: string}}}
      responses: {'204': {description: Done.}}
components:
  securitySchemes:
    api-key: {type: apiKey, in: header, name: X-Key}
    login:
      type: oauth2
      flows: {implicit: {authorizationUrl: 'https://pets.example', scopes: {'read:pets': Read.}}}
";

#[test]
fn a_parameter_called_body_takes_no_name() {
    let json = CLIENT.replace("application/x-www-form-urlencoded", "application/json");
    let folder = Folder::of(&json);
    let more = json.replace(
        "        - {name: trace",
        "        - {name: body, in: query, schema: {type: string}}\n        - {name: trace",
    );
    folder.generate(&more);
    let operations = folder.read("out/src/operations/default.rs");
    let setter = "body_query(mut self, body_query: &str) -> Self";
    assert!(operations.contains(setter), "{operations}");
    assert!(
        operations.contains("call.json(\"application/json\", body)"),
        "{operations}"
    );
    // And the parameter keeps its own where the body goes.
    assert!(folder.lock().contains("\"query body\":\"body_query\""));
}

#[test]
fn arguments_and_setters_stay_where_they_were() {
    let folder = Folder::of(CLIENT);
    let lock = folder.lock();
    let line = "members crate {\"body note\":\"note\",\"header trace\":\"trace\",\"query petName\":\"pet_name\"} #/paths/~1pets~1{id}/post\n";
    assert!(lock.contains(line), "{lock}");
    let more = CLIENT.replace(
        "        - {name: trace",
        "        - {name: pet_name, in: query, schema: {type: string}}
        - {name: note, in: query, schema: {type: string}}
        - {name: trace, in: query, schema: {type: string}}
        - {name: trace",
    );
    folder.generate(&more);
    let operations = folder.read("out/src/operations/default.rs");
    for setter in [
        "pet_name(mut self, pet_name: &str) -> Self {\n        self.call.query(\"petName\"",
        "pet_name_query(mut self, pet_name_query: &str) -> Self {\n        self.call.query(\"pet_name\"",
        "trace(mut self, trace: &str) -> Self {\n        self.call.header(\"trace\"",
        "trace_query(mut self, trace_query: &str) -> Self {\n        self.call.query(\"trace\"",
        "note_query(mut self, note_query: &str) -> Self {\n        self.call.query(\"note\"",
    ] {
        assert!(operations.contains(setter), "{setter}\n{operations}");
    }
    // A setter is renamed as a field is.
    let lock = folder.lock().replace(":\"trace_query\"", ":\"traced\"");
    std::fs::write(folder.path("out/spec2crate.lock"), lock).unwrap();
    folder.generate(&more);
    let operations = folder.read("out/src/operations/default.rs");
    assert!(
        operations.contains("traced(mut self, traced: &str)"),
        "{operations}"
    );
}

#[test]
fn servers_and_credentials_stay_where_they_were() {
    let folder = Folder::of(CLIENT);
    let code = |file: &str| folder.read(&format!("out/src/{file}"));
    let lock = folder.lock();
    for line in [
        "name crate Live server https://{region}.pets.example\n",
        "name crate api_key #/components/securitySchemes/api-key\n",
        "members crate {\"read:pets\":\"SCOPE_READ_PETS\"} #/components/securitySchemes/login\n",
        "members crate {\"eu-1\":\"Eu1\",\"us-1\":\"Us1\"} server https://{region}.pets.example {region}\n",
    ] {
        assert!(lock.contains(line), "{line}{lock}");
    }
    let more = CLIENT
        .replace(
            "servers:\n",
            "servers:\n  - {url: 'https://new.pets.example', description: Live}\n",
        )
        .replace("[eu-1, us-1]", "[Eu1, eu-1, us-1]")
        .replace(
            "{'read:pets': Read.}",
            "{READ_PETS: All., 'read:pets': Read.}",
        )
        .replace(
            "    api-key: {",
            "    api_key: {type: http, scheme: bearer}\n    api-key: {",
        );
    folder.generate(&more);
    let client = code("client.rs");
    assert!(client.contains("Live(LiveServer)"), "{client}");
    assert!(client.contains("Live2,"), "{client}");
    assert!(client.contains("fn api_key2("), "{client}");
    let lock = folder.lock();
    for line in [
        "name crate api_key #/components/securitySchemes/api-key\n",
        "name crate api_key2 #/components/securitySchemes/api_key\n",
        "\"read:pets\":\"SCOPE_READ_PETS\"",
        "\"eu-1\":\"Eu1\"",
    ] {
        assert!(lock.contains(line), "{line}{lock}");
    }
    // Another description renames no server.
    folder.generate(&CLIENT.replace("description: Live", "description: Production"));
    assert!(code("client.rs").contains("Live(LiveServer)"));
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
