//! Tokens, and who gives them when they are not known beforehand.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use secrecy::SecretString;

use crate::error::BoxError;
use crate::transport::BoxFuture;

/// A token or a key: known when the client is built, or asked for before each request that carries it.
///
/// ```
/// use spec2crate_runtime::Token;
///
/// let known: Token = "sk-123".into();
/// let asked = Token::from_fn(|request| async move {
///     # fn cached(scopes: &[&str]) -> String { scopes.join("+") }
///     Ok(cached(request.scopes))
/// });
/// assert_eq!(format!("{known:?} {asked:?}"), "Token([redacted]) Token(provider)");
/// ```
#[derive(Clone)]
pub struct Token(pub(super) Source);

#[derive(Clone)]
pub(super) enum Source {
    Known(SecretString),
    Asked(Arc<dyn TokenProvider>),
}

impl Token {
    /// A token that is asked for before each request that carries it.
    ///
    /// Whoever gives it decides how long to keep it: nothing is remembered here, and nothing is asked twice for a request.
    pub fn provider(provider: impl TokenProvider) -> Self {
        Self(Source::Asked(Arc::new(provider)))
    }

    /// The same, by a function.
    pub fn from_fn<F, T, S>(provider: F) -> Self
    where
        F: Fn(TokenRequest) -> T + Send + Sync + 'static,
        T: Future<Output = Result<S, BoxError>> + Send + 'static,
        S: Into<SecretString>,
    {
        Self::provider(FromFn(provider))
    }
}

impl From<String> for Token {
    fn from(token: String) -> Self {
        Self(Source::Known(token.into()))
    }
}

impl From<&str> for Token {
    fn from(token: &str) -> Self {
        token.to_owned().into()
    }
}

impl From<&String> for Token {
    fn from(token: &String) -> Self {
        token.to_owned().into()
    }
}

impl From<SecretString> for Token {
    fn from(token: SecretString) -> Self {
        Self(Source::Known(token))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Source::Known(_) => "Token([redacted])",
            Source::Asked(_) => "Token(provider)",
        })
    }
}

/// Gives tokens: a cache in front of an OAuth 2 client, a file that another program renews, a vault.
pub trait TokenProvider: Send + Sync + 'static {
    /// The token for a request, without the word `Bearer`.
    ///
    /// # Errors
    /// Why there is none; the request is not sent then.
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<SecretString, BoxError>>;
}

struct FromFn<F>(F);

impl<F, T, S> TokenProvider for FromFn<F>
where
    F: Fn(TokenRequest) -> T + Send + Sync + 'static,
    T: Future<Output = Result<S, BoxError>> + Send + 'static,
    S: Into<SecretString>,
{
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<SecretString, BoxError>> {
        let token = self.0(request);
        Box::pin(async move { token.await.map(Into::into) })
    }
}

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The id of the operation.
    pub operation: &'static str,
    /// The name of the security scheme.
    pub scheme: &'static str,
    /// The scopes that the operation requires of it; none for schemes without scopes.
    pub scopes: &'static [&'static str],
}

/// Why a [`TokenProvider`] gave no token.
#[derive(Clone)]
pub struct TokenError(Arc<dyn StdError + Send + Sync>);

impl TokenError {
    pub(crate) fn new(error: BoxError) -> Self {
        Self(error.into())
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

impl PartialEq for TokenError {
    /// Whether it is the same error, and not one that says the same.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for TokenError {}
