//! The generated client, of the document as its overlay corrects it, against the fake.

use commerce_clients::Reason;
use commerce_clients::runtime::RequestError;
use commerce_clients::runtime::transport::InMemory;
use commerce_clients::salla::operations::product_images::UpdateImageError;
use commerce_clients::salla::types::ProductImagesVideos;
use commerce_clients::salla::{Client, Error, FilePart};
use serde_json::{Value, json};

use crate::fake::salla::{IMAGE, READ_ONLY_TOKEN, Salla, TOKEN, Updated, WIDE_IMAGE};
use crate::fake::{Fake, Form};
use crate::image::{JPEG, PNG};
use crate::spoil::{Sent, spoiling};

fn fake() -> Fake {
    Fake::start(Salla::default())
}

fn client(fake: &Fake, token: &str) -> Client {
    let builder = Client::builder().base_url(&fake.url("/admin/v2"));
    builder.bearer(token).build().unwrap()
}

/// A client whose requests are spoiled on their way.
fn spoiled(fake: &Fake, spoil: impl Fn(&mut Sent) + Send + Sync + 'static) -> Client {
    let builder = Client::builder().base_url(&fake.url("/admin/v2"));
    let builder = builder.transport(spoiling(fake, spoil));
    builder.bearer(TOKEN).build().unwrap()
}

/// A client that is always answered this.
fn answered(status: u16, body: &'static str) -> Client {
    let builder = Client::builder().transport(InMemory::json(status, body));
    builder.bearer(TOKEN).build().unwrap()
}

fn photo() -> FilePart {
    FilePart::new("profile.png", PNG)
}

/// What a fake that answers so is found to have answered.
async fn updated(updated: Updated) -> ProductImagesVideos {
    let fake = Fake::start(Salla {
        updated,
        ..Salla::default()
    });
    let client = client(&fake, TOKEN);
    let call = client.update_image(IMAGE, photo());
    call.send().await.unwrap().into_inner().data
}

async fn refusal(client: &Client) -> Error<UpdateImageError> {
    let call = client.update_image(IMAGE, photo()).sort(1);
    call.send().await.unwrap_err()
}

/// The error is the 422 that only the overlay declares, about these fields.
#[track_caller]
fn assert_refused(error: &Error<UpdateImageError>, fields: &[&str]) {
    let Some(UpdateImageError::UnprocessableEntity(body)) =
        error.api().map(commerce_clients::ApiError::body)
    else {
        panic!("{error:?}");
    };
    assert_eq!(error.status().unwrap().as_u16(), 422);
    let found: Vec<&str> = body.error.fields.keys().map(String::as_str).collect();
    assert_eq!(found, fields);
    assert_eq!(
        error.to_string(),
        "422 Unprocessable Entity: error: alert.invalid_fields"
    );
}

/// The error is one that the document does not describe, and has all of its answer.
#[track_caller]
fn assert_unexpected(error: &Error<UpdateImageError>, status: u16, body: &str) {
    assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
    assert_eq!(error.status().unwrap().as_u16(), status);
    assert_eq!(&**error.body_bytes().unwrap(), body.as_bytes());
}

mod accepted {
    use super::*;

    #[tokio::test]
    async fn a_photo_and_all_that_can_be_said_about_it() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let call = client
            .update_image(IMAGE, photo())
            .alt("Alt Text \"é\"\r\n--XYZ")
            .sort(1)
            .default(1);
        let response = call.send().await.unwrap();
        assert_eq!(
            (response.status().as_u16(), response.body().status),
            (201, 201)
        );
        assert_eq!((response.data.id, response.data.sort), (IMAGE, 5));
        assert_eq!(response.data.alt_seo.as_deref(), Some("image"));
        assert_eq!(response.headers()["x-ratelimit-remaining"], "119");

