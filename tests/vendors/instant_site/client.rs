//! The generated client against the fake.

use commerce_clients::ecwid_instant_site::types::{GrantType, ReserveTileImageRequest};
use commerce_clients::ecwid_instant_site::{Client, Error, FilePart};
use commerce_clients::runtime::RequestError;
use commerce_clients::runtime::transport::InMemory;

use crate::fake::instant_site::{DRAFT_TOKEN, IMAGE, InstantSite, SECRET, STORE, TOKEN, UPLOAD};
use crate::fake::{Fake, Form};
use crate::image::{JPEG, PNG};
use crate::spoil::{Sent, spoiling};

fn fake() -> Fake {
    Fake::start(InstantSite::default())
}

fn client(fake: &Fake, token: &str) -> Client {
    let builder = Client::builder().base_url(&fake.url("/api/v1"));
    builder.instant_site_token(token).build().unwrap()
}

/// A client whose requests are spoiled on their way.
fn spoiled(fake: &Fake, spoil: impl Fn(&mut Sent) + Send + Sync + 'static) -> Client {
    let builder = Client::builder().base_url(&fake.url("/api/v1"));
    let builder = builder.transport(spoiling(fake, spoil));
    builder.instant_site_token(TOKEN).build().unwrap()
}

fn cover() -> FilePart {
    FilePart::new("cover.png", PNG)
}

/// Reserves an image and gives the URL to upload to.
async fn reserve(client: &Client) -> String {
    let request = ReserveTileImageRequest::new();
    let call = client.reserve_tile_image(STORE, "tile-abc", &request);
    call.send().await.unwrap().into_inner().url
}

/// The error of a reservation.
async fn reserve_refusal(client: &Client, store: i64, tile: &str) -> Error<()> {
    let request = ReserveTileImageRequest::new();
    let call = client.reserve_tile_image(store, tile, &request);
    call.send().await.unwrap_err()
}

/// Nothing is known about the errors of this API: what surfaces is the status and the body as it came.
#[track_caller]
fn assert_error(error: &Error<()>, status: u16, body: &str) {
    assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    assert_eq!(&**error.body_bytes().unwrap(), body.as_bytes());
    let text = error.to_string();
    assert!(text.starts_with(&format!("{status} ")), "{text}");
}

mod accepted {
    use super::*;

    #[tokio::test]
    async fn an_image_from_the_token_to_its_sizes() {
        let fake = fake();
        let stranger = Client::builder().base_url(&fake.url("/api/v1")).build();
        let stranger = stranger.unwrap();
        let call = stranger.get_instant_site_token(&GrantType::AuthorizationCode, STORE, SECRET);
        let token = call.send().await.unwrap();
        assert_eq!((&*token.token_type, token.expires_in), ("bearer", 86_400));
        assert_eq!(token.access_token.expose(), TOKEN);
        assert!(!format!("{token:?}").contains(TOKEN), "{token:?}");

        let client = client(&fake, token.access_token.expose());
        let request = ReserveTileImageRequest::new();
        let call = client.reserve_tile_image(STORE, "tile-abc", &request);
        let reserved = call.send().await.unwrap();
        assert_eq!((&*reserved.id, &*reserved.url), (IMAGE, &*fake.url(UPLOAD)));

        let error = client.get_tile_image_upload_result(STORE, IMAGE).send();
        assert_error(&error.await.unwrap_err(), 404, "there is no such image");

        let call = client.upload_tile_image_file(&reserved.url, cover());
        assert_eq!(call.send().await.unwrap().status().as_u16(), 204);

        let call = client.get_tile_image_upload_result(STORE, IMAGE);
        let result = call.send().await.unwrap().into_inner();
        assert_eq!(result.bucket.as_deref(), Some("eu-fra"));
        let set = result.set.unwrap();
        assert_eq!(set[0].url, "1003/cover/7xGvpFA-600x600.webp");
        assert_eq!((set[0].width, set[0].height), (600, 600));
        let color = result.border_info.unwrap().color.unwrap();
        assert_eq!((color.r, color.a), (Some(255.0), Some(1.0)));

        let call = client.list_tile_image_buckets(STORE);
        let buckets = call.send().await.unwrap();
        assert_eq!(
            buckets.urls["eu-fra"],
            "https://d2gt4h1eeousrn.cloudfront.net"
        );

        let received = fake.received();
        let targets: Vec<&str> = received.iter().map(|it| &*it.target).collect();
        assert_eq!(
            targets,
            [
                "/api/v1/oauth/token?grant_type=authorization_code&site_id=1003&code=secret_is%2A%2A%2Acd",
                "/api/v1/1003/tile/tile-abc/image",
                "/api/v1/1003/image/7xGvpFA",
                UPLOAD,
                "/api/v1/1003/image/7xGvpFA",
                "/api/v1/1003/image/bucket",
            ]
        );
        let with_token = received.iter().map(|it| it.bearer() == Some(TOKEN));
        let with_token: Vec<bool> = with_token.collect();
        assert_eq!(with_token, [false, true, true, false, true, true]);

        assert_eq!(
            &*received[1].body,
            br#"{"acceptHeader":"multipart/form-data"}"#
        );
        assert_eq!(received[1].header("content-type"), Some("application/json"));
    }

