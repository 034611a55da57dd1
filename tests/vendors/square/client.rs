//! The generated client against the fake.

use commerce_clients::runtime::RequestError;
use commerce_clients::runtime::transport::InMemory;
use commerce_clients::square::types::{
    CatalogImage, CatalogObject, CatalogObjectType, CreateCatalogImageRequest, ErrorCategory,
    ErrorCode, ErrorResponse,
};
use commerce_clients::square::{Client, Error, FilePart};
use serde_json::json;

use crate::fake::square::{IMAGE, MAX_FILE, OBJECT, READ_ONLY_TOKEN, Square, TOKEN};
use crate::fake::{Fake, Form};
use crate::image::{JPEG, PNG};
use crate::spoil::{Sent, spoiling};

const KEY: &str = "528dea59-7bfb-43c1-bd48-4a6bba7dd61f86";

fn fake() -> Fake {
    Fake::start(Square::default())
}

fn client(fake: &Fake, token: &str) -> Client {
    let builder = Client::builder().base_url(&fake.url(""));
    builder.oauth2(token).build().unwrap()
}

/// A client whose requests are spoiled on their way.
fn spoiled(fake: &Fake, spoil: impl Fn(&mut Sent) + Send + Sync + 'static) -> Client {
    let builder = Client::builder().base_url(&fake.url(""));
    let builder = builder.transport(spoiling(fake, spoil));
    builder.oauth2(TOKEN).build().unwrap()
}

