//! Square's Catalog API: creating an image, as of version 2019-11-20.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::received::essence;
use super::{Answer, Form, Part, Received, Vendor};

/// A token that may do everything.
pub(crate) const TOKEN: &str = "ACCESS_TOKEN";
/// A token without the permission `ITEMS_WRITE`.
pub(crate) const READ_ONLY_TOKEN: &str = "READ_ONLY_TOKEN";
/// A catalog object of the seller.
pub(crate) const OBJECT: &str = "ND6EA5AAJEO5WL3JNNIAQA32";
/// The id of a created image.
pub(crate) const IMAGE: &str = "KQLFFHA6K6J3YQAQAWDQAL57";
/// How many bytes a file may have. Whether Square's megabyte is decimal is not said.
pub(crate) const MAX_FILE: usize = 15 * 1024 * 1024;

const PATH: &str = "/v2/catalog/images";
/// The content types that Square takes, as its own message lists them.
const FILE_TYPES: [&str; 5] = [
    "image/jpeg",
    "image/pjpeg",
    "image/png",
    "image/x-png",
    "image/gif",
];
/// The official name of the file part, and the two that Square's page has.
const FILE_NAMES: [&str; 3] = ["image_file", "image", "file"];

/// The rules, and how Square is disposed.
#[derive(Debug)]
pub(crate) struct Square {
    /// How many requests are answered before there are too many.
    pub(crate) requests_allowed: usize,
    /// Fields that an answer's image has beside the known ones.
    pub(crate) more_fields: Map<String, Value>,
    /// The version of a created image.
    pub(crate) image_version: i64,
    /// Requests so far.
    pub(crate) requests: Mutex<usize>,
    /// What was asked for by each idempotency key.
    pub(crate) keys: Mutex<BTreeMap<String, (Value, Vec<u8>)>>,
}

impl Default for Square {
    fn default() -> Self {
        Self {
            requests_allowed: usize::MAX,
            more_fields: Map::new(),
            image_version: 1_574_265_600_000,
            requests: Mutex::default(),
            keys: Mutex::default(),
        }
    }
}

impl Vendor for Square {
    fn answer(&self, request: &Received) -> Answer {
        let answer = self.route(request).unwrap_or_else(|refusal| refusal);
        // Assumed: the version is echoed.
        match request.header("square-version") {
            Some(version) => answer.with_header("square-version", version),
            None => answer,
        }
    }
}

impl Square {
    fn route(&self, request: &Received) -> Result<Answer, Answer> {
        match request.bearer() {
            Some(TOKEN) => {}
            Some(READ_ONLY_TOKEN) => {
                let detail = "The token lacks the permission ITEMS_WRITE.";
                return Err(error(
                    StatusCode::FORBIDDEN,
                    "AUTHENTICATION_ERROR",
                    "INSUFFICIENT_SCOPES",
                    detail,
                ));
            }
            _ => {
                let detail = "This request could not be authorized.";
                return Err(error(
                    StatusCode::UNAUTHORIZED,
                    "AUTHENTICATION_ERROR",
                    "UNAUTHORIZED",
                    detail,
                ));
            }
        }
        if !self.counts() {
            let detail = "Too many requests.";
            return Err(error(
                StatusCode::TOO_MANY_REQUESTS,
                "RATE_LIMIT_ERROR",
                "RATE_LIMITED",
                detail,
            ));
        }
        if request.headers.contains_key("square-version")
            && !request.header("square-version").is_some_and(is_date)
        {
            return Err(invalid(
                "INVALID_SQUARE_VERSION_FORMAT",
                "The version is not a date.",
            ));
        }
        if request.method != Method::POST || request.target != PATH {
            return Err(error(
                StatusCode::NOT_FOUND,
                INVALID,
                "NOT_FOUND",
                "There is no such path.",
            ));
        }
        self.create(request)
    }

    /// Counts a request; false if it is one too many.
    fn counts(&self) -> bool {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests += 1;
        *requests <= self.requests_allowed
    }

    fn create(&self, request: &Received) -> Result<Answer, Answer> {
        let media_type = request.media_type().unwrap_or_default();
        if media_type != "multipart/form-data" {
            let detail =
                format!("Only [multipart/form-data] content type allowed. but got {media_type}");
            return Err(invalid("INVALID_CONTENT_TYPE", &detail));
        }
        let form =
            Form::parse(request.header("content-type"), &request.body).map_err(|_| unreadable())?;
        let (json, file) = (json_part(&form)?, file_part(&form)?);
        let Ok(Value::Object(asked)) = serde_json::from_slice(&json.body) else {
            return Err(unreadable());
        };
        let key = idempotency_key(&asked)?;
        check_object(&asked)?;
        check_image(&asked)?;

        let asked = Value::Object(asked);
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        let before = keys
            .entry(key)
            .or_insert_with(|| (asked.clone(), file.body.clone()));
        if *before != (asked.clone(), file.body.clone()) {
            let detail = "The idempotency key can only be retried with the same request data.";
            return Err(invalid_field(
                "IDEMPOTENCY_KEY_REUSED",
                detail,
                "idempotency_key",
            ));
        }
        Ok(Answer::json(
            StatusCode::OK,
            &json!({"image": self.created(&asked)}),
        ))
    }

    fn created(&self, asked: &Value) -> Value {
        let mut data = json!({
            "url": "https://items-images-sandbox.s3.us-west-2.amazonaws.com/files/e5e3/original.jpeg",
        });
        for field in ["name", "caption"] {
            if let Some(value) = asked["image"]["image_data"].get(field) {
                data[field] = value.clone();
            }
        }
        let mut image = json!({
            "type": "IMAGE",
            "id": IMAGE,
            "updated_at": "2019-11-20T16:00:00.000Z",
            "version": self.image_version,
            "is_deleted": false,
            "present_at_all_locations": true,
            "image_data": data,
        });
        for (name, value) in &self.more_fields {
            image[name] = value.clone();
        }
        image
    }
}

