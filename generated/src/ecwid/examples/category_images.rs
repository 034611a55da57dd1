// @generated from specs/ecwid/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/examples.rs and run `cargo run`.

//! Examples of the tag *Category images*.

use crate::ecwid::{Client, runtime, types};

pub(super) static EXAMPLES: &[runtime::Example<Client>] = &[
    runtime::Example::new(
        "uploadCategoryImage",
        "POST",
        "/{storeId}/categories/{categoryId}/image",
        upload_category_image,
    ),
    runtime::Example::whole(
        "uploadCategoryImage",
        "POST",
        "/{storeId}/categories/{categoryId}/image",
        whole::upload_category_image,
    ),
    runtime::Example::new(
        "uploadCategoryImageAsync",
        "POST",
        "/{storeId}/categories/{categoryId}/image/async",
        upload_category_image_async,
    ),
    runtime::Example::whole(
        "uploadCategoryImageAsync",
        "POST",
        "/{storeId}/categories/{categoryId}/image/async",
        whole::upload_category_image_async,
    ),
];

fn upload_category_image(
    client: &Client,
) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
    client
        .upload_category_image(1003, 123_456)
        .external_url("https://example.com/cup.png")
        .send()
        .outcome()
}

fn upload_category_image_async(
    client: &Client,
) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
    client
        .upload_category_image_async(
            1003,
            123_456,
            &types::AsyncImageUpload::new("https://example.com/cup.png", 180, 180),
        )
        .send()
        .outcome()
}

mod whole {
    use crate::ecwid::{Client, runtime, Body, types};
    pub(super) fn upload_category_image(
        client: &Client,
    ) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
        client
            .upload_category_image(1003, 123_456)
            .external_url("https://example.com/cup.png")
            .body(Body::bytes("bytes"))
            .send()
            .outcome()
    }
    pub(super) fn upload_category_image_async(
        client: &Client,
    ) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
        client
            .upload_category_image_async(
                1003,
                123_456,
                &types::AsyncImageUpload::new("https://example.com/cup.png", 180, 180),
            )
            .external_url("https://example.com/cup.png")
            .send()
            .outcome()
    }
}
