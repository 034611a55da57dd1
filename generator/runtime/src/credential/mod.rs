//! Credentials per security scheme, and which of them a request carries.
//!
//! # Invariants
//! - A credential leaves [`SecretString`] only into the text of a request; the value of its header, which is marked
//!   sensitive, is a [`SecretString`] itself that all requests share.
//! - A provider of tokens is asked for those of the alternative that is used, and for no others.

mod token;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};

use crate::api::{Api, Operation, Requirement, SchemeKind, SecurityScheme};
use crate::error::RequestError;
use crate::wire::Base64;

use token::Source;
pub use token::{Token, TokenError, TokenProvider, TokenRequest};

/// What proves to an API who is calling: a token, an API key, or a user with a password.
#[derive(Clone)]
pub struct Credential(Kind);

#[derive(Clone)]
enum Kind {
    Token(Token),
    Basic {
        user: String,
        password: SecretString,
    },
}

impl Credential {
    /// A token: of `http` `bearer`, `oauth2` or `openIdConnect`, without the word `Bearer`.
    ///
    /// Of any other scheme of `http` it is what follows the name of the scheme in `Authorization`.
    pub fn bearer(token: impl Into<Token>) -> Self {
        Self(Kind::Token(token.into()))
    }

    /// An API key.
    pub fn api_key(key: impl Into<Token>) -> Self {
        Self::bearer(key)
    }

    /// A user and a password of `http` `basic`.
    pub fn basic(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self(Kind::Basic {
            user: user.into(),
            password: SecretString::from(password.into()),
        })
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.0 {
            Kind::Token(Token(Source::Known(_))) => "Credential(token [redacted])",
            Kind::Token(Token(Source::Asked(_))) => "Credential(token provider)",
            Kind::Basic { .. } => "Credential(user and password [redacted])",
        })
    }
}

