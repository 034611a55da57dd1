//! Ecwid's Instant Site API: the images of a tile.
//!
//! Every refusal is an assumption, since no source has one; bodies of errors are plain text, so that
//! nothing can rely on them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Answer, Form, FormError, Received, Vendor};
use crate::image::is_image;

/// What an app exchanges for a token.
pub(crate) const SECRET: &str = "secret_is***cd";
/// A token of the grant type `authorization_code`.
pub(crate) const TOKEN: &str = "instant-full";
/// A token of the grant type `draft_code`.
pub(crate) const DRAFT_TOKEN: &str = "instant-draft";
/// The store that there is.
pub(crate) const STORE: i64 = 1003;
/// The tiles of the store; one has a slash, which has to arrive as `%2F`.
pub(crate) const TILES: [&str; 2] = ["tile-abc", "tile/abc"];
/// The id of a reserved image.
pub(crate) const IMAGE: &str = "7xGvpFA";
/// Where a reserved image is uploaded to. The escapes are part of the permission: a client that writes
/// the URL in another way has no permission.
pub(crate) const UPLOAD: &str = "/upload/7xGvpFA?sig=abc%2Bdef";

const BASE: &str = "/api/v1";

/// The rules, and how far an image has come.
#[derive(Debug, Default)]
pub(crate) struct InstantSite {
    image: Mutex<Image>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Image {
    #[default]
    Unknown,
    Reserved,
    Uploaded,
}

impl Vendor for InstantSite {
    fn answer(&self, request: &Received) -> Answer {
        self.route(request).unwrap_or_else(|refusal| refusal)
    }
}

impl InstantSite {
    fn route(&self, request: &Received) -> Result<Answer, Answer> {
        if request.path().starts_with("/upload/") {
            return self.upload(request);
        }
        let segments = request.segments(BASE).unwrap_or_default();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match (&request.method, &segments[..]) {
            (&Method::POST, ["oauth", "token"]) => token(request),
            (&Method::POST, [store, "tile", tile, "image"]) => {
                let grant = grant(request)?;
                check_store(store)?;
                self.reserve(request, grant, tile)
            }
            (&Method::GET, [store, "image", "bucket"]) => {
                grant(request)?;
                check_store(store)?;
                Ok(buckets())
            }
            (&Method::GET, [store, "image", image]) => {
                grant(request)?;
                check_store(store)?;
                self.result(image)
            }
            _ => Err(refusal(StatusCode::NOT_FOUND, "there is no such path")),
        }
    }

    fn reserve(&self, request: &Received, grant: Grant, tile: &str) -> Result<Answer, Answer> {
        if grant == Grant::Draft {
            return Err(refusal(StatusCode::FORBIDDEN, "a draft token can't upload"));
        }
        if !TILES.contains(&tile) {
            return Err(refusal(StatusCode::NOT_FOUND, "there is no such tile"));
        }
        if request.media_type().as_deref() != Some("application/json") {
            return Err(refusal(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "the body is not JSON",
            ));
        }
        let body: Option<Value> = serde_json::from_slice(&request.body).ok();
        let accept = body
            .as_ref()
            .and_then(|body| body.get("acceptHeader")?.as_str());
        if accept != Some("multipart/form-data") {
            return Err(refusal(
                StatusCode::BAD_REQUEST,
                "acceptHeader must be multipart/form-data",
            ));
        }
        let host = request
            .header("host")
            .ok_or_else(|| refusal(StatusCode::BAD_REQUEST, "no host"))?;
        *self.image() = Image::Reserved;
        Ok(Answer::json(
            StatusCode::OK,
            &json!({"url": format!("http://{host}{UPLOAD}"), "id": IMAGE}),
        ))
    }

