// @generated from specs/ecwid/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/enumeration.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// The kind of an error. Ecwid adds codes without notice.
///
/// Document: `#/components/schemas/EcwidErrorCode`
#[derive(Clone)]
#[non_exhaustive]
pub enum EcwidErrorCode {
    /// A parameter is missing or has a value that Ecwid can't read.
    ///
    /// `WRONG_PARAMETER`
    WrongParameter,
    /// The image has more than 20 MB.
    ///
    /// `INCORRECT_IMAGE_SIZE`
    IncorrectImageSize,
    /// A translation is in a language that the store has not enabled.
    ///
    /// `LANGUAGES_NOT_ALLOWED`
    LanguagesNotAllowed,
    /// The store can't have translations.
    ///
    /// `MULTILINGUAL_STORE_FEATURE_NOT_ACTIVE`
    MultilingualStoreFeatureNotActive,
    /// The store's plan does not have this feature.
    ///
    /// `NOT_AVAILABLE_ON_CURRENT_PLAN`
    NotAvailableOnCurrentPlan,
    /// The store is suspended.
    ///
    /// `STORE_IS_SUSPENDED`
    StoreIsSuspended,
    /// The token is missing or bad.
    ///
    /// `INVALID_API_TOKEN`
    InvalidApiToken,
    /// The token lacks the access scope that the operation needs.
    ///
    /// `INSUFFICIENT_APP_SCOPE`
    InsufficientAppScope,
    /// There is no such store.
    ///
    /// `STORE_NOT_FOUND`
    StoreNotFound,
    /// There is no such category.
    ///
    /// `CATEGORIES_NOT_FOUND`
    CategoriesNotFound,
    /// The path does not have this method.
    ///
    /// `METHOD_NOT_ALLOWED`
    MethodNotAllowed,
    /// The request took too long.
    ///
    /// `TIMEOUT`
    Timeout,
    /// Another image has this external id.
    ///
    /// `EXTERNAL_ID_ALREADY_USED`
    ExternalIdAlreadyUsed,
    /// The change contradicts another one.
    ///
    /// `CONSTRAINT_VIOLATION`
    ConstraintViolation,
    /// The link is not a URL that Ecwid can fetch.
    ///
    /// `WRONG_URL`
    WrongUrl,
    /// Too many requests in a minute.
    ///
    /// `RATE_LIMITED`
    RateLimited,
    /// Ecwid failed.
    ///
    /// `INTERNAL_ERROR`
    InternalError,
    /// A value that the document does not name.
    Unknown(String),
}

runtime::wire_enum! {
    EcwidErrorCode: String {
        WrongParameter = "WRONG_PARAMETER",
        IncorrectImageSize = "INCORRECT_IMAGE_SIZE",
        LanguagesNotAllowed = "LANGUAGES_NOT_ALLOWED",
        MultilingualStoreFeatureNotActive = "MULTILINGUAL_STORE_FEATURE_NOT_ACTIVE",
        NotAvailableOnCurrentPlan = "NOT_AVAILABLE_ON_CURRENT_PLAN",
        StoreIsSuspended = "STORE_IS_SUSPENDED",
        InvalidApiToken = "INVALID_API_TOKEN",
        InsufficientAppScope = "INSUFFICIENT_APP_SCOPE",
        StoreNotFound = "STORE_NOT_FOUND",
        CategoriesNotFound = "CATEGORIES_NOT_FOUND",
        MethodNotAllowed = "METHOD_NOT_ALLOWED",
        Timeout = "TIMEOUT",
        ExternalIdAlreadyUsed = "EXTERNAL_ID_ALREADY_USED",
        ConstraintViolation = "CONSTRAINT_VIOLATION",
        WrongUrl = "WRONG_URL",
        RateLimited = "RATE_LIMITED",
        InternalError = "INTERNAL_ERROR",
    }
}
