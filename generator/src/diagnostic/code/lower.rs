//! Codes of lowering a document to what a client does.

use super::{Code, Page, Severity, declare_codes};

declare_codes! {
    UNDECLARED_PATH_PARAMETER: Warning "undeclared-path-parameter", "A path names a parameter that nothing declares.";
        why: "Every `{name}` of a path needs a parameter with `in: path`; one that has none is taken for a required string.",
        example: "/pets/{petId}:\n  get:\n    responses: {}",
        fix: "Declare the parameter on the path item or on the operation.";
    UNUSED_PATH_PARAMETER: Warning "unused-path-parameter", "A path parameter does not occur in its path.";
        why: "There is no place in the URL where its value could go, so it is left out.",
        example: "/pets:\n  get:\n    parameters:\n      - {name: petId, in: path, required: true, schema: {type: string}}",
        fix: "Correct the name or the path, or remove the parameter.";
    IGNORED_HEADER_PARAMETER: Note "ignored-header-parameter", "A header parameter is called `Accept`, `Content-Type` or `Authorization`.";
        why: "The standard says that such a declaration is ignored: these headers follow from the responses, the request body and the security schemes (OAS 3.0.4, Parameter Object).",
        example: "- {name: Authorization, in: header, schema: {type: string}}",
        fix: "Declare a security scheme, or the media types of the body and of the responses.";
    UNDECLARED_SECURITY_SCHEME: Warning "undeclared-security-scheme", "A security requirement names a scheme that is not declared.";
        why: "The client cannot know how the credentials go over the wire, so this alternative is left out.",
        example: "security:\n  - apiKey: []\ncomponents: {}",
        fix: "Declare it under `components.securitySchemes`.";
    UNSUPPORTED_SECURITY_SCHEME: Warning "unsupported-security-scheme", "A security scheme is of a kind that the client does not carry.";
        why: "Credentials that can be made beforehand are carried; those that answer a challenge, or are no part of the request, need a transport of one's own.",
        example: "digest: {type: http, scheme: digest}",
        fix: "Sign requests in a transport that wraps the default one, or name another scheme.";
    UNSUPPORTED_METHOD: Warning "unsupported-method", "An operation's method is no HTTP method.";
        why: "A method is a token of RFC 9110; the operation is left out.",
        example: "additionalOperations:\n  'LINK IT': {}",
        fix: "Correct the method.";
    UNSUPPORTED_UNION_BESIDE_PROPERTIES: Warning "unsupported-union-beside-properties", "A branch of `oneOf` or `anyOf` beside properties is no object.";
        why: "A struct holds the properties and a union of the branches, which have to be objects for that; what others add is kept as untyped additional properties.",
        example: "type: object\nproperties: {id: {type: string}}\noneOf:\n  - type: string\n  - $ref: '#/components/schemas/Cat'",
        fix: "Leave out the branches that no object can be, or move the properties into the others with `allOf`.";
    UNSUPPORTED_DISCRIMINATOR_BASE: Note "unsupported-discriminator-base", "A schema without a name has a discriminator with a mapping, and no `oneOf` or `anyOf`.";
        why: "A component with a discriminator is the union of those that extend it by `allOf`, and of those of its mapping; a schema that stands inside another is not, and what the schemas of its mapping add is kept as untyped additional properties.",
        example: "properties:\n  pet:\n    type: object\n    properties: {kind: {type: string}}\n    discriminator:\n      propertyName: kind\n      mapping: {dog: '#/components/schemas/Dog'}",
        fix: "Make the schema a component, or name the schemas with `oneOf` beside the discriminator.";
    UNSUPPORTED_RESPONSE_MEDIA_TYPE: Note "unsupported-response-media-type", "A media type of a response is not decoded.";
        why: "The `Content-Type` of a response says which of its media types it is, without parameters; of two of one name, the client decodes the first, as of two that are streams.",
        example: "content:\n  application/json;v=1: {schema: {$ref: '#/components/schemas/Old'}}\n  application/json;v=2: {schema: {$ref: '#/components/schemas/New'}}",
        fix: "Remove the one that is not wanted with an overlay.";
    CONTENT_OF_NO_CONTENT: Note "content-of-no-content", "A response whose status has no content is described with a body.";
        why: "An answer of status 204, 205 or 304 ends with its headers (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5), so that the client expects no body.",
        example: "responses:\n  '204': {description: Deleted., content: {application/json: {schema: {type: object}}}}",
        fix: "Remove the `content`, or give the response the status that it has with a body.";
    RESPONSE_AS_JSON: Note "response-as-json", "The client asks for a response as JSON, and not as another media type that says the same.";
        why: "XML beside JSON, and whatever has the schema that JSON has, would be the same value in another notation.",
        example: "content:\n  application/json: {schema: {$ref: '#/components/schemas/Pet'}}\n  application/xml: {schema: {$ref: '#/components/schemas/Pet'}}",
        fix: "Nothing, if the server honours `Accept`.";
    UNSUPPORTED_XML: Note "unsupported-xml", "A body is XML, and its schema is not used.";
        why: "XML has no types in a client: such a body is text, as it is sent or as it came.",
        example: "content:\n  application/xml: {schema: {$ref: '#/components/schemas/Pet'}}",
        fix: "Read or write the text with a library for XML, or name JSON where the server has it.";
    UNSUPPORTED_FORM: Note "unsupported-form", "A form is described without a word of what it holds.";
        why: "The fields of a form are arguments and setters of its operation, and a union or a map is given as a value; of a form without a schema the client knows nothing, and sends what it is given: text, or the bytes of a multipart body with the content type that names their boundary.",
        example: "content:\n  application/x-www-form-urlencoded: {schema: {}}",
        fix: "Say with an overlay what the form holds, or give it as `a=1&b=2`.";
    UNSUPPORTED_NESTED_MULTIPART: Note "unsupported-nested-multipart", "A part of a multipart body is made of parts itself.";
        why: "A part is a file, a JSON value or text; one that is a multipart body itself is a file to the client, whose content has its boundaries already.",
        example: "multipart/mixed:\n  schema: {type: array, prefixItems: [{type: object}, {type: array}]}\n  prefixEncoding:\n    - {}\n    - contentType: multipart/mixed",
        fix: "Give the part as bytes, with a content type that names its boundary.";
    UNSUPPORTED_REQUEST_MEDIA_TYPE: Note "unsupported-request-media-type", "A media type of a request body is there twice, or is none.";
        why: "Each media type of a body has a method of its own, by its name without parameters; of two of one name, the client sends the first.",
        example: "content:\n  application/json;v=1: {schema: {$ref: '#/components/schemas/Old'}}\n  application/json;v=2: {schema: {$ref: '#/components/schemas/New'}}",
        fix: "Remove the one that is not wanted with an overlay.";
    REQUEST_AS_FIRST: Note "request-as-first", "The client sends a request body as one media type, and not as another that says the same.";
        why: "What has the same schema, and XML beside JSON, would be the same value in another notation; JSON is sent where there is JSON.",
        example: "content:\n  application/json: {schema: {$ref: '#/components/schemas/Pet'}}\n  application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Pet'}}",
        fix: "Nothing, if the server takes what is sent; else remove the first with an overlay.";
    UNSUPPORTED_LINK: Warning "unsupported-link", "A link of a response leads to no operation of the document.";
        why: "A link is shown in the documentation of its operation, as the method to call with what the response holds; this one names none.",
        example: "links:\n  owner: {operationId: getOwnr, parameters: {ownerId: '$response.body#/ownerId'}}",
        fix: "Correct the `operationId`, or the pointer in `operationRef`.";
    UNSUPPORTED_WEBHOOK: Note "unsupported-webhook", "The body of a webhook is of a media type that is not read.";
        why: "JSON is read into its type and text as it is; of several media types, one is read, and the bytes of any other are for the caller.",
        example: "webhooks:\n  newPicture: {post: {requestBody: {content: {image/png: {}}}}}",
        fix: "Take the bytes as they come, or describe the body as JSON with an overlay, if that is what is sent.";
    UNSUPPORTED_CALLBACK: Note "unsupported-callback", "The body of a callback is of a media type that is not read.";
        why: "JSON is read into its type and text as it is; of several media types, one is read, and the bytes of any other are for the caller.",
        example: "callbacks:\n  onDone:\n    '{$request.body#/url}': {post: {requestBody: {content: {image/png: {}}}}}",
        fix: "Take the bytes as they come, or describe the body as JSON with an overlay, if that is what is sent.";
    UNSUPPORTED_ITEM_SCHEMA: Note "unsupported-item-schema", "A media type describes the items of a stream, which are not typed.";
        why: "Events are what a server sends; a request of `text/event-stream` is text to the client, and so is the data of events of which no schema says what it is.",
        example: "requestBody:\n  content:\n    text/event-stream: {itemSchema: {type: object, properties: {data: {type: string}}}}",
        fix: "Write the events by hand, or send a sequence of JSON values where the server takes it.";
    UNSUPPORTED_PATTERN: Note "unsupported-pattern", "A `pattern` cannot be checked.";
        why: "Patterns are checked by an engine whose time is linear in the text, which looks neither ahead nor behind and refers to nothing it matched; `validate` passes over this one.",
        example: "type: string\npattern: '^(?!admin)[a-z]+$'",
        fix: "Say it without looking around, or without the slashes that surround a pattern in JavaScript; else nothing: the server checks.";
    UNTYPED_SCHEMA: Note "untyped-schema", "A schema cannot be said by a type and is left as any JSON value.";
        why: "Nothing is lost on the wire, but the compiler cannot help with such a value.",
        example: "enum: [1, two, {three: 3}]",
        fix: "Give the schema a `type` that all of its values have.";
}
