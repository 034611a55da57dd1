use std::error::Error;

use commerce_clients::square::{Client, FilePart, types::CreateCatalogImageRequest};

/// Creates an image for a catalog object.
pub(crate) async fn upload(base_url: &str, image: &str) -> Result<Option<String>, Box<dyn Error>> {
    let client = Client::builder()
        .base_url(base_url)
        .oauth2("ACCESS_TOKEN")
        .build()?;
    let request = CreateCatalogImageRequest::new("528dea59-7bfb-43c1-bd48-4a6bba7dd61f86")
        .with_object_id("ND6EA5AAJEO5WL3JNNIAQA32");
    let file = FilePart::path(image).await?;
    let created = client.create_catalog_image(&request, file).send().await?;
    Ok(created.into_inner().image.map(|image| image.id))
}