/// What a credential adds to a request; no `Debug`, since it is the secret itself.
#[derive(Clone)]
pub(crate) enum Carried {
    Header(HeaderName, HeaderValue),
    Query(&'static str, SecretString),
    Cookie(&'static str, SecretString),
    Nothing,
}

/// A token that has to be asked for before the request can be made.
pub(crate) struct Asked {
    provider: Arc<dyn TokenProvider>,
    request: TokenRequest,
}

impl Asked {
    /// Asks for it.
    ///
    /// # Errors
    /// That of the provider.
    pub(crate) async fn answer(self) -> Result<Answer, RequestError> {
        let scheme = self.request.scheme;
        match self.provider.token(self.request).await {
            Ok(token) => Ok((scheme, token)),
            Err(error) => Err(RequestError::Token {
                scheme: scheme.to_owned(),
                source: TokenError::new(error),
            }),
        }
    }
}

/// The token that was given for a scheme.
pub(crate) type Answer = (&'static str, SecretString);

/// The credentials of a client, by security scheme; no `Debug`, since what is carried has none.
#[derive(Clone, Default)]
pub(crate) struct Credentials {
    /// In the order of their names; hardly any client has more than one.
    kept: Vec<(&'static str, Kept)>,
    has_providers: bool,
}

/// A credential as requests need it.
#[derive(Clone)]
enum Kept {
    /// It is the same for every request, and made once.
    Ready(Carried),
    Asked(SchemeKind, Arc<dyn TokenProvider>),
}

impl Credentials {
    /// Keeps a credential, when it fits the scheme.
    ///
    /// # Errors
    /// Says what is wrong with it, without repeating it.
    pub(crate) fn set(
        &mut self,
        api: &Api,
        scheme: &str,
        credential: Credential,
    ) -> Result<(), String> {
        let scheme = find_scheme(api, scheme)
            .ok_or_else(|| format!("there is no security scheme `{scheme}`"))?;
        let kept = match credential.0 {
            Kind::Token(Token(Source::Known(token))) => {
                carry_token(scheme.kind, &token).map(Kept::Ready)
            }
            // What it gives is tried when it has given it.
            Kind::Token(Token(Source::Asked(provider))) => Ok(Kept::Asked(scheme.kind, provider)),
            Kind::Basic { user, password } => {
                carry_user(scheme.kind, &user, &password).map(Kept::Ready)
            }
        };
        let kept = kept.map_err(|why| wrong(scheme.name, why))?;
        self.kept.retain(|(name, _)| *name != scheme.name);
        let at = self.kept.partition_point(|(name, _)| *name < scheme.name);
        self.kept.insert(at, (scheme.name, kept));
        let mut all = self.kept.iter();
        self.has_providers = all.any(|(_, kept)| matches!(kept, Kept::Asked(..)));
        Ok(())
    }

    pub(crate) fn schemes(&self) -> Vec<&'static str> {
        self.kept.iter().map(|(name, _)| *name).collect()
    }

    /// Whether there is a token that is asked for.
    pub(crate) fn has_providers(&self) -> bool {
        self.has_providers
    }

    fn get(&self, scheme: &str) -> Option<&Kept> {
        let kept = self.kept.iter().find(|(name, _)| *name == scheme);
        kept.map(|(_, kept)| kept)
    }

    /// The tokens that have to be asked for before [`select`](Self::select).
    pub(crate) fn asked(&self, api: &Api, operation: &'static Operation) -> Vec<Asked> {
        let alternative = self.usable(api, operation).unwrap_or_default();
        alternative
            .iter()
            .filter_map(|&(scheme, scopes)| match self.get(scheme) {
                Some(Kept::Asked(_, provider)) => Some(Asked {
                    provider: Arc::clone(provider),
                    request: TokenRequest {
                        operation: operation.id,
                        scheme,
                        scopes,
                    },
                }),
                _ => None,
            })
            .collect()
    }

    /// Gives `add` what the credentials of an operation add to its request: those of the first alternative that has
    /// them all.
    ///
    /// # Errors
    /// When no alternative has, or a token that was asked for cannot be carried.
    pub(crate) fn select(
        &self,
        api: &Api,
        operation: &Operation,
        answers: &[Answer],
        add: &mut dyn FnMut(&Carried),
    ) -> Result<(), RequestError> {
        // Most operations need one credential, and it is there.
        if let [[(scheme, _)], ..] = operation.security
            && let Some(Kept::Ready(carried)) = self.get(scheme)
        {
            add(carried);
            return Ok(());
        }
        self.select_of_several(api, operation, answers, add)
    }

    #[inline(never)]
    fn select_of_several(
        &self,
        api: &Api,
        operation: &Operation,
        answers: &[Answer],
        add: &mut dyn FnMut(&Carried),
    ) -> Result<(), RequestError> {
        if let Some(alternative) = self.usable(api, operation) {
            for (scheme, _) in alternative {
                match self.get(scheme) {
                    Some(Kept::Ready(carried)) => add(carried),
                    Some(Kept::Asked(kind, _)) => match carry_answer(scheme, *kind, answers) {
                        Ok(carried) => add(&carried),
                        Err(why) => return Err(refused(scheme, why)),
                    },
                    None => {}
                }
            }
            return Ok(());
        }
        self.without(api, operation)
    }

    /// An operation without a usable alternative: no credentials, where it needs none.
    #[inline(never)]
    fn without(&self, api: &Api, operation: &Operation) -> Result<(), RequestError> {
        let empty = |alternative: &&[Requirement]| alternative.is_empty();
        // OAS 3.0.4, Operation Object, `security`: an empty alternative makes the others optional, wherever it stands.
        if operation.security.is_empty() || operation.security.iter().any(empty) {
            return Ok(());
        }
        let lacking = |alternative: &&[Requirement]| {
            let lacking = alternative
                .iter()
                .filter(|(scheme, _)| !self.has(api, scheme));
            lacking.map(|(scheme, _)| (*scheme).to_owned()).collect()
        };
        Err(RequestError::MissingCredentials {
            operation: operation.id.to_owned(),
            alternatives: operation.security.iter().map(lacking).collect(),
        })
    }

    /// The first alternative that there is a credential for each scheme of.
    fn usable(&self, api: &Api, operation: &Operation) -> Option<&'static [Requirement]> {
        let mut alternatives = operation.security.iter().copied();
        alternatives.find(|alternative| {
            !alternative.is_empty() && alternative.iter().all(|(scheme, _)| self.has(api, scheme))
        })
    }

    fn has(&self, api: &Api, scheme: &str) -> bool {
        self.get(scheme).is_some()
            || find_scheme(api, scheme).is_some_and(|scheme| scheme.kind == SchemeKind::Transport)
    }
}

#[cold]
fn refused(scheme: &str, why: &str) -> RequestError {
    RequestError::Value {
        name: scheme.to_owned(),
        message: format!("its credential {why}"),
    }
}

fn wrong(scheme: &str, why: &str) -> String {
    format!("the credential of `{scheme}` {why}")
}

fn find_scheme<'a>(api: &'a Api, name: &str) -> Option<&'a SecurityScheme> {
    api.security_schemes
        .iter()
        .find(|scheme| scheme.name == name)
}