    #[tokio::test]
    async fn an_upload_exactly_where_it_was_told_to_and_without_a_credential() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let url = reserve(&client).await;
        assert!(url.ends_with("/upload/7xGvpFA?sig=abc%2Bdef"), "{url}");
        let call = client.upload_tile_image_file(&url, FilePart::new("cover.jpg", JPEG));
        call.send().await.unwrap();

        let upload = fake.received().remove(1);
        assert_eq!(upload.target, UPLOAD);
        for name in ["authorization", "cookie"] {
            assert!(!upload.headers.contains_key(name), "{name}");
        }
        let form = Form::parse(upload.header("content-type"), &upload.body).unwrap();
        let [file] = &form.parts[..] else {
            panic!("{form:?}");
        };
        assert_eq!(
            (&*file.name, file.filename.as_deref()),
            ("file", Some("cover.jpg"))
        );
        assert_eq!(file.content_type.as_deref(), Some("image/jpeg"));
        assert_eq!(file.body, JPEG);
    }

    #[tokio::test]
    async fn urls_that_a_client_might_want_to_tidy_up() {
        for url in [
            "https://bucket.example.com/a%2Fb/c%2fd?sig=abc%2Bdef%3D&x=+~&empty=&flag",
            "https://bucket.example.com/a/../b/./c//d?a=%41&a=%61",
            "http://bucket.example.com:80/?X-Amz-Credential=AKIA%2F20261122%2Feu",
        ] {
            let transport = InMemory::json(204, "");
            let builder = Client::builder().transport(transport.clone());
            let client = builder.instant_site_token(TOKEN).build().unwrap();
            client
                .upload_tile_image_file(url, cover())
                .send()
                .await
                .unwrap();
            let request = transport.last_request().unwrap();
            assert_eq!(request.url(), url);
            assert_eq!(request.header("authorization"), "");
            assert!(!request.transcript().contains(TOKEN));
        }
    }

    #[tokio::test]
    async fn a_tile_with_a_slash_which_is_escaped() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let request = ReserveTileImageRequest::new();
        let call = client.reserve_tile_image(STORE, "tile/abc", &request);
        call.send().await.unwrap();
        assert_eq!(
            fake.only_received().target,
            "/api/v1/1003/tile/tile%2Fabc/image"
        );
    }

    #[tokio::test]
    async fn a_secret_for_a_token_that_can_only_look() {
        let fake = fake();
        let client = client(&fake, DRAFT_TOKEN);
        let call = client.get_instant_site_token(&GrantType::DraftCode, STORE, SECRET);
        let token = call.send().await.unwrap();
        assert_eq!(token.access_token.expose(), DRAFT_TOKEN);
        let buckets = client.list_tile_image_buckets(STORE).send().await.unwrap();
        assert_eq!(buckets.urls.len(), 1);
    }
}

mod refused {
    use super::*;

    #[tokio::test]
    async fn another_accept_header() {
        let fake = fake();
        let constant = r#"{"acceptHeader":"multipart/form-data"}"#;
        for body in ["{}", r#"{"acceptHeader":"image/png"}"#] {
            let client = spoiled(&fake, move |sent| sent.replace(constant, body));
            let error = reserve_refusal(&client, STORE, "tile-abc").await;
            assert_error(&error, 400, "acceptHeader must be multipart/form-data");
        }
    }

    #[tokio::test]
    async fn a_reservation_that_is_not_json() {
        let fake = fake();
        let client = spoiled(&fake, |sent| sent.set_header("content-type", "text/plain"));
        let error = reserve_refusal(&client, STORE, "tile-abc").await;
        assert_error(&error, 415, "the body is not JSON");
        assert_eq!(
            error.to_string(),
            "415 Unsupported Media Type: the body is not JSON"
        );
    }

