//! Constants of response headers.

use super::Folder;

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: Pets.
          headers:
            x-rate-left: {schema: {type: integer}}
        '429':
          description: Too many.
          headers:
            X-Rate-Left: {schema: {type: integer}}
            ETag: {schema: {type: string}}
";

fn constants(folder: &Folder) -> Vec<String> {
    let operations = folder.read("out/src/operations/default.rs");
    let lines = operations.lines().map(str::trim);
    let found = lines.filter(|line| line.starts_with("pub const ") && line.contains("Header"));
    found.map(str::to_owned).collect()
}

#[test]
fn a_header_more_renames_no_constant() {
    let folder = Folder::of(DOCUMENT);
    let before = constants(&folder);
    assert_eq!(before.len(), 2, "{before:?}");
    let line = "members crate {\"response header etag\":\"E_TAG\",\"response header x-rate-left\":\"X_RATE_LEFT\"} #/paths/~1pets/get\n";
    assert!(folder.lock().contains(line), "{}", folder.lock());
    // The new one stands first, and by itself would have the name.
    let more = DOCUMENT.replace(
        "            x-rate-left:",
        "            X_RATE_LEFT: {schema: {type: string}}\n            x-rate-left:",
    );
    folder.generate(&more);
    let after = constants(&folder);
    assert!(before.iter().all(|line| after.contains(line)), "{after:?}");
    assert_eq!(after.len(), 3, "{after:?}");
    // Another spelling is the same header.
    folder.generate(&more.replace("x-rate-left", "x-Rate-left"));
    let lock = folder.lock();
    assert!(
        lock.contains("\"response header x-rate-left\":\"X_RATE_LEFT\""),
        "{lock}"
    );
}

#[test]
fn a_line_renames_a_constant() {
    let folder = Folder::of(DOCUMENT);
    let lock = folder.lock().replace("\"X_RATE_LEFT\"", "\"LEFT\"");
    std::fs::write(folder.path("out/spec2crate.lock"), lock).unwrap();
    folder.generate(DOCUMENT);
    let constants = constants(&folder);
    assert!(
        constants
            .iter()
            .any(|line| line.starts_with("pub const LEFT:")),
        "{constants:?}"
    );
}