/// What a token that was asked for adds to a request.
fn carry_answer(
    scheme: &str,
    kind: SchemeKind,
    answers: &[Answer],
) -> Result<Carried, &'static str> {
    let answer = answers.iter().find(|(asked, _)| *asked == scheme);
    let (_, token) = answer.ok_or("was not asked for")?;
    carry_token(kind, token)
}

fn carry_user(
    kind: SchemeKind,
    user: &str,
    password: &SecretString,
) -> Result<Carried, &'static str> {
    match kind {
        SchemeKind::Basic if user.contains(':') => Err("has a colon in its user"),
        SchemeKind::Basic => {
            let both = format!("{user}:{}", password.expose_secret());
            authorization("Basic", Base64::encode(both.as_bytes()).as_str())
        }
        SchemeKind::Transport => Ok(Carried::Nothing),
        _ => Err("is a user with a password, and the scheme takes a token"),
    }
}

fn carry_token(kind: SchemeKind, token: &SecretString) -> Result<Carried, &'static str> {
    match kind {
        SchemeKind::Bearer => authorization("Bearer", token.expose_secret()),
        SchemeKind::Http(scheme) => authorization(scheme, token.expose_secret()),
        // A token for `Basic` is what comes after that word, already encoded.
        SchemeKind::Basic => authorization("Basic", token.expose_secret()),
        SchemeKind::ApiKeyHeader(name) => {
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| "goes into a header that cannot be")?;
            Ok(Carried::Header(name, sensitive(token.clone())?))
        }
        SchemeKind::ApiKeyQuery(name) => Ok(Carried::Query(name, token.clone())),
        SchemeKind::ApiKeyCookie(name) => {
            let is_cookie = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
            if token.expose_secret().bytes().all(is_cookie) {
                Ok(Carried::Cookie(name, token.clone()))
            } else {
                Err("has a character that cookies may not have")
            }
        }
        SchemeKind::Transport => Ok(Carried::Nothing),
    }
}

fn authorization(scheme: &str, token: &str) -> Result<Carried, &'static str> {
    let mut text = String::with_capacity(scheme.len() + 1 + token.len());
    text.push_str(scheme);
    text.push(' ');
    text.push_str(token);
    let value = sensitive(SecretString::from(text))?;
    Ok(Carried::Header(header::AUTHORIZATION, value))
}

/// A header's value that shares the secret, so that it is in memory once, and wiped when the last request has let go of it.
fn sensitive(text: SecretString) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(Shared(text)))
        .map_err(|_| "has a character that headers may not have")?;
    value.set_sensitive(true);
    Ok(value)
}

/// A secret as the bytes of a header.
struct Shared(SecretString);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        self.0.expose_secret().as_bytes()
    }
}
