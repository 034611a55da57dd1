//! Ecwid's REST API: the image of a category.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::received::essence;
use super::{Answer, Received, Vendor};
use crate::image::is_image;

/// A token that may do everything.
pub(crate) const TOKEN: &str = "secret_ab***cd";
/// A token without the scope `update_catalog`.
pub(crate) const READ_ONLY_TOKEN: &str = "secret_ro***cd";
/// The store that there is.
pub(crate) const STORE: i64 = 1003;
/// A category of the store.
pub(crate) const CATEGORY: i64 = 123_456;
/// Another category, whose id no `f64` can hold.
pub(crate) const WIDE_CATEGORY: i64 = 9_007_199_254_740_993;
/// The id of an uploaded image, unless another one is set.
pub(crate) const IMAGE: i64 = 240_198_557;

const BASE: &str = "/api/v3";
const MAX_IMAGE: usize = 20 * 1024 * 1024;
const REQUESTS_A_MINUTE: usize = 600;
/// The languages that the store has enabled.
const LANGUAGES: [&str; 2] = ["en", "nl"];

/// The two answers that Ecwid's references have for an image that is too large.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TooLarge {
    /// `413`, of the older reference.
    EntityTooLarge,
    /// `400 INCORRECT_IMAGE_SIZE`, of the newer one.
    IncorrectImageSize,
}

/// The rules, and how Ecwid is disposed.
#[derive(Debug)]
pub(crate) struct Ecwid {
    /// The id that an upload answers.
    pub(crate) image: i64,
    /// Whether an asynchronous upload answers the id, or `{}`.
    pub(crate) answers_async_id: bool,
    /// What an image that is too large is answered.
    pub(crate) too_large: TooLarge,
    /// Requests by token; no test takes a minute, so they all fall into one.
    pub(crate) requests: Mutex<BTreeMap<String, usize>>,
    /// The external ids that images have.
    pub(crate) external_ids: Mutex<Vec<String>>,
}

impl Default for Ecwid {
    fn default() -> Self {
        Self {
            image: IMAGE,
            answers_async_id: true,
            too_large: TooLarge::EntityTooLarge,
            requests: Mutex::default(),
            external_ids: Mutex::default(),
        }
    }
}

impl Vendor for Ecwid {
    fn answer(&self, request: &Received) -> Answer {
        self.allow(request)
            .and_then(|()| self.route(request))
            .unwrap_or_else(|refusal| refusal)
    }
}

impl Ecwid {
    /// Refuses a request for what it is allowed to do.
    fn allow(&self, request: &Received) -> Result<(), Answer> {
        let token = request
            .bearer()
            .filter(|token| [TOKEN, READ_ONLY_TOKEN].contains(token));
        // Measured on Ecwid's servers: the body is empty, and it is never a 401.
        let token = token.ok_or_else(|| Answer::empty(StatusCode::FORBIDDEN))?;
        if !self.counts(token) {
            let refusal = error(
                StatusCode::TOO_MANY_REQUESTS,
                "RATE_LIMITED",
                "Too many requests",
            );
            return Err(refusal.with_header("retry-after", "10"));
        }
        if token == READ_ONLY_TOKEN {
            let message = "The app lacks the access scope update_catalog";
            return Err(error(
                StatusCode::FORBIDDEN,
                "INSUFFICIENT_APP_SCOPE",
                message,
            ));
        }
        Ok(())
    }

    /// Counts a request; false if it is one too many.
    fn counts(&self, token: &str) -> bool {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let count = requests.entry(token.to_owned()).or_default();
        *count += 1;
        *count <= REQUESTS_A_MINUTE
    }

    fn route(&self, request: &Received) -> Result<Answer, Answer> {
        let segments = request.segments(BASE).unwrap_or_default();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let (store, category, asynchronous) = match segments[..] {
            [store, "categories", category, "image"] => (store, category, false),
            [store, "categories", category, "image", "async"] => (store, category, true),
            _ => return Err(Answer::text(StatusCode::NOT_FOUND, "there is no such path")),
        };
        if request.method != Method::POST {
            return Err(error(
                StatusCode::METHOD_NOT_ALLOWED,
                "METHOD_NOT_ALLOWED",
                "Method not allowed",
            ));
        }
        if id("storeId", store)? != STORE {
            return Err(error(
                StatusCode::NOT_FOUND,
                "STORE_NOT_FOUND",
                "Store not found",
            ));
        }
        if ![CATEGORY, WIDE_CATEGORY].contains(&id("categoryId", category)?) {
            return Err(error(
                StatusCode::NOT_FOUND,
                "CATEGORIES_NOT_FOUND",
                "Category not found",
            ));
        }
        if asynchronous {
            self.upload_async(request)
        } else {
            self.upload(request)
        }
    }