fn image(r#type: CatalogObjectType, id: &str) -> CatalogObject {
    let data = CatalogImage::new().with_caption("A picture of a cup of coffee");
    CatalogObject::new(r#type, id).with_image_data(data)
}

fn asked() -> CreateCatalogImageRequest {
    CreateCatalogImageRequest::new(KEY)
        .with_object_id(OBJECT)
        .with_image(image(CatalogObjectType::Image, "#TEMP_ID"))
}

fn coffee() -> FilePart {
    FilePart::new("Coffee.jpg", JPEG)
}

async fn refusal_of(client: &Client, asked: &CreateCatalogImageRequest) -> Error<ErrorResponse> {
    let call = client.create_catalog_image(asked, coffee());
    call.send().await.unwrap_err()
}

async fn refusal(client: &Client) -> Error<ErrorResponse> {
    refusal_of(client, &asked()).await
}

#[track_caller]
fn assert_error(
    error: &Error<ErrorResponse>,
    status: u16,
    code: &ErrorCode,
    field: Option<&str>,
    text: &str,
) {
    let body = error.api().expect("the error is a documented one").body();
    let first = &body.errors[0];
    let found = error.status().map(|status| status.as_u16());
    assert_eq!((found, &first.code), (Some(status), code));
    assert_eq!(first.field.as_deref(), field);
    assert_eq!(error.to_string(), text);
}

#[track_caller]
fn assert_invalid(error: &Error<ErrorResponse>, code: &ErrorCode, field: Option<&str>, say: &str) {
    let text = format!("400 Bad Request: {code}: {say}");
    assert_error(error, 400, code, field, &text);
    let category = &error.api().unwrap().body().errors[0].category;
    assert_eq!(category, &ErrorCategory::InvalidRequestError);
}

mod accepted {
    use super::*;

    #[tokio::test]
    async fn an_image_for_an_object() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let call = client.create_catalog_image(&asked(), coffee());
        let response = call.send().await.unwrap();
        assert_eq!(response.errors, None);
        let image = response.into_inner().image.unwrap();
        assert_eq!(
            (&image.r#type, &*image.id),
            (&CatalogObjectType::Image, IMAGE)
        );
        assert_eq!(image.version, Some(1_574_265_600_000));
        assert_eq!(
            image.updated_at.unwrap().to_string(),
            "2019-11-20T16:00:00.000Z"
        );
        let data = image.image_data.unwrap();
        assert_eq!(
            data.caption.as_deref(),
            Some("A picture of a cup of coffee")
        );

        let received = fake.only_received();
        assert_eq!(
            (received.method.as_str(), &*received.target),
            ("POST", "/v2/catalog/images")
        );
        assert_eq!(received.header("accept"), Some("application/json"));
        let form = Form::parse(received.header("content-type"), &received.body).unwrap();
        let [request, file] = &form.parts[..] else {
            panic!("{form:?}");
        };
        assert_eq!((&*request.name, &request.filename), ("request", &None));
        assert_eq!(request.content_type.as_deref(), Some("application/json"));
        let json = r##"{"idempotency_key":"528dea59-7bfb-43c1-bd48-4a6bba7dd61f86","object_id":"ND6EA5AAJEO5WL3JNNIAQA32","image":{"type":"IMAGE","id":"#TEMP_ID","image_data":{"caption":"A picture of a cup of coffee"}}}"##;
        assert_eq!(request.text(), Some(json));
        assert_eq!(
            (&*file.name, file.filename.as_deref()),
            ("image_file", Some("Coffee.jpg"))
        );
        assert_eq!(file.content_type.as_deref(), Some("image/jpeg"));
        assert_eq!(file.body, JPEG);
    }

    #[tokio::test]
    async fn an_image_for_nothing() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let request = CreateCatalogImageRequest::new(KEY);
        let call = client.create_catalog_image(&request, coffee());
        assert_eq!(call.send().await.unwrap().image.as_ref().unwrap().id, IMAGE);
    }

    #[tokio::test]
    async fn each_type_of_a_file() {
        for (filename, given, sent) in [
            ("cup.png", None, "image/png"),
            ("cup.gif", None, "image/gif"),
            ("cup.JPEG", None, "image/jpeg"),
            ("cup.jpg", Some("image/pjpeg"), "image/pjpeg"),
            ("cup", Some("image/x-png"), "image/x-png"),
        ] {
            let fake = fake();
            let client = client(&fake, TOKEN);
            let mut file = FilePart::new(filename, PNG);
            if let Some(given) = given {
                file = file.with_content_type(given);
            }
            client
                .create_catalog_image(&asked(), file)
                .send()
                .await
                .unwrap();
            let received = fake.only_received();
            let form = Form::parse(received.header("content-type"), &received.body).unwrap();
            let file = form.part("image_file").unwrap();
            assert_eq!(file.content_type.as_deref(), Some(sent));
            assert_eq!(file.filename.as_deref(), Some(filename));
        }
    }

    #[tokio::test]
    async fn the_version_of_the_document_of_the_client_and_of_the_call() {
        let fake = fake();
        let default = client(&fake, TOKEN);
        let builder = Client::builder().base_url(&fake.url("")).oauth2(TOKEN);
        let newer = builder.square_version("2020-02-26").build().unwrap();
        for (client, version, sent) in [
            (&default, None, "2019-11-20"),
            (&default, Some("2025-08-20"), "2025-08-20"),
            (&newer, None, "2020-02-26"),
            (&newer, Some("2019-11-20"), "2019-11-20"),
        ] {
            let request = asked();
            let mut call = client.create_catalog_image(&request, coffee());
            if let Some(version) = version {
                call = call.square_version(version);
            }
            let response = call.send().await.unwrap();
            assert_eq!(response.headers()["square-version"], sent);
            // Once: a header that came twice would not be found.
            assert_eq!(
                fake.received().pop().unwrap().header("square-version"),
                Some(sent)
            );
        }
    }

    #[tokio::test]
    async fn the_same_request_again() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        for _ in 0..2 {
            client
                .create_catalog_image(&asked(), coffee())
                .send()
                .await
                .unwrap();
        }
    }

    #[tokio::test]
    async fn keys_of_one_and_of_128_characters() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        for key in ["k".to_owned(), "é".repeat(128)] {
            let request = CreateCatalogImageRequest::new(key);
            client
                .create_catalog_image(&request, coffee())
                .send()
                .await
                .unwrap();
        }
    }

    #[tokio::test]
    async fn a_file_of_just_the_size_that_is_allowed() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let file = FilePart::new("cup.png", vec![0x89; MAX_FILE]);
        client
            .create_catalog_image(&asked(), file)
            .send()
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn answers_with_more_fields_and_wide_numbers() {
        let more = json!({"custom": {"deep": [1, null]}, "wide": 9_007_199_254_740_993_i64});
        let fake = Fake::start(Square {
            image_version: 9_007_199_254_740_993,
            more_fields: more.as_object().unwrap().clone(),
            ..Square::default()
        });
        let client = client(&fake, TOKEN);
        let call = client.create_catalog_image(&asked(), coffee());
        let image = call.send().await.unwrap().into_inner().image.unwrap();
        assert_eq!(image.version, Some(9_007_199_254_740_993));
        let more_fields: Vec<(&str, String)> = image
            .additional_properties
            .iter()
            .map(|(name, value)| (&**name, value.to_string()))
            .collect();
        assert_eq!(
            more_fields,
            [
                ("custom", r#"{"deep":[1,null]}"#.to_owned()),
                ("wide", "9007199254740993".to_owned()),
            ]
        );
    }

    #[tokio::test]
    async fn types_codes_and_categories_that_no_page_has() {
        let answered = |status: u16, body: &'static str| {
            let builder = Client::builder().transport(InMemory::json(status, body));
            builder.oauth2(TOKEN).build().unwrap()
        };
        let client = answered(200, r#"{"image":{"type":"HOLOGRAM","id":"1"}}"#);
        let call = client.create_catalog_image(&asked(), coffee());
        let image = call.send().await.unwrap().into_inner().image.unwrap();
        assert_eq!(image.r#type.as_str(), "HOLOGRAM");

        let body = r#"{"errors":[{"category":"NEW_ERROR","code":"NEW_CODE"}]}"#;
        let error = refusal(&answered(402, body)).await;
        let code = ErrorCode::Unknown("NEW_CODE".to_owned());
        assert_error(&error, 402, &code, None, "402 Payment Required: NEW_CODE");
    }
}

mod refused {
    use super::*;

    #[tokio::test]
    async fn a_bad_token_none_and_one_without_the_permission() {
        let fake = fake();
        let text = "401 Unauthorized: UNAUTHORIZED: This request could not be authorized.";
        let without = spoiled(&fake, |sent| sent.remove_header("authorization"));
        for client in [client(&fake, "OTHER_TOKEN"), without] {
            let error = refusal(&client).await;
            assert_error(&error, 401, &ErrorCode::Unauthorized, None, text);
        }
        let error = refusal(&client(&fake, READ_ONLY_TOKEN)).await;
        let text =
            "403 Forbidden: INSUFFICIENT_SCOPES: The token lacks the permission ITEMS_WRITE.";
        assert_error(&error, 403, &ErrorCode::InsufficientScopes, None, text);
        let category = &error.api().unwrap().body().errors[0].category;
        assert_eq!(category, &ErrorCategory::AuthenticationError);
    }

    #[tokio::test]
    async fn json_in_place_of_a_form() {
        let fake = fake();
        let client = spoiled(&fake, |sent| {
            sent.set_header("content-type", "application/json");
        });
        let text = "Only [multipart/form-data] content type allowed. but got application/json";
        let error = refusal(&client).await;
        assert_invalid(&error, &ErrorCode::InvalidContentType, None, text);
    }

    #[tokio::test]
    async fn a_file_of_another_type_before_it_is_sent() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        for (file, content_type) in [
            (
                FilePart::new("Coffee.bin", JPEG),
                "application/octet-stream",
            ),
            (FilePart::new("Coffee", JPEG), "application/octet-stream"),
            (
                coffee().with_content_type("application/octet-stream"),
                "application/octet-stream",
            ),
            (FilePart::new("Coffee.webp", JPEG), "image/webp"),
            (coffee().with_content_type(""), ""),
        ] {
            let call = client.create_catalog_image(&asked(), file);
            let error = call.send().await.unwrap_err();
            let Error::Request(RequestError::FileType {
                part,
                content_type: found,
                allowed,
                ..
            }) = &error
            else {
                panic!("{error:?}");
            };
            assert_eq!((&**part, &**found), ("image_file", content_type));
            assert_eq!(allowed.len(), 5);
            assert!(error.to_string().contains("image/pjpeg"), "{error}");
        }
        assert!(fake.received().is_empty());
    }

    #[tokio::test]
    async fn a_file_of_another_type_or_of_none_when_it_is_sent_all_the_same() {
        let fake = fake();
        for line in ["Content-Type: application/octet-stream\r\n", ""] {
            let client = spoiled(&fake, move |sent| {
                sent.replace("Content-Type: image/jpeg\r\n", line);
            });
            let error = refusal(&client).await;
            let code = &error.api().unwrap().body().errors[0].code;
            assert_eq!(code, &ErrorCode::InvalidContentType);
            let text = error.to_string();
            assert!(text.contains("Only [image/jpeg image/pjpeg"), "{text}");
        }
    }

    #[tokio::test]
    async fn no_file_and_an_empty_one() {
        let fake = fake();
        let text = "Unexpected error in parsing the request.";
        let none = spoiled(&fake, |sent| sent.replace("image_file", "picture"));
        let unterminated = spoiled(&fake, |sent| sent.body.truncate(sent.body.len() - 4));
        for client in [none, unterminated] {
            let error = refusal(&client).await;
            assert_invalid(&error, &ErrorCode::BadRequest, None, text);
        }
        let client = client(&fake, TOKEN);
        let call = client.create_catalog_image(&asked(), FilePart::new("Coffee.jpg", ""));
        let error = call.send().await.unwrap_err();
        assert_invalid(&error, &ErrorCode::BadRequest, None, text);
    }

    #[tokio::test]
    async fn two_json_parts_none_and_a_bad_one() {
        let fake = fake();
        let two = spoiled(&fake, |sent| {
            sent.replace("Content-Type: image/jpeg", "Content-Type: application/json");
        });
        let text = "Received multiple request parts. Please only supply zero or one `parts` of type application/json.";
        let error = refusal(&two).await;
        assert_invalid(&error, &ErrorCode::InvalidContentType, None, text);

        let none = spoiled(&fake, |sent| {
            sent.replace("Content-Type: application/json", "Content-Type: text/plain");
        });
        let error = refusal(&none).await;
        let text = "There is no JSON part.";
        assert_invalid(&error, &ErrorCode::ExpectedJsonBody, None, text);

        let bad = spoiled(&fake, |sent| sent.replace("{\"idempotency_key\"", "{"));
        let error = refusal(&bad).await;
        let text = "Unexpected error in parsing the request.";
        assert_invalid(&error, &ErrorCode::BadRequest, None, text);
    }

    #[tokio::test]
    async fn a_key_that_is_missing_empty_or_too_long() {
        let fake = fake();
        let field = Some("idempotency_key");
        let missing = spoiled(&fake, |sent| sent.replace("idempotency_key", "other_key"));
        let error = refusal(&missing).await;
        let code = ErrorCode::MissingRequiredParameter;
        assert_invalid(&error, &code, field, "The field is required.");

        let client = client(&fake, TOKEN);
        let error = refusal_of(&client, &CreateCatalogImageRequest::new("")).await;
        assert_invalid(&error, &ErrorCode::ValueEmpty, field, "The field is empty.");

        let request = CreateCatalogImageRequest::new("k".repeat(129));
        let error = refusal_of(&client, &request).await;
        let text = "The field has more than 128 characters.";
        assert_invalid(&error, &ErrorCode::ValueTooLong, field, text);
    }

    #[tokio::test]
    async fn a_key_that_was_used_for_something_else() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        client
            .create_catalog_image(&asked(), coffee())
            .send()
            .await
            .unwrap();
        let error = refusal_of(&client, &CreateCatalogImageRequest::new(KEY)).await;
        let text = "The idempotency key can only be retried with the same request data.";
        let code = ErrorCode::IdempotencyKeyReused;
        assert_invalid(&error, &code, Some("idempotency_key"), text);
    }

    #[tokio::test]
    async fn an_unknown_object() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let error = refusal_of(&client, &asked().with_object_id("OTHER")).await;
        let text = "404 Not Found: NOT_FOUND: There is no such catalog object.";
        assert_error(&error, 404, &ErrorCode::NotFound, Some("object_id"), text);
    }

    #[tokio::test]
    async fn an_image_of_another_type_or_with_a_lasting_id() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        for (image, field, text) in [
            (
                image(CatalogObjectType::Item, "#TEMP_ID"),
                "image.type",
                "The type is not IMAGE.",
            ),
            (
                image(CatalogObjectType::Image, IMAGE),
                "image.id",
                "The id of a new object begins with #.",
            ),
        ] {
            let error = refusal_of(&client, &asked().with_image(image)).await;
            assert_invalid(&error, &ErrorCode::InvalidValue, Some(field), text);
        }
    }

    #[tokio::test]
    async fn a_file_that_is_too_large() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let file = FilePart::new("cup.png", vec![0x89; MAX_FILE + 1]);
        let error = client.create_catalog_image(&asked(), file).send().await;
        let text = "413 Payload Too Large: REQUEST_ENTITY_TOO_LARGE: The file is too large.";
        let code = ErrorCode::RequestEntityTooLarge;
        assert_error(&error.unwrap_err(), 413, &code, None, text);
    }

    #[tokio::test]
    async fn a_version_that_is_no_date() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let call = client.create_catalog_image(&asked(), coffee());
        let error = call.square_version("abc").send().await.unwrap_err();
        let code = ErrorCode::InvalidSquareVersionFormat;
        assert_invalid(&error, &code, None, "The version is not a date.");
    }

    #[tokio::test]
    async fn too_many_requests_without_a_time_to_wait() {
        let fake = Fake::start(Square {
            requests_allowed: 0,
            ..Square::default()
        });
        let error = refusal(&client(&fake, TOKEN)).await;
        let text = "429 Too Many Requests: RATE_LIMITED: Too many requests.";
        assert_error(&error, 429, &ErrorCode::RateLimited, None, text);
        assert!(!error.headers().unwrap().contains_key("retry-after"));
        assert_eq!(fake.received().len(), 1);
    }
}
