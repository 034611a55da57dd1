//! Salla's Merchant API: updating the image of a product.

use std::sync::{Mutex, PoisonError};

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::{Answer, Form, Received, Vendor};
use crate::image::is_image;

/// A token that may do everything.
pub(crate) const TOKEN: &str = "ory_at_full";
/// A token without the scope `products.read_write`.
pub(crate) const READ_ONLY_TOKEN: &str = "ory_at_read";
/// An image of the store.
pub(crate) const IMAGE: i64 = 713_368_802;
/// Another image, whose id no `f64` can hold.
pub(crate) const WIDE_IMAGE: i64 = 9_007_199_254_740_993;

const BASE: &str = "/admin/v2";
/// What the plan Plus allows.
const REQUESTS_A_MINUTE: usize = 120;
/// The extensions that a production program makes sure of.
const EXTENSIONS: [&str; 5] = ["jpg", "jpeg", "png", "webp", "gif"];

/// What an update answers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Updated {
    /// The first example of the document.
    #[default]
    FirstExample,
    /// The second example of the document, with fractions for widths.
    SecondExample,
    /// The first example, with `"alt_seo": null`.
    NullAltSeo,
    /// The first example, with a field that the document does not have.
    UnknownField,
    /// The first example, with an id that no `f64` can hold.
    WideId,
}

/// The rules, and how Salla is disposed.
#[derive(Debug, Default)]
pub(crate) struct Salla {
    /// What an update answers.
    pub(crate) updated: Updated,
    /// Whether the gateway is in trouble and answers in HTML.
    pub(crate) in_trouble: bool,
    /// Requests so far; no test takes a minute, so they all fall into one.
    pub(crate) requests: Mutex<usize>,
}

impl Vendor for Salla {
    fn answer(&self, request: &Received) -> Answer {
        if self.in_trouble {
            let page = "<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>";
            return Answer::content(StatusCode::SERVICE_UNAVAILABLE, "text/html", page);
        }
        let left = self.left();
        let answer = match left {
            Some(_) => self.route(request).unwrap_or_else(|refusal| refusal),
            None => error(
                StatusCode::TOO_MANY_REQUESTS,
                "too_many_requests",
                "Too many requests",
            )
            .with_header("retry-after", "1"),
        };
        answer
            .with_header("x-ratelimit-limit", &REQUESTS_A_MINUTE.to_string())
            .with_header(
                "x-ratelimit-remaining",
                &left.unwrap_or_default().to_string(),
            )
            .with_header("x-ratelimit-reset", "1700000000")
    }
}

impl Salla {
    /// Counts a request and says how many are left; none if it is one too many.
    fn left(&self) -> Option<usize> {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests += 1;
        REQUESTS_A_MINUTE.checked_sub(*requests)
    }

    fn route(&self, request: &Received) -> Result<Answer, Answer> {
        match request.bearer() {
            Some(TOKEN) => {}
            Some(READ_ONLY_TOKEN) => {
                let message = "The access token should have access to one of those scopes: products.read_write";
                return Err(error(StatusCode::UNAUTHORIZED, "Unauthorized", message));
            }
            _ => {
                let message = "The access token is invalid";
                return Err(error(StatusCode::UNAUTHORIZED, "Unauthorized", message));
            }
        }
        let segments = request.segments(BASE).unwrap_or_default();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        // `/products/images/` without an id is another route, so an empty id is not found here either.
        let ["products", "images", image] = segments[..] else {
            return Err(not_found());
        };
        if request.method != Method::POST {
            return Err(error(
                StatusCode::METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "Method not allowed",
            ));
        }
        if ![IMAGE, WIDE_IMAGE]
            .iter()
            .any(|known| known.to_string() == image)
        {
            return Err(not_found());
        }
        update(request)?;
        Ok(Answer::json(StatusCode::CREATED, &self.updated()))
    }

    fn updated(&self) -> Value {
        let mut body = match self.updated {
            Updated::SecondExample => second_example(),
            _ => first_example(),
        };
        match self.updated {
            Updated::FirstExample | Updated::SecondExample => {}
            Updated::NullAltSeo => body["data"]["alt_seo"] = Value::Null,
            Updated::UnknownField => body["data"]["unheard_of"] = json!({"nested": [1, "two"]}),
            Updated::WideId => body["data"]["id"] = json!(WIDE_IMAGE),
        }
        body
    }
}