        let received = fake.only_received();
        assert_eq!(received.target, "/admin/v2/products/images/713368802");
        assert_eq!(received.header("accept"), Some("application/json"));
        let form = Form::parse(received.header("content-type"), &received.body).unwrap();
        let parts: Vec<_> = form
            .parts
            .iter()
            .map(|part| (&*part.name, part.filename.as_deref(), &*part.body))
            .collect();
        assert_eq!(
            parts,
            [
                ("photo", Some("profile.png"), PNG),
                ("default", None, &b"1"[..]),
                ("sort", None, b"1"),
                ("alt", None, "Alt Text \"é\"\r\n--XYZ".as_bytes()),
            ]
        );
        assert_eq!(form.parts[0].content_type.as_deref(), Some("image/png"));
    }

    #[tokio::test]
    async fn a_photo_alone_of_any_kind() {
        let images: [(&str, &[u8]); 4] = [
            ("a.jpg", JPEG),
            ("a.JPEG", JPEG),
            ("a.gif", b"GIF89a"),
            ("a.webp", b"RIFF\0\0\0\0WEBP"),
        ];
        for (name, image) in images {
            let fake = fake();
            let client = client(&fake, TOKEN);
            let call = client.update_image(IMAGE, FilePart::new(name, image));
            call.send().await.unwrap();
            let received = fake.only_received();
            let form = Form::parse(received.header("content-type"), &received.body).unwrap();
            assert_eq!(form.parts.len(), 1, "{form:?}");
            assert_eq!(form.parts[0].filename.as_deref(), Some(name));
        }
    }

    #[tokio::test]
    async fn widths_to_the_last_digit() {
        let image = updated(Updated::SecondExample).await.image;
        assert_eq!(image.original.width.to_bits(), 0.0_f64.to_bits());
        for (width, text) in [
            (image.standard_resolution.width, "865.8008658008658"),
            (image.low_resolution.width, "432.9004329004329"),
            (image.thumbnail.width, "103.89610389610388"),
            (image.thumbnail.height, "119.99999999999999"),
        ] {
            assert_eq!(width.to_string(), text);
        }
    }

    #[tokio::test]
    async fn answers_with_a_null_and_with_an_unknown_field() {
        assert_eq!(updated(Updated::NullAltSeo).await.alt_seo, None);
        let known = updated(Updated::FirstExample).await;
        assert_eq!(updated(Updated::UnknownField).await, known);
    }

    #[tokio::test]
    async fn ids_that_no_double_can_hold() {
        assert_eq!(updated(Updated::WideId).await.id, WIDE_IMAGE);
        let fake = fake();
        let client = client(&fake, TOKEN);
        client
            .update_image(WIDE_IMAGE, photo())
            .send()
            .await
            .unwrap();
        assert_eq!(
            fake.only_received().target,
            "/admin/v2/products/images/9007199254740993"
        );
    }
}

mod refused {
    use super::*;

    #[tokio::test]
    async fn a_bad_token_none_and_one_without_the_scope() {
        let fake = fake();
        let without = spoiled(&fake, |sent| sent.remove_header("authorization"));
        let invalid = "401 Unauthorized: Unauthorized: The access token is invalid";
        for (client, text) in [
            (client(&fake, "ory_at_other"), invalid),
            (without, invalid),
            (
                client(&fake, READ_ONLY_TOKEN),
                "401 Unauthorized: Unauthorized: The access token should have access to one of those scopes: products.read_write",
            ),
        ] {
            let error = refusal(&client).await;
            let Some(UpdateImageError::Unauthorized(body)) =
                error.api().map(commerce_clients::ApiError::body)
            else {
                panic!("{error:?}");
            };
            assert_eq!((body.status, body.success), (401, false));
            assert_eq!(body.error.code, "Unauthorized");
            assert_eq!(error.to_string(), text);
        }
    }

