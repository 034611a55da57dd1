//! Servers and their variables.

use super::Operation;
use crate::diagnostic::Pointer;

/// A server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its place in the document.
    pub location: Pointer,
    /// The URL template, as written.
    pub url: String,
    /// `description`.
    pub description: Option<String>,
    /// Its variables, in document order.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// Its default.
    pub default: String,
    /// The values it may have; empty when any.
    pub values: Vec<String>,
    /// `description`.
    pub description: Option<String>,
}

impl Operation {
    /// Whether there is something to choose among the servers that the operation has of its own.
    pub fn has_server_choice(&self) -> bool {
        match self.servers.as_slice() {
            [] => false,
            [only] => !only.variables.is_empty(),
            _ => true,
        }
    }
}

impl Server {
    /// The URL with every variable at its default.
    pub fn default_url(&self) -> String {
        self.variables
            .iter()
            .fold(self.url.clone(), |url, variable| {
                url.replace(&format!("{{{}}}", variable.name), &variable.default)
            })
    }
}
