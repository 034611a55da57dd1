// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use std::collections::BTreeMap;
use spec2crate_runtime as runtime;

/// The buckets that images are kept in.
///
/// Document: `#/components/schemas/ImageBuckets`
#[derive(Clone)]
#[non_exhaustive]
pub struct ImageBuckets {
    /// The URL of each bucket, by its name.
    pub urls: BTreeMap<String, String>,
}

runtime::wire_object! {
    ImageBuckets {
        urls: required "urls",
    }
}
