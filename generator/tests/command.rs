//! The command line, run as a program: what its flags and the manifest's keys change.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Two operations, of which one refers to a file above the document's folder.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "shared/pet.yaml",
        "type: object\nproperties: {id: {type: string}}\n",
    );
    write(
        "api/openapi.yaml",
        "openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.example'}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        '200':
          description: A pet.
          content: {application/json: {schema: {$ref: ../shared/pet.yaml}}}
    delete:
      operationId: deletePets
      colour: red
      deprecated: true
      responses: {'204': {description: Gone.}}
",
    );
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_spec2crate"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn references_stay_below_the_given_root() {
    let folder = folder();
    let outside = run(folder.path(), &["lint", "api/openapi.yaml"]);
    assert!(err(&outside).contains("reference-outside"), "{outside:?}");
    let below = run(
        folder.path(),
        &["lint", "api/openapi.yaml", "--ref-root", "."],
    );
    assert_eq!(below.status.code(), Some(0), "{below:?}");
    assert!(!err(&below).contains("reference-outside"));
}

#[test]
fn operations_are_selected() {
    let folder = folder();
    let operations = |arguments: &[&str]| {
        let inspect = ["inspect", "api/openapi.yaml", "--ref-root", "."];
        let shown = out(&run(folder.path(), &[&inspect, arguments].concat()));
        (shown.contains("list_pets"), shown.contains("delete_pets"))
    };
    assert_eq!(operations(&[]), (true, true));
    assert_eq!(operations(&["--include", "tag:pets"]), (true, false));
    assert_eq!(operations(&["--exclude", "operation:list*"]), (false, true));
    assert_eq!(operations(&["--exclude", "deprecated"]), (true, false));
    assert_eq!(
        operations(&["--include", "method:delete", "--include", "path:/pets"]),
        (true, true)
    );
    let wrong = run(
        folder.path(),
        &["lint", "api/openapi.yaml", "--include", "colour:red"],
    );
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("`colour`"), "{wrong:?}");
    let alone = run(folder.path(), &["check", "--include", "tag:pets"]);
    assert_eq!(
        alone.status.code(),
        Some(2),
        "without a document there is nothing to select from"
    );
}

#[test]
fn limits_are_flags() {
    let folder = folder();
    for limit in ["--max-bytes=10", "--max-values=5", "--max-string-bytes=10"] {
        let refused = run(folder.path(), &["lint", "api/openapi.yaml", limit]);
        assert_eq!(refused.status.code(), Some(1), "{limit}");
        assert!(err(&refused).contains("error[limit]"), "{refused:?}");
    }
    let files = run(
        folder.path(),
        &["lint", "api/openapi.yaml", "--ref-root=.", "--max-files=0"],
    );
    assert!(err(&files).contains("[limit]"), "{files:?}");
}

#[test]
fn the_manifest_says_the_same_for_an_api() {
    let folder = folder();
    let manifest = |rest: &str| {
        let text = format!(
            "output: out\ncrate: {{name: clients, version: 0.1.0}}\napis:\n  pets:\n    document: api/openapi.yaml\n{rest}"
        );
        std::fs::write(folder.path().join("spec2crate.yaml"), text).unwrap();
        run(folder.path(), &["generate"])
    };
    let done =
        manifest("    ref_root: .\n    include: ['path:/pets']\n    exclude: [deprecated]\n");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let client =
        std::fs::read_to_string(folder.path().join("out/src/pets/operations/pets.rs")).unwrap();
    assert!(client.contains("list_pets"));
    assert!(
        !folder
            .path()
            .join("out/src/pets/operations/default.rs")
            .exists()
    );
    let denied = manifest("    ref_root: .\n    deny: [unknown-key]\n");
    assert_eq!(denied.status.code(), Some(1), "{denied:?}");
    assert!(err(&denied).contains("error[unknown-key]"), "{denied:?}");
    let allowed = manifest("    ref_root: .\n    allow: [unknown-key]\n");
    assert_eq!(allowed.status.code(), Some(0), "{allowed:?}");
    assert!(!err(&allowed).contains("unknown-key"), "{allowed:?}");
    let wrong = manifest("    deny: [no-such-code]\n");
    assert!(
        err(&wrong).contains("no code is called `no-such-code`"),
        "{wrong:?}"
    );
}

