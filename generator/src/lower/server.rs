//! Lowers Server Objects.

use openapiv3::Server as DocumentServer;

use crate::diagnostic::Pointer;
use crate::ir::{Server, ServerVariable};

/// The servers of a list, without those whose URL is empty: an empty URL is the document's own address,
/// which a client does not have.
pub(super) fn lower_servers(servers: &[DocumentServer], pointer: &Pointer) -> Vec<Server> {
    servers
        .iter()
        .enumerate()
        .filter(|(_, server)| !server.url.trim().is_empty())
        .map(|(index, server)| Server {
            location: pointer.index(index),
            url: server.url.trim().to_owned(),
            description: server
                .description
                .clone()
                .filter(|text| !text.trim().is_empty()),
            variables: server
                .variables
                .iter()
                .flatten()
                .map(|(name, variable)| ServerVariable {
                    name: name.clone(),
                    default: variable.default.clone(),
                    values: distinct(&variable.enumeration),
                    description: variable.description.clone(),
                })
                .collect(),
        })
        .collect()
}

/// The values, each once.
fn distinct(values: &[String]) -> Vec<String> {
    let mut known = std::collections::BTreeSet::new();
    values
        .iter()
        .filter(|value| known.insert(value.as_str()))
        .cloned()
        .collect()
}
