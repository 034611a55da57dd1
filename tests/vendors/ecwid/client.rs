//! The generated client against the fake.

use std::collections::BTreeMap;

use commerce_clients::Reason;
use commerce_clients::ecwid::types::{AsyncImageUpload, EcwidError, EcwidErrorCode, ImageAlt};
use commerce_clients::ecwid::{Client, Error};
use commerce_clients::runtime::transport::InMemory;
use serde_json::{Value, json};

use crate::fake::Fake;
use crate::fake::ecwid::{
    CATEGORY, Ecwid, IMAGE, READ_ONLY_TOKEN, STORE, TOKEN, TooLarge, WIDE_CATEGORY,
};
use crate::image::PNG;
use crate::spoil::{Sent, spoiling};

const PATH: &str = "/api/v3/1003/categories/123456/image";

fn fake() -> Fake {
    Fake::start(Ecwid::default())
}

fn client(fake: &Fake, token: &str) -> Client {
    let builder = Client::builder().base_url(&fake.url("/api/v3"));
    builder.access_token(token).build().unwrap()
}

/// A client whose requests are spoiled on their way.
fn spoiled(fake: &Fake, spoil: impl Fn(&mut Sent) + Send + Sync + 'static) -> Client {
    let builder = Client::builder().base_url(&fake.url("/api/v3"));
    let builder = builder.transport(spoiling(fake, spoil));
    builder.access_token(TOKEN).build().unwrap()
}

fn cup() -> AsyncImageUpload {
    AsyncImageUpload::new("https://example.com/a.png", 180, 180)
}

/// The error of uploading a good image.
async fn refusal(client: &Client) -> Error<EcwidError> {
    let call = client.upload_category_image(STORE, CATEGORY).body(PNG);
    call.send().await.unwrap_err()
}

/// The error of an image to fetch.
async fn async_refusal(client: &Client, upload: &AsyncImageUpload) -> Error<EcwidError> {
    let call = client.upload_category_image_async(STORE, CATEGORY, upload);
    call.send().await.unwrap_err()
}

#[track_caller]
fn assert_error(error: &Error<EcwidError>, status: u16, code: Option<EcwidErrorCode>, text: &str) {
    let body = error.api().expect("the error is a documented one").body();
    let found = error.status().map(|status| status.as_u16());
    assert_eq!((found, body.error_code.clone()), (Some(status), code));
    assert_eq!(error.to_string(), text);
}

mod accepted {
    use super::*;

    #[tokio::test]
    async fn the_bytes_of_an_image() {
        let fake = fake();
        let call = client(&fake, TOKEN)
            .upload_category_image(STORE, CATEGORY)
            .body(PNG)
            .send()
            .await;
        let response = call.unwrap();
        assert_eq!((response.status().as_u16(), response.id), (200, IMAGE));
        assert_eq!(
            response.headers()["content-type"],
            "application/json;charset=UTF-8"
        );

        let received = fake.only_received();
        assert_eq!(
            (received.method.as_str(), &*received.target),
            ("POST", PATH)
        );
        for (name, value) in [
            ("authorization", format!("Bearer {TOKEN}")),
            ("content-type", "application/octet-stream".to_owned()),
            ("content-length", PNG.len().to_string()),
            ("accept", "application/json".to_owned()),
        ] {
            assert_eq!(received.header(name), Some(&*value), "{name}");
        }
        assert_eq!(&*received.body, PNG);
    }

