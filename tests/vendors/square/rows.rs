//! What the fake accepts and refuses, by hand-made requests.

use serde_json::{Value, json};

use crate::fake::Fake;
use crate::fake::square::{MAX_FILE, READ_ONLY_TOKEN, Square, TOKEN};
use crate::image::{JPEG, PNG};
use crate::raw::{self, RawPart, Request, Response};

const PATH: &str = "/v2/catalog/images";
const ASKED: &[&str] = &[
    "Content-Disposition: form-data; name=\"request\"",
    "Content-Type: application/json",
];
const FILE: RawPart<'_> = (
    &[
        "Content-Disposition: form-data; name=\"image_file\"; filename=\"Coffee.jpg\"",
        "Content-Type: image/jpeg",
    ],
    JPEG,
);

fn asked() -> Value {
    json!({
        "idempotency_key": "528dea59-7bfb-43c1-bd48-4a6bba7dd61f86",
        "object_id": "ND6EA5AAJEO5WL3JNNIAQA32",
        "image": {
            "id": "#TEMP_ID",
            "type": "IMAGE",
            "image_data": {"caption": "A picture of a cup of coffee"},
        },
    })
}

fn post(parts: &[RawPart<'_>]) -> Request {
    Request::new("POST", PATH, TOKEN)
        .header("Square-Version", "2019-11-20")
        .header("Accept", "application/json")
        .body(raw::FORM, raw::form(parts))
}

fn send(request: Request) -> Response {
    request.send(Fake::start(Square::default()).address())
}

fn create(asked: &Value) -> Response {
    send(post(&[(ASKED, asked.to_string().as_bytes()), FILE]))
}

fn create_with(file: RawPart<'_>) -> Response {
    send(post(&[(ASKED, asked().to_string().as_bytes()), file]))
}

#[track_caller]
fn assert_error(response: &Response, status: u16, category: &str, code: &str, field: Option<&str>) {
    let errors = &response.json()["errors"];
    assert_eq!(errors.as_array().map(Vec::len), Some(1));
    let error = &errors[0];
    let found = (
        response.status,
        error["category"].as_str(),
        error["code"].as_str(),
        error["field"].as_str(),
    );
    assert_eq!(found, (status, Some(category), Some(code), field));
    assert!(error["detail"].is_string());
}

#[track_caller]
fn assert_invalid(response: &Response, code: &str, field: Option<&str>) {
    assert_error(response, 400, "INVALID_REQUEST_ERROR", code, field);
}

mod accepted {
    use super::*;

    #[test]
    fn an_image_for_an_object() {
        let response = create(&asked());
        assert_eq!(response.status, 200);
        assert_eq!(response.header("square-version"), Some("2019-11-20"));
        let image = json!({
            "type": "IMAGE",
            "id": "KQLFFHA6K6J3YQAQAWDQAL57",
            "updated_at": "2019-11-20T16:00:00.000Z",
            "version": 1_574_265_600_000_i64,
            "is_deleted": false,
            "present_at_all_locations": true,
            "image_data": {
                "url": "https://items-images-sandbox.s3.us-west-2.amazonaws.com/files/e5e3/original.jpeg",
                "caption": "A picture of a cup of coffee",
            },
        });
        assert_eq!(response.json(), json!({"image": image}));
    }

    #[test]
    fn an_image_for_nothing() {
        assert_eq!(create(&json!({"idempotency_key": "k"})).status, 200);
    }

    #[test]
    fn each_name_and_type_of_a_file() {
        for name in ["image_file", "image", "file"] {
            let disposition =
                format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"a\"");
            for content_type in [
                "image/jpeg",
                "image/pjpeg",
                "image/png",
                "image/x-png",
                "image/gif",
            ] {
                let content_type = format!("Content-Type: {content_type}");
                assert_eq!(
                    create_with((&[&disposition, &content_type], PNG)).status,
                    200,
                    "{name}, {content_type}"
                );
            }
        }
    }

    #[test]
    fn a_json_part_with_a_charset_and_one_without_a_type() {
        let json = asked().to_string();
        let disposition = "Content-Disposition: form-data; name=\"request\"";
        let with_charset: &[&str] = &[disposition, "Content-Type: application/json; charset=utf-8"];
        for head in [with_charset, &[disposition]] {
            assert_eq!(send(post(&[(head, json.as_bytes()), FILE])).status, 200);
        }
    }

    #[test]
    fn the_parts_in_the_other_order() {
        assert_eq!(
            send(post(&[FILE, (ASKED, asked().to_string().as_bytes())])).status,
            200
        );
    }

    #[test]
    fn no_version() {
        let parts = [(ASKED, &*asked().to_string().into_bytes()), FILE];
        let response = send(Request::new("POST", PATH, TOKEN).body(raw::FORM, raw::form(&parts)));
        assert_eq!(
            (response.status, response.header("square-version")),
            (200, None)
        );
    }

    #[test]
    fn keys_of_one_and_of_128_characters() {
        for key in ["k".to_owned(), "é".repeat(128)] {
            assert_eq!(create(&json!({"idempotency_key": key})).status, 200);
        }
    }

    #[test]
    fn the_same_request_again() {
        let fake = Fake::start(Square::default());
        let request = post(&[(ASKED, asked().to_string().as_bytes()), FILE]);
        let first = request.clone().send(fake.address());
        let second = request.send(fake.address());
        assert_eq!((second.status, second.body), (200, first.body));
    }

    #[test]
    fn a_file_of_just_the_size_that_is_allowed() {
        assert_eq!(create_with((FILE.0, &vec![0; MAX_FILE])).status, 200);
    }

    #[test]
    fn answers_with_more_fields_and_wide_numbers() {
        let mut square = Square {
            image_version: 9_007_199_254_740_993,
            ..Square::default()
        };
        square.more_fields.insert("unheard_of".into(), json!([1]));
        let fake = Fake::start(square);
        let response = post(&[(ASKED, asked().to_string().as_bytes()), FILE]).send(fake.address());
        let image = &response.json()["image"];
        assert_eq!(image["version"].to_string(), "9007199254740993");
        assert_eq!(image["unheard_of"], json!([1]));
    }
}

