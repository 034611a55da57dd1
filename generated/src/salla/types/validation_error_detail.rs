// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use std::collections::BTreeMap;
use spec2crate_runtime as runtime;

/// Which fields Salla refused, and why.
///
/// Document: `#/components/schemas/ValidationErrorDetail`
#[derive(Clone)]
#[non_exhaustive]
pub struct ValidationErrorDetail {
    /// The kind of the error, such as `error` or `validation_failed`.
    pub code: String,
    /// What went wrong, in words or as the key of a text.
    pub message: String,
    /// What is wrong with each field, by its name.
    pub fields: BTreeMap<String, Vec<String>>,
}

runtime::wire_object! {
    ValidationErrorDetail {
        code: required "code",
        message: required "message",
        fields: required "fields",
    }
}
