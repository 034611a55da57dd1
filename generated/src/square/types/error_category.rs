// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/enumeration.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// The kind of an error. Square adds categories without notice.
///
/// Document: `#/components/schemas/ErrorCategory`
#[derive(Clone)]
#[non_exhaustive]
pub enum ErrorCategory {
    /// Square failed.
    ///
    /// `API_ERROR`
    ApiError,
    /// The token is missing or bad, or lacks a permission.
    ///
    /// `AUTHENTICATION_ERROR`
    AuthenticationError,
    /// The request is malformed.
    ///
    /// `INVALID_REQUEST_ERROR`
    InvalidRequestError,
    /// There were too many requests.
    ///
    /// `RATE_LIMIT_ERROR`
    RateLimitError,
    /// The payment method was refused.
    ///
    /// `PAYMENT_METHOD_ERROR`
    PaymentMethodError,
    /// The refund was refused.
    ///
    /// `REFUND_ERROR`
    RefundError,
    /// A value that the document does not name.
    Unknown(String),
}

runtime::wire_enum! {
    ErrorCategory: String {
        ApiError = "API_ERROR",
        AuthenticationError = "AUTHENTICATION_ERROR",
        InvalidRequestError = "INVALID_REQUEST_ERROR",
        RateLimitError = "RATE_LIMIT_ERROR",
        PaymentMethodError = "PAYMENT_METHOD_ERROR",
        RefundError = "REFUND_ERROR",
    }
}
