// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use super::Rgba;
use spec2crate_runtime as runtime;

/// What the border of an image looks like.
///
/// Document: `#/components/schemas/BorderInfo`
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct BorderInfo {
    /// Whether the border has one colour.
    pub homogeneity: Option<bool>,
    /// The property `color`.
    pub color: Option<Rgba>,
}

runtime::wire_object! {
    BorderInfo {
        homogeneity: optional "homogeneity",
        color: optional "color",
    }
}
