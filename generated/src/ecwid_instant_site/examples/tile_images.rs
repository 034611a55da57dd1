// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/examples.rs and run `cargo run`.

//! Examples of the tag *Tile images*.

use crate::ecwid_instant_site::{Client, runtime, FilePart, types};

pub(super) static EXAMPLES: &[runtime::Example<Client>] = &[
    runtime::Example::new(
        "getTileImageUploadResult",
        "GET",
        "/{storeId}/image/{imageId}",
        get_tile_image_upload_result,
    ),
    runtime::Example::new(
        "listTileImageBuckets",
        "GET",
        "/{storeId}/image/bucket",
        list_tile_image_buckets,
    ),
    runtime::Example::new(
        "reserveTileImage",
        "POST",
        "/{storeId}/tile/{tileId}/image",
        reserve_tile_image,
    ),
    runtime::Example::new(
        "uploadTileImageFile",
        "POST",
        "/{uploadUrl}",
        upload_tile_image_file,
    ),
];

fn get_tile_image_upload_result(
    client: &Client,
) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
    client.get_tile_image_upload_result(1003, "7xGvpFA").send().outcome()
}

fn list_tile_image_buckets(
    client: &Client,
) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
    client.list_tile_image_buckets(1003).send().outcome()
}

fn reserve_tile_image(
    client: &Client,
) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
    client
        .reserve_tile_image(1003, "tile-abc", &types::ReserveTileImageRequest::new())
        .send()
        .outcome()
}

fn upload_tile_image_file(
    client: &Client,
) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
    client
        .upload_tile_image_file(
            "https://upload.example.com/7xGvpFA?sig=abc%2Bdef",
            FilePart::new("image.png", "bytes"),
        )
        .send()
        .outcome()
}
