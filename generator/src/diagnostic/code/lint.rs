//! Codes of what contradicts itself.

use super::{Code, Page, Severity, declare_codes};

declare_codes! {
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
}