    fn upload(&self, request: &Received) -> Result<Answer, Answer> {
        if request.target != UPLOAD || *self.image() == Image::Unknown {
            return Err(refusal(StatusCode::FORBIDDEN, "the URL has no permission"));
        }
        if request.method != Method::POST {
            return Err(refusal(
                StatusCode::METHOD_NOT_ALLOWED,
                "the method is not POST",
            ));
        }
        // Object stores refuse a URL with a permission together with a credential.
        if ["authorization", "cookie"]
            .iter()
            .any(|name| request.headers.contains_key(*name))
        {
            return Err(refusal(
                StatusCode::BAD_REQUEST,
                "the URL has a permission of its own",
            ));
        }
        let form = Form::parse(request.header("content-type"), &request.body).map_err(|error| {
            let status = match error {
                FormError::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
                _ => StatusCode::BAD_REQUEST,
            };
            refusal(status, &error.to_string())
        })?;
        let [file] = &form.parts[..] else {
            return Err(refusal(StatusCode::BAD_REQUEST, "there is not one part"));
        };
        if file.name != "file" || file.filename.as_deref().is_none_or(str::is_empty) {
            return Err(refusal(
                StatusCode::BAD_REQUEST,
                "the part is not a file called file",
            ));
        }
        let typed = file
            .content_type
            .as_deref()
            .is_some_and(|content_type| content_type.starts_with("image/"));
        if !typed || !is_image(&file.body) {
            return Err(refusal(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "the file is not an image",
            ));
        }
        *self.image() = Image::Uploaded;
        Ok(Answer::empty(StatusCode::NO_CONTENT))
    }

    fn result(&self, image: &str) -> Result<Answer, Answer> {
        if image != IMAGE || *self.image() != Image::Uploaded {
            return Err(refusal(StatusCode::NOT_FOUND, "there is no such image"));
        }
        let body = json!({
            "bucket": "eu-fra",
            "set": [{"url": "1003/cover/7xGvpFA-600x600.webp", "width": 600, "height": 600}],
            "borderInfo": {"homogeneity": true, "color": {"r": 255, "g": 255, "b": 255, "a": 1}},
        });
        Ok(Answer::json(StatusCode::OK, &body))
    }

    fn image(&self) -> MutexGuard<'_, Image> {
        self.image.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a token may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grant {
    Full,
    Draft,
}

fn grant(request: &Received) -> Result<Grant, Answer> {
    match request.bearer() {
        Some(TOKEN) => Ok(Grant::Full),
        Some(DRAFT_TOKEN) => Ok(Grant::Draft),
        _ => Err(refusal(StatusCode::UNAUTHORIZED, "there is no good token")),
    }
}

fn check_store(store: &str) -> Result<(), Answer> {
    if store == STORE.to_string() {
        Ok(())
    } else {
        Err(refusal(StatusCode::NOT_FOUND, "there is no such store"))
    }
}

/// Exchanges the secret of an app for a token. All three parameters travel in the query.
fn token(request: &Received) -> Result<Answer, Answer> {
    if !request.body.is_empty() {
        return Err(refusal(StatusCode::BAD_REQUEST, "a body was not expected"));
    }
    let token = match request.query("grant_type").as_deref() {
        Some("authorization_code") => TOKEN,
        Some("draft_code") => DRAFT_TOKEN,
        _ => {
            return Err(refusal(
                StatusCode::BAD_REQUEST,
                "there is no such grant type",
            ));
        }
    };
    if request.query("site_id").as_deref() != Some(&*STORE.to_string()) {
        return Err(refusal(StatusCode::NOT_FOUND, "there is no such store"));
    }
    if request.query("code").as_deref() != Some(SECRET) {
        return Err(refusal(
            StatusCode::UNAUTHORIZED,
            "the code is not the app's",
        ));
    }
    Ok(Answer::json(
        StatusCode::OK,
        &json!({"accessToken": token, "tokenType": "bearer", "expiresIn": 86_400}),
    ))
}

fn buckets() -> Answer {
    Answer::json(
        StatusCode::OK,
        &json!({"urls": {"eu-fra": "https://d2gt4h1eeousrn.cloudfront.net"}}),
    )
}

fn refusal(status: StatusCode, reason: &str) -> Answer {
    Answer::text(status, reason)
}
