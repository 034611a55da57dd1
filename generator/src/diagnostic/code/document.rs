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
    UNKNOWN_KEY: Warning "unknown-key", "A key is none that this version of OpenAPI knows.";
        why: "Readers ignore what they don't know, so that a misspelt key is silently without effect.",
        example: "type: object\nrequierd: [name]",
        fix: "Correct the key, or give an extension a name that begins with `x-`.";
    INVALID_OVERLAY: Error "invalid-overlay", "An overlay or one of its actions can't be applied.";
        why: "The rest of the overlay is applied all the same.",
        example: "overlay: 1.0.0\nactions:\n  - target: paths",
        fix: "Write the action as the Overlay Specification has it: a `target` that is a JSONPath of RFC 9535, and `update`, `remove` or `copy`.";
    OVERLAY_NO_MATCH: Warning "overlay-no-match", "An overlay action matches nothing.";
        why: "The document has changed, or the JSONPath is wrong: what the action is there for does not happen.",
        example: "- target: $.paths['/no-such-path']\n  remove: true",
        fix: "Correct the `target`, or remove the action.";
    OVERLAY_EXTENDS: Warning "overlay-extends", "An overlay is applied to another document than it says.";
        why: "`extends` names the document that the overlay was written for.",
        example: "overlay: 1.0.0\nextends: other.yaml",
        fix: "Apply it to that document, or correct `extends`.";
}
