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
    ALMOST_METHOD: Error "almost-method", "A key of a path item is almost a method.";
        why: "It holds an operation that would silently vanish from the client.",
        example: "/pets:\n  gett: {…}",
        fix: "Correct the method; since 3.2 others than the usual ones go below `additionalOperations`.";
    MISSING_KEY: Warning "missing-key", "An object lacks a key that the standard requires.";
        why: "Where something can be assumed it is, as the message says; otherwise the object is left out.",
        example: "parameters: [{in: query, schema: {type: string}}]",
        fix: "Add the key.";
    UNKNOWN_TYPE: Warning "unknown-type", "The type of a schema is none of those of JSON Schema.";
        why: "The schema admits any value.",
        example: "type: strng",
        fix: "Write string, number, integer, boolean, object, array, or null since 3.1.";
    DYNAMIC_REF: Warning "dynamic-ref", "A `$dynamicRef` can't be resolved statically.";
        why: "What it leads to depends on the way to it; the schema admits any value.",
        example: "$dynamicRef: '#node'",
        fix: "Write a `$ref`.";
    UNCHECKED_KEYWORD: Note "unchecked-keyword", "A keyword constrains values in a way that types can't say.";
        why: "The client takes and sends such values without checking them; the server will.",
        example: "if: {…}\nthen: {…}",
        fix: "Nothing needs to be done.";
    PARAMETER_LOCATION: Error "parameter-location", "A parameter is in no place that exists.";
        why: "The parameter is left out of the client.",
        example: "in: qurey",
        fix: "Write query, header, path, cookie, or querystring since 3.2.";
    UNRESOLVED_REFERENCE: Warning "unresolved-reference", "A reference leads nowhere.";
        why: "What it stands for is unknown: a schema admits anything, a parameter or header is left out, a response or body has no documented content.",
        example: "$ref: '#/components/schemas/Pte'",
        fix: "Correct the reference, or add what it names.";
    REMOTE_REFERENCE: Warning "remote-reference", "A reference leads to the network.";
        why: "Nothing is fetched: a client must not change because a server does, and generating must work without one.",
        example: "$ref: 'https://example.com/pet.yaml'",
        fix: "Save the file below the document's folder and refer to it by its relative path.";
    REFERENCE_OUTSIDE: Warning "reference-outside", "A reference leads out of the document's folder.";
        why: "Whoever runs the generator on someone's document must not have other files of theirs read.",
        example: "$ref: '../../pet.yaml'",
        fix: "Name the folder that holds all files of the document with `--ref-root`.";
    REFERENCE_CYCLE: Warning "reference-cycle", "A reference leads back to itself.";
        why: "It stands for nothing.",
        example: "A: {$ref: '#/components/schemas/A'}",
        fix: "Give one of the places on the way a content of its own.";
}
