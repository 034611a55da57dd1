// @generated from specs/ecwid/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use std::collections::BTreeMap;
use super::EcwidErrorCode;
use spec2crate_runtime as runtime;

/// Why Ecwid refused a request. Every field may be missing.
///
/// Document: `#/components/schemas/EcwidError`
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct EcwidError {
    /// The property `errorCode`.
    pub error_code: Option<EcwidErrorCode>,
    /// What went wrong, in words.
    pub error_message: Option<String>,
    /// What the message talks about, by name.
    pub args: Option<BTreeMap<String, String>>,
}

runtime::wire_object! {
    EcwidError {
        error_code: optional "errorCode",
        error_message: optional "errorMessage",
        args: optional "args",
    }
}