/// Reads the form, and names the fields that are missing or bad.
fn update(request: &Received) -> Result<(), Answer> {
    // Assumed: a body that is no form has no fields, so that the file is missing.
    let form = Form::parse(request.header("content-type"), &request.body);
    let form = form.unwrap_or(Form { parts: Vec::new() });
    let mut fields = Map::new();
    let photo = form.part("photo").is_some_and(|photo| {
        let name = photo.filename.as_deref().unwrap_or_default();
        let extension = name
            .rsplit_once('.')
            .map(|(_, extension)| extension.to_ascii_lowercase());
        extension.is_some_and(|extension| EXTENSIONS.contains(&&*extension))
            && is_image(&photo.body)
    });
    if !photo {
        fields.insert("photo".into(), json!(["The photo field is required."]));
    }
    // Assumed: integers are read as Laravel's rule `integer` reads them.
    let integer = |text: &str| {
        text.parse::<i64>()
            .is_ok_and(|integer| integer.to_string() == text)
    };
    check_text(&form, "sort", integer, &mut fields);
    check_text(
        &form,
        "default",
        |text| ["0", "1"].contains(&text),
        &mut fields,
    );
    check_text(&form, "alt", |_| true, &mut fields);
    if fields.is_empty() {
        return Ok(());
    }
    let error = json!({"code": "error", "message": "alert.invalid_fields", "fields": fields});
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Err(Answer::json(
        status,
        &json!({"status": 422, "success": false, "error": error}),
    ))
}

/// Checks a field that may be absent, and is text and no file.
fn check_text(
    form: &Form,
    name: &str,
    fits: impl Fn(&str) -> bool,
    fields: &mut Map<String, Value>,
) {
    let absent = form.named(name).next().is_none();
    let fits = form
        .part(name)
        .is_some_and(|part| part.filename.is_none() && part.text().is_some_and(fits));
    if !absent && !fits {
        fields.insert(
            name.to_owned(),
            json!([format!("The {name} field is invalid.")]),
        );
    }
}

/// The document's example: the code is a string, whatever its schema says.
fn not_found() -> Answer {
    error(
        StatusCode::NOT_FOUND,
        "error",
        "المحتوى الذي تحاول الوصول اليه غير متوفر",
    )
}

fn error(status: StatusCode, code: &str, message: &str) -> Answer {
    let error = json!({"code": code, "message": message});
    Answer::json(
        status,
        &json!({"status": status.as_u16(), "success": false, "error": error}),
    )
}

fn first_example() -> Value {
    let url = "https://cdn.salla.sa/bYQEn/9oJoUzXfR8zzXAwAlTRHNIl1xBsuFpgcXdPnkAXd.png";
    let resolution = json!({"url": url, "width": 0, "height": 0});
    json!({
        "status": 201,
        "success": true,
        "data": {
            "id": 713_368_802,
            "image": {
                "original": resolution,
                "standard_resolution": resolution,
                "low_resolution": resolution,
                "thumbnail": resolution,
            },
            "sort": 5,
            "default": true,
            "alt_seo": "image",
            "video_url": "",
            "type": "image",
        },
    })
}

fn second_example() -> Value {
    json!({
        "status": 201,
        "success": true,
        "data": {
            "id": 2_034_175_368,
            "image": {
                "original": {
                    "url": "https://cdn.salla.sa/bYQEn/xf2HIfmcjgFMTB5iTqnuHfVW0fouPYJeoWJGTAna.png",
                    "width": 0,
                    "height": 0,
                },
                "standard_resolution": {
                    "url": "https://cdn.salla.sa/bYQEn/zHsjZmIbNW9XvZUeJmFCBDPyCD7cHXMToauJookQ.png",
                    "width": 865.800_865_800_865_8,
                    "height": 1000,
                },
                "low_resolution": {
                    "url": "https://cdn.salla.sa/bYQEn/nHVR0xcIv8WRGTsADk1jqxh7oMdKnjPjhSRCYSbI.png",
                    "width": 432.900_432_900_432_9,
                    "height": 500,
                },
                "thumbnail": {
                    "url": "https://cdn.salla.sa/bYQEn/pTMADemQhQUd38ZH1EhIeErgVVSjHT5BFJVLZbd9.png",
                    "width": 103.896_103_896_103_88,
                    "height": 119.999_999_999_999_99,
                },
            },
            "sort": 4,
            "default": true,
            "alt_seo": "Dress image",
            "video_url": "",
            "type": "image",
        },
    })
}
