//! Credentials per security scheme, and which of them a request carries.
//!
//! # Invariants
//! - A credential leaves [`SecretString`] only into a header marked sensitive, or into the query of the request.

use std::collections::BTreeMap;
use std::fmt;

use http::header::{self, HeaderName, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};

use crate::api::{Api, Operation, SchemeKind, SecurityScheme};
use crate::error::RequestError;
use crate::wire::Base64;

/// What proves to an API who is calling: a token, an API key, or a user with a password.
#[derive(Clone)]
pub struct Credential(Kind);

#[derive(Clone)]
enum Kind {
    Token(SecretString),
    Basic {
        user: String,
        password: SecretString,
    },
}

impl Credential {
    /// A token: of `http` `bearer`, `oauth2` or `openIdConnect`, without the word `Bearer`.
    pub fn bearer(token: impl Into<String>) -> Self {
        Self(Kind::Token(SecretString::from(token.into())))
    }

    /// An API key.
    pub fn api_key(key: impl Into<String>) -> Self {
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
        f.write_str(match self.0 {
            Kind::Token(_) => "Credential(token [redacted])",
            Kind::Basic { .. } => "Credential(user and password [redacted])",
        })
    }
}

/// What a credential adds to a request; no `Debug`, since it is the secret itself.
pub(crate) enum Carried {
    Header(HeaderName, HeaderValue),
    Query(&'static str, SecretString),
    Cookie(&'static str, SecretString),
    Nothing,
}

/// The credentials of a client, by security scheme.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credentials(BTreeMap<&'static str, (SchemeKind, Credential)>);

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
        carry(scheme.kind, &credential)
            .map_err(|why| format!("the credential of `{}` {why}", scheme.name))?;
        self.0.insert(scheme.name, (scheme.kind, credential));
        Ok(())
    }

    pub(crate) fn schemes(&self) -> Vec<&'static str> {
        self.0.keys().copied().collect()
    }

    /// What the credentials of an operation add to its request: those of the first alternative that has them all.
    ///
    /// # Errors
    /// When no alternative has.
    pub(crate) fn select(
        &self,
        api: &Api,
        operation: &Operation,
    ) -> Result<Vec<Carried>, RequestError> {
        let mut missing = Vec::with_capacity(operation.security.len());
        for alternative in operation
            .security
            .iter()
            .filter(|alternative| !alternative.is_empty())
        {
            let lacking: Vec<String> = alternative
                .iter()
                .filter(|scheme| !self.has(api, scheme))
                .map(|&scheme| scheme.to_owned())
                .collect();
            if lacking.is_empty() {
                let set = alternative.iter().filter_map(|scheme| self.0.get(scheme));
                // `set` has tried this very thing, so that nothing is left out here.
                return Ok(set
                    .filter_map(|(kind, credential)| carry(*kind, credential).ok())
                    .collect());
            }
            missing.push(lacking);
        }
        // OAS 3.0.4, Operation Object, `security`: an empty alternative makes the others optional, wherever it stands.
        if missing.len() < operation.security.len() || missing.is_empty() {
            return Ok(Vec::new());
        }
        Err(RequestError::MissingCredentials {
            operation: operation.id.to_owned(),
            alternatives: missing,
        })
    }

    fn has(&self, api: &Api, scheme: &str) -> bool {
        self.0.contains_key(scheme)
            || find_scheme(api, scheme).is_some_and(|scheme| scheme.kind == SchemeKind::Transport)
    }
}

fn find_scheme<'a>(api: &'a Api, name: &str) -> Option<&'a SecurityScheme> {
    api.security_schemes
        .iter()
        .find(|scheme| scheme.name == name)
}

/// What a credential of a scheme adds to a request.
fn carry(kind: SchemeKind, credential: &Credential) -> Result<Carried, &'static str> {
    match (kind, &credential.0) {
        (SchemeKind::Bearer, Kind::Token(token)) => authorization("Bearer", token.expose_secret()),
        (SchemeKind::Http(scheme), Kind::Token(token)) => {
            authorization(scheme, token.expose_secret())
        }
        (SchemeKind::Basic, Kind::Basic { user, password }) => {
            if user.contains(':') {
                return Err("has a colon in its user");
            }
            let both = format!("{user}:{}", password.expose_secret());
            authorization("Basic", Base64::encode(both.as_bytes()).as_str())
        }
        // A token for `Basic` is what comes after that word, already encoded.
        (SchemeKind::Basic, Kind::Token(token)) => authorization("Basic", token.expose_secret()),
        (SchemeKind::ApiKeyHeader(name), Kind::Token(key)) => {
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| "goes into a header that cannot be")?;
            Ok(Carried::Header(name, sensitive(key.expose_secret())?))
        }
        (SchemeKind::ApiKeyQuery(name), Kind::Token(key)) => Ok(Carried::Query(name, key.clone())),
        (SchemeKind::ApiKeyCookie(name), Kind::Token(key)) => {
            let is_cookie = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
            if key.expose_secret().bytes().all(is_cookie) {
                Ok(Carried::Cookie(name, key.clone()))
            } else {
                Err("has a character that cookies may not have")
            }
        }
        (SchemeKind::Transport, _) => Ok(Carried::Nothing),
        (_, Kind::Basic { .. }) => Err("is a user with a password, and the scheme takes a token"),
    }
}

fn authorization(scheme: &str, token: &str) -> Result<Carried, &'static str> {
    Ok(Carried::Header(
        header::AUTHORIZATION,
        sensitive(&format!("{scheme} {token}"))?,
    ))
}

fn sensitive(text: &str) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| "has a character that headers may not have")?;
    value.set_sensitive(true);
    Ok(value)
}
