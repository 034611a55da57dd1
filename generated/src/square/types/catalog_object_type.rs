// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/enumeration.rs and run `cargo run`.

use spec2crate_runtime as runtime;

/// The type of a catalog object. Square adds types in later versions.
///
/// Document: `#/components/schemas/CatalogObjectType`
#[derive(Clone)]
#[non_exhaustive]
pub enum CatalogObjectType {
    /// An image.
    ///
    /// `IMAGE`
    Image,
    /// An item for sale.
    ///
    /// `ITEM`
    Item,
    /// A variation of an item.
    ///
    /// `ITEM_VARIATION`
    ItemVariation,
    /// A category of items.
    ///
    /// `CATEGORY`
    Category,
    /// A tax.
    ///
    /// `TAX`
    Tax,
    /// A discount.
    ///
    /// `DISCOUNT`
    Discount,
    /// A list of modifiers.
    ///
    /// `MODIFIER_LIST`
    ModifierList,
    /// A modifier of an item.
    ///
    /// `MODIFIER`
    Modifier,
    /// A value that the document does not name.
    Unknown(String),
}

runtime::wire_enum! {
    CatalogObjectType: String {
        Image = "IMAGE",
        Item = "ITEM",
        ItemVariation = "ITEM_VARIATION",
        Category = "CATEGORY",
        Tax = "TAX",
        Discount = "DISCOUNT",
        ModifierList = "MODIFIER_LIST",
        Modifier = "MODIFIER",
    }
}
