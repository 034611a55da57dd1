// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// A colour.
///
/// Document: `#/components/schemas/Rgba`
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Rgba {
    /// Red, from 0 to 255.
    pub r: Option<f64>,
    /// Green, from 0 to 255.
    pub g: Option<f64>,
    /// Blue, from 0 to 255.
    pub b: Option<f64>,
    /// Opacity, from 0 to 1.
    pub a: Option<f64>,
}

runtime::wire_object! {
    Rgba {
        r: optional "r",
        g: optional "g",
        b: optional "b",
        a: optional "a",
    }
}
