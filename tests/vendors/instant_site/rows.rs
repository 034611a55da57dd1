//! What the fake accepts and refuses, by hand-made requests.

use std::net::SocketAddr;

use serde_json::json;

use crate::fake::Fake;
use crate::fake::instant_site::{DRAFT_TOKEN, InstantSite, TOKEN, UPLOAD};
use crate::image::PNG;
use crate::raw::{self, RawPart, Request, Response};

const RESERVE: &str = "/api/v1/1003/tile/tile-abc/image";
const RESULT: &str = "/api/v1/1003/image/7xGvpFA";
const RESERVATION: &str = r#"{"acceptHeader":"multipart/form-data"}"#;
const FILE: RawPart<'_> = (
    &[
        "Content-Disposition: form-data; name=\"file\"; filename=\"cover.png\"",
        "Content-Type: image/png",
    ],
    PNG,
);

fn fake() -> Fake {
    Fake::start(InstantSite::default())
}

fn reserve(address: SocketAddr) -> Response {
    Request::new("POST", RESERVE, TOKEN)
        .body("application/json", RESERVATION)
        .send(address)
}

fn status(request: Request) -> u16 {
    request.send(fake().address()).status
}

/// Uploads to a reserved image.
fn upload(request: Request) -> u16 {
    let fake = fake();
    assert_eq!(reserve(fake.address()).status, 200);
    request.send(fake.address()).status
}

mod accepted {
    use super::*;

    #[test]
    fn an_image_from_its_reservation_to_its_sizes() {
        let fake = fake();
        let reserved = Request::new("POST", RESERVE, TOKEN)
            .header("Host", &fake.address().to_string())
            .body("application/json", RESERVATION);
        // Two hosts are no host.
        assert_eq!(reserved.send(fake.address()).status, 400);

        let reserved = reserve(fake.address());
        let body = json!({"url": "http://127.0.0.1/upload/7xGvpFA?sig=abc%2Bdef", "id": "7xGvpFA"});
        assert_eq!((reserved.status, reserved.json()), (200, body));

        let result = Request::new("GET", RESULT, TOKEN);
        assert_eq!(result.clone().send(fake.address()).status, 404);

        let uploaded = Request::anonymous("POST", UPLOAD).body(raw::FORM, raw::form(&[FILE]));
        let uploaded = uploaded.send(fake.address());
        assert_eq!((uploaded.status, &*uploaded.body), (204, ""));

        let result = result.send(fake.address());
        let body = json!({
            "bucket": "eu-fra",
            "set": [{"url": "1003/cover/7xGvpFA-600x600.webp", "width": 600, "height": 600}],
            "borderInfo": {"homogeneity": true, "color": {"r": 255, "g": 255, "b": 255, "a": 1}},
        });
        assert_eq!((result.status, result.json()), (200, body));
    }

    #[test]
    fn a_tile_with_an_escaped_slash() {
        let target = "/api/v1/1003/tile/tile%2Fabc/image";
        assert_eq!(
            status(Request::new("POST", target, TOKEN).body("application/json", RESERVATION)),
            200
        );
    }

    #[test]
    fn the_buckets_with_either_token() {
        for token in [TOKEN, DRAFT_TOKEN] {
            let response =
                Request::new("GET", "/api/v1/1003/image/bucket", token).send(fake().address());
            let body = json!({"urls": {"eu-fra": "https://d2gt4h1eeousrn.cloudfront.net"}});
            assert_eq!((response.status, response.json()), (200, body));
        }
    }

    #[test]
    fn a_secret_for_a_token_of_either_grant_type() {
        for (grant_type, token) in [("authorization_code", TOKEN), ("draft_code", DRAFT_TOKEN)] {
            let query = format!("grant_type={grant_type}&site_id=1003&code=secret_is%2A%2A%2Acd");
            let target = format!("/api/v1/oauth/token?{query}");
            let response = Request::anonymous("POST", &target).send(fake().address());
            let body = json!({"accessToken": token, "tokenType": "bearer", "expiresIn": 86_400});
            assert_eq!((response.status, response.json()), (200, body));
        }
    }
}

mod refused {
    use super::*;

    #[test]
    fn another_accept_header() {
        for body in [
            "{}",
            r#"{"acceptHeader":"image/png"}"#,
            r#"{"acceptHeader":null}"#,
            "[]",
            "",
            "{",
        ] {
            assert_eq!(
                status(Request::new("POST", RESERVE, TOKEN).body("application/json", body)),
                400,
                "{body}"
            );
        }
    }

    #[test]
    fn a_reservation_that_is_not_json() {
        assert_eq!(
            status(Request::new("POST", RESERVE, TOKEN).body("text/plain", RESERVATION)),
            415
        );
        assert_eq!(
            status(Request::new("POST", RESERVE, TOKEN).untyped_body(RESERVATION)),
            415
        );
    }

    #[test]
    fn a_reservation_by_a_draft_token() {
        let request =
            Request::new("POST", RESERVE, DRAFT_TOKEN).body("application/json", RESERVATION);
        let response = request.send(fake().address());
        assert_eq!(
            (response.status, &*response.body),
            (403, "a draft token can't upload")
        );
    }

