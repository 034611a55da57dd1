// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/examples.rs and run `cargo run`.

//! Examples of the tag *Catalog*.

use crate::square::{Client, runtime, FilePart, types};

pub(super) static EXAMPLES: &[runtime::Example<Client>] = &[
    runtime::Example::new(
        "CreateCatalogImage",
        "POST",
        "/v2/catalog/images",
        create_catalog_image,
    ),
    runtime::Example::whole(
        "CreateCatalogImage",
        "POST",
        "/v2/catalog/images",
        whole::create_catalog_image,
    ),
];

fn create_catalog_image(
    client: &Client,
) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
    client
        .create_catalog_image(
            &types::CreateCatalogImageRequest::new(
                "528dea59-7bfb-43c1-bd48-4a6bba7dd61f86",
            ),
            FilePart::new("image.png", "bytes"),
        )
        .square_version("2019-11-20")
        .send()
        .outcome()
}

mod whole {
    use crate::square::{Client, runtime, FilePart, types};
    pub(super) fn create_catalog_image(
        client: &Client,
    ) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
        client
            .create_catalog_image(
                &types::CreateCatalogImageRequest::new(
                        "528dea59-7bfb-43c1-bd48-4a6bba7dd61f86",
                    )
                    .with_object_id("ND6EA5AAJEO5WL3JNNIAQA32")
                    .with_image(
                        types::CatalogObject::new(
                                types::CatalogObjectType::Image,
                                "#TEMP_ID",
                            )
                            .with_version(1_574_265_600_000)
                            .with_is_deleted(false)
                            .with_present_at_all_locations(true)
                            .with_image_data(types::CatalogImage::new()),
                    ),
                FilePart::new("image.png", "bytes"),
            )
            .square_version("2019-11-20")
            .send()
            .outcome()
    }
}