    fn upload(&self, request: &Received) -> Result<Answer, Answer> {
        if request.target.contains('?') {
            // The link wins over a body, which is ignored.
            let url = request
                .query("externalUrl")
                .ok_or_else(|| wrong_parameter("externalUrl"))?;
            return check_url(&url).map(|()| uploaded(&json!({"id": self.image})));
        }
        let media_type = request
            .headers
            .get("content-type")
            .map(|value| value.to_str().map(essence));
        match media_type {
            None => {}
            // The older reference's examples send image types, beside the one that its table names.
            Some(Ok(media_type))
                if [
                    "application/octet-stream",
                    "image/jpeg",
                    "image/png",
                    "image/gif",
                ]
                .contains(&media_type.as_str()) => {}
            Some(_) => {
                let message = "Unsupported content-type: expected application/octet-stream";
                return Err(nameless_error(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
            }
        }
        if request.body.is_empty() {
            return Err(wrong_parameter("externalUrl"));
        }
        if request.body.len() > MAX_IMAGE {
            let message = "The image is larger than 20 MB";
            return Err(match self.too_large {
                TooLarge::EntityTooLarge => nameless_error(StatusCode::PAYLOAD_TOO_LARGE, message),
                TooLarge::IncorrectImageSize => {
                    error(StatusCode::BAD_REQUEST, "INCORRECT_IMAGE_SIZE", message)
                }
            });
        }
        if !is_image(&request.body) {
            let message =
                "Uploaded file cannot be processed. Please make sure you upload an image file";
            return Err(nameless_error(StatusCode::UNPROCESSABLE_ENTITY, message));
        }
        Ok(uploaded(&json!({"id": self.image})))
    }

    fn upload_async(&self, request: &Received) -> Result<Answer, Answer> {
        if !matches!(
            request.media_type().as_deref(),
            Some("application/json" | "text/json")
        ) {
            let message = "Unsupported content-type: expected `application/json` or `text/json`";
            return Err(nameless_error(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
        }
        let Ok(Value::Object(body)) = serde_json::from_slice(&request.body) else {
            return Err(wrong_parameter("the body"));
        };
        // Assumed: a field that is not given is absent; Ecwid's own client never sends a null.
        if let Some((name, _)) = body.iter().find(|(_, value)| value.is_null()) {
            return Err(wrong_parameter(name));
        }
        check_url(text(&body, "url")?.ok_or_else(|| wrong_parameter("url"))?)?;
        check_size(&body, "width")?;
        check_size(&body, "height")?;
        check_alt(&body)?;
        if let Some(external_id) = text(&body, "externalId")? {
            let mut external_ids = self
                .external_ids
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            if external_ids.iter().any(|known| known == external_id) {
                let message = "The external id is already used";
                return Err(error(
                    StatusCode::CONFLICT,
                    "EXTERNAL_ID_ALREADY_USED",
                    message,
                ));
            }
            external_ids.push(external_id.to_owned());
        }
        Ok(uploaded(&if self.answers_async_id {
            json!({"id": self.image})
        } else {
            json!({})
        }))
    }
}

/// An id of the path.
fn id(name: &str, text: &str) -> Result<i64, Answer> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .then(|| text.parse().ok())
        .flatten()
        .ok_or_else(|| wrong_parameter(name))
}

/// A string of a JSON body, which may be absent.
fn text<'a>(body: &'a Map<String, Value>, name: &str) -> Result<Option<&'a str>, Answer> {
    body.get(name)
        .map(|value| value.as_str().ok_or_else(|| wrong_parameter(name)))
        .transpose()
}

fn check_url(url: &str) -> Result<(), Answer> {
    let host = url
        .strip_prefix("https://")
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let fits = |character: char| character.is_ascii_alphanumeric() || "-.:".contains(character);
    match host {
        Some(host) if !host.is_empty() && host.chars().all(fits) => Ok(()),
        _ => Err(error(
            StatusCode::UNPROCESSABLE_ENTITY,
            "WRONG_URL",
            "Wrong URL provided",
        )),
    }
}

/// A width or a height: an integer, or the text of one, as one of the pages has it.
fn check_size(body: &Map<String, Value>, name: &str) -> Result<(), Answer> {
    let size = match body.get(name) {
        Some(Value::Number(number)) => number.as_u64(),
        Some(Value::String(text)) => text.parse().ok(),
        _ => None,
    };
    if size.is_some_and(|size| size >= 1) {
        Ok(())
    } else {
        Err(wrong_parameter(name))
    }
}

fn check_alt(body: &Map<String, Value>) -> Result<(), Answer> {
    let Some(alt) = body.get("alt") else {
        return Ok(());
    };
    let alt = alt.as_object().ok_or_else(|| wrong_parameter("alt"))?;
    text(alt, "main")?;
    let Some(translated) = alt.get("translated") else {
        return Ok(());
    };
    let translated = translated
        .as_object()
        .ok_or_else(|| wrong_parameter("alt.translated"))?;
    for language in translated.keys() {
        text(translated, language)?;
        if !LANGUAGES.contains(&&**language) {
            let message = format!("The language {language} is not enabled");
            return Err(error(
                StatusCode::BAD_REQUEST,
                "LANGUAGES_NOT_ALLOWED",
                &message,
            ));
        }
    }
    Ok(())
}

fn uploaded(body: &Value) -> Answer {
    content(StatusCode::OK, body)
}

fn wrong_parameter(name: &str) -> Answer {
    let message = format!("Wrong parameter: {name}");
    let body =
        json!({"errorCode": "WRONG_PARAMETER", "errorMessage": message, "args": {"name": name}});
    content(StatusCode::BAD_REQUEST, &body)
}

fn error(status: StatusCode, code: &str, message: &str) -> Answer {
    content(status, &json!({"errorCode": code, "errorMessage": message}))
}

/// An error of the older reference, which has no codes.
fn nameless_error(status: StatusCode, message: &str) -> Answer {
    content(status, &json!({"errorMessage": message}))
}

fn content(status: StatusCode, body: &Value) -> Answer {
    Answer::content(status, "application/json;charset=UTF-8", &body.to_string())
}
