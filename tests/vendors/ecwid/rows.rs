//! What the fake accepts and refuses, by hand-made requests.

use serde_json::{Value, json};

use crate::fake::Fake;
use crate::fake::ecwid::{Ecwid, READ_ONLY_TOKEN, TOKEN, TooLarge};
use crate::image::{JPEG, PNG};
use crate::raw::{self, Request, Response};

const IMAGE: &str = "/api/v3/1003/categories/123456/image";
const ASYNC: &str = "/api/v3/1003/categories/123456/image/async";
const BYTES: &str = "application/octet-stream";

fn send(request: Request) -> Response {
    request.send(Fake::start(Ecwid::default()).address())
}

fn post(target: &str) -> Request {
    Request::new("POST", target, TOKEN)
}

fn upload_link(query: &str) -> Response {
    send(post(&format!("{IMAGE}?{query}")))
}

fn upload_async(body: &Value) -> Response {
    send(post(ASYNC).body("application/json", body.to_string()))
}

#[track_caller]
fn assert_error(response: &Response, status: u16, code: &str) {
    assert_eq!(
        (response.status, &response.json()["errorCode"]),
        (status, &json!(code))
    );
}

mod accepted {
    use super::*;

    #[test]
    fn the_bytes_of_an_image() {
        let response = send(post(IMAGE).body(BYTES, PNG));
        assert_eq!(
            (response.status, response.json()),
            (200, json!({"id": 240_198_557}))
        );
        assert_eq!(
            response.header("content-type"),
            Some("application/json;charset=UTF-8")
        );
    }

    #[test]
    fn bytes_of_other_types_and_of_none() {
        for (content_type, image) in [
            ("application/octet-stream; charset=UTF-8", PNG),
            ("image/png", PNG),
            ("image/jpeg", JPEG),
            ("image/gif", b"GIF89a"),
        ] {
            assert_eq!(
                send(post(IMAGE).body(content_type, image)).status,
                200,
                "{content_type}"
            );
        }
        assert_eq!(send(post(IMAGE).untyped_body(PNG)).status, 200);
    }

    #[test]
    fn exactly_twenty_megabytes() {
        assert_eq!(
            send(post(IMAGE).body(BYTES, image_of(20 * 1024 * 1024))).status,
            200
        );
    }

    #[test]
    fn a_link_whose_escapes_are_undone() {
        let response =
            upload_link("externalUrl=https%3A%2F%2Fexample.com%2Fa%20b.png%3Fx%3D1%26y%3D2");
        assert_eq!(
            (response.status, response.json()),
            (200, json!({"id": 240_198_557}))
        );
    }

    #[test]
    fn a_link_that_wins_over_a_body() {
        let target = format!("{IMAGE}?externalUrl=https%3A%2F%2Fexample.com%2Fa.png");
        assert_eq!(
            send(post(&target).body("text/plain", "no image")).status,
            200
        );
    }

    #[test]
    fn ids_that_no_double_can_hold() {
        let fake = Fake::start(Ecwid {
            image: 9_007_199_254_740_995,
            ..Ecwid::default()
        });
        let target = "/api/v3/1003/categories/9007199254740993/image";
        let response = post(target).body(BYTES, PNG).send(fake.address());
        assert_eq!(response.body, r#"{"id":9007199254740995}"#);
        assert_eq!(
            send(post("/api/v3/1003/categories/9007199254740992/image").body(BYTES, PNG)).status,
            404
        );
    }

    #[test]
    fn an_image_to_fetch() {
        let response = upload_async(&json!({
            "url": "https://example.com/a.png",
            "width": 180,
            "height": 180,
            "externalId": "r-1",
            "alt": {"main": "A cup", "translated": {"en": "A cup", "nl": "Een kop"}},
        }));
        assert_eq!(
            (response.status, response.json()),
            (200, json!({"id": 240_198_557}))
        );
    }

    #[test]
    fn sizes_as_text() {
        let response = upload_async(
            &json!({"url": "https://example.com/a.png", "width": "180", "height": "1"}),
        );
        assert_eq!(response.status, 200);
    }

    #[test]
    fn an_image_to_fetch_answered_without_its_id() {
        let fake = Fake::start(Ecwid {
            answers_async_id: false,
            ..Ecwid::default()
        });
        let body = r#"{"url":"https://example.com/a.png","width":1,"height":1}"#;
        let response = post(ASYNC)
            .body("application/json; charset=utf-8", body)
            .send(fake.address());
        assert_eq!((response.status, &*response.body), (200, "{}"));
    }
}

mod refused {
    use super::*;

