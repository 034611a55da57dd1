//! What the fake accepts and refuses, by hand-made requests.

use serde_json::json;

use crate::fake::Fake;
use crate::fake::salla::{READ_ONLY_TOKEN, Salla, TOKEN, Updated};
use crate::image::{JPEG, PNG};
use crate::raw::{self, RawPart, Request, Response};

const IMAGE: &str = "/admin/v2/products/images/713368802";
const PHOTO: RawPart<'_> = (
    &[
        "Content-Disposition: form-data; name=\"photo\"; filename=\"profile.png\"",
        "Content-Type: image/png",
    ],
    PNG,
);
const SORT: &[&str] = &["Content-Disposition: form-data; name=\"sort\""];
const DEFAULT: &[&str] = &["Content-Disposition: form-data; name=\"default\""];
const ALT: &[&str] = &["Content-Disposition: form-data; name=\"alt\""];

fn post(target: &str) -> Request {
    Request::new("POST", target, TOKEN).header("Accept", "application/json")
}

fn send(request: Request) -> Response {
    request.send(Fake::start(Salla::default()).address())
}

fn update(parts: &[RawPart<'_>]) -> Response {
    send(post(IMAGE).body(raw::FORM, raw::form(parts)))
}

fn updated(updated: Updated) -> Response {
    let fake = Fake::start(Salla {
        updated,
        ..Salla::default()
    });
    post(IMAGE)
        .body(raw::FORM, raw::form(&[PHOTO]))
        .send(fake.address())
}

#[track_caller]
fn assert_refused(response: &Response, fields: &[&str]) {
    assert_eq!(response.status, 422);
    let body = response.json();
    assert_eq!(
        (&body["status"], &body["success"]),
        (&json!(422), &json!(false))
    );
    assert_eq!(
        (&body["error"]["code"], &body["error"]["message"]),
        (&json!("error"), &json!("alert.invalid_fields"))
    );
    let refused = body["error"]["fields"]
        .as_object()
        .expect("the fields are a map");
    let mut names: Vec<&String> = refused.keys().collect();
    names.sort();
    assert_eq!(names, fields);
    assert!(refused.values().all(|messages| messages[0].is_string()));
}

mod accepted {
    use super::*;

    #[test]
    fn a_photo_and_all_that_can_be_said_about_it() {
        let response = update(&[PHOTO, (DEFAULT, b"1"), (SORT, b"1"), (ALT, b"Alt Text")]);
        assert_eq!(response.status, 201);
        assert_eq!(response.json()["data"]["id"], json!(713_368_802));
        assert_eq!(response.json()["data"]["alt_seo"], json!("image"));
    }

    #[test]
    fn the_headers_of_the_limit_on_every_answer() {
        for response in [
            update(&[PHOTO]),
            update(&[]),
            send(Request::anonymous("POST", IMAGE)),
        ] {
            assert_eq!(response.header("x-ratelimit-limit"), Some("120"));
            assert_eq!(response.header("x-ratelimit-remaining"), Some("119"));
            assert_eq!(response.header("x-ratelimit-reset"), Some("1700000000"));
        }
    }

    #[test]
    fn a_photo_alone_in_any_order_and_of_any_kind() {
        assert_eq!(update(&[PHOTO]).status, 201);
        assert_eq!(update(&[(DEFAULT, b"0"), (SORT, b"-1"), PHOTO]).status, 201);
        let untyped: &[&str] =
            &["Content-Disposition: form-data; name=\"photo\"; filename=\"A.JPEG\""];
        assert_eq!(update(&[(untyped, JPEG)]).status, 201);
    }

    #[test]
    fn the_second_example_with_its_fractions() {
        let response = updated(Updated::SecondExample);
        // The text is what counts: a reader of JSON may round the last of these to 120.
        for size in [
            "\"width\":865.8008658008658",
            "\"width\":432.9004329004329",
            "\"width\":103.89610389610388",
            "\"height\":119.99999999999999",
            "\"height\":1000",
            "\"width\":0",
        ] {
            let followers = response
                .body
                .match_indices(size)
                .map(|(at, _)| response.body.as_bytes()[at + size.len()]);
            assert!(followers.clone().count() > 0, "{size}");
            assert!(
                followers
                    .into_iter()
                    .all(|next| matches!(next, b',' | b'}')),
                "{size}"
            );
        }
    }

    #[test]
    fn answers_with_a_null_and_with_an_unknown_field() {
        assert!(updated(Updated::NullAltSeo).json()["data"]["alt_seo"].is_null());
        assert!(updated(Updated::UnknownField).json()["data"]["unheard_of"].is_object());
    }

    #[test]
    fn ids_that_no_double_can_hold() {
        let response = updated(Updated::WideId);
        assert_eq!(
            response.json()["data"]["id"].to_string(),
            "9007199254740993"
        );
        let target = "/admin/v2/products/images/9007199254740993";
        assert_eq!(
            send(post(target).body(raw::FORM, raw::form(&[PHOTO]))).status,
            201
        );
        let target = "/admin/v2/products/images/9007199254740992";
        assert_eq!(
            send(post(target).body(raw::FORM, raw::form(&[PHOTO]))).status,
            404
        );
    }
}

mod refused {
    use super::*;

    #[test]
    fn a_missing_or_bad_token() {
        for request in [
            Request::anonymous("POST", IMAGE),
            Request::new("POST", IMAGE, "ory_at_other"),
        ] {
            let response = send(request.body(raw::FORM, raw::form(&[PHOTO])));
            let error = json!({"code": "Unauthorized", "message": "The access token is invalid"});
            let body = json!({"status": 401, "success": false, "error": error});
            assert_eq!((response.status, response.json()), (401, body));
        }
    }

    #[test]
    fn a_token_without_the_scope() {
        let response =
            send(Request::new("POST", IMAGE, READ_ONLY_TOKEN).body(raw::FORM, raw::form(&[PHOTO])));
        let message =
            "The access token should have access to one of those scopes: products.read_write";
        let error = json!({"code": "Unauthorized", "message": message});
        assert_eq!((response.status, &response.json()["error"]), (401, &error));
    }

    #[test]
    fn an_unknown_image_with_a_code_that_is_text() {
        for image in ["1", "abc", "713368802.0", ""] {
            let target = format!("/admin/v2/products/images/{image}");
            let response = send(post(&target).body(raw::FORM, raw::form(&[PHOTO])));
            let error =
                json!({"code": "error", "message": "المحتوى الذي تحاول الوصول اليه غير متوفر"});
            let body = json!({"status": 404, "success": false, "error": error});
            assert_eq!((response.status, response.json()), (404, body), "{image}");
        }
    }

    #[test]
    fn another_method() {
        assert_eq!(
            send(Request::new("PUT", IMAGE, TOKEN).body(raw::FORM, raw::form(&[PHOTO]))).status,
            405
        );
    }

    #[test]
    fn a_photo_that_is_missing_or_twice_there() {
        assert_refused(&update(&[(SORT, b"1")]), &["photo"]);
        assert_refused(&update(&[PHOTO, PHOTO]), &["photo"]);
    }

    #[test]
    fn a_photo_that_is_text_or_no_image() {
        // This is what a reader of the document would send, since the document calls the part a string.
        let text: &[&str] = &["Content-Disposition: form-data; name=\"photo\""];
        assert_refused(
            &update(&[(text, b"@\"Users/Images/profile.png\"")]),
            &["photo"],
        );
        assert_refused(&update(&[(text, PNG)]), &["photo"]);
        assert_refused(&update(&[(PHOTO.0, b"no image")]), &["photo"]);
    }

    #[test]
    fn a_photo_whose_name_has_no_extension_of_an_image() {
        for name in ["profile", "profile.txt", "png", ""] {
            let disposition =
                format!("Content-Disposition: form-data; name=\"photo\"; filename=\"{name}\"");
            assert_refused(
                &update(&[(&[&disposition, "Content-Type: image/png"], PNG)]),
                &["photo"],
            );
        }
    }

    #[test]
    fn bodies_that_are_no_form() {
        for request in [
            post(IMAGE).body("application/json", r#"{"photo":"a"}"#),
            post(IMAGE).body("application/x-www-form-urlencoded", "photo=a"),
            post(IMAGE).body(raw::FORM, raw::unterminated_form(&[PHOTO])),
            post(IMAGE),
        ] {
            assert_refused(&send(request), &["photo"]);
        }
    }

    #[test]
    fn numbers_that_are_no_integers_and_booleans() {
        for sort in ["1.0", "abc", "", " 1", "01", "+1"] {
            assert_refused(&update(&[PHOTO, (SORT, sort.as_bytes())]), &["sort"]);
        }
        for default in ["true", "false", "2", "1.0", ""] {
            assert_refused(
                &update(&[PHOTO, (DEFAULT, default.as_bytes())]),
                &["default"],
            );
        }
        assert_refused(
            &update(&[(DEFAULT, b"true"), (SORT, b"1.0")]),
            &["default", "photo", "sort"],
        );
    }

    #[test]
    fn texts_that_are_files_or_twice_there() {
        let file: &[&str] = &["Content-Disposition: form-data; name=\"alt\"; filename=\"alt.txt\""];
        assert_refused(&update(&[PHOTO, (file, b"Alt Text")]), &["alt"]);
        assert_refused(&update(&[PHOTO, (ALT, b"\xff")]), &["alt"]);
        assert_refused(&update(&[PHOTO, (SORT, b"1"), (SORT, b"2")]), &["sort"]);
    }

    #[test]
    fn the_request_after_all_of_the_plan() {
        let fake = Fake::start(Salla::default());
        for left in (0..120).rev() {
            let response = post(IMAGE)
                .body(raw::FORM, raw::form(&[PHOTO]))
                .send(fake.address());
            assert_eq!(response.status, 201);
            assert_eq!(
                response.header("x-ratelimit-remaining"),
                Some(&*left.to_string())
            );
        }
        let response = post(IMAGE)
            .body(raw::FORM, raw::form(&[PHOTO]))
            .send(fake.address());
        assert_eq!(response.status, 429);
        assert_eq!(response.header("retry-after"), Some("1"));
        let error = json!({"code": "too_many_requests", "message": "Too many requests"});
        assert_eq!(
            response.json(),
            json!({"status": 429, "success": false, "error": error})
        );
    }

    #[test]
    fn anything_when_the_gateway_is_in_trouble() {
        let fake = Fake::start(Salla {
            in_trouble: true,
            ..Salla::default()
        });
        let response = post(IMAGE)
            .body(raw::FORM, raw::form(&[PHOTO]))
            .send(fake.address());
        assert_eq!(
            (response.status, response.header("content-type")),
            (503, Some("text/html"))
        );
        assert!(response.body.starts_with("<html>"));
    }
}
