//! The transport of contract runs: it sends every request to the mock server, and keeps what that answered.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use spec2crate_runtime::http::{self, HeaderMap, StatusCode, Uri};
use spec2crate_runtime::transport::{Answer, BoxFuture, Transport};
use spec2crate_runtime::{
    Bytes, Example, Outcome, RequestBody, ResponseBody, TransportError, TransportErrorKind,
};

use crate::verdict::{Kind, Verdict};
use crate::violation::{Sent, Violations};

/// How the types of the mock server's own errors begin.
const PRISM: &str = "https://stoplight.io/prism/errors#";

/// The errors that blame the request.
const REFUSALS: [&str; 6] = [
    "UNPROCESSABLE_ENTITY",
    "UNAUTHORIZED",
    "INVALID_CONTENT_TYPE",
    "NO_PATH_MATCHED_ERROR",
    "NO_METHOD_MATCHED_ERROR",
    "NOT_ACCEPTABLE",
];

/// How long an example may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends requests to the mock server of one document.
#[derive(Clone)]
pub struct Wire {
    client: reqwest::Client,
    origin: String,
    last: Arc<Mutex<Last>>,
}

/// The last exchange.
#[derive(Default)]
struct Last {
    /// The path template of the example.
    template: &'static str,
    request: String,
    sent: Sent,
    answer: Option<(StatusCode, HeaderMap, Bytes)>,
}

impl Wire {
    /// What sends to an origin, `http://127.0.0.1:4010`.
    pub fn new(origin: &str) -> Result<Self, String> {
        let builder = reqwest::Client::builder().no_proxy();
        let builder = builder.redirect(reqwest::redirect::Policy::none());
        Ok(Self {
            client: builder.build().map_err(|error| error.to_string())?,
            origin: origin.to_owned(),
            last: Arc::default(),
        })
    }

    /// Where it sends to.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Runs an example, and judges it by what the mock server answered.
    pub async fn judge<C>(&self, example: &Example<C>, client: &C) -> Verdict {
        *self.last() = Last {
            template: example.path(),
            ..Last::default()
        };
        let outcome = tokio::time::timeout(PATIENCE, example.run(client)).await;
        let last = std::mem::take(&mut *self.last());
        let (kind, says) = match (outcome, &last.answer) {
            (Err(_), _) => (Kind::Unanswered, "it took too long".to_owned()),
            (Ok(outcome), Some((status, headers, body))) => {
                Violations::of_headers(headers, "request")
                    .map(|violations| refused(violations, &last.sent))
                    .or_else(|| prism_error(body, &last.sent))
                    .or_else(|| prism_failure(*status, body))
                    .unwrap_or_else(|| {
                        let wrong = Violations::of_headers(headers, "response");
                        judged(outcome, *status, wrong.map(Violations::into_text))
                    })
            }
            (Ok(Outcome::NotSent(error)), None) if last.request.is_empty() => {
                (Kind::NotSent, error.to_string())
            }
            (Ok(outcome), None) => (Kind::Unanswered, format!("{outcome:?}")),
        };
        Verdict {
            operation: if example.is_whole() {
                format!("{}, whole", example.operation())
            } else {
                example.operation().to_owned()
            },
            kind,
            says,
            request: last.request,
        }
    }

    fn last(&self) -> std::sync::MutexGuard<'_, Last> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn judged(outcome: Outcome, status: StatusCode, wrong: Option<String>) -> (Kind, String) {
    match (outcome, wrong) {
        (Outcome::Success(_) | Outcome::Failure(_), _) => (Kind::Accepted, status.to_string()),
        (_, Some(wrong)) => (Kind::Contradictory, wrong),
        (outcome, None) => not_decoded(outcome),
    }
}

fn not_decoded(outcome: Outcome) -> (Kind, String) {
    match outcome {
        Outcome::NotDecoded(error) | Outcome::NotSent(error) => {
            (Kind::NotDecoded, error.to_string())
        }
        other => (Kind::NotDecoded, format!("{other:?}")),
    }
}

/// What the mock server itself has to say, where the answer is its own and not the document's.
fn prism_error(body: &Bytes, request: &Sent) -> Option<(Kind, String)> {
    let value: Value = serde_json::from_slice(body).ok()?;
    let name = value["type"].as_str()?.strip_prefix(PRISM)?;
    let items = value["validation"].as_array().cloned().unwrap_or_default();
    let (kind, says) = if items.is_empty() {
        let detail = value["detail"].as_str().unwrap_or_default();
        let whole = json!({ "location": [], "message": detail });
        match Violations::of_items(vec![whole]).mistake(request) {
            Some(why) => (Kind::Misjudged, format!("{why}: {detail}")),
            None => (Kind::Refused, detail.to_owned()),
        }
    } else {
        refused(Violations::of_items(items), request)
    };
    let kind = if REFUSALS.contains(&name) {
        kind
    } else {
        Kind::Unanswered
    };
    Some((kind, format!("{name}: {says}")))
}

