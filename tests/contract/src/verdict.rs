//! What became of an example, as the program says it and the tool reads it.

use serde_json::{Value, json};

/// What became of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The mock server accepted the request, and its answer was decoded.
    Accepted,
    /// The mock server says that the request violates the document.
    Refused,
    /// Prism says that the request violates the document, and is wrong, in a way that is known.
    Misjudged,
    /// The answer is not what the client expects, and Prism finds no fault with it.
    NotDecoded,
    /// The request was accepted; the answer was not decoded, and Prism says that it contradicts the document, too.
    Contradictory,
    /// The mock server has no answer of its own: it cannot make a valid one, or fails.
    Unanswered,
    /// Nothing was sent.
    NotSent,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Accepted,
        Self::Refused,
        Self::Misjudged,
        Self::NotDecoded,
        Self::Contradictory,
        Self::Unanswered,
        Self::NotSent,
    ];

    /// Whether it says something of the client: Prism has judged the request, and answered as documented.
    pub fn is_judged(self) -> bool {
        match self {
            Self::Accepted | Self::Refused | Self::NotDecoded | Self::NotSent => true,
            Self::Misjudged | Self::Contradictory | Self::Unanswered => false,
        }
    }

    /// Its name in reports and in the list of exceptions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Misjudged => "misjudged",
            Self::NotDecoded => "not decoded",
            Self::Contradictory => "contradictory",
            Self::Unanswered => "unanswered",
            Self::NotSent => "not sent",
        }
    }

    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What became of the example of an operation, and what was said about it.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The operation's id.
    pub operation: String,
    /// What became of it.
    pub kind: Kind,
    /// The violation, or why the answer was not decoded.
    pub says: String,
    /// The request's method and URL.
    pub request: String,
}

impl Verdict {
    /// What there is to say where no client can be made.
    pub fn of_client(error: &str) -> Self {
        Self {
            operation: "(client)".to_owned(),
            kind: Kind::NotSent,
            says: error.to_owned(),
            request: String::new(),
        }
    }

    /// A line of JSON.
    pub fn to_json(&self) -> String {
        json!({
            "operation": self.operation,
            "kind": self.kind.name(),
            "says": self.says,
            "request": self.request,
        })
        .to_string()
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    pub fn from_json(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        Some(Self {
            operation: text("operation")?,
            kind: Kind::of_name(value["kind"].as_str()?)?,
            says: text("says")?,
            request: text("request")?,
        })
    }
}
