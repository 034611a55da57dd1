//! What Prism says is wrong with an exchange, and which of that is Prism's own mistake.

use serde_json::Value;
use spec2crate_runtime::http::HeaderMap;

/// Header parameters that the standard ignores (OAS 3.0.3, Parameter Object, `name`), and Prism does not.
const IGNORED: [&str; 3] = ["accept", "authorization", "content-type"];

/// A request, as far as it matters to whether a violation is one.
#[derive(Default)]
pub(crate) struct Sent {
    /// Its query, as sent.
    pub(crate) query: String,
    /// Its `Content-Type`.
    pub(crate) content_type: String,
}

impl Sent {
    fn is_form(&self) -> bool {
        let name = self.content_type.as_str();
        name.starts_with("multipart/") || name.starts_with("application/x-www-form-urlencoded")
    }
}

/// What is wrong with a request or an answer.
pub(crate) struct Violations {
    items: Vec<Value>,
    text: String,
}

impl Violations {
    /// Those that came with an answer: of the request, or of the answer itself.
    pub(crate) fn of_headers(headers: &HeaderMap, of: &str) -> Option<Self> {
        let text = headers.get("sl-violations")?.to_str().ok()?;
        let Ok(Value::Array(items)) = serde_json::from_str::<Value>(text) else {
            // Prism cuts what is too long for a header.
            let said = text.contains(&format!("[\"{of}\""));
            let text = text.to_owned();
            let items = Vec::new();
            return said.then_some(Self { items, text });
        };
        let blames = |item: &Value| item["location"][0] == of && item["severity"] == "Error";
        let items: Vec<Value> = items.into_iter().filter(blames).collect();
        (!items.is_empty()).then(|| Self::of_items(items))
    }

    /// Those of a list.
    pub(crate) fn of_items(items: Vec<Value>) -> Self {
        let text = items.iter().map(sentence).collect::<Vec<String>>();
        Self {
            text: text.join("; "),
            items,
        }
    }

    /// Them in a line.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Why each of them is a mistake of Prism's, where each is.
    pub(crate) fn mistake(&self, request: &Sent) -> Option<&'static str> {
        let mistakes: Option<Vec<_>> = self.items.iter().map(|it| mistake(it, request)).collect();
        mistakes?.first().copied()
    }
}

/// The place of a violation, without the word that says whether the request or the answer is meant.
fn place(item: &Value) -> Vec<&str> {
    let place = item["location"].as_array().into_iter().flatten();
    let place: Vec<&str> = place.filter_map(Value::as_str).collect();
    match place.as_slice() {
        ["request" | "response", rest @ ..] => rest.to_vec(),
        _ => place,
    }
}

fn mistake(item: &Value, request: &Sent) -> Option<&'static str> {
    let message = item["message"].as_str().unwrap_or_default();
    match place(item).as_slice() {
        ["header"]
            if IGNORED
                .iter()
                .any(|name| message.ends_with(&format!("required property '{name}'"))) =>
        {
            Some("the standard ignores a header parameter of this name")
        }
        ["header", name, ..] if IGNORED.contains(name) => {
            Some("the standard ignores a header parameter of this name")
        }
        // `constructObject` in prism-http/dist/validator/deserializers/style/deepObject.js makes an object of every
        // property that may be one, whether anything of it was sent or not.
        ["query", parameter, property, ..] => {
            let sent = [
                format!("{parameter}[{property}]"),
                format!("{parameter}%5B{property}%5D"),
            ];
            let query = request.query.to_lowercase();
            let is_sent = sent.iter().any(|it| query.contains(&it.to_lowercase()));
            (!is_sent).then_some("nothing of this property of a `deepObject` was sent")
        }
        // `deserializeImplodeObject` in prism-http/dist/validator/deserializers/style/form.js makes an object of an
        // exploded one of which nothing was sent.
        ["query", _]
            if request.query.is_empty() && message.contains("must have required property") =>
        {
            Some("nothing of this exploded object was sent")
        }
        // Swagger 2.0 has bodies without `consumes`, and the reader of it in Prism makes no media type of them.
        [] if message.starts_with("No supported content types") => {
            Some("the body of an operation without `consumes` has no media type for Prism")
        }
        // `parseRequestBody` in prism-http-server/dist/server.js reads anything but JSON and forms as text, which it then
        // holds against the schema.
        ["body"]
            if !request.is_form()
                && !request.content_type.contains("json")
                && ["must be object", "must be array"]
                    .iter()
                    .any(|end| message.ends_with(end)) =>
        {
            Some("a body that is no JSON is taken for text")
        }
        // `splitUriParams` and `parseMultipartFormDataParams` in prism-http/dist/validator/validators/body.js keep the
        // last text of a name, and parse it only where `encoding` says a style.
        ["body", _] if request.is_form() => ["must be array", "must be object"]
            .iter()
            .any(|end| message.ends_with(end))
            .then_some("a field of a form is taken for a single text"),
        _ => None,
    }
}

/// A violation as people read it.
fn sentence(item: &Value) -> String {
    let part = |part: &Value| {
        part.as_str()
            .map_or_else(|| part.to_string(), str::to_owned)
    };
    let place = item["location"].as_array().into_iter().flatten();
    let place: Vec<String> = place.map(part).collect();
    let message = item["message"].as_str().unwrap_or_default();
    format!("{}: {message}", place.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn mistake_of(location: &Value, message: &str, query: &str, content_type: &str) -> bool {
        let item = json!({"location": location, "message": message, "severity": "Error"});
        let (query, content_type) = (query.to_owned(), content_type.to_owned());
        let sent = Sent {
            query,
            content_type,
        };
        Violations::of_items(vec![item]).mistake(&sent).is_some()
    }

    #[test]
    fn knows_mistakes_of_prism() {
        let demands = "Request header must have required property 'content-type'";
        assert!(mistake_of(&json!(["request", "header"]), demands, "", ""));
        let demands = "Request header must have required property 'x-trace'";
        assert!(!mistake_of(&json!(["header"]), demands, "", ""));
        let inside = json!(["query", "filter", "name"]);
        assert!(mistake_of(&inside, "must be there", "page%5Bsize%5D=1", ""));
        let sent = "filter%5Bname%5D%5Ba%5D=1";
        assert!(!mistake_of(&inside, "must be there", sent, ""));
        assert!(!mistake_of(
            &json!(["query", "filter"]),
            "must be there",
            "",
            ""
        ));
        let (exploded, lacks) = (
            json!(["query", "search"]),
            "search must have required property 'q'",
        );
        assert!(mistake_of(&exploded, lacks, "", ""));
        assert!(!mistake_of(&exploded, lacks, "page=1", ""));
        let (tags, form) = (
            json!(["request", "body", "tags"]),
            "multipart/form-data; boundary=a",
        );
        assert!(mistake_of(&tags, "tags must be array", "", form));
        assert!(!mistake_of(
            &tags,
            "tags must be array",
            "",
            "application/json"
        ));
        assert!(!mistake_of(&tags, "tags must match pattern", "", form));
    }
}