/// The part that says what to create. Square seems to tell the parts apart by their content types.
fn json_part(form: &Form) -> Result<&Part, Answer> {
    // Clients that send the part as plain text are known to be served.
    let is_json = |part: &&Part| match &part.content_type {
        Some(content_type) => essence(content_type) == "application/json",
        None => part.filename.is_none() && part.name == "request",
    };
    let mut parts = form.parts.iter().filter(is_json);
    let part = parts
        .next()
        .ok_or_else(|| invalid("EXPECTED_JSON_BODY", "There is no JSON part."))?;
    if parts.next().is_some() {
        let detail = "Received multiple request parts. Please only supply zero or one `parts` of type application/json.";
        return Err(invalid("INVALID_CONTENT_TYPE", detail));
    }
    if part.name == "request" {
        Ok(part)
    } else {
        Err(unreadable())
    }
}

/// The part that is the file, by any of the names that are known to be taken.
fn file_part(form: &Form) -> Result<&Part, Answer> {
    let mut parts = form
        .parts
        .iter()
        .filter(|part| FILE_NAMES.contains(&&*part.name));
    let part = parts.next().ok_or_else(unreadable)?;
    let content_type = part
        .content_type
        .as_deref()
        .map(essence)
        .unwrap_or_default();
    if !FILE_TYPES.contains(&&*content_type) {
        let types = FILE_TYPES.join(" ");
        let detail = format!("Only [{types}] content type allowed. but got {content_type}");
        return Err(invalid("INVALID_CONTENT_TYPE", &detail));
    }
    if part.body.len() > MAX_FILE {
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        return Err(error(
            status,
            INVALID,
            "REQUEST_ENTITY_TOO_LARGE",
            "The file is too large.",
        ));
    }
    // A file without data is known to be refused so. Assumed: so is one without a filename.
    let nameless = part.filename.as_deref().is_none_or(str::is_empty);
    if nameless || part.body.is_empty() || parts.next().is_some() {
        Err(unreadable())
    } else {
        Ok(part)
    }
}

fn idempotency_key(asked: &Map<String, Value>) -> Result<String, Answer> {
    const FIELD: &str = "idempotency_key";
    let key = match asked.get(FIELD) {
        None | Some(Value::Null) => {
            return Err(invalid_field(
                "MISSING_REQUIRED_PARAMETER",
                "The field is required.",
                FIELD,
            ));
        }
        Some(Value::String(key)) => key,
        Some(_) => {
            return Err(invalid_field(
                "INVALID_VALUE",
                "The field is not a string.",
                FIELD,
            ));
        }
    };
    match key.chars().count() {
        0 => Err(invalid_field("VALUE_EMPTY", "The field is empty.", FIELD)),
        1..=128 => Ok(key.clone()),
        _ => Err(invalid_field(
            "VALUE_TOO_LONG",
            "The field has more than 128 characters.",
            FIELD,
        )),
    }
}

fn check_object(asked: &Map<String, Value>) -> Result<(), Answer> {
    match asked.get("object_id") {
        None => Ok(()),
        Some(Value::String(object)) if object == OBJECT => Ok(()),
        Some(_) => {
            let detail = "There is no such catalog object.";
            Err(errors(
                StatusCode::NOT_FOUND,
                &entry(INVALID, "NOT_FOUND", detail, Some("object_id")),
            ))
        }
    }
}

fn check_image(asked: &Map<String, Value>) -> Result<(), Answer> {
    let Some(image) = asked.get("image") else {
        return Ok(());
    };
    if image["type"] != "IMAGE" {
        return Err(invalid_field(
            "INVALID_VALUE",
            "The type is not IMAGE.",
            "image.type",
        ));
    }
    if !image["id"]
        .as_str()
        .is_some_and(|id| id.len() > 1 && id.starts_with('#'))
    {
        return Err(invalid_field(
            "INVALID_VALUE",
            "The id of a new object begins with #.",
            "image.id",
        ));
    }
    Ok(())
}

/// Whether the text has the form of a date.
fn is_date(text: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| {
        if matches!(at, 4 | 7) {
            byte == b'-'
        } else {
            byte.is_ascii_digit()
        }
    };
    text.len() == 10 && text.bytes().enumerate().all(fits)
}

const INVALID: &str = "INVALID_REQUEST_ERROR";

fn unreadable() -> Answer {
    invalid("BAD_REQUEST", "Unexpected error in parsing the request.")
}

fn invalid(code: &str, detail: &str) -> Answer {
    error(StatusCode::BAD_REQUEST, INVALID, code, detail)
}

fn invalid_field(code: &str, detail: &str, field: &str) -> Answer {
    errors(
        StatusCode::BAD_REQUEST,
        &entry(INVALID, code, detail, Some(field)),
    )
}

fn error(status: StatusCode, category: &str, code: &str, detail: &str) -> Answer {
    errors(status, &entry(category, code, detail, None))
}

fn entry(category: &str, code: &str, detail: &str, field: Option<&str>) -> Value {
    let mut entry = json!({"category": category, "code": code, "detail": detail});
    if let Some(field) = field {
        entry["field"] = json!(field);
    }
    entry
}

fn errors(status: StatusCode, entry: &Value) -> Answer {
    Answer::json(status, &json!({"errors": [entry]}))
}
