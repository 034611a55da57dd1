// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/examples.rs and run `cargo run`.

//! Examples of the tag *Product Images*.

use crate::salla::{Client, runtime, FilePart};

pub(super) static EXAMPLES: &[runtime::Example<Client>] = &[
    runtime::Example::new(
        "Update-Image",
        "POST",
        "/products/images/{image-id}",
        update_image,
    ),
];

fn update_image(client: &Client) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
    client
        .update_image(713_368_802, FilePart::new("image.png", "bytes"))
        .default(1)
        .sort(1)
        .alt("Alt Text")
        .send()
        .outcome()
}