mod refused {
    use super::*;

    #[test]
    fn a_missing_or_bad_token() {
        for request in [
            Request::anonymous("POST", PATH),
            Request::new("POST", PATH, "other"),
        ] {
            let response = send(request);
            assert_error(&response, 401, "AUTHENTICATION_ERROR", "UNAUTHORIZED", None);
            assert_eq!(
                response.json()["errors"][0]["detail"],
                "This request could not be authorized."
            );
        }
    }

    #[test]
    fn a_token_without_the_permission() {
        let response = send(Request::new("POST", PATH, READ_ONLY_TOKEN));
        assert_error(
            &response,
            403,
            "AUTHENTICATION_ERROR",
            "INSUFFICIENT_SCOPES",
            None,
        );
    }

    #[test]
    fn json_in_place_of_a_form() {
        let response =
            send(Request::new("POST", PATH, TOKEN).body("application/json", asked().to_string()));
        assert_invalid(&response, "INVALID_CONTENT_TYPE", None);
        let detail = "Only [multipart/form-data] content type allowed. but got application/json";
        assert_eq!(response.json()["errors"][0]["detail"], detail);
    }

    #[test]
    fn a_file_of_another_type_or_of_none() {
        let disposition = "Content-Disposition: form-data; name=\"image_file\"; filename=\"a.jpg\"";
        for content_type in ["application/octet-stream", "image/webp", "text/plain"] {
            let response = create_with((
                &[disposition, &format!("Content-Type: {content_type}")],
                JPEG,
            ));
            assert_invalid(&response, "INVALID_CONTENT_TYPE", None);
            let types = "image/jpeg image/pjpeg image/png image/x-png image/gif";
            let detail = format!("Only [{types}] content type allowed. but got {content_type}");
            assert_eq!(response.json()["errors"][0]["detail"], json!(detail));
        }
        assert_invalid(
            &create_with((&[disposition], JPEG)),
            "INVALID_CONTENT_TYPE",
            None,
        );
    }

