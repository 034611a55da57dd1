//! Codes of repairs: a value or key is not as the standard has it, and is read as what its author most likely meant.

use super::{Code, Page, Severity, declare_codes};

declare_codes! {
    NULL_VALUE: Note "null-value", "Null stands where something else is expected.";
        why: "Generators of documents write null for what they have no value for; it is read as if the key were not there.",
        example: "parameters: null",
        fix: "Leave out the key.";
    WRONG_TYPE: Warning "wrong-type", "A value is of another kind than its key asks for, and is left out.";
        why: "No reading of it would be sure to be what the author meant.",
        example: "maxLength: [1, 2]",
        fix: "Write a value of the kind that is asked for.";
    NOT_AN_OBJECT: Note "not-an-object", "Something else stands where an object or a map is expected, and is read as one.";
        why: "The meaning is beyond doubt, such as text where a response is expected: it is the description.",
        example: "responses:\n  '200': OK",
        fix: "Write the object in full.";
    NOT_A_LIST: Note "not-a-list", "A single value stands where a list is expected, and is read as a list of one.";
        why: "The meaning is beyond doubt.",
        example: "tags: pets",
        fix: "Write a list.";
    READ_AS: Note "read-as", "A value is written differently from what the standard asks for, and is read as what is meant.";
        why: "The meaning is beyond doubt, such as a number where text is expected, or a type that is called `float`.",
        example: "info:\n  version: 1.0",
        fix: "Write the value as shown in the message.";
    KEY_OF_OTHER_VERSION: Note "key-of-other-version", "A key is known, but to another version of OpenAPI than the document states.";
        why: "What it says is unambiguous, so it counts all the same; other tools may ignore it.",
        example: "openapi: 3.0.3\n…\nconst: dog",
        fix: "State the version that knows the key, or say it as the stated version does.";
    METHOD_CASE: Note "method-case", "A method is written in upper case.";
        why: "Keys are case-sensitive, so that other tools will not see the operation.",
        example: "/pets:\n  GET: {…}",
        fix: "Write the method in lower case.";
    REFERENCE_KIND: Warning "reference-kind", "A reference leads to an object of another kind, which holds what is meant.";
        why: "A response, a body, a header or a parameter is read for the one schema in it, a schema for a response of JSON, and a parameter for a header; other tools may take it for an error.",
        example: "schema: {$ref: '#/components/responses/NotFound'}",
        fix: "Refer to an object of the kind that stands there: move the schema to `components/schemas`, and refer to it from both.";
    REF_SIBLINGS: Warning "ref-siblings", "Something stands beside a `$ref` where it has no effect.";
        why: "Before OpenAPI 3.1 a reference object can't be extended, and what stands beside `$ref` is ignored by the standard.",
        example: "$ref: '#/components/schemas/Pet'\nproperties: {…}",
        fix: "Put the reference and the rest into an `allOf`.";
    REF_ANNOTATED: Note "ref-annotated", "A description, a default or the like stands beside a `$ref` and is read as about this place.";
        why: "The standard ignores it before OpenAPI 3.1, but what is meant is beyond doubt.",
        example: "$ref: '#/components/schemas/Pet'\ndescription: The dog.",
        fix: "Put the reference into an `allOf`, or state version 3.1.";
    TUPLE_ITEMS: Note "tuple-items", "`items` is a list of schemas, as older drafts of JSON Schema had it for tuples.";
        why: "It is read as `prefixItems`.",
        example: "items: [{type: string}, {type: integer}]",
        fix: "Write `prefixItems`.";
    REQUIRED_FLAG: Note "required-flag", "A property says `required: true` about itself.";
        why: "Since draft 4 of JSON Schema the object lists its required properties; the property is read as being on that list.",
        example: "properties:\n  name: {type: string, required: true}",
        fix: "Write `required: [name]` at the object.";
    EMPTY_LIST: Note "empty-list", "A list that must not be empty is.";
        why: "Read strictly, no value would fit the schema; it is read as if the key were not there.",
        example: "enum: []",
        fix: "Fill the list, or leave out the key.";
    WRONG_TYPE_KEYWORD: Warning "wrong-type-keyword", "A schema has a structure that contradicts its type.";
        why: "The type counts; properties of text and items of an object say nothing about any value.",
        example: "type: array\nproperties: {…}",
        fix: "Correct the type or the structure, perhaps with an overlay.";
    KEYWORD_WITHOUT_EFFECT: Note "keyword-without-effect", "A keyword says nothing about values of the schema's type, or about a security scheme of that type.";
        why: "It is ignored, as JSON Schema has it.",
        example: "type: integer\nmaxLength: 3",
        fix: "Remove the keyword.";
    NULL_IN_ENUM: Note "null-in-enum", "Null is among the values of `enum` although the schema does not admit it.";
        why: "The schema is read as nullable.",
        example: "type: string\nenum: [a, null]",
        fix: "Write `nullable: true`, or a list of types since 3.1.";
    ENUM_TYPE: Note "enum-type", "Values of `enum` are not of the schema's type.";
        why: "Where each value can be read as one of the type, it is; where none can, the values' own type counts.",
        example: "type: string\nenum: [1, 2]",
        fix: "Quote the values, or correct the type.";
    BOUND_OUT_OF_RANGE: Note "bound-out-of-range", "A bound of an integer is where 64 bits end, written as a double, or is no integer.";
        why: "No value can break the first, so that it says nothing; the second is no bound of integers.",
        example: "type: integer\nmaximum: 9223372036854776000",
        fix: "Remove the bound.";
    EXAMPLES_LIST: Note "examples-list", "`examples` is a list where OpenAPI has a map.";
        why: "Only schemas of 3.1 have lists of examples; the first is read as the example.",
        example: "examples: [1, 2]",
        fix: "Write `example`, or a map from names to examples.";
    PATH_PARAMETER_OPTIONAL: Note "path-parameter-optional", "A path parameter is not marked as required.";
        why: "A path can't be made without it.",
        example: "in: path\nname: id",
        fix: "Write `required: true`.";
    SEVERAL_MEDIA_TYPES: Warning "several-media-types", "A parameter has several media types.";
        why: "The standard allows exactly one; the first counts.",
        example: "content: {application/json: {…}, text/plain: {…}}",
        fix: "Keep one.";
    PARAMETER_STYLE: Warning "parameter-style", "A style does not exist for a parameter's location.";
        why: "The default of the location counts.",
        example: "in: query\nstyle: simple",
        fix: "Write a style that the location has.";
    NO_RESPONSES: Warning "no-responses", "An operation documents no responses.";
        why: "The client can't know what to expect: every answer is an unexpected one.",
        example: "get:\n  operationId: list",
        fix: "Document the responses.";
    TWO_BODIES: Warning "two-bodies", "An operation has a request body twice, in the ways of 2.0 and of 3.0.";
        why: "`requestBody` counts.",
        example: "parameters: [{in: body, …}]\nrequestBody: {…}",
        fix: "Remove one.";
    RESPONSE_WITHOUT_DESCRIPTION: Note "response-without-description", "A response has no description.";
        why: "The standard requires one; documentation will be poorer.",
        example: "'200': {content: {…}}",
        fix: "Describe the response.";
    STATUS_CODE: Warning "status-code", "A key of `responses` is no status.";
        why: "Keys are a status code, a range such as `4XX`, or `default`.",
        example: "responses:\n  ok: {…}",
        fix: "Write the status.";
    EMPTY_SERVER: Note "empty-server", "A server has an empty URL.";
        why: "It names the place where the document itself was found, which a client doesn't know; other servers count.",
        example: "servers: [{url: ''}, {url: 'https://api.example.com'}]",
        fix: "Remove it.";
    PATH_WITHOUT_SLASH: Note "path-without-slash", "A path does not begin with a slash.";
        why: "It is appended to the server's URL, so that a slash is meant.",
        example: "paths:\n  pets: {…}",
        fix: "Write `/pets`.";
    SERVER_WITHOUT_SCHEME: Note "server-without-scheme", "The URL of a server has a host but no scheme.";
        why: "Read strictly it is a relative path; `https` is assumed.",
        example: "servers: [{url: api.example.com}]",
        fix: "Write `https://api.example.com`.";
}
