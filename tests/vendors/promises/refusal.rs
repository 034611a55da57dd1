//! What is refused before anything is sent.

use commerce_clients::ecwid_instant_site::types::ReserveTileImageRequest;
use commerce_clients::runtime::RequestError;
use commerce_clients::runtime::transport::InMemory;
use commerce_clients::{Error, FilePart, ecwid_instant_site, square};

use crate::image::PNG;

fn instant_site(transport: &InMemory) -> ecwid_instant_site::Client {
    let builder = ecwid_instant_site::Client::builder().transport(transport.clone());
    builder.instant_site_token("token").build().unwrap()
}

fn square(transport: &InMemory) -> square::Client {
    let builder = square::Client::builder().transport(transport.clone());
    builder.oauth2("token").build().unwrap()
}

#[tokio::test]
async fn path_parameters_that_make_another_path() {
    let transport = InMemory::json(200, r#"{"url":"","id":""}"#);
    let client = instant_site(&transport);
    let request = ReserveTileImageRequest::new();
    for tile in ["", ".", ".."] {
        let call = client.reserve_tile_image(1003, tile, &request);
        let error = call.send().await.unwrap_err();
        let refused = matches!(error, Error::Request(RequestError::Path { .. }));
        assert!(refused, "{tile:?}: {error:?}");
        assert!(error.to_string().contains("/{storeId}/tile/{tileId}/image"));
    }
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn path_parameters_that_only_look_so_are_sent_with_their_escapes() {
    let transport = InMemory::json(200, r#"{"url":"","id":""}"#);
    let client = instant_site(&transport);
    let request = ReserveTileImageRequest::new();
    for (tile, segment) in [
        ("a/b", "a%2Fb"),
        ("../..", "..%2F.."),
        ("...", "..."),
        ("%2e%2e", "%252e%252e"),
        ("a?b#c", "a%3Fb%23c"),
        ("a b+c;d\\é", "a%20b%2Bc%3Bd%5C%C3%A9"),
        ("\r\n", "%0D%0A"),
    ] {
        let call = client.reserve_tile_image(1003, tile, &request);
        call.send().await.unwrap();
        let url = transport.last_request().unwrap().url().to_owned();
        let path = url.strip_prefix("https://vuega.ecwid.com/api/v1/1003/tile/");
        assert_eq!(path, Some(&*format!("{segment}/image")), "{tile:?}");
    }
}

#[tokio::test]
async fn line_ends_and_other_control_characters_in_headers() {
    let transport = InMemory::json(200, "{}");
    let client = square(&transport);
    let request = square::types::CreateCatalogImageRequest::new("key");
    for version in [
        "2019-11-20\r\nX-Injected: 1",
        "2019-11-20\n",
        "2019\r-11-20",
        "\0",
    ] {
        let call = client.create_catalog_image(&request, FilePart::new("a.png", PNG));
        let error = call.square_version(version).send().await.unwrap_err();
        let Error::Request(RequestError::Header { name }) = &error else {
            panic!("{version:?}: {error:?}");
        };
        assert_eq!(name, "Square-Version");

        let builder = square::Client::builder().transport(transport.clone());
        let error = builder.square_version(version).build().unwrap_err();
        assert!(error.to_string().contains("Square-Version"), "{error}");

        let builder = square::Client::builder().transport(transport.clone());
        let error = builder
            .oauth2(format!("token{version}"))
            .build()
            .unwrap_err();
        assert!(
            !format!("{error} {error:?}").contains("token2019"),
            "{error}"
        );
    }
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn line_ends_and_quotes_in_the_name_of_a_file() {
    let transport = InMemory::json(200, "{}");
    let client = square(&transport);
    let request = square::types::CreateCatalogImageRequest::new("key");
    let file = FilePart::new("a\"; name=\"b\r\nX-Injected: 1.png", PNG);
    let sent = client.create_catalog_image(&request, file).send().await;
    if sent.is_ok() {
        let transcript = transport.last_request().unwrap().transcript();
        assert!(!transcript.contains("\nX-Injected"), "{transcript}");
        assert!(!transcript.contains("name=\"b"), "{transcript}");
    }
}

#[tokio::test]
async fn calls_without_the_credential_they_need() {
    let transport = InMemory::json(200, "{}");
    let builder = square::Client::builder().transport(transport.clone());
    let client = builder.build().unwrap();
    let request = square::types::CreateCatalogImageRequest::new("key");
    let call = client.create_catalog_image(&request, FilePart::new("a.png", PNG));
    let error = call.send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "request not sent: `CreateCatalogImage` needs credentials: set oauth2"
    );
    assert!(transport.requests().is_empty());
}
