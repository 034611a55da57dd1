use std::error::Error;

use commerce_clients::salla::{Client, FilePart};

/// Replaces the image of a product.
pub(crate) async fn upload(base_url: &str, image: &str) -> Result<i64, Box<dyn Error>> {
    let client = Client::builder()
        .base_url(base_url)
        .bearer("ory_at_full")
        .build()?;
    let updated = client
        .update_image(713_368_802, FilePart::path(image).await?)
        .sort(1)
        .alt("A cup of coffee")
        .send()
        .await?;
    Ok(updated.data.id)
}
