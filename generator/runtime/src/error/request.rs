//! Requests that are refused before anything is sent.

use std::fmt;

use crate::constraint::Violations;
use crate::credential::TokenError;

/// Why a request was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A parameter, or the body, does not encode.
    Value {
        /// The parameter's or part's name, or `body`.
        name: String,
        /// What the encoder says.
        message: String,
    },
    /// A path parameter whose value would make another path: empty, `.` or `..`, or not given at all.
    Path {
        /// The path template.
        path: String,
        /// What is wrong with it.
        message: String,
    },
    /// A header or cookie that may not be sent: a control character such as CR or LF.
    Header {
        /// The header's name.
        name: String,
    },
    /// A file whose content type the operation does not allow.
    FileType {
        /// The part's name.
        part: String,
        /// The file's name.
        filename: String,
        /// The content type it has.
        content_type: String,
        /// The content types the operation allows.
        allowed: Vec<String>,
    },
    /// Values that do not satisfy the document's constraints, for a client that checks them before it sends.
    Constraints {
        /// Everything in which they do not.
        violations: Violations,
    },
    /// No alternative of the operation's security has all its credentials.
    MissingCredentials {
        /// The operation's id.
        operation: String,
        /// Per alternative the security schemes without a credential.
        alternatives: Vec<Vec<String>>,
    },
    /// The token of a security scheme was asked for and not given.
    Token {
        /// The security scheme.
        scheme: String,
        /// What its provider says.
        source: TokenError,
    },
    /// The URL to send to is not one, or would not be sent as it was given.
    Url {
        /// What is wrong with it.
        message: String,
    },
    /// The operation has no server, and the client no base URL.
    NoServer {
        /// The operation's id.
        operation: String,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("request not sent: ")?;
        match self {
            Self::Value { name, message } => write!(f, "`{name}` cannot be encoded: {message}"),
            Self::Path { path, message } => write!(f, "{message} in the path `{path}`"),
            Self::Header { name } => write!(
                f,
                "the header `{name}` has a character that headers may not have"
            ),
            Self::FileType {
                part,
                filename,
                content_type,
                allowed,
            } => write!(
                f,
                "the file `{filename}` is `{content_type}`, and the part `{part}` takes only {}",
                allowed.join(", ")
            ),
            Self::MissingCredentials {
                operation,
                alternatives,
            } => {
                let alternatives: Vec<String> = alternatives
                    .iter()
                    .map(|schemes| schemes.join(" and "))
                    .collect();
                write!(
                    f,
                    "`{operation}` needs credentials: set {}",
                    alternatives.join(", or ")
                )
            }
            Self::Constraints { violations } => violations.fmt(f),
            Self::Token { scheme, source } => write!(f, "no token for `{scheme}`: {source}"),
            Self::Url { message } => f.write_str(message),
            Self::NoServer { operation } => {
                write!(f, "`{operation}` has no server: set a base URL")
            }
        }
    }
}

impl std::error::Error for RequestError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // Its own text is part of this one's.
            Self::Token { source, .. } => source.source(),
            _ => None,
        }
    }
}
