//! Codes of what contradicts itself.

use super::{Code, Page, Severity, declare_codes};

declare_codes! {
    IGNORED_KEY: Note "ignored-key", "A key of the standard has no part in a client.";
        why: "It says something to other tools or to readers of the document; `lint --coverage` lists such keys, and nothing else names them.",
        example: "info:\n  termsOfService: https://pets.example/terms",
        fix: "Nothing.";
    IGNORED_EXTENSION: Note "ignored-extension", "An extension is none that a client is made of.";
        why: "Extensions are for the tools that know them; `lint --coverage` lists those that had no part, and nothing else names them.",
        example: "x-logo: {url: https://pets.example/logo.png}",
        fix: "Nothing.";
    OPERATION_LOST: Error "operation-lost", "An operation of the document is not in the client, and nothing else says why.";
        why: "The operations that the raw document has are compared with those that are generated; a difference without a diagnostic is a mistake of spec2crate.",
        example: "/pets:\n  get: {…}",
        fix: "Report it with the document.";
    SIMILAR_PATHS: Warning "similar-paths", "Two paths differ only in the names of their parameters.";
        why: "They are the same path to a server; the standard forbids it.",
        example: "/pets/{id}: {…}\n/pets/{name}: {…}",
        fix: "Make them one path item.";
    QUERY_IN_PATH: Note "query-in-path", "A path holds a query.";
        why: "It is sent as it is, in front of the query parameters of the operation.",
        example: "/pets?kind=dog: {…}",
        fix: "Make it a query parameter with a single value.";
    DUPLICATE_PARAMETER: Warning "duplicate-parameter", "A parameter is there twice.";
        why: "A parameter is told apart by its name and location; the first one counts.",
        example: "parameters: [{name: id, in: query, …}, {name: id, in: query, …}]",
        fix: "Remove one.";
    DUPLICATE_OPERATION_ID: Warning "duplicate-operation-id", "Two operations have the same id.";
        why: "Ids name the methods of the client; one of them gets another name.",
        example: "get: {operationId: list}\n…\nget: {operationId: list}",
        fix: "Give each operation an id of its own.";
    REQUIRED_UNKNOWN: Warning "required-unknown", "`required` names something that is no property.";
        why: "It may be misspelt; a key that is required but not described goes among the additional properties.",
        example: "required: [nmae]\nproperties: {name: {…}}",
        fix: "Correct the name, or describe the property.";
    DEFAULT_TYPE: Warning "default-type", "A default contradicts its schema.";
        why: "The default is documentation, and it is wrong.",
        example: "type: integer\ndefault: many",
        fix: "Correct the default or the type.";
    EXAMPLE_MISMATCH: Warning "example-mismatch", "An example contradicts the schema it stands beside.";
        why: "Readers and tests believe examples, so that one of the two is wrong for somebody; the client follows the schema.",
        example: "type: integer\nexample: many",
        fix: "Correct the example, or the schema if the example is what the server sends.";
}
