//! Code and message of an error body, wherever an API puts them.

use serde_json::{Map, Value};

const CODES: [&str; 7] = [
    "code",
    "errorCode",
    "error_code",
    "category",
    "type",
    "reason",
    "error",
];
const MESSAGES: [&str; 7] = [
    "message",
    "errorMessage",
    "error_message",
    "detail",
    "description",
    "title",
    "error_description",
];

/// Code and message, as far as an error body has them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Summary {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
}

impl Summary {
    /// Reads an error body; anything but a JSON object gives nothing.
    pub(super) fn of(bytes: &[u8]) -> Self {
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(body)) => Self::of_object(&body),
            Ok(Value::Array(items)) => items
                .first()
                .and_then(Value::as_object)
                .map(Self::of_object)
                .unwrap_or_default(),
            _ => Self::default(),
        }
    }

    /// The nested object (`error`, `errors[0]`) knows better than what surrounds it.
    fn of_object(body: &Map<String, Value>) -> Self {
        let nested = match (body.get("error"), body.get("errors")) {
            (Some(Value::Object(error)), _) => Some(error),
            (_, Some(Value::Array(errors))) => errors.first().and_then(Value::as_object),
            (_, Some(Value::Object(errors))) => Some(errors),
            _ => None,
        };
        let find = |names: &[&str]| {
            nested
                .and_then(|nested| text_of(nested, names))
                .or_else(|| text_of(body, names))
        };
        Self {
            code: find(&CODES),
            message: find(&MESSAGES),
        }
    }
}

fn text_of(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match object.get(*name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_code_and_message_of_the_vendors() {
        let cases = [
            (
                r#"{"errorCode":"STORE_NOT_FOUND","errorMessage":"Store not found"}"#,
                "STORE_NOT_FOUND",
                "Store not found",
            ),
            (
                r#"{"status":404,"success":false,"error":{"code":"error","message":"not there"}}"#,
                "error",
                "not there",
            ),
            (
                r#"{"errors":[{"category":"INVALID_REQUEST_ERROR","code":"NOT_FOUND","detail":"no such"}]}"#,
                "NOT_FOUND",
                "no such",
            ),
            (
                r#"{"error":"invalid_grant","error_description":"used"}"#,
                "invalid_grant",
                "used",
            ),
            (
                r#"{"type":"about:blank","title":"Gone","status":410}"#,
                "about:blank",
                "Gone",
            ),
            (r#"[{"code":7,"message":"x"}]"#, "7", "x"),
        ];
        for (body, code, message) in cases {
            let summary = Summary::of(body.as_bytes());
            assert_eq!(
                (summary.code.as_deref(), summary.message.as_deref()),
                (Some(code), Some(message)),
                "{body}"
            );
        }
        for body in ["", "<html>", "{}", "[]", "null", r#"{"error":null}"#] {
            assert_eq!(Summary::of(body.as_bytes()), Summary::default(), "{body}");
        }
    }
}