    #[tokio::test]
    async fn a_reservation_by_a_draft_token() {
        let fake = fake();
        let error = reserve_refusal(&client(&fake, DRAFT_TOKEN), STORE, "tile-abc").await;
        assert_error(&error, 403, "a draft token can't upload");
    }

    #[tokio::test]
    async fn a_bad_token_and_none() {
        let fake = fake();
        let error = reserve_refusal(&client(&fake, "other"), STORE, "tile-abc").await;
        assert_eq!(error.status().unwrap().as_u16(), 401);
        let client = spoiled(&fake, |sent| sent.remove_header("authorization"));
        let error = client.list_tile_image_buckets(STORE).send().await;
        assert_eq!(error.unwrap_err().status().unwrap().as_u16(), 401);
    }

    #[tokio::test]
    async fn unknown_stores_tiles_and_images() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        for (store, tile) in [
            (1004, "tile-abc"),
            (STORE, "tile-xyz"),
            (STORE, "tile%2Fabc"),
        ] {
            let error = reserve_refusal(&client, store, tile).await;
            assert_eq!(error.status().unwrap().as_u16(), 404, "{store} {tile}");
        }
        let error = client.get_tile_image_upload_result(STORE, "other").send();
        assert_error(&error.await.unwrap_err(), 404, "there is no such image");
    }

    #[tokio::test]
    async fn bad_exchanges_for_a_token() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let unknown = GrantType::Unknown("refresh_token".to_owned());
        let call = client.get_instant_site_token(&unknown, STORE, SECRET);
        assert_error(
            &call.send().await.unwrap_err(),
            400,
            "there is no such grant type",
        );
        let call = client.get_instant_site_token(&GrantType::DraftCode, 1004, SECRET);
        assert_error(
            &call.send().await.unwrap_err(),
            404,
            "there is no such store",
        );
        let call = client.get_instant_site_token(&GrantType::DraftCode, STORE, "s&e=c r+t");
        let error = call.send().await.unwrap_err();
        assert_error(&error, 401, "the code is not the app's");
        let received = fake.received();
        assert_eq!(received[2].query("code").as_deref(), Some("s&e=c r+t"));
    }

    #[tokio::test]
    async fn an_upload_before_its_reservation_and_to_another_url() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let url = fake.url(UPLOAD);
        let error = client.upload_tile_image_file(&url, cover()).send().await;
        assert_error(&error.unwrap_err(), 403, "the URL has no permission");
        let url = reserve(&client).await.replace("%2B", "+");
        let error = client.upload_tile_image_file(&url, cover()).send().await;
        assert_error(&error.unwrap_err(), 403, "the URL has no permission");
    }

    #[tokio::test]
    async fn an_upload_with_a_credential_of_ours() {
        let fake = fake();
        let url = reserve(&client(&fake, TOKEN)).await;
        let client = spoiled(&fake, |sent| {
            let header = ("authorization".to_owned(), format!("Bearer {TOKEN}"));
            sent.headers.push(header);
        });
        let error = client.upload_tile_image_file(&url, cover()).send().await;
        let text = "the URL has a permission of its own";
        assert_error(&error.unwrap_err(), 400, text);
    }

    #[tokio::test]
    async fn an_upload_that_is_no_image() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let url = reserve(&client).await;
        let text = FilePart::new("cover.png", "no image");
        let error = client.upload_tile_image_file(&url, text).send().await;
        assert_error(&error.unwrap_err(), 415, "the file is not an image");

        // What says of itself that it is none is not sent at all.
        let text = FilePart::new("cover.txt", PNG);
        let error = client.upload_tile_image_file(&url, text).send().await;
        let Error::Request(RequestError::FileType { content_type, .. }) = error.unwrap_err() else {
            panic!("the file was sent");
        };
        assert_eq!(content_type, "text/plain");
        assert_eq!(fake.received().len(), 2);
    }

    #[tokio::test]
    async fn urls_to_upload_to_that_are_none() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        for url in [
            "",
            "/upload/7xGvpFA",
            "ftp://bucket.example.com/a",
            "https://user:password@bucket.example.com/a",
            "https://bucket.example.com/a b",
            "https://bucket.example.com/a\r\nb",
        ] {
            let error = client.upload_tile_image_file(url, cover()).send().await;
            let error = error.unwrap_err();
            let refused = matches!(error, Error::Request(RequestError::Url { .. }));
            assert!(refused, "{url:?}: {error}");
            assert!(!error.to_string().contains("password"), "{error}");
        }
        assert!(fake.received().is_empty());
    }
}