    #[tokio::test]
    async fn exactly_twenty_megabytes() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let call = client.upload_category_image(STORE, CATEGORY);
        let response = call.body(image_of(20 * 1024 * 1024)).send().await.unwrap();
        assert_eq!(response.id, IMAGE);
    }

    #[tokio::test]
    async fn a_link_that_arrives_with_its_escapes() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let call = client
            .upload_category_image(STORE, CATEGORY)
            .external_url("https://example.com/a%20b.png?x=1&y=2+3#é");
        assert_eq!(call.send().await.unwrap().id, IMAGE);

        let received = fake.only_received();
        let query =
            "externalUrl=https%3A%2F%2Fexample.com%2Fa%2520b.png%3Fx%3D1%26y%3D2%2B3%23%C3%A9";
        assert_eq!(received.target, format!("{PATH}?{query}"));
        assert_eq!(
            received.query("externalUrl").as_deref(),
            Some("https://example.com/a%20b.png?x=1&y=2+3#é")
        );
        assert_eq!(received.header("content-length"), Some("0"));
        assert_eq!(received.header("content-type"), None);
    }

    #[tokio::test]
    async fn a_link_that_wins_over_bytes() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let call = client
            .upload_category_image(STORE, CATEGORY)
            .external_url("https://example.com/a.png")
            .body("no image");
        assert_eq!(call.send().await.unwrap().id, IMAGE);
    }

    #[tokio::test]
    async fn ids_that_no_double_and_no_small_integer_can_hold() {
        for image in [3_000_000_000, 9_007_199_254_740_995, i64::MAX] {
            let fake = Fake::start(Ecwid {
                image,
                ..Ecwid::default()
            });
            let client = client(&fake, TOKEN);
            let call = client.upload_category_image(STORE, WIDE_CATEGORY).body(PNG);
            assert_eq!(call.send().await.unwrap().id, image);
            assert_eq!(
                fake.only_received().target,
                "/api/v3/1003/categories/9007199254740993/image"
            );
            let call = client.upload_category_image_async(STORE, WIDE_CATEGORY, &cup());
            assert_eq!(call.send().await.unwrap().id, Some(image));
        }
    }

    #[tokio::test]
    async fn an_image_to_fetch_with_all_that_can_be_said_about_it() {
        let fake = fake();
        let translated = [("en", "A cup"), ("nl", "Een kop")];
        let translated = translated.map(|(language, text)| (language.to_owned(), text.to_owned()));
        let alt = ImageAlt::new()
            .with_main("A cup")
            .with_translated(BTreeMap::from(translated));
        let upload = cup().with_external_id("r-1").with_alt(alt);
        let client = client(&fake, TOKEN);
        let call = client.upload_category_image_async(STORE, CATEGORY, &upload);
        assert_eq!(call.send().await.unwrap().id, Some(IMAGE));

        let received = fake.only_received();
        assert_eq!(received.target, format!("{PATH}/async"));
        assert_eq!(received.header("content-type"), Some("application/json"));
        let body = json!({
            "url": "https://example.com/a.png",
            "width": 180,
            "height": 180,
            "externalId": "r-1",
            "alt": {"main": "A cup", "translated": {"en": "A cup", "nl": "Een kop"}},
        });
        assert_eq!(
            serde_json::from_slice::<Value>(&received.body).unwrap(),
            body
        );
    }

    #[tokio::test]
    async fn an_image_to_fetch_without_what_is_not_said() {
        let fake = Fake::start(Ecwid {
            answers_async_id: false,
            ..Ecwid::default()
        });
        let client = client(&fake, TOKEN);
        let upload = cup().with_alt(ImageAlt::new());
        let call = client.upload_category_image_async(STORE, CATEGORY, &upload);
        // The answer is `{}`.
        assert_eq!(call.send().await.unwrap().id, None);
        let body = r#"{"url":"https://example.com/a.png","width":180,"height":180,"alt":{}}"#;
        assert_eq!(&*fake.only_received().body, body.as_bytes());
    }
}

mod refused {
    use super::*;

    #[tokio::test]
    async fn a_bad_token_with_nothing_to_read() {
        let fake = fake();
        let without = spoiled(&fake, |sent| sent.remove_header("authorization"));
        for client in [client(&fake, "secret_other"), without] {
            for error in [refusal(&client).await, async_refusal(&client, &cup()).await] {
                assert_eq!(error.status().unwrap().as_u16(), 403);
                assert_eq!(error.body_bytes().unwrap().len(), 0);
                assert_eq!(error.headers().unwrap()["content-length"], "0");
                let Error::Unexpected(unexpected) = &error else {
                    panic!("{error:?}");
                };
                assert!(matches!(unexpected.reason(), Reason::EmptyBody));
                assert_eq!(
                    error.to_string(),
                    "403 Forbidden without the documented body"
                );
            }
        }
    }

    #[tokio::test]
    async fn a_token_without_the_scope() {
        let fake = fake();
        let error = refusal(&client(&fake, READ_ONLY_TOKEN)).await;
        let text =
            "403 Forbidden: INSUFFICIENT_APP_SCOPE: The app lacks the access scope update_catalog";
        assert_error(
            &error,
            403,
            Some(EcwidErrorCode::InsufficientAppScope),
            text,
        );
    }

