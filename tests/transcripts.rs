//! The request of every operation of the vendors as it goes over the wire: a golden transcript each, with
//! secrets redacted and the boundary of a form written as `<boundary>`.
//!
//! Read a changed one as what changes for the vendor, and accept it with `INSTA_UPDATE=always`.

#![expect(
    clippy::unwrap_used,
    reason = "what fails in a helper of a test fails the test"
)]

use std::collections::BTreeMap;

use commerce_clients::runtime::transport::InMemory;
use commerce_clients::{FilePart, ecwid, ecwid_instant_site, salla, square};

/// Some bytes that are no text.
const IMAGE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A transport that keeps what it is given and answers nothing that decodes.
fn transport() -> InMemory {
    InMemory::json(200, "")
}

fn ecwid(transport: &InMemory) -> ecwid::Client {
    let builder = ecwid::Client::builder().transport(transport.clone());
    builder.access_token("secret_ab***cd").build().unwrap()
}

fn instant_site(transport: &InMemory) -> ecwid_instant_site::Client {
    let builder = ecwid_instant_site::Client::builder().transport(transport.clone());
    builder.instant_site_token("instant").build().unwrap()
}

/// Compares the only request with the transcript of this name.
#[track_caller]
fn assert_transcript(name: &str, transport: &InMemory) {
    let requests = transport.requests();
    let [request] = &requests[..] else {
        panic!("{} requests were sent", requests.len());
    };
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/transcripts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, request.transcript()));
}

#[tokio::test]
async fn ecwid_upload_category_image() {
    let transport = transport();
    let client = ecwid(&transport);
    let call = client.upload_category_image(1003, 9_007_199_254_740_993);
    let _ = call.body(IMAGE).send().await;
    assert_transcript("ecwid-upload_category_image", &transport);
}

#[tokio::test]
async fn ecwid_upload_category_image_by_link() {
    let transport = transport();
    let client = ecwid(&transport);
    let call = client.upload_category_image(1003, 123_456);
    let call = call.external_url("https://example.com/a b.png?x=1&y=2");
    let _ = call.send().await;
    assert_transcript("ecwid-upload_category_image-by_link", &transport);
}

#[tokio::test]
async fn ecwid_upload_category_image_async() {
    let transport = transport();
    let client = ecwid(&transport);
    let translated = [("nl", "Een kop"), ("ar", "فنجان")];
    let translated = translated.map(|(language, text)| (language.to_owned(), text.to_owned()));
    let alt = ecwid::types::ImageAlt::new()
        .with_main("A cup")
        .with_translated(BTreeMap::from(translated));
    let body = ecwid::types::AsyncImageUpload::new("https://example.com/a.png", 180, 90)
        .with_external_id("r-1")
        .with_alt(alt);
    let call = client.upload_category_image_async(1003, 123_456, &body);
    let _ = call.send().await;
    assert_transcript("ecwid-upload_category_image_async", &transport);
}

#[tokio::test]
async fn ecwid_instant_site_get_instant_site_token() {
    let transport = transport();
    let client = instant_site(&transport);
    let grant = ecwid_instant_site::types::GrantType::AuthorizationCode;
    let call = client.get_instant_site_token(&grant, 1003, "the code of the app");
    let _ = call.send().await;
    assert_transcript("ecwid_instant_site-get_instant_site_token", &transport);
}

#[tokio::test]
async fn ecwid_instant_site_reserve_tile_image() {
    let transport = transport();
    let client = instant_site(&transport);
    let body = ecwid_instant_site::types::ReserveTileImageRequest::new();
    let call = client.reserve_tile_image(1003, "tile/abc", &body);
    let _ = call.send().await;
    assert_transcript("ecwid_instant_site-reserve_tile_image", &transport);
}

#[tokio::test]
async fn ecwid_instant_site_upload_tile_image_file() {
    let transport = transport();
    let client = instant_site(&transport);
    let url = "https://bucket.example.com/upload/7xGvpFA?sig=abc%2Bdef";
    let file = FilePart::new("cover.png", IMAGE);
    let _ = client.upload_tile_image_file(url, file).send().await;
    assert_transcript("ecwid_instant_site-upload_tile_image_file", &transport);
}

#[tokio::test]
async fn ecwid_instant_site_get_tile_image_upload_result() {
    let transport = transport();
    let client = instant_site(&transport);
    let call = client.get_tile_image_upload_result(1003, "7xGvpFA");
    let _ = call.send().await;
    assert_transcript(
        "ecwid_instant_site-get_tile_image_upload_result",
        &transport,
    );
}

#[tokio::test]
async fn ecwid_instant_site_list_tile_image_buckets() {
    let transport = transport();
    let client = instant_site(&transport);
    let _ = client.list_tile_image_buckets(1003).send().await;
    assert_transcript("ecwid_instant_site-list_tile_image_buckets", &transport);
}

#[tokio::test]
async fn salla_update_image() {
    let transport = transport();
    let builder = salla::Client::builder().transport(transport.clone());
    let client = builder.bearer("ory_at").build().unwrap();
    let call = client
        .update_image(713_368_802, FilePart::new("profile.png", IMAGE))
        .default(1)
        .sort(1)
        .alt("صورة");
    let _ = call.send().await;
    assert_transcript("salla-update_image", &transport);
}

#[tokio::test]
async fn square_create_catalog_image() {
    use square::types::{
        CatalogImage, CatalogObject, CatalogObjectType, CreateCatalogImageRequest,
    };

    let transport = transport();
    let builder = square::Client::builder().transport(transport.clone());
    let client = builder.oauth2("ACCESS_TOKEN").build().unwrap();
    let data = CatalogImage::new().with_caption("A picture of a cup of coffee");
    let image = CatalogObject::new(CatalogObjectType::Image, "#TEMP_ID").with_image_data(data);
    let request = CreateCatalogImageRequest::new("528dea59-7bfb-43c1-bd48-4a6bba7dd61f86")
        .with_object_id("ND6EA5AAJEO5WL3JNNIAQA32")
        .with_image(image);
    let file = FilePart::new("Coffee.jpg", IMAGE);
    let _ = client.create_catalog_image(&request, file).send().await;
    assert_transcript("square-create_catalog_image", &transport);
}
