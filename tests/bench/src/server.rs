//! The server that the calls go to: a process of its own.

use std::io::{BufRead as _, BufReader, Error, Result};
use std::process::{Child, Command, Stdio};

use axum::Router;
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::routing::any;

/// By which argument this program is the server.
const SERVE: &str = "--serve";

/// An image in several sizes, with what is known of its border.
const IMAGE: &str = r#"{"bucket":"us-vir2-images","set":[{"url":"7xGvpFA/100.jpg","width":100,"height":75},{"url":"7xGvpFA/400.jpg","width":400,"height":300},{"url":"7xGvpFA/1200.jpg","width":1200,"height":900},{"url":"7xGvpFA/2000.jpg","width":2000,"height":1500}],"borderInfo":{"homogeneity":true,"color":{"r":255,"g":254,"b":250,"a":0.5}}}"#;

/// A server, which ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    process: Child,
    origin: String,
}

impl Server {
    /// Starts this very program as a server; [`serve_if_asked`](Self::serve_if_asked) has to be what it does first.
    ///
    /// # Errors
    /// When there is no process to be had.
    pub fn start() -> Result<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg(SERVE)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut origin = String::new();
        let output = process.stdout.as_mut().ok_or(Error::other("no output"))?;
        BufReader::new(output).read_line(&mut origin)?;
        let origin = origin.trim().to_owned();
        Ok(Self { process, origin })
    }

    /// Its scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Answers requests until the process is ended, where this process was started for it.
    ///
    /// # Errors
    /// When there is no port to be had.
    #[expect(clippy::print_stdout, reason = "who started it reads where it is")]
    pub fn serve_if_asked() -> Result<()> {
        if !std::env::args().any(|argument| argument == SERVE) {
            return Ok(());
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
            println!("http://{}", listener.local_addr()?);
            let answer =
                async |uri: Uri| ([(CONTENT_TYPE, "application/json")], answer(uri.path()));
            axum::serve(listener, Router::new().fallback(any(answer))).await
        })
    }
}

/// What the operation of this path answers with.
pub(crate) fn answer(path: &str) -> &'static str {
    if path.ends_with("/image/async") {
        r#"{"id":7}"#
    } else if path.ends_with("/token") {
        r#"{"accessToken":"secret_9fY2","tokenType":"Bearer","expiresIn":3600}"#
    } else {
        IMAGE
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already is what is wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
