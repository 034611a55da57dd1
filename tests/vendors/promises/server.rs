//! Servers: the documented ones by name, and one of one's own.

use commerce_clients::runtime::transport::InMemory;
use commerce_clients::square::{Client, ClientBuilder, FilePart, Server, types};

use crate::image::PNG;

/// The URL that a request of such a client goes to.
async fn url(set: impl Fn(ClientBuilder) -> ClientBuilder) -> String {
    let transport = InMemory::json(200, "{}");
    let builder = Client::builder()
        .oauth2("token")
        .transport(transport.clone());
    let client = set(builder).build().unwrap();
    let request = types::CreateCatalogImageRequest::new("key");
    let call = client.create_catalog_image(&request, FilePart::new("a.png", PNG));
    call.send().await.unwrap();
    transport.last_request().unwrap().url().to_owned()
}

#[tokio::test]
async fn a_documented_server_or_one_of_ones_own() {
    const PATH: &str = "/v2/catalog/images";
    for (found, base) in [
        (url(|it| it).await, "https://connect.squareup.com"),
        (
            url(|it| it.server(Server::Production)).await,
            "https://connect.squareup.com",
        ),
        (
            url(|it| it.server(Server::Sandbox)).await,
            "https://connect.squareupsandbox.com",
        ),
        (
            url(|it| it.base_url("http://127.0.0.1:1234")).await,
            "http://127.0.0.1:1234",
        ),
        // A slash at the end makes no difference, and a path of one's own stays.
        (
            url(|it| it.base_url("https://proxy.example.com/square/")).await,
            "https://proxy.example.com/square",
        ),
        (
            url(|it| it.base_url("https://[::1]:8443/a%2Fb")).await,
            "https://[::1]:8443/a%2Fb",
        ),
        // The last one counts.
        (
            url(|it| it.base_url("https://example.com").server(Server::Sandbox)).await,
            "https://connect.squareupsandbox.com",
        ),
    ] {
        assert_eq!(found, format!("{base}{PATH}"));
    }
    assert_eq!(Server::Sandbox.url(), "https://connect.squareupsandbox.com");
}

#[test]
fn base_urls_that_are_none() {
    for text in [
        "",
        "connect.squareup.com",
        "/v2",
        "ftp://example.com",
        "https://",
        "https://user:hunter2@example.com",
        "https://exa mple.com",
    ] {
        let error = Client::builder().base_url(text).build().unwrap_err();
        let error = error.to_string();
        assert!(
            error.starts_with("client not built: the base URL is "),
            "{error}"
        );
        assert!(!error.contains("hunter2"), "{error}");
    }
}