    #[tokio::test]
    async fn unknown_stores_and_categories() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let call = client.upload_category_image(1004, CATEGORY).body(PNG);
        let error = call.send().await.unwrap_err();
        let text = "404 Not Found: STORE_NOT_FOUND: Store not found";
        assert_error(&error, 404, Some(EcwidErrorCode::StoreNotFound), text);
        let raw = br#"{"errorCode":"STORE_NOT_FOUND","errorMessage":"Store not found"}"#;
        assert_eq!(&**error.body_bytes().unwrap(), raw);

        let call = client.upload_category_image(STORE, 1).body(PNG);
        let error = call.send().await.unwrap_err();
        let text = "404 Not Found: CATEGORIES_NOT_FOUND: Category not found";
        assert_error(&error, 404, Some(EcwidErrorCode::CategoriesNotFound), text);
    }

    #[tokio::test]
    async fn ids_that_are_not_numbers() {
        let fake = fake();
        let text = "400 Bad Request: WRONG_PARAMETER: Wrong parameter: storeId";
        let client = client(&fake, TOKEN);
        let call = client.upload_category_image(-1, CATEGORY).body(PNG);
        let error = call.send().await.unwrap_err();
        assert_error(&error, 400, Some(EcwidErrorCode::WrongParameter), text);
        let args = &error.api().unwrap().body().args;
        let expected = BTreeMap::from([("name".to_owned(), "storeId".to_owned())]);
        assert_eq!(args, &Some(expected));

        let client = spoiled(&fake, |sent| sent.target = PATH.replace("1003", "abc"));
        let error = refusal(&client).await;
        assert_error(&error, 400, Some(EcwidErrorCode::WrongParameter), text);
    }

    #[tokio::test]
    async fn another_method() {
        let fake = fake();
        let client = spoiled(&fake, |sent| "PUT".clone_into(&mut sent.method));
        let text = "405 Method Not Allowed: METHOD_NOT_ALLOWED: Method not allowed";
        let code = Some(EcwidErrorCode::MethodNotAllowed);
        assert_error(&refusal(&client).await, 405, code, text);
    }

    #[tokio::test]
    async fn forms_and_other_types() {
        let fake = fake();
        for content_type in ["multipart/form-data; boundary=XYZ", "application/json"] {
            let client = spoiled(&fake, move |sent| {
                sent.set_header("content-type", content_type);
            });
            let text = "415 Unsupported Media Type: Unsupported content-type: expected application/octet-stream";
            assert_error(&refusal(&client).await, 415, None, text);
        }
        let client = spoiled(&fake, |sent| sent.set_header("content-type", "text/plain"));
        let text = "415 Unsupported Media Type: Unsupported content-type: expected `application/json` or `text/json`";
        assert_error(&async_refusal(&client, &cup()).await, 415, None, text);
    }

    #[tokio::test]
    async fn bytes_that_are_no_image() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let call = client
            .upload_category_image(STORE, CATEGORY)
            .body("no image");
        let error = call.send().await.unwrap_err();
        let text = "422 Unprocessable Entity: Uploaded file cannot be processed. Please make sure you upload an image file";
        assert_error(&error, 422, None, text);
    }

    #[tokio::test]
    async fn more_than_twenty_megabytes() {
        let incorrect = Some(EcwidErrorCode::IncorrectImageSize);
        for (too_large, status, code, text) in [
            (
                TooLarge::EntityTooLarge,
                413,
                None,
                "413 Payload Too Large: The image is larger than 20 MB",
            ),
            (
                TooLarge::IncorrectImageSize,
                400,
                incorrect,
                "400 Bad Request: INCORRECT_IMAGE_SIZE: The image is larger than 20 MB",
            ),
        ] {
            let fake = Fake::start(Ecwid {
                too_large,
                ..Ecwid::default()
            });
            let client = client(&fake, TOKEN);
            let call = client.upload_category_image(STORE, CATEGORY);
            let call = call.body(image_of(20 * 1024 * 1024 + 1));
            assert_error(&call.send().await.unwrap_err(), status, code, text);
        }
    }

    #[tokio::test]
    async fn neither_bytes_nor_a_link() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let error = client.upload_category_image(STORE, CATEGORY).send().await;
        let text = "400 Bad Request: WRONG_PARAMETER: Wrong parameter: externalUrl";
        let code = Some(EcwidErrorCode::WrongParameter);
        assert_error(&error.unwrap_err(), 400, code, text);
    }

    #[tokio::test]
    async fn links_that_are_none() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        // `true` is what a client would send that believes the page, which calls the parameter a boolean.
        for url in ["true", "", "  ", "htt://sssss"] {
            let text = "422 Unprocessable Entity: WRONG_URL: Wrong URL provided";
            let call = client
                .upload_category_image(STORE, CATEGORY)
                .external_url(url);
            let error = call.send().await.unwrap_err();
            assert_error(&error, 422, Some(EcwidErrorCode::WrongUrl), text);

            let upload = AsyncImageUpload::new(url, 1, 1);
            let error = async_refusal(&client, &upload).await;
            assert_error(&error, 422, Some(EcwidErrorCode::WrongUrl), text);
        }
    }

    #[tokio::test]
    async fn the_request_after_six_hundred_in_a_minute() {
        let fake = Fake::start(Ecwid {
            requests: BTreeMap::from([(TOKEN.to_owned(), 599)]).into(),
            ..Ecwid::default()
        });
        let client = client(&fake, TOKEN);
        let call = client.upload_category_image(STORE, CATEGORY).body(PNG);
        assert_eq!(call.send().await.unwrap().id, IMAGE);

        let error = refusal(&client).await;
        let text = "429 Too Many Requests: RATE_LIMITED: Too many requests";
        assert_error(&error, 429, Some(EcwidErrorCode::RateLimited), text);
        assert_eq!(error.headers().unwrap()["retry-after"], "10");
        // Nothing is sent again on its own.
        assert_eq!(fake.received().len(), 2);
    }

    #[tokio::test]
    async fn sizes_that_are_not_positive() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        for (width, height, name) in [(0, 1, "width"), (-1, 1, "width"), (1, 0, "height")] {
            let upload = AsyncImageUpload::new("https://example.com/a.png", width, height);
            let error = async_refusal(&client, &upload).await;
            let text = format!("400 Bad Request: WRONG_PARAMETER: Wrong parameter: {name}");
            assert_error(&error, 400, Some(EcwidErrorCode::WrongParameter), &text);
        }
        let client = spoiled(&fake, |sent| sent.replace(r#""width":180,"#, ""));
        let error = async_refusal(&client, &cup()).await;
        let text = "400 Bad Request: WRONG_PARAMETER: Wrong parameter: width";
        assert_error(&error, 400, Some(EcwidErrorCode::WrongParameter), text);
    }

    #[tokio::test]
    async fn a_body_that_is_not_json() {
        let fake = fake();
        let client = spoiled(&fake, |sent| sent.body.truncate(5));
        let text = "400 Bad Request: WRONG_PARAMETER: Wrong parameter: the body";
        let code = Some(EcwidErrorCode::WrongParameter);
        assert_error(&async_refusal(&client, &cup()).await, 400, code, text);
    }

    #[tokio::test]
    async fn a_language_that_is_not_enabled() {
        let fake = fake();
        let translated = BTreeMap::from([("de".to_owned(), "Tasse".to_owned())]);
        let upload = cup().with_alt(ImageAlt::new().with_translated(translated));
        let error = async_refusal(&client(&fake, TOKEN), &upload).await;
        let text = "400 Bad Request: LANGUAGES_NOT_ALLOWED: The language de is not enabled";
        assert_error(&error, 400, Some(EcwidErrorCode::LanguagesNotAllowed), text);
    }

    #[tokio::test]
    async fn an_external_id_that_is_in_use() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let upload = cup().with_external_id("r-1");
        let call = client.upload_category_image_async(STORE, CATEGORY, &upload);
        assert_eq!(call.send().await.unwrap().id, Some(IMAGE));
        let error = async_refusal(&client, &upload).await;
        let text = "409 Conflict: EXTERNAL_ID_ALREADY_USED: The external id is already used";
        let code = Some(EcwidErrorCode::ExternalIdAlreadyUsed);
        assert_error(&error, 409, code, text);
    }

    #[tokio::test]
    async fn a_code_that_no_page_has() {
        let answer = r#"{"errorCode":"BRAND_NEW","more":{"a":[1]}}"#;
        let builder = Client::builder().transport(InMemory::json(418, answer));
        let client = builder.access_token(TOKEN).build().unwrap();
        let code = EcwidErrorCode::Unknown("BRAND_NEW".to_owned());
        let text = "418 I'm a teapot: BRAND_NEW";
        assert_error(&refusal(&client).await, 418, Some(code), text);
    }
}

/// Something that begins as an image and has so many bytes.
fn image_of(bytes: usize) -> Vec<u8> {
    let mut image = PNG.to_vec();
    image.resize(bytes, 0);
    image
}