    #[test]
    fn a_missing_or_bad_token_with_nothing_to_read() {
        for request in [
            Request::anonymous("POST", IMAGE),
            Request::new("POST", IMAGE, "secret_other"),
            Request::anonymous("POST", IMAGE).header("Authorization", TOKEN),
            post(IMAGE).header("Authorization", &format!("Bearer {TOKEN}")),
        ] {
            let response = send(request.clone().body(BYTES, PNG));
            assert_eq!((response.status, &*response.body), (403, ""), "{request:?}");
            assert_eq!(response.header("content-length"), Some("0"));
            assert_eq!(response.header("content-type"), None);
        }
    }

    #[test]
    fn a_token_without_the_scope() {
        let response = send(Request::new("POST", IMAGE, READ_ONLY_TOKEN).body(BYTES, PNG));
        assert_error(&response, 403, "INSUFFICIENT_APP_SCOPE");
    }

    #[test]
    fn an_unknown_store() {
        let response = send(post("/api/v3/1004/categories/123456/image").body(BYTES, PNG));
        assert_eq!(response.status, 404);
        let body = json!({"errorCode": "STORE_NOT_FOUND", "errorMessage": "Store not found"});
        assert_eq!(response.json(), body);
    }

    #[test]
    fn an_unknown_category() {
        let response = send(post("/api/v3/1003/categories/1/image").body(BYTES, PNG));
        assert_error(&response, 404, "CATEGORIES_NOT_FOUND");
    }

    #[test]
    fn ids_that_are_not_integers() {
        for id in ["abc", "1003.0", "-1", "%31003x", ""] {
            let response =
                send(post(&format!("/api/v3/{id}/categories/123456/image")).body(BYTES, PNG));
            assert_error(&response, 400, "WRONG_PARAMETER");
            assert_eq!(response.json()["args"], json!({"name": "storeId"}), "{id}");
        }
        let response = send(post("/api/v3/1003/categories/1e5/image").body(BYTES, PNG));
        assert_error(&response, 400, "WRONG_PARAMETER");
    }

    #[test]
    fn another_method() {
        assert_error(
            &send(Request::new("PUT", IMAGE, TOKEN).body(BYTES, PNG)),
            405,
            "METHOD_NOT_ALLOWED",
        );
    }

    #[test]
    fn forms_and_json() {
        let form = raw::form(&[(
            &["Content-Disposition: form-data; name=\"file\"; filename=\"a.png\""],
            PNG,
        )]);
        for request in [
            post(IMAGE).body(raw::FORM, form),
            post(IMAGE).body("application/json", "{}"),
        ] {
            let response = send(request);
            let message = "Unsupported content-type: expected application/octet-stream";
            assert_eq!(
                (response.status, response.json()),
                (415, json!({"errorMessage": message}))
            );
        }
    }

    #[test]
    fn bytes_that_are_no_image() {
        let response = send(post(IMAGE).body(BYTES, "no image"));
        let message =
            "Uploaded file cannot be processed. Please make sure you upload an image file";
        assert_eq!(
            (response.status, response.json()),
            (422, json!({"errorMessage": message}))
        );
    }

    #[test]
    fn more_than_twenty_megabytes() {
        let image = image_of(20 * 1024 * 1024 + 1);
        let response = send(post(IMAGE).body(BYTES, image.clone()));
        assert_eq!(response.status, 413);

        let newer = Ecwid {
            too_large: TooLarge::IncorrectImageSize,
            ..Ecwid::default()
        };
        let response = post(IMAGE)
            .body(BYTES, image)
            .send(Fake::start(newer).address());
        assert_error(&response, 400, "INCORRECT_IMAGE_SIZE");
    }

    #[test]
    fn neither_bytes_nor_a_link() {
        assert_error(&send(post(IMAGE)), 400, "WRONG_PARAMETER");
    }

    #[test]
    fn links_that_are_none() {
        // `true` is what a reader of the page would send, since the page calls the parameter a boolean.
        for value in [
            "true",
            "",
            "%20%20",
            "htt%3A%2F%2Fsssss",
            "https%3A%2F%2F",
            "http%3A%2F%2Fexample.com",
        ] {
            assert_error(
                &upload_link(&format!("externalUrl={value}")),
                422,
                "WRONG_URL",
            );
        }
    }

    #[test]
    fn links_that_cannot_be_read() {
        for query in [
            "externalUrl",
            "externalUrl=%2",
            "externalUrl=%zz",
            "externalUrl=%ff",
            "external=1",
        ] {
            assert_error(&upload_link(query), 400, "WRONG_PARAMETER");
        }
    }