#[test]
fn formats_have_the_types_that_are_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "openapi.yaml",
        "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths: {}
components: {schemas: {Pet: {type: object, properties: {id: {type: string, format: uuid}}}}}
",
    );
    let field = |path: &str| {
        let text = std::fs::read_to_string(folder.path().join(path)).unwrap();
        let field = text.lines().find(|line| line.contains("pub id:"));
        field.unwrap().trim().to_owned()
    };
    let generate = ["generate", "openapi.yaml", "--output", "out"];
    assert!(run(folder.path(), &generate).status.success());
    assert_eq!(field("out/src/types/pet.rs"), "pub id: Option<String>,");
    let chosen = [&generate[..], &["--format-type", "uuid=uuid"]].concat();
    assert!(run(folder.path(), &chosen).status.success());
    assert_eq!(
        field("out/src/types/pet.rs"),
        "pub id: Option<runtime::Uuid>,"
    );
    let wrong = [&generate[..], &["--format-type", "uuid=guid"]].concat();
    let wrong = run(folder.path(), &wrong);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("`guid` is no type of a format"));

    let manifest = |formats: &str| {
        let text = format!(
            "output: all\ncrate: {{name: clients, version: 0.1.0}}\napis:\n  pets:\n    document: openapi.yaml\n    formats: {formats}\n"
        );
        write("spec2crate.yaml", &text);
        run(folder.path(), &["generate"])
    };
    assert!(manifest("{uuid: strict-uuid}").status.success());
    assert_eq!(
        field("all/src/pets/types/pet.rs"),
        "pub id: Option<runtime::Strict<runtime::Uuid>>,"
    );
    let wrong = manifest("{uuid: guid}");
    assert!(!wrong.status.success());
    assert!(err(&wrong).contains("apis.pets.formats"), "{wrong:?}");
}

#[test]
fn what_a_client_does_not_do_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("openapi.yaml"),
        "openapi: 3.2.0
info: {title: Pets, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /pets:
    servers: [{url: 'https://{region}.example', variables: {region: {default: eu}}}]
    get:
      operationId: listPets
      requestBody:
        content:
          text/event-stream: {itemSchema: {properties: {data: {type: string}}}}
      responses:
        '200':
          description: Pets.
      callbacks:
        onPet: {'{$request.query.url}': {post: {requestBody: {content: {image/png: {}}}, responses: {'204': {description: Done.}}}}}
webhooks:
  newPet: {post: {requestBody: {content: {image/png: {}}}, responses: {'204': {description: Done.}}}}
",
    )
    .unwrap();
    let lint = run(folder.path(), &["lint", "openapi.yaml"]);
    assert_eq!(lint.status.code(), Some(0), "{lint:?}");
    for (code, line) in [
        ("unsupported-item-schema", 11),
        ("unsupported-callback", 16),
        ("unsupported-webhook", 18),
    ] {
        let shown = err(&lint);
        let found = shown.split("note[").find(|note| note.starts_with(code));
        let place = format!("openapi.yaml:{line}:");
        assert!(
            found.is_some_and(|note| note.contains(&place)),
            "{code}: {shown}"
        );
    }
}

#[test]
fn coverage_counts_keys_and_lists_the_ignored_ones() {
    let folder = folder();
    let lint = ["lint", "api/openapi.yaml", "--ref-root=.", "--coverage"];
    let shown = out(&run(folder.path(), &lint));
    assert!(shown.contains("openapi.yaml: 32 keys\n"), "{shown}");
    assert!(
        shown.contains("unknown-key: api/openapi.yaml #/paths/~1pets/delete/colour\n"),
        "{shown}"
    );
    assert!(!shown.contains("unaccounted"), "{shown}");
    let json = out(&run(
        folder.path(),
        &[&lint[..], &["--format=json"]].concat(),
    ));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["ignored"], serde_json::json!({ "unknown-key": 1 }));
    assert_eq!(json["unaccounted"], 0);
    assert_eq!(
        json["ignored_keys"][0]["pointer"],
        "#/paths/~1pets/delete/colour"
    );
}

