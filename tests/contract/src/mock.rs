//! Prism: a process that serves documents, each on its own port, until it is dropped.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::Result;
use crate::workspace::Client;

/// Mock servers under way.
pub(crate) struct Mock {
    process: Child,
    /// Where the document of each client is served, or why it is not.
    pub(crate) origins: BTreeMap<String, std::result::Result<String, String>>,
}

impl Mock {
    /// Serves the documents of these clients.
    pub(crate) fn start(library: &Path, clients: &[Client]) -> Result<Self> {
        let folder = library.join("prism");
        if !folder.join("node_modules").is_dir() {
            let folder = folder.display();
            return Err(format!("Prism is not installed: run `npm ci` in {folder}").into());
        }
        let documents: Vec<_> = clients
            .iter()
            .map(|client| std::fs::canonicalize(&client.document))
            .collect::<std::io::Result<_>>()?;
        let mut process = Command::new("node")
            .arg(folder.join("serve.cjs"))
            .args(&documents)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = process.stdout.take().ok_or("no standard output")?;
        let mut origins = BTreeMap::new();
        for (line, client) in BufReader::new(output).lines().zip(clients) {
            let said: Value = serde_json::from_str(&line?)?;
            let served = match said["origin"].as_str() {
                Some(origin) => Ok(origin.to_owned()),
                None => Err(said["error"].as_str().unwrap_or_default().to_owned()),
            };
            origins.insert(client.name.clone(), served);
        }
        Ok(Self { process, origins })
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        // It ends by itself when its standard input is closed.
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
