//! The client that a generated one wraps: servers, credentials, limits, and a transport.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use crate::api::{Api, Operation};
use crate::call::Call;
use crate::credential::{Credential, Credentials};
use crate::server::BaseUrl;
use crate::style::{HeaderStyle, header_text};
use crate::transport::Transport;
use crate::wire::{self, EncodeError};

/// How much of an answer is read into memory, unless the client says otherwise: 64 MiB.
const DEFAULT_MAX_RESPONSE_BYTES: u64 = 64 * 1024 * 1024;

/// The core of a generated client; clones share it.
///
/// ```
/// use spec2crate_runtime::transport::InMemory;
/// use spec2crate_runtime::{Api, ClientBuilder, Method, Operation, RawResponse};
///
/// static API: Api = Api {
///     name: "pets",
///     user_agent: "pets/1.0",
///     server: Some("https://example.com/v1"),
///     security_schemes: &[],
/// };
/// static GET_PET: Operation = Operation {
///     id: "getPet",
///     method: Method::GET,
///     path: "/pets/{petId}",
///     accept: "application/json",
///     ..Operation::DEFAULT
/// };
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let client = ClientBuilder::new(&API).transport(InMemory::json(200, "[1, 2]")).build()?;
/// let mut call = client.call(&GET_PET);
/// call.path("petId", &7);
/// let sending = call.send(|response| match response.status().as_u16() {
///     200 => response.success::<Vec<i64>, ()>(RawResponse::json),
///     _ => response.undocumented(),
/// });
/// assert_eq!(*sending.await?, [1, 2]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) api: &'static Api,
    /// `None` when the document names no server and the caller no base URL.
    pub(crate) base_url: Option<BaseUrl>,
    /// Where every operation goes, whatever servers it names.
    pub(crate) server_override: Option<BaseUrl>,
    pub(crate) credentials: Credentials,
    pub(crate) user_agent: Option<HeaderValue>,
    pub(crate) parameters: Vec<ClientParameter>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) max_response_bytes: u64,
    pub(crate) multipart_boundary: Option<String>,
    pub(crate) validates: bool,
    pub(crate) transport: Box<dyn Transport>,
}

/// A parameter set for every operation that has it.
pub(crate) enum ClientParameter {
    Header {
        name: HeaderName,
        value: HeaderValue,
        /// The value before it was text.
        given: Value,
    },
    Query(&'static str, Value),
}

impl ClientParameter {
    /// Whether it is the parameter of this name.
    pub(crate) fn is(&self, name: &str) -> bool {
        match self {
            Self::Header { name: header, .. } => header.as_str().eq_ignore_ascii_case(name),
            Self::Query(query, _) => *query == name,
        }
    }
}

impl Client {
    /// Starts a call of an operation.
    pub fn call(&self, operation: &'static Operation) -> Call<'_> {
        Call::new(self, operation)
    }

    /// What the client says about its API.
    pub fn api(&self) -> &'static Api {
        self.0.api
    }

    /// The base URL of the operations that name no server of their own.
    pub fn base_url(&self) -> Option<&str> {
        self.0
            .server_override
            .as_ref()
            .or(self.0.base_url.as_ref())
            .map(BaseUrl::as_str)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.0.api.name)
            .field("base_url", &self.base_url())
            .field("credentials", &self.0.credentials.schemes())
            .finish_non_exhaustive()
    }
}

/// Builds a [`Client`]; what is wrong with a setting is said by [`build`](Self::build).
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder {
    api: &'static Api,
    base_url: Option<String>,
    document_url: Option<String>,
    server_override: Option<String>,
    credentials: Credentials,
    user_agent: Option<String>,
    parameters: Vec<ClientParameter>,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    max_response_bytes: u64,
    multipart_boundary: Option<String>,
    validates: bool,
    transport: Option<Box<dyn Transport>>,
    /// The first setting that is wrong.
    error: Option<BuildError>,
}

