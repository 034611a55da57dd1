//! Calls as generated code makes them, through the in-memory transport and over real HTTP.

#![expect(clippy::unwrap_used, reason = "tests")]

mod body;
mod credential;
mod error;
mod loopback;
mod multipart;
mod parameter;
mod response;
mod server;
mod stream;

use std::convert::Infallible;
use std::time::Duration;

use spec2crate_runtime::transport::{InMemory, RecordedRequest};
use spec2crate_runtime::{
    Api, Body, Call, Client, ClientBuilder, Credential, Error, FilePart, Method, Operation,
    RawResponse, RequestBody, RequestError, Response, ResponseBody, SchemeKind, SecurityScheme,
    Sending,
};

static API: Api = Api {
    name: "pets",
    user_agent: "pets/1",
    server: Some("https://example.com/v1"),
    security_schemes: &[
        SecurityScheme {
            name: "oauth",
            kind: SchemeKind::Bearer,
        },
        SecurityScheme {
            name: "basic",
            kind: SchemeKind::Basic,
        },
        SecurityScheme {
            name: "digest",
            kind: SchemeKind::Http("Digest"),
        },
        SecurityScheme {
            name: "header",
            kind: SchemeKind::ApiKeyHeader("X-Key"),
        },
        SecurityScheme {
            name: "query",
            kind: SchemeKind::ApiKeyQuery("key"),
        },
        SecurityScheme {
            name: "cookie",
            kind: SchemeKind::ApiKeyCookie("sid"),
        },
        SecurityScheme {
            name: "mutual",
            kind: SchemeKind::Transport,
        },
    ],
};

/// The client of [`API`] that talks to `transport`.
fn builder(transport: &InMemory) -> ClientBuilder {
    ClientBuilder::new(&API)
        .transport(transport.clone())
        .multipart_boundary("B")
}

fn ok() -> InMemory {
    InMemory::json(200, "{}")
}

/// Sends what `fill` makes of a call of `operation`, and gives the request as it was sent.
async fn sent(
    operation: &'static Operation,
    fill: impl FnOnce(&mut Call<'_>),
) -> Result<RecordedRequest, RequestError> {
    let transport = ok();
    let client = builder(&transport).build().unwrap();
    sent_by(&client, &transport, operation, fill).await
}

async fn sent_by(
    client: &Client,
    transport: &InMemory,
    operation: &'static Operation,
    fill: impl FnOnce(&mut Call<'_>),
) -> Result<RecordedRequest, RequestError> {
    let before = transport.requests().len();
    let mut call = client.call(operation);
    fill(&mut call);
    let outcome: Result<Response<()>, Error<Infallible>> = call
        .send(|response| response.success(RawResponse::none))
        .await;
    match outcome {
        Ok(_) => Ok(transport.last_request().unwrap()),
        Err(Error::Request(error)) => {
            assert_eq!(transport.requests().len(), before, "nothing may be sent");
            Err(error)
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn everything_can_be_shared_and_sent() {
    fn shared<T: Send + Sync>() {}
    fn moved<T: Send>() {}
    shared::<Client>();
    shared::<ClientBuilder>();
    shared::<Call<'static>>();
    shared::<Body>();
    shared::<FilePart>();
    shared::<RequestBody>();
    shared::<ResponseBody>();
    shared::<RawResponse>();
    shared::<Credential>();
    shared::<Response<String>>();
    shared::<Error<String>>();
    shared::<InMemory>();
    moved::<Sending<'static, String, String>>();
}

#[test]
fn errors_are_small() {
    assert!(size_of::<Error<[u8; 1000]>>() < 128);
    assert!(size_of::<RequestError>() < 128);
}

#[tokio::test]
async fn a_call_goes_out_as_documented() {
    static OPERATION: Operation = Operation {
        id: "createPet",
        method: Method::POST,
        path: "/pets",
        accept: "application/json",
        ..Operation::DEFAULT
    };
    let request = sent(&OPERATION, |call| {
        call.timeout(Duration::from_secs(3));
        call.json("application/json", &[1.0, 1.5]);
    })
    .await
    .unwrap();
    assert_eq!(
        request.transcript(),
        "POST https://example.com/v1/pets\n\
         accept: application/json\n\
         content-length: 7\n\
         content-type: application/json\n\
         user-agent: pets/1\n\
         \n\
         [1,1.5]\n"
    );
    assert_eq!(
        request.timeout().map(|timeout| timeout.0),
        Some(Duration::from_secs(3))
    );
}