#[test]
fn nesting_can_be_allowed() {
    let folder = tempfile::tempdir().unwrap();
    let shell = serde_json::json!({
        "openapi": "3.0.3",
        "info": { "title": "Deep", "version": "1" },
        "servers": [{ "url": "https://pets.example" }],
        "paths": { "/deep": { "get": {
            "operationId": "getDeep",
            "responses": { "200": {
                "description": "Deep.",
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Deep" } } },
            } },
        } } },
        "components": { "schemas": { "Deep": "here" } },
    });
    let document = |levels: usize, open: &str, close: &str| {
        let schema = [&open.repeat(levels), "{}", &close.repeat(levels)].concat();
        shell.to_string().replace("\"here\"", &schema)
    };
    let list = document(900, r#"{"type":"array","items":"#, "}");
    let object = document(200, r#"{"type":"object","properties":{"a":"#, "}}");
    for text in [list, object] {
        std::fs::write(folder.path().join("deep.json"), text).unwrap();
        let refused = run(folder.path(), &["lint", "deep.json"]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(
            err(&refused).contains("more deeply than 127 levels"),
            "{refused:?}"
        );
        let read = run(folder.path(), &["lint", "deep.json", "--max-depth=1000"]);
        assert_eq!(read.status.code(), Some(0), "{}", err(&read));
        let generated = ["generate", "deep.json", "--output=out", "--max-depth=1000"];
        let generated = run(folder.path(), &generated);
        assert_eq!(generated.status.code(), Some(0), "{}", err(&generated));
    }
    let more = run(folder.path(), &["lint", "deep.json", "--max-depth=1001"]);
    assert_eq!(more.status.code(), Some(2), "{more:?}");
}

/// Standard input is read as a file is: a byte order mark is none of its text, and neither is its end without a limit.
#[test]
fn standard_input_is_read_as_a_file() {
    let document = "openapi: 3.0.3\r\ninfo: {title: Pets, version: '1'}\r\npaths: {}\r\n";
    let marked = format!("\u{feff}{document}").into_bytes();
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(document.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in [document.as_bytes(), &marked, &wide] {
        let lint = pipe(&["lint", "-"], bytes);
        assert_eq!(lint.status.code(), Some(0), "{lint:?}");
        assert_eq!(err(&lint), "", "{lint:?}");
    }
    let broken = pipe(&["lint", "-"], b"openapi: \xFF");
    assert_eq!(broken.status.code(), Some(1), "{broken:?}");
    assert!(
        err(&broken).contains("error[unreadable-file]"),
        "{broken:?}"
    );
    let long = pipe(&["lint", "-", "--max-bytes", "10"], document.as_bytes());
    assert_eq!(long.status.code(), Some(1), "{long:?}");
    assert!(err(&long).contains("error[limit]"), "{long:?}");
}

fn pipe(arguments: &[&str], bytes: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_spec2crate"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // What is read no further is not written either: the program has said then what was wrong.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    child.wait_with_output().unwrap()
}

#[test]
fn what_is_lost_of_an_operation_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let document = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      operationId: whole\n      responses: {'204': {description: Done.}, 4xx: {description: Failed.}}\n    gett: {operationId: lost, responses: {'204': {description: Done.}}}\n    post:\n      operationId: partly\n      requestBody: {content: {application/xml: {schema: {type: object, properties: {a: {type: string}}}}}}\n      responses: {'204': {description: Done.}, ok: {description: Done.}}\n";
    std::fs::write(folder.path().join("openapi.yaml"), document).unwrap();
    let shown = out(&run(
        folder.path(),
        &["inspect", "openapi.yaml", "--format", "json"],
    ));
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let expected = serde_json::json!({
        "operations": 3,
        "whole": 1,
        "losses": {"almost-method": 1, "status-code": 1, "unsupported-xml": 1},
        "lost": [{"pointer": "#/paths/~1a/gett", "losses": ["almost-method"]}],
    });
    assert_eq!(shown["carried"], expected);
}
