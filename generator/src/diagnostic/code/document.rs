//! Codes of bringing a document to its normal form.

use super::{Code, Page, Severity, declare_codes};

declare_codes! {
    NOT_OPENAPI: Error "not-openapi", "A file is no OpenAPI document.";
        why: "An OpenAPI document is an object with a key `openapi` (or `swagger` for version 2.0) that says its version.",
        example: "info:\n  title: Pets",
        fix: "Give an OpenAPI document; a file that others refer to is read when they do.";
    UNSUPPORTED_VERSION: Error "unsupported-version", "The document is of a version that is not supported.";
        why: "Versions 2.0, 3.0, 3.1 and 3.2 are understood.",
        example: "swagger: '1.2'",
        fix: "Convert the document to a version that is supported.";
    INVALID_OBJECT: Error "invalid-object", "A part of the document is not what OpenAPI asks for.";
        why: "The part is left out of the client; the rest of the document is generated.",
        example: "components:\n  schemas:\n    Pet: [a, list]",
        fix: "Correct the part at the line shown, or remove it with an overlay.";
}