    #[test]
    fn everything_but_an_upload_without_a_token() {
        for (method, target) in [
            ("POST", RESERVE),
            ("GET", RESULT),
            ("GET", "/api/v1/1003/image/bucket"),
        ] {
            assert_eq!(status(Request::anonymous(method, target)), 401, "{target}");
            assert_eq!(
                status(Request::new(method, target, "other")),
                401,
                "{target}"
            );
        }
    }

    #[test]
    fn unknown_stores_tiles_images_and_paths() {
        for (method, target) in [
            ("POST", "/api/v1/1004/tile/tile-abc/image"),
            ("POST", "/api/v1/1003/tile/tile-xyz/image"),
            ("POST", "/api/v1/1003/tile/tile/abc/image"),
            ("POST", "/api/v1/1003/tile//image"),
            ("GET", RESULT),
            ("GET", "/api/v1/1004/image/bucket"),
            ("GET", "/api/v2/1003/image/bucket"),
        ] {
            let request = Request::new(method, target, TOKEN).body("application/json", RESERVATION);
            assert_eq!(status(request), 404, "{target}");
        }
    }

    #[test]
    fn bad_exchanges_for_a_token() {
        for (query, expected) in [
            ("grant_type=password&site_id=1003&code=secret_is***cd", 400),
            (
                "grant_type=draft_code&site_id=1004&code=secret_is***cd",
                404,
            ),
            ("grant_type=draft_code&site_id=1003&code=other", 401),
            ("", 400),
        ] {
            let target = format!("/api/v1/oauth/token?{query}");
            assert_eq!(
                status(Request::anonymous("POST", &target)),
                expected,
                "{query}"
            );
        }
        let target = "/api/v1/oauth/token?grant_type=draft_code&site_id=1003&code=secret_is***cd";
        assert_eq!(
            status(Request::anonymous("POST", target).body("application/json", "{}")),
            400
        );
    }

    #[test]
    fn an_upload_before_its_reservation() {
        let request = Request::anonymous("POST", UPLOAD).body(raw::FORM, raw::form(&[FILE]));
        assert_eq!(status(request), 403);
    }

    #[test]
    fn an_upload_to_a_url_written_in_another_way() {
        for target in [
            "/upload/7xGvpFA?sig=abc+def",
            "/upload/7xGvpFA?sig=abc%2bdef",
            "/upload/7xGvpFA?sig=abc%252Bdef",
            "/upload/7xGvpFA?sig=abc%2Bdef&",
            "/upload/7xGvpFA",
            "/upload/other?sig=abc%2Bdef",
        ] {
            let request = Request::anonymous("POST", target).body(raw::FORM, raw::form(&[FILE]));
            assert_eq!(upload(request), 403, "{target}");
        }
    }

    #[test]
    fn an_upload_with_a_credential() {
        let request = Request::new("POST", UPLOAD, TOKEN).body(raw::FORM, raw::form(&[FILE]));
        assert_eq!(upload(request), 400);
        let request = Request::anonymous("POST", UPLOAD).header("Cookie", "a=b");
        assert_eq!(upload(request.body(raw::FORM, raw::form(&[FILE]))), 400);
    }

    #[test]
    fn an_upload_by_another_method() {
        assert_eq!(
            upload(Request::anonymous("PUT", UPLOAD).body(raw::FORM, raw::form(&[FILE]))),
            405
        );
    }

    #[test]
    fn an_upload_that_is_not_a_form() {
        let post = || Request::anonymous("POST", UPLOAD);
        assert_eq!(upload(post().body("image/png", PNG)), 415);
        assert_eq!(upload(post().untyped_body(PNG)), 415);
        assert_eq!(upload(post().body(raw::FORM, PNG)), 400);
        assert_eq!(
            upload(post().body(raw::FORM, raw::unterminated_form(&[FILE]))),
            400
        );
        assert_eq!(
            upload(post().body("multipart/form-data; boundary=ABC", raw::form(&[FILE]))),
            400
        );
    }

    #[test]
    fn an_upload_of_anything_but_one_image_file() {
        let cases: [(&[RawPart<'_>], u16); 7] = [
            (&[], 400),
            (&[FILE, FILE], 400),
            (
                &[(
                    &[
                        "Content-Disposition: form-data; name=\"file\"",
                        "Content-Type: image/png",
                    ],
                    PNG,
                )],
                400,
            ),
            (
                &[(
                    &[
                        "Content-Disposition: form-data; name=\"image\"; filename=\"a.png\"",
                        "Content-Type: image/png",
                    ],
                    PNG,
                )],
                400,
            ),
            (
                &[(
                    &["Content-Disposition: form-data; name=\"file\"; filename=\"a.png\""],
                    PNG,
                )],
                415,
            ),
            (
                &[(
                    &[
                        "Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"",
                        "Content-Type: text/plain",
                    ],
                    PNG,
                )],
                415,
            ),
            (&[(FILE.0, b"no image")], 415),
        ];
        for (parts, expected) in cases {
            let request = Request::anonymous("POST", UPLOAD).body(raw::FORM, raw::form(parts));
            assert_eq!(upload(request), expected, "{parts:?}");
        }
    }
}
