//! Examples of operations, as the module `examples` of a generated crate lists them: a program runs them one by one.

use std::fmt;

use http::StatusCode;

use crate::error::{BoxError, Error};
use crate::response::{RawResponse, Response};
use crate::transport::BoxFuture;

/// Stands in an example for a value that has no end, or more parts than are written out.
///
/// # Panics
/// Always: there is no such value.
pub fn endless<T>() -> T {
    panic!("an example has no value where one has no end, or too many parts to be written out")
}

/// An operation with a call of it, for a client `C`.
pub struct Example<C: 'static> {
    operation: &'static str,
    method: &'static str,
    path: &'static str,
    is_whole: bool,
    run: for<'c> fn(&'c C) -> BoxFuture<'c, Outcome>,
}

/// What came of an example.
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// The request cannot be sent as documented, or there was no answer.
    NotSent(BoxError),
    /// A documented success, decoded.
    Success(StatusCode),
    /// A documented error, decoded.
    Failure(StatusCode),
    /// An answer that is not as documented.
    NotDecoded(BoxError),
}

impl<C> Example<C> {
    /// An example; generated code makes it.
    pub const fn new(
        operation: &'static str,
        method: &'static str,
        path: &'static str,
        run: for<'c> fn(&'c C) -> BoxFuture<'c, Outcome>,
    ) -> Self {
        Self {
            operation,
            method,
            path,
            is_whole: false,
            run,
        }
    }

    /// An example that gives everything optional; generated code makes it.
    pub const fn whole(
        operation: &'static str,
        method: &'static str,
        path: &'static str,
        run: for<'c> fn(&'c C) -> BoxFuture<'c, Outcome>,
    ) -> Self {
        Self {
            is_whole: true,
            ..Self::new(operation, method, path, run)
        }
    }

    /// The operation's id.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Its method.
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// Its path, as the document writes it.
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// Whether it gives everything optional, besides what the document has an example of.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Sends it, and says what came of it.
    pub fn run<'c>(&self, client: &'c C) -> BoxFuture<'c, Outcome> {
        (self.run)(client)
    }
}

impl<C> fmt::Debug for Example<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Example({})", self.operation)
    }
}

impl Outcome {
    /// What a value that is not made says: a schema may ask for values that have no end.
    pub fn no_value<'c>() -> BoxFuture<'c, Self> {
        Box::pin(async {
            Self::NotSent(
                "no value of this type has an end, or so few parts that it is written out".into(),
            )
        })
    }

    pub(crate) fn of<T, E: fmt::Debug + 'static>(result: Result<Response<T>, Error<E>>) -> Self {
        match result {
            Ok(response) => Self::Success(response.status()),
            Err(Error::Api(error)) => Self::Failure(error.status()),
            Err(Error::Unexpected(error)) => Self::NotDecoded(said(&error)),
            Err(Error::Transport(error)) => Self::NotSent(said(&error)),
            Err(Error::Request(error)) => Self::NotSent(said(&error)),
        }
    }
}

/// An error and what it comes from, in one sentence.
fn said(error: &(dyn std::error::Error + 'static)) -> BoxError {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text.into()
}

/// Decodes an answer into what came of an example.
pub(crate) type Judge = Box<dyn FnOnce(RawResponse) -> Outcome + Send>;
