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
    COMPONENT_NAME: Note "component-name", "A component has a name that the standard doesn't admit.";
        why: "Names of components are made of letters, digits, `.`, `_` and `-`; others have to be escaped in references, and tools trip over them.",
        example: "schemas:\n  'Pet List': {…}",
        fix: "Rename the component.";
    ARRAY_WITHOUT_ITEMS: Note "array-without-items", "A list doesn't say what its items are.";
        why: "Before OpenAPI 3.1 `items` is required; the items are any JSON value.",
        example: "type: array",
        fix: "Add `items`.";
    SCHEMA_AND_CONTENT: Warning "schema-and-content", "A parameter or header has both a `schema` and a `content`.";
        why: "It has one of them; the `schema` counts.",
        example: "schema: {type: string}\ncontent: {application/json: {…}}",
        fix: "Remove one.";
    DUPLICATE_VALUE: Warning "duplicate-value", "A list of `enum` or `required` holds something twice.";
        why: "One of them may be meant to be another; the second has no effect.",
        example: "enum: [cat, dog, cat]",
        fix: "Correct or remove it.";
    SERVER_VARIABLE: Warning "server-variable", "A variable of a server's URL is not declared, or its default is none of its values.";
        why: "Nothing says what the variable stands for.",
        example: "url: https://{region}.pets.example",
        fix: "Declare it below `variables`, with a default that `enum` holds.";
    MEDIA_TYPE_NAME: Warning "media-type-name", "A key of `content` is no media type.";
        why: "It is sent as it is, and servers will not know it.",
        example: "content: {json: {…}}",
        fix: "Write a media type, as application/json.";
    HEADER_NAME: Warning "header-name", "A header or cookie has a name that can't be sent, or is there twice.";
        why: "Names of headers are tokens of HTTP, in which case makes no difference.",
        example: "headers:\n  'my header': {…}",
        fix: "Correct the name.";
    ENCODING_UNKNOWN: Warning "encoding-unknown", "`encoding` speaks of something that is no property.";
        why: "It has no effect.",
        example: "schema: {properties: {file: {…}}}\nencoding: {fiel: {…}}",
        fix: "Correct the name.";
    PATH_TEMPLATE: Warning "path-template", "The template of a path is broken.";
        why: "An expression is never closed, or the same one is there twice.",
        example: "/pets/{id: {…}",
        fix: "Correct the path.";
    PARAMETER_TYPE: Warning "parameter-type", "A parameter is of a kind that OpenAPI 2.0 doesn't have.";
        why: "Objects, files outside of forms, and cookies came with 3.0; what is meant is done all the same.",
        example: "in: query\ntype: object",
        fix: "Describe the parameter otherwise, or move to 3.0.";
    STYLE_UNDEFINED: Warning "style-undefined", "A parameter has a style that is not defined for what it holds.";
        why: "`deepObject` is for objects, `spaceDelimited` and `pipeDelimited` are for lists and objects, and none is for a parameter with a `content` (OAS 3.0.4, Style Values); the client sends what the style would do with the parts.",
        example: "- {name: ids, in: query, style: deepObject, schema: {type: array, items: {type: string}}}",
        fix: "Give the style that the server reads.";
    FORM_MEDIA_TYPE: Warning "form-media-type", "An operation of 2.0 has form parameters and consumes no form.";
        why: "Form parameters are sent as a form, whatever `consumes` says.",
        example: "consumes: [image/png]\nparameters: [{in: formData, name: image, type: file}]",
        fix: "Let it consume multipart/form-data, or application/x-www-form-urlencoded where no file is sent.";
    INVALID_URL: Warning "invalid-url", "A URL or a mail address is none.";
        why: "Whoever follows it gets nowhere.",
        example: "tokenUrl: ''",
        fix: "Correct it.";
    EXAMPLE_MISMATCH: Warning "example-mismatch", "An example contradicts the schema it stands beside.";
        why: "Readers and tests believe examples, so that one of the two is wrong for somebody; the client follows the schema.",
        example: "type: integer\nexample: many",
        fix: "Correct the example, or the schema if the example is what the server sends.";
}
