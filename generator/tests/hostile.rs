//! Input that means harm, or is no document at all: a diagnostic, in bounded time, and never a panic.

#![expect(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "what a test makes is small"
)]

use std::time::{Duration, Instant};

use spec2crate::diagnostic::{Diagnostics, Format, render};
use spec2crate::document::{Document, Input, load};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

/// Loads a text; gives the codes that were found, and the document.
fn codes(text: impl Into<String>) -> (Vec<&'static str>, Option<Document>) {
    let started = Instant::now();
    let mut diagnostics = Diagnostics::new();
    let loaded = load(&Input::text("hostile.yaml", text), &mut diagnostics);
    let formats = [
        Format::Human { color: true },
        Format::Json,
        Format::Github,
        Format::Sarif,
    ];
    for format in formats {
        let _ = render(&diagnostics, &loaded.sources, format);
    }
    assert!(
        started.elapsed() < Duration::from_secs(30),
        "this took {:?}",
        started.elapsed()
    );
    let mut codes: Vec<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.name())
        .collect();
    codes.dedup();
    (codes, loaded.document)
}

#[test]
fn what_is_no_document_is_said_so() {
    assert_eq!(codes("").0, ["syntax"]);
    assert_eq!(codes("\0").0, ["syntax"]);
    assert_eq!(codes("just text").0, ["not-openapi"]);
    assert_eq!(codes("[1, 2]").0, ["not-openapi"]);
    assert_eq!(codes("null").0, ["not-openapi"]);
    assert_eq!(
        codes(r#"{"openapi": "3.0.3", "info": "\ud800"}"#).0,
        ["syntax"]
    );
    assert_eq!(codes("openapi: [3]").0, ["unsupported-version"]);
}

#[test]
fn files_that_cannot_be_read_are_said_so() {
    let folder = std::env::temp_dir().join(format!("spec2crate-hostile-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let invalid = folder.join("invalid.yaml");
    std::fs::write(&invalid, b"openapi: \xff\xfe\xfd").unwrap();
    for path in [folder.clone(), folder.join("none.yaml"), invalid] {
        let mut diagnostics = Diagnostics::new();
        let loaded = load(&Input::file(&path), &mut diagnostics);
        assert!(loaded.document.is_none());
        let codes: Vec<_> = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code.name())
            .collect();
        assert_eq!(codes, ["unreadable-file"], "{}", path.display());
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn nesting_is_bounded() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        assert_eq!(codes(&deep).0, ["limit"]);
        assert_eq!(codes(format!("{HEAD}x-deep: {deep}\n")).0, ["limit"]);
    }
    assert_eq!(codes("[".repeat(1_000_000)).0, ["limit"]);
    let deep: String = (0..10_000)
        .map(|depth| format!("{}a:\n", " ".repeat(depth % 1000)))
        .collect();
    assert!(!codes(deep).0.is_empty());
    // What is deep and within the limit is walked without trouble.
    let schema = format!(
        "{}{{type: string}}{}",
        "{type: array, items: ".repeat(50),
        "}".repeat(50)
    );
    let (found, document) = codes(format!(
        "{HEAD}paths: {{}}\ncomponents: {{schemas: {{Deep: {schema}}}}}\n"
    ));
    assert_eq!(found, Vec::<&str>::new());
    assert!(document.unwrap().components.schemas.contains_key("Deep"));
}

#[test]
fn aliases_do_not_explode() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..40 {
        let before = level - 1;
        let items = vec![format!("*a{before}"); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    assert_eq!(codes(bomb).0, ["limit"]);
    let text = "x".repeat(1 << 20);
    let aliases = "- *a\n".repeat(2000);
    assert_eq!(codes(format!("a: &a {text}\nb:\n{aliases}")).0, ["limit"]);
}

#[test]
fn references_do_not_run_in_circles() {
    let text = format!(
        "{HEAD}paths:\n  /a: {{$ref: '#/paths/~1b'}}\n  /b: {{$ref: '#/paths/~1a'}}\n  /c: {{$ref: '#/paths/~1c/get'}}\n\
         components:\n  schemas:\n    A: {{$ref: '#/components/schemas/A'}}\n    B: {{allOf: [{{$ref: '#/components/schemas/B'}}]}}\n    \
         C: {{$ref: '#/components/schemas/C/properties/c'}}\n    D: {{properties: {{d: {{$ref: '#/components/schemas/D/properties/d/properties/d'}}}}}}\n"
    );
    let (found, document) = codes(text);
    assert!(found.contains(&"reference-cycle"), "{found:?}");
    assert!(document.is_some());
}

#[test]
fn many_of_everything_takes_no_more_than_linear_time() {
    let count = 4_000;
    let schemas: String = (0..count)
        .map(|index| {
            format!(
                "    S{index}: {{$ref: '#/components/schemas/S{}'}}\n",
                index + 1
            )
        })
        .collect();
    let (_, document) = codes(format!(
        "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    ));
    assert!(document.is_some());
    let wrong: String = (0..count).map(|index| format!("    - {index}\n")).collect();
    let (_, document) = codes(format!("{HEAD}paths:\n  /a:\n    parameters:\n{wrong}"));
    assert!(document.is_some());
    let nowhere: String = (0..count)
        .map(|index| format!("  - {{$ref: '#/x-none/{index}'}}\n"))
        .collect();
    let (_, document) = codes(
        format!("{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {{allOf:\n{nowhere}  }}}}}}\n")
            .replace("\n  - ", " , ")
            .replace("allOf: ,", "allOf: [")
            .replace("\n  }", "]}"),
    );
    assert!(document.is_some());
}
