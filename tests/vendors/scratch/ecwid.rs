use std::error::Error;

use commerce_clients::ecwid::{Body, Client};

/// Uploads an image of a category from a file.
pub(crate) async fn upload(base_url: &str, image: &str) -> Result<i64, Box<dyn Error>> {
    let client = Client::builder()
        .base_url(base_url)
        .access_token("secret_ab***cd")
        .build()?;
    let uploaded = client
        .upload_category_image(1003, 123_456)
        .body(Body::path(image).await?)
        .send()
        .await?;
    Ok(uploaded.id)
}
