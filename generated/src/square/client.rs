// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/client.rs and run `cargo run`.

//! The client, and how it is built.

use spec2crate_runtime as runtime;

/// Calls the API. Cloning it is cheap: clones share their connections.
///
/// # Examples
///
/// ```no_run
/// # fn example() -> Result<(), commerce_clients::square::BuildError> {
/// let client = commerce_clients::square::Client::builder().oauth2("token").build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Client {
    pub(super) core: runtime::Client,
}

impl Client {
    /// Starts building a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder {
            inner: runtime::ClientBuilder::new(&API)
                .client_parameter_header("Square-Version", "2019-11-20"),
        }
    }

    /// The URL of the server that calls go to; none where each operation has its own.
    #[must_use]
    pub fn base_url(&self) -> Option<&str> {
        self.core.base_url()
    }
}

/// Builds a [`Client`].
#[derive(Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    inner: runtime::ClientBuilder,
}

impl ClientBuilder {
    /// Authenticates with a bearer token: `Authorization: Bearer …`.
    ///
    /// An OAuth 2 token of a seller, or the access token of an application's own account.
    ///
    /// Where tokens come from is in [`security::oauth2`](super::security::oauth2).
    pub fn oauth2(self, token: impl Into<runtime::Token>) -> Self {
        Self {
            inner: self.inner.credential("oauth2", runtime::Credential::bearer(token)),
        }
    }

    /// The version of Square's API that the request is meant for, as a date.
    ///
    /// Sent as `Square-Version` with every call that has it, `"2019-11-20"` unless set.
    pub fn square_version(self, value: &str) -> Self {
        Self {
            inner: self.inner.client_parameter_header("Square-Version", value),
        }
    }

    /// Talks to one of the documented servers; the first one unless this is called.
    pub fn server(self, server: impl Into<Server>) -> Self {
        Self {
            inner: self.inner.base_url(server.into().url()),
        }
    }

    /// Talks to a server of one's own: an absolute URL, to which the paths are appended.
    pub fn base_url(self, url: &str) -> Self {
        Self {
            inner: self.inner.base_url(url),
        }
    }

    /// Bounds each call, from sending to the last byte of the answer.
    pub fn timeout(self, timeout: std::time::Duration) -> Self {
        Self {
            inner: self.inner.timeout(timeout),
        }
    }

    /// Bounds opening a connection.
    pub fn connect_timeout(self, timeout: std::time::Duration) -> Self {
        Self {
            inner: self.inner.connect_timeout(timeout),
        }
    }

    /// Bounds how much of an answer is read into memory, in bytes.
    pub fn response_limit(self, bytes: u64) -> Self {
        Self {
            inner: self.inner.max_response_bytes(bytes),
        }
    }

    /// Checks parameters and bodies against the constraints of the document before anything is sent; off unless called.
    ///
    /// Patterns are checked with the feature `pattern`. What a server sends is never checked.
    pub fn validate_requests(self, validates: bool) -> Self {
        Self {
            inner: self.inner.validate_requests(validates),
        }
    }

    /// Sends through this transport instead of the default one.
    pub fn transport(self, transport: impl runtime::Transport) -> Self {
        Self {
            inner: self.inner.transport(transport),
        }
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// The first setting that cannot be: a base URL that is none, or none at all where the document has no server.
    pub fn build(self) -> Result<Client, runtime::BuildError> {
        Ok(Client {
            core: self.inner.build()?,
        })
    }
}

/// A server of the document.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Server {
    /// Production
    ///
    /// `https://connect.squareup.com`
    Production,
    /// Sandbox
    ///
    /// `https://connect.squareupsandbox.com`
    Sandbox,
}

impl Server {
    /// Its URL.
    #[must_use]
    pub fn url(&self) -> std::borrow::Cow<'static, str> {
        match self {
            Self::Production => "https://connect.squareup.com".into(),
            Self::Sandbox => "https://connect.squareupsandbox.com".into(),
        }
    }
}

static API: runtime::Api = runtime::Api {
    name: "square",
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    server: Some("https://connect.squareup.com"),
    security_schemes: &[
        runtime::SecurityScheme {
            name: "oauth2",
            kind: runtime::SchemeKind::Bearer,
        },
    ],
};