    #[test]
    fn the_request_after_six_hundred_in_a_minute() {
        let fake = Fake::start(Ecwid::default());
        for _ in 0..600 {
            assert_eq!(
                post(IMAGE).body(BYTES, PNG).send(fake.address()).status,
                200
            );
        }
        let response = post(IMAGE).body(BYTES, PNG).send(fake.address());
        assert_error(&response, 429, "RATE_LIMITED");
        assert_eq!(response.header("retry-after"), Some("10"));
        // The limit is a token's, not the store's.
        let other = Request::new("POST", IMAGE, READ_ONLY_TOKEN)
            .body(BYTES, PNG)
            .send(fake.address());
        assert_eq!(other.status, 403);
    }

    #[test]
    fn urls_to_fetch_that_are_none() {
        for url in ["  ", "", "htt://sssss", "true"] {
            let response = upload_async(&json!({"url": url, "width": 1, "height": 1}));
            assert_eq!(response.status, 422);
            let body = json!({"errorCode": "WRONG_URL", "errorMessage": "Wrong URL provided"});
            assert_eq!(response.json(), body, "{url:?}");
        }
    }

    #[test]
    fn sizes_that_are_missing_or_not_positive_integers() {
        for size in [
            json!(0),
            json!(-1),
            json!(1.5),
            json!(1.0),
            json!("0"),
            json!("1.0"),
            json!(true),
        ] {
            for name in ["width", "height"] {
                let mut body = json!({"url": "https://example.com/a.png", "width": 1, "height": 1});
                body[name] = size.clone();
                let response = upload_async(&body);
                assert_error(&response, 400, "WRONG_PARAMETER");
                assert_eq!(response.json()["args"]["name"], name, "{size}");
            }
        }
        let url = "https://example.com/a.png";
        for body in [
            json!({"url": url, "width": 1}),
            json!({"url": url, "height": 1}),
        ] {
            assert_error(&upload_async(&body), 400, "WRONG_PARAMETER");
        }
    }

    #[test]
    fn fields_of_another_type_and_nulls() {
        for (name, value) in [
            ("url", json!(1)),
            ("url", Value::Null),
            ("externalId", json!(1)),
            ("externalId", Value::Null),
            ("alt", json!("A cup")),
            ("alt", Value::Null),
            ("alt", json!({"main": 1})),
            ("alt", json!({"translated": "A cup"})),
            ("alt", json!({"translated": {"en": 1}})),
        ] {
            let mut body = json!({"url": "https://example.com/a.png", "width": 1, "height": 1});
            body[name] = value.clone();
            assert_error(&upload_async(&body), 400, "WRONG_PARAMETER");
        }
    }

    #[test]
    fn a_language_that_is_not_enabled() {
        let response = upload_async(&json!({
            "url": "https://example.com/a.png", "width": 1, "height": 1, "alt": {"translated": {"de": "Tasse"}},
        }));
        assert_error(&response, 400, "LANGUAGES_NOT_ALLOWED");
    }

    #[test]
    fn an_external_id_that_is_in_use() {
        let fake = Fake::start(Ecwid::default());
        let body = r#"{"url":"https://example.com/a.png","width":1,"height":1,"externalId":"r-1"}"#;
        let request = post(ASYNC).body("application/json", body);
        assert_eq!(request.clone().send(fake.address()).status, 200);
        assert_error(
            &request.send(fake.address()),
            409,
            "EXTERNAL_ID_ALREADY_USED",
        );
    }

    #[test]
    fn an_image_to_fetch_that_is_not_json() {
        let body = r#"{"url":"https://example.com/a.png","width":1,"height":1}"#;
        for request in [
            post(ASYNC).body(BYTES, body),
            post(ASYNC).untyped_body(body),
        ] {
            let response = send(request);
            let message = "Unsupported content-type: expected `application/json` or `text/json`";
            assert_eq!(
                (response.status, response.json()),
                (415, json!({"errorMessage": message}))
            );
        }
        for body in ["", "{", "[]", "null"] {
            assert_error(
                &send(post(ASYNC).body("application/json", body)),
                400,
                "WRONG_PARAMETER",
            );
        }
    }

    #[test]
    fn an_image_to_fetch_without_a_good_token() {
        let response = send(Request::anonymous("POST", ASYNC).body("application/json", "{}"));
        assert_eq!((response.status, &*response.body), (403, ""));
    }
}

/// Something that begins as an image and has so many bytes.
fn image_of(bytes: usize) -> Vec<u8> {
    let mut image = PNG.to_vec();
    image.resize(bytes, 0);
    image
}
