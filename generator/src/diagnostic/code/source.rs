//! Codes of reading files.

use super::{Code, Page, Severity, declare_codes};

declare_codes! {
    UNREADABLE_FILE: Error "unreadable-file", "A file can't be read.";
        why: "The document, an overlay or a file that a reference names is missing, is no file, may not be read or holds no UTF-8.",
        example: "spec2crate generate no-such-file.yaml",
        fix: "Give the path of a file that exists and may be read.";
    SYNTAX: Error "syntax", "A file is neither valid JSON nor valid YAML.";
        why: "Nothing can be read from the file.",
        example: "paths: {",
        fix: "Correct the file at the line shown.";
    LIMIT: Error "limit", "A file goes beyond a limit.";
        why: "A document that is nested too deeply, that is too large, or whose YAML aliases expand to too much could exhaust memory or time.",
        example: "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]",
        fix: "If the document is to be trusted, raise the limit by a flag.";
    SEVERAL_DOCUMENTS: Error "several-documents", "A file holds several YAML documents.";
        why: "An OpenAPI document is one YAML document; which of several is meant can't be known.",
        example: "openapi: 3.0.3\n---\nopenapi: 3.0.3",
        fix: "Put each into a file of its own.";
    DUPLICATE_KEY: Warning "duplicate-key", "A key is there twice in the same object.";
        why: "Only one of them can count: the last, as in most parsers. What the first says is lost.",
        example: "type: string\ntype: integer",
        fix: "Remove one of them.";
}
