use std::error::Error;

use commerce_clients::ecwid_instant_site::{Client, FilePart, types::ReserveTileImageRequest};

/// Reserves an image of a tile and uploads the file to where it is told to.
pub(crate) async fn upload(base_url: &str, image: &str) -> Result<String, Box<dyn Error>> {
    let client = Client::builder()
        .base_url(base_url)
        .instant_site_token("instant-full")
        .build()?;
    let request = ReserveTileImageRequest::new();
    let reserve = client.reserve_tile_image(1003, "tile-abc", &request);
    let reserved = reserve.send().await?;
    let file = FilePart::path(image).await?;
    let upload = client.upload_tile_image_file(&reserved.url, file);
    upload.send().await?;
    Ok(reserved.into_inner().id)
}