    #[test]
    fn no_file_an_empty_one_a_nameless_one_and_two() {
        let asked = asked().to_string();
        let nameless: &[&str] = &[
            "Content-Disposition: form-data; name=\"image_file\"",
            "Content-Type: image/jpeg",
        ];
        let cases: [&[RawPart<'_>]; 4] =
            [&[], &[(FILE.0, b"")], &[(nameless, JPEG)], &[FILE, FILE]];
        for files in cases {
            let mut parts = vec![(ASKED, asked.as_bytes())];
            parts.extend_from_slice(files);
            let response = send(post(&parts));
            assert_invalid(&response, "BAD_REQUEST", None);
            assert_eq!(
                response.json()["errors"][0]["detail"],
                "Unexpected error in parsing the request."
            );
        }
    }

    #[test]
    fn the_sample_of_the_page_as_printed() {
        // The page quotes the boundary, and its last delimiter does not close the form.
        let sample = concat!(
            "--boundary\r\nContent-Disposition: form-data; name=\"request\"\r\n",
            "Content-Type: application/json\r\n\r\n{\"idempotency_key\":\"k\"}\r\n",
            "--boundary\r\nContent-Disposition: form-data; name=\"image\"; filename=\"Coffee.jpg\"\r\n",
            "Content-Type: image/jpeg\r\n\r\n{ACTUAL_IMAGE_BYTES}\r\n--boundary",
        );
        let content_type = "multipart/form-data;boundary=\"boundary\"";
        let request = Request::new("POST", PATH, TOKEN).body(content_type, sample);
        assert_invalid(&send(request), "BAD_REQUEST", None);
        let request = Request::new("POST", PATH, TOKEN).body(content_type, format!("{sample}--"));
        assert_eq!(send(request).status, 200);
    }

    #[test]
    fn two_json_parts() {
        let asked = asked().to_string();
        let response = send(post(&[
            (ASKED, asked.as_bytes()),
            (ASKED, asked.as_bytes()),
            FILE,
        ]));
        assert_invalid(&response, "INVALID_CONTENT_TYPE", None);
        let detail = "Received multiple request parts. Please only supply zero or one `parts` of type application/json.";
        assert_eq!(response.json()["errors"][0]["detail"], detail);
    }

    #[test]
    fn no_json_part_and_bad_json() {
        assert_invalid(&send(post(&[FILE])), "EXPECTED_JSON_BODY", None);
        for json in ["", "{", "[]", "null"] {
            assert_invalid(
                &send(post(&[(ASKED, json.as_bytes()), FILE])),
                "BAD_REQUEST",
                None,
            );
        }
    }

    #[test]
    fn a_key_that_is_missing_empty_or_too_long() {
        let field = Some("idempotency_key");
        assert_invalid(&create(&json!({})), "MISSING_REQUIRED_PARAMETER", field);
        assert_invalid(
            &create(&json!({"idempotency_key": null})),
            "MISSING_REQUIRED_PARAMETER",
            field,
        );
        assert_invalid(
            &create(&json!({"idempotency_key": 1})),
            "INVALID_VALUE",
            field,
        );
        assert_invalid(
            &create(&json!({"idempotency_key": ""})),
            "VALUE_EMPTY",
            field,
        );
        assert_invalid(
            &create(&json!({"idempotency_key": "k".repeat(129)})),
            "VALUE_TOO_LONG",
            field,
        );
    }

    #[test]
    fn a_key_that_was_used_for_something_else() {
        let fake = Fake::start(Square::default());
        let asked = asked().to_string();
        assert_eq!(
            post(&[(ASKED, asked.as_bytes()), FILE])
                .send(fake.address())
                .status,
            200
        );

        let other_file = post(&[(ASKED, asked.as_bytes()), (FILE.0, PNG)]).send(fake.address());
        let other_caption = asked.replace("coffee", "tea");
        let other_caption = post(&[(ASKED, other_caption.as_bytes()), FILE]).send(fake.address());
        for response in [other_file, other_caption] {
            assert_invalid(&response, "IDEMPOTENCY_KEY_REUSED", Some("idempotency_key"));
            let detail = "The idempotency key can only be retried with the same request data.";
            assert_eq!(response.json()["errors"][0]["detail"], detail);
        }
    }

    #[test]
    fn an_unknown_object() {
        let response = create(&json!({"idempotency_key": "k", "object_id": "other"}));
        assert_error(
            &response,
            404,
            "INVALID_REQUEST_ERROR",
            "NOT_FOUND",
            Some("object_id"),
        );
    }

    #[test]
    fn an_image_of_another_type_or_with_a_lasting_id() {
        for (image, field) in [
            (json!({"id": "#A", "type": "ITEM"}), "image.type"),
            (json!({"id": "#A"}), "image.type"),
            (json!({"id": "A", "type": "IMAGE"}), "image.id"),
            (json!({"id": "#", "type": "IMAGE"}), "image.id"),
            (json!({"type": "IMAGE"}), "image.id"),
        ] {
            let response = create(&json!({"idempotency_key": "k", "image": image}));
            assert_invalid(&response, "INVALID_VALUE", Some(field));
        }
    }

    #[test]
    fn a_file_that_is_too_large() {
        let response = create_with((FILE.0, &vec![0; MAX_FILE + 1]));
        assert_error(
            &response,
            413,
            "INVALID_REQUEST_ERROR",
            "REQUEST_ENTITY_TOO_LARGE",
            None,
        );
    }

    #[test]
    fn a_version_that_is_no_date() {
        for version in ["abc", "2019-11-2", "2019/11/20", "2019-11-20T", ""] {
            let request = Request::new("POST", PATH, TOKEN).header("Square-Version", version);
            assert_invalid(&send(request), "INVALID_SQUARE_VERSION_FORMAT", None);
        }
        let twice = post(&[]).header("Square-Version", "2019-11-20");
        assert_invalid(&send(twice), "INVALID_SQUARE_VERSION_FORMAT", None);
    }

    #[test]
    fn another_path_or_method() {
        for (method, target) in [
            ("PUT", PATH),
            ("POST", "/v2/catalog/images/"),
            ("POST", "/v2/catalog/images?a=b"),
        ] {
            let response = send(Request::new(method, target, TOKEN));
            assert_error(&response, 404, "INVALID_REQUEST_ERROR", "NOT_FOUND", None);
        }
    }

    #[test]
    fn too_many_requests_without_a_time_to_wait() {
        let fake = Fake::start(Square {
            requests_allowed: 1,
            ..Square::default()
        });
        let request = post(&[(ASKED, asked().to_string().as_bytes()), FILE]);
        assert_eq!(request.clone().send(fake.address()).status, 200);
        let response = request.send(fake.address());
        assert_error(&response, 429, "RATE_LIMIT_ERROR", "RATE_LIMITED", None);
        assert_eq!(response.header("retry-after"), None);
    }
}