    #[tokio::test]
    async fn an_unknown_image_with_a_code_that_is_text() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let error = client.update_image(1, photo()).send().await.unwrap_err();
        let Some(UpdateImageError::NotFound(body)) =
            error.api().map(commerce_clients::ApiError::body)
        else {
            panic!("{error:?}");
        };
        let message = "المحتوى الذي تحاول الوصول اليه غير متوفر";
        assert_eq!(
            (&*body.error.code, &*body.error.message),
            ("error", message)
        );
        assert_eq!(
            error.to_string(),
            format!("404 Not Found: error: {message}")
        );
        let raw: Value = serde_json::from_slice(error.body_bytes().unwrap()).unwrap();
        assert_eq!(raw["error"], json!({"code": "error", "message": message}));
    }

    #[tokio::test]
    async fn a_not_found_that_is_not_as_documented() {
        let body = r#"{"status":404,"success":false,"error":{"code":404,"message":"gone"}}"#;
        let error = refusal(&answered(404, body)).await;
        assert_unexpected(&error, 404, body);
        let text = error.to_string();
        assert!(text.starts_with("404 Not Found"), "{text}");
        assert!(text.contains("error.code"), "{text}");
        assert!(text.ends_with(": 404: gone"), "{text}");
    }

    #[tokio::test]
    async fn statuses_that_are_not_documented() {
        let fake = fake();
        let client = spoiled(&fake, |sent| "PUT".clone_into(&mut sent.method));
        let error = refusal(&client).await;
        let body = r#"{"status":405,"success":false,"error":{"code":"method_not_allowed","message":"Method not allowed"}}"#;
        assert_unexpected(&error, 405, body);
        assert_eq!(
            error.to_string(),
            "405 Method Not Allowed (not documented): method_not_allowed: Method not allowed"
        );

        let body = r#"{"error":"invalid_grant","error_description":"used before"}"#;
        let error = refusal(&answered(410, body)).await;
        assert_unexpected(&error, 410, body);
        let text = "410 Gone (not documented): invalid_grant: used before";
        assert_eq!(error.to_string(), text);
    }

    #[tokio::test]
    async fn a_photo_that_is_missing_or_text() {
        let fake = fake();
        // Read literally, the document makes the photo a field of text.
        let missing = spoiled(&fake, |sent| {
            sent.replace("name=\"photo\"", "name=\"image\"");
        });
        let text = spoiled(&fake, |sent| sent.replace("; filename=\"profile.png\"", ""));
        for client in [missing, text] {
            assert_refused(&refusal(&client).await, &["photo"]);
        }
        let client = client(&fake, TOKEN);
        let no_image = FilePart::new("profile.png", "@\"Users/Images/profile.png\"");
        let error = client.update_image(IMAGE, no_image).send().await;
        assert_refused(&error.unwrap_err(), &["photo"]);
    }

    #[tokio::test]
    async fn a_photo_whose_name_has_no_extension_of_an_image() {
        let fake = fake();
        let client = client(&fake, TOKEN);
        let named = FilePart::new("profile", PNG).with_content_type("image/png");
        let error = client.update_image(IMAGE, named).send().await;
        assert_refused(&error.unwrap_err(), &["photo"]);

        // Without a content type of an image it is not sent at all.
        for name in ["profile", "profile.txt", "profile.bmp"] {
            let call = client.update_image(IMAGE, FilePart::new(name, PNG));
            let error = call.send().await.unwrap_err();
            let refused = matches!(error, Error::Request(RequestError::FileType { .. }));
            assert!(refused, "{name}: {error}");
        }
        assert_eq!(fake.received().len(), 1);
    }

    #[tokio::test]
    async fn bodies_that_are_no_form() {
        let fake = fake();
        for content_type in ["application/json", "application/x-www-form-urlencoded"] {
            let client = spoiled(&fake, move |sent| {
                sent.set_header("content-type", content_type);
            });
            assert_refused(&refusal(&client).await, &["photo"]);
        }
    }

    #[tokio::test]
    async fn numbers_that_are_no_integers_and_booleans() {
        let fake = fake();
        for number in ["1.0", "abc"] {
            let client = spoiled(&fake, move |sent| {
                let (from, to) = ("name=\"sort\"\r\n\r\n1", "name=\"sort\"\r\n\r\n");
                sent.replace(from, &format!("{to}{number}"));
            });
            assert_refused(&refusal(&client).await, &["sort"]);
        }
        let client = client(&fake, TOKEN);
        let call = client.update_image(IMAGE, photo()).default(2);
        assert_refused(&call.send().await.unwrap_err(), &["default"]);
    }

    #[tokio::test]
    async fn the_request_after_all_of_the_plan() {
        let fake = Fake::start(Salla {
            requests: 120.into(),
            ..Salla::default()
        });
        let error = refusal(&client(&fake, TOKEN)).await;
        let Some(UpdateImageError::TooManyRequests(body)) =
            error.api().map(commerce_clients::ApiError::body)
        else {
            panic!("{error:?}");
        };
        assert_eq!(body.error.code, "too_many_requests");
        assert_eq!(error.headers().unwrap()["retry-after"], "1");
        assert_eq!(
            error.to_string(),
            "429 Too Many Requests: too_many_requests: Too many requests"
        );
    }

    #[tokio::test]
    async fn anything_when_the_gateway_is_in_trouble() {
        let fake = Fake::start(Salla {
            in_trouble: true,
            ..Salla::default()
        });
        let error = refusal(&client(&fake, TOKEN)).await;
        let page = "<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>";
        assert_unexpected(&error, 503, page);
        assert_eq!(error.headers().unwrap()["content-type"], "text/html");
        let text = format!("503 Service Unavailable (not documented): {page}");
        assert_eq!(error.to_string(), text);
    }

    #[tokio::test]
    async fn a_page_in_place_of_a_documented_error() {
        let page = "<html><body>404</body></html>";
        let transport = InMemory::new(move |_| {
            let builder = commerce_clients::runtime::http::Response::builder().status(404);
            builder
                .header("content-type", "text/html")
                .body(page)
                .unwrap()
        });
        let builder = Client::builder().transport(transport).bearer(TOKEN);
        let error = refusal(&builder.build().unwrap()).await;
        assert_unexpected(&error, 404, page);
        let Error::Unexpected(unexpected) = &error else {
            panic!("{error:?}");
        };
        let reason = unexpected.reason();
        assert!(matches!(reason, Reason::ContentType { actual } if actual == "text/html"));
    }
}
