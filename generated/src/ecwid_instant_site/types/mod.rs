// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/mod.rs and run `cargo run`.

//! The types of requests and responses: a file per schema of the document.

mod border_info;
mod grant_type;
mod image_buckets;
mod instant_site_token;
mod reserve_tile_image_request;
mod reserved_tile_image;
mod rgba;
mod tile_image;
mod tile_image_size;

pub use border_info::BorderInfo;
pub use grant_type::GrantType;
pub use image_buckets::ImageBuckets;
pub use instant_site_token::InstantSiteToken;
pub use reserve_tile_image_request::ReserveTileImageRequest;
pub use reserved_tile_image::ReservedTileImage;
pub use rgba::Rgba;
pub use tile_image::TileImage;
pub use tile_image_size::TileImageSize;
