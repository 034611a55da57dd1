// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use std::collections::BTreeMap;
use super::{CatalogImage, CatalogObjectType};
use spec2crate_runtime as runtime;

/// An object of the catalog.
///
/// An image has the type `IMAGE` and its own fields in `image_data`.
/// Fields of other types are kept as they come.
///
/// Document: `#/components/schemas/CatalogObject`
#[derive(Clone)]
#[non_exhaustive]
pub struct CatalogObject {
    /// The property `type`.
    pub r#type: CatalogObjectType,
    /// The id of the object.
    ///
    /// A new object has a temporary id of one's own that begins with `#`, which Square replaces.
    ///
    /// Constraints: at least 1 character.
    pub id: String,
    /// When the object was last changed.
    ///
    /// Set by the server: read-only.
    pub updated_at: Option<runtime::DateTime>,
    /// The version of the object; a change has to name the current one.
    pub version: Option<i64>,
    /// Whether the object is deleted.
    pub is_deleted: Option<bool>,
    /// Whether the object is at all locations of the seller, unless others are named.
    pub present_at_all_locations: Option<bool>,
    /// The property `image_data`.
    pub image_data: Option<CatalogImage>,
    /// Every other property, by its name.
    pub additional_properties: BTreeMap<String, runtime::Value>,
}

impl CatalogObject {
    /// One with the properties it must have.
    #[must_use]
    pub fn new(r#type: CatalogObjectType, id: impl Into<String>) -> Self {
        Self {
            r#type,
            id: id.into(),
            updated_at: None,
            version: None,
            is_deleted: None,
            present_at_all_locations: None,
            image_data: None,
            additional_properties: BTreeMap::new(),
        }
    }

    /// Sets `version`.
    #[must_use]
    #[inline]
    pub fn with_version(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }

    /// Sets `is_deleted`.
    #[must_use]
    #[inline]
    pub fn with_is_deleted(mut self, is_deleted: bool) -> Self {
        self.is_deleted = Some(is_deleted);
        self
    }

    /// Sets `present_at_all_locations`.
    #[must_use]
    #[inline]
    pub fn with_present_at_all_locations(
        mut self,
        present_at_all_locations: bool,
    ) -> Self {
        self.present_at_all_locations = Some(present_at_all_locations);
        self
    }

    /// Sets `image_data`.
    #[must_use]
    #[inline]
    pub fn with_image_data(mut self, image_data: CatalogImage) -> Self {
        self.image_data = Some(image_data);
        self
    }
}

runtime::wire_object! {
    CatalogObject {
        r#type: required "type",
        id: required "id",
        updated_at: optional "updated_at",
        version: optional "version",
        is_deleted: optional "is_deleted",
        present_at_all_locations: optional "present_at_all_locations",
        image_data: optional "image_data",
        additional_properties: rest,
    }
}

runtime::constraints! {
    CatalogObject {
        "id": min_length(1),
    }
}
