// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/enumeration.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// What exactly went wrong. Square has many more codes than these and adds others without notice.
///
/// Document: `#/components/schemas/ErrorCode`
#[derive(Clone)]
#[non_exhaustive]
pub enum ErrorCode {
    /// The token is missing or bad.
    ///
    /// `UNAUTHORIZED`
    Unauthorized,
    /// The token lacks a permission that the operation needs.
    ///
    /// `INSUFFICIENT_SCOPES`
    InsufficientScopes,
    /// The request can't be read.
    ///
    /// `BAD_REQUEST`
    BadRequest,
    /// The content type of the body or of a part is not one of those allowed.
    ///
    /// `INVALID_CONTENT_TYPE`
    InvalidContentType,
    /// There is no JSON where there has to be.
    ///
    /// `EXPECTED_JSON_BODY`
    ExpectedJsonBody,
    /// A required field is missing.
    ///
    /// `MISSING_REQUIRED_PARAMETER`
    MissingRequiredParameter,
    /// A value is empty that may not be.
    ///
    /// `VALUE_EMPTY`
    ValueEmpty,
    /// A value is shorter than allowed.
    ///
    /// `VALUE_TOO_SHORT`
    ValueTooShort,
    /// A value is longer than allowed.
    ///
    /// `VALUE_TOO_LONG`
    ValueTooLong,
    /// A value is not one of those allowed.
    ///
    /// `INVALID_VALUE`
    InvalidValue,
    /// The idempotency key was used before for another request.
    ///
    /// `IDEMPOTENCY_KEY_REUSED`
    IdempotencyKeyReused,
    /// The header `Square-Version` is not a date.
    ///
    /// `INVALID_SQUARE_VERSION_FORMAT`
    InvalidSquareVersionFormat,
    /// The operation does not exist at this version.
    ///
    /// `API_VERSION_INCOMPATIBLE`
    ApiVersionIncompatible,
    /// There is no such object.
    ///
    /// `NOT_FOUND`
    NotFound,
    /// The body is larger than allowed.
    ///
    /// `REQUEST_ENTITY_TOO_LARGE`
    RequestEntityTooLarge,
    /// There were too many requests.
    ///
    /// `RATE_LIMITED`
    RateLimited,
    /// A value that the document does not name.
    Unknown(String),
}

runtime::wire_enum! {
    ErrorCode: String {
        Unauthorized = "UNAUTHORIZED",
        InsufficientScopes = "INSUFFICIENT_SCOPES",
        BadRequest = "BAD_REQUEST",
        InvalidContentType = "INVALID_CONTENT_TYPE",
        ExpectedJsonBody = "EXPECTED_JSON_BODY",
        MissingRequiredParameter = "MISSING_REQUIRED_PARAMETER",
        ValueEmpty = "VALUE_EMPTY",
        ValueTooShort = "VALUE_TOO_SHORT",
        ValueTooLong = "VALUE_TOO_LONG",
        InvalidValue = "INVALID_VALUE",
        IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED",
        InvalidSquareVersionFormat = "INVALID_SQUARE_VERSION_FORMAT",
        ApiVersionIncompatible = "API_VERSION_INCOMPATIBLE",
        NotFound = "NOT_FOUND",
        RequestEntityTooLarge = "REQUEST_ENTITY_TOO_LARGE",
        RateLimited = "RATE_LIMITED",
    }
}
