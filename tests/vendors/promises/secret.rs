//! Secrets: sent where they belong, and shown nowhere.

use commerce_clients::ecwid_instant_site::types::{GrantType, ReserveTileImageRequest};
use commerce_clients::runtime::transport::InMemory;
use commerce_clients::{FilePart, ecwid, ecwid_instant_site, salla, square};

use crate::image::PNG;

const SECRET: &str = "hunter2";

#[test]
fn clients_builders_and_calls_do_not_show_it() {
    let transport = InMemory::json(200, "{}");
    let builder = ecwid::Client::builder().access_token(SECRET);
    let mut shown = format!("{builder:?}");
    let ecwid = builder.transport(transport.clone()).build().unwrap();
    shown += &format!("{ecwid:?}");
    let call = ecwid.upload_category_image(1, 2);
    shown += &format!("{:?}", call.external_url("https://example.com/hunter2"));

    let builder = ecwid_instant_site::Client::builder().instant_site_token(SECRET);
    shown += &format!("{builder:?}");
    let site = builder.transport(transport.clone()).build().unwrap();
    shown += &format!("{site:?}");
    let call = site.get_instant_site_token(&GrantType::DraftCode, 1, SECRET);
    shown += &format!("{call:?}");
    shown += &format!("{:?}", call.send());
    let request = ReserveTileImageRequest::new();
    shown += &format!("{:?}", site.reserve_tile_image(1, "tile", &request));

    let builder = salla::Client::builder().bearer(SECRET);
    shown += &format!("{builder:?}");
    let salla = builder.transport(transport.clone()).build().unwrap();
    shown += &format!("{salla:?}");
    shown += &format!("{:?}", salla.update_image(1, FilePart::new("a.png", PNG)));

    let builder = square::Client::builder().oauth2(SECRET);
    shown += &format!("{builder:?}");
    let square = builder.transport(transport).build().unwrap();
    shown += &format!("{square:?}");
    let request = square::types::CreateCatalogImageRequest::new("key");
    let call = square.create_catalog_image(&request, FilePart::new("a.png", PNG));
    shown += &format!("{call:?}");
    shown += &format!("{:?}", call.send());

    assert!(!shown.contains(SECRET), "{shown}");
    // What is shown is of use all the same.
    for text in [
        "https://app.ecwid.com/api/v3",
        "CreateCatalogImage",
        "/products/images/{image-id}",
    ] {
        assert!(shown.contains(text), "no {text} in {shown}");
    }
}

#[tokio::test]
async fn errors_and_transcripts_do_not_show_it() {
    let body = r#"{"errors":[{"category":"AUTHENTICATION_ERROR","code":"UNAUTHORIZED"}]}"#;
    let transport = InMemory::json(401, body);
    let builder = square::Client::builder().transport(transport.clone());
    let client = builder.oauth2(SECRET).build().unwrap();
    let request = square::types::CreateCatalogImageRequest::new("key");
    let call = client.create_catalog_image(&request, FilePart::new("a.png", PNG));
    let error = call.send().await.unwrap_err();
    let request = transport.last_request().unwrap();
    assert_eq!(request.header("authorization"), format!("Bearer {SECRET}"));
    let shown = format!("{error} {error:?} {request:?} {}", request.transcript());
    assert!(!shown.contains(SECRET), "{shown}");
}

#[tokio::test]
async fn a_token_in_an_answer_is_not_shown() {
    let answer = r#"{"accessToken":"hunter2","tokenType":"bearer","expiresIn":86400}"#;
    let builder = ecwid_instant_site::Client::builder().transport(InMemory::json(200, answer));
    let client = builder.build().unwrap();
    let call = client.get_instant_site_token(&GrantType::DraftCode, 1, "code");
    let token = call.send().await.unwrap();
    assert_eq!(token.access_token.expose(), SECRET);
    assert!(!format!("{token:?}").contains(SECRET), "{token:?}");

    // Neither is one in an answer that does not decode.
    let answer = r#"{"accessToken":"hunter2","tokenType":"bearer"}"#;
    let builder = ecwid_instant_site::Client::builder().transport(InMemory::json(200, answer));
    let client = builder.build().unwrap();
    let call = client.get_instant_site_token(&GrantType::DraftCode, 1, "code");
    let error = call.send().await.unwrap_err();
    assert!(error.to_string().contains("expiresIn"), "{error}");
    assert!(!format!("{error} {error:?}").contains(SECRET), "{error:?}");
}