impl ClientBuilder {
    /// Starts a client of this API.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            document_url: None,
            server_override: None,
            credentials: Credentials::default(),
            user_agent: None,
            parameters: Vec::new(),
            timeout: None,
            connect_timeout: None,
            max_response_bytes: DEFAULT_MAX_RESPONSE_BYTES,
            multipart_boundary: None,
            validates: false,
            transport: None,
            error: None,
        }
    }

    /// Sets the credential of a security scheme.
    pub fn credential(mut self, scheme: &str, credential: Credential) -> Self {
        if let Err(message) = self.credentials.set(self.api, scheme, credential) {
            self.fail(message);
        }
        self
    }

    /// Sets the URL of the document's server; operations that name servers of their own still go to those.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets where the document was read from, which its relative server URLs are relative to.
    pub fn document_url(mut self, url: impl Into<String>) -> Self {
        self.document_url = Some(url.into());
        self
    }

    /// Sends every operation to this base URL, whatever servers it names: a mock server, a gateway.
    pub fn server_override(mut self, url: impl Into<String>) -> Self {
        self.server_override = Some(url.into());
        self
    }

    /// Sets a header parameter of every operation that has it; a call's own value goes before it.
    pub fn client_parameter_header<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Self {
        let value = wire::to_value(value);
        self.header_value(name, value)
    }

    fn header_value(mut self, name: &'static str, value: Result<Value, EncodeError>) -> Self {
        self.parameters.retain(|parameter| !parameter.is(name));
        let value = match value {
            Ok(value) => value,
            Err(error) => {
                self.fail(format!("the value of `{name}` cannot be encoded: {error}"));
                return self;
            }
        };
        let Some(text) = header_text(HeaderStyle::DEFAULT, &value) else {
            return self;
        };
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_bytes(text.as_bytes()),
        ) {
            (Ok(name), Ok(text)) => self.parameters.push(ClientParameter::Header {
                name,
                value: text,
                given: value,
            }),
            _ => self.fail(format!(
                "the header `{name}` has a character that headers may not have"
            )),
        }
        self
    }

    /// Sets a query parameter of every operation that has it; a call's own value goes before it.
    pub fn client_parameter_query<T: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        value: &T,
    ) -> Self {
        self.parameters.retain(|parameter| !parameter.is(name));
        match wire::to_value(value) {
            Ok(value) => self.parameters.push(ClientParameter::Query(name, value)),
            Err(error) => self.fail(format!("the value of `{name}` cannot be encoded: {error}")),
        }
        self
    }

    /// Sets the `User-Agent` header.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Sets how long a call and the whole of its answer may take; by default as long as it takes.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets how long the default transport may take to connect.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Sets how much of an answer is read into memory, 64 MiB by default; streamed answers are not limited.
    pub fn max_response_bytes(mut self, limit: u64) -> Self {
        self.max_response_bytes = limit;
        self
    }

    /// Sets the boundary of multipart bodies, which is random otherwise: for golden tests alone.
    pub fn multipart_boundary(mut self, boundary: impl Into<String>) -> Self {
        let boundary = boundary.into();
        // RFC 2046, section 5.1.1, without what would need quotes.
        let is_boundary = |byte: u8| byte.is_ascii_alphanumeric() || b"'+_-.".contains(&byte);
        if boundary.is_empty() || boundary.len() > 70 || !boundary.bytes().all(is_boundary) {
            self.fail(
                "the multipart boundary is not 1 to 70 letters, digits, `-`, `_`, `.`, `+` or `'`"
                    .to_owned(),
            );
        }
        self.multipart_boundary = Some(boundary);
        self
    }

    /// Sets whether parameters and bodies are checked against the document's constraints before anything is sent.
    ///
    /// By default they are not: the server checks, and what it accepts changes without the document.
    /// What a server sends is never checked.
    pub fn validate_requests(mut self, validates: bool) -> Self {
        self.validates = validates;
        self
    }

    /// Sets what carries requests; the default is hyper, and reqwest where the feature `reqwest` stands in its place.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// When a setting is wrong, the first that is.
    pub fn build(self) -> Result<Client, BuildError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let parse = |what: &str, text: Option<&str>| {
            let error = |why| BuildError::new(format!("the {what} is {why}"));
            text.map(|text| BaseUrl::parse(text).map_err(error))
                .transpose()
        };
        let server_override = parse(
            "server that replaces the others",
            self.server_override.as_deref(),
        )?;
        let document_url = parse("URL of the document", self.document_url.as_deref())?;
        let base_url = match (
            parse("base URL", self.base_url.as_deref())?,
            self.api.server,
        ) {
            (Some(base_url), _) => Some(base_url),
            (None, Some(server)) if server_override.is_none() => {
                Some(BaseUrl::resolve(server, document_url.as_ref()).map_err(BuildError::new)?)
            }
            (None, _) => document_url,
        };
        let user_agent = self.user_agent.as_deref().unwrap_or(self.api.user_agent);
        let user_agent = match user_agent {
            "" => None,
            text => Some(HeaderValue::from_bytes(text.as_bytes()).map_err(|_| {
                BuildError::new("the user agent has a character that headers may not have")
            })?),
        };
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(self.connect_timeout)?,
        };
        Ok(Client(Arc::new(Inner {
            api: self.api,
            base_url,
            server_override,
            credentials: self.credentials,
            user_agent,
            parameters: self.parameters,
            timeout: self.timeout,
            max_response_bytes: self.max_response_bytes,
            multipart_boundary: self.multipart_boundary,
            validates: self.validates,
            transport,
        })))
    }

    fn fail(&mut self, message: String) {
        self.error.get_or_insert_with(|| BuildError::new(message));
    }
}

#[cfg(any(feature = "reqwest-core", feature = "hyper"))]
fn default_transport(connect_timeout: Option<Duration>) -> Result<Box<dyn Transport>, BuildError> {
    #[cfg(feature = "hyper")]
    use crate::transport::HyperTransport as Default;
    #[cfg(not(feature = "hyper"))]
    use crate::transport::ReqwestTransport as Default;

    match Default::connecting(crate::transport::ConnectSettings { connect_timeout }) {
        Ok(transport) => Ok(Box::new(transport)),
        Err(error) => Err(BuildError::new(error.to_string())),
    }
}

#[cfg(not(any(feature = "reqwest-core", feature = "hyper")))]
fn default_transport(_connect_timeout: Option<Duration>) -> Result<Box<dyn Transport>, BuildError> {
    Err(BuildError::new(
        "there is no transport: set one, or enable the feature `hyper`",
    ))
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("credentials", &self.credentials.schemes())
            .finish_non_exhaustive()
    }
}

/// Why a client cannot be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    message: String,
}

impl BuildError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "client not built: {}", self.message)
    }
}

impl std::error::Error for BuildError {}