/// What the mock server says when it fails without knowing why: an error of JavaScript.
fn prism_failure(status: StatusCode, body: &Bytes) -> Option<(Kind, String)> {
    let value: Value = serde_json::from_slice(body).ok()?;
    let is_name = |member: &Value| {
        let names = ["TypeError", "RangeError", "SyntaxError"];
        member.as_str().is_some_and(|text| names.contains(&text))
    };
    let is_error = value.as_object()?.values().any(is_name);
    (status == StatusCode::INTERNAL_SERVER_ERROR && is_error)
        .then(|| (Kind::Unanswered, value.to_string()))
}

/// What a refusal is worth.
fn refused(violations: Violations, request: &Sent) -> (Kind, String) {
    match violations.mistake(request) {
        Some(mistake) => {
            let says = format!("{mistake}: {}", violations.into_text());
            (Kind::Misjudged, says)
        }
        None => (Kind::Refused, violations.into_text()),
    }
}

/// The URL at the mock server, which knows paths alone: whatever the server's own path is goes.
fn redirected(origin: &str, template: &str, uri: &Uri) -> Option<Uri> {
    let template = template.split(['?', '#']).next().unwrap_or_default();
    let wanted = template.matches('/').count();
    let path = uri.path();
    let start = path.rmatch_indices('/').nth(wanted.saturating_sub(1));
    let path = start.map_or(path, |(start, _)| &path[start..]);
    let query = uri
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    format!("{origin}{path}{query}").parse().ok()
}

impl Transport for Wire {
    fn send(&self, mut request: http::Request<RequestBody>) -> BoxFuture<'_, Answer> {
        Box::pin(async move {
            let template = self.last().template;
            if let Some(uri) = redirected(&self.origin, template, request.uri()) {
                *request.uri_mut() = uri;
            }
            let target = request.uri().path_and_query();
            let target = target.map(ToString::to_string).unwrap_or_default();
            self.last().request = format!("{} {target}", request.method());
            let content_type = request.headers().get(http::header::CONTENT_TYPE);
            let content_type = content_type.and_then(|value| value.to_str().ok());
            self.last().sent = Sent {
                query: request.uri().query().unwrap_or_default().to_owned(),
                content_type: content_type.unwrap_or_default().to_owned(),
            };
            let failed =
                |error: reqwest::Error| TransportError::new(TransportErrorKind::Receive, error);
            let (parts, body) = request.into_parts();
            let body = ResponseBody::new(body).collect().await?;
            let request = http::Request::from_parts(parts, body);
            let request = request.try_into().map_err(failed)?;
            let answer = self.client.execute(request).await.map_err(failed)?;
            let (parts, body) = http::Response::from(answer).into_parts();
            let body = ResponseBody::new(body).collect().await?;
            self.last().answer = Some((parts.status, parts.headers.clone(), body.clone()));
            Ok(http::Response::from_parts(parts, ResponseBody::from(body)))
        })
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Wire({})", self.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_javascript_is_no_answer() {
        let of = |status, text: &'static str| prism_failure(status, &Bytes::from(text));
        let error = r#"{"title":"TypeError","detail":"Invalid character in header content"}"#;
        let failure = of(StatusCode::INTERNAL_SERVER_ERROR, error);
        assert_eq!(failure, Some((Kind::Unanswered, error.to_owned())));
        assert_eq!(of(StatusCode::OK, error), None);
        assert_eq!(of(StatusCode::INTERNAL_SERVER_ERROR, "{}"), None);
    }

    #[test]
    fn keeps_as_much_of_a_path_as_the_document_has() {
        let to = |template, url: &str| {
            let url = url.parse().expect("a URL");
            let url = redirected("http://127.0.0.1:1", template, &url).expect("a URL");
            url.to_string()
        };
        assert_eq!(
            to("/pets/{id}", "https://example.com/v1/pets/a%2Fb?x=1"),
            "http://127.0.0.1:1/pets/a%2Fb?x=1"
        );
        assert_eq!(to("/", "https://example.com/v1/"), "http://127.0.0.1:1/");
    }
}
