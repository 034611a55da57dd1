//! Credentials: the first alternative that is complete is used.

use crate::cases::security_alternatives::{Client, ClientBuilder};
use spec2crate_runtime::Error;
use spec2crate_runtime::transport::InMemory;

fn client(set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> (Client, InMemory) {
    let transport = InMemory::json(204, "");
    let client = set(Client::builder())
        .transport(transport.clone())
        .build()
        .expect("a client, or JSON that is known to fit");
    (client, transport)
}

#[tokio::test]
async fn the_first_complete_alternative_is_used() {
    let (client, transport) = client(|builder| builder.key("k").user("u", "p"));
    client.closed().send().await.unwrap();
    let request = transport.last_request().unwrap();
    assert_eq!(request.header("x-key"), "k");
    assert_eq!(request.header("authorization"), "Basic dTpw");
}

#[tokio::test]
async fn missing_credentials_are_named_before_sending() {
    let (client, transport) = client(|builder| builder.key("k"));
    let error = client.closed().send().await.unwrap_err();
    assert!(
        matches!(error, Error::Request(_)) && error.to_string().contains("token"),
        "{error}"
    );
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn no_credentials_go_where_none_are_asked_for() {
    let (client, transport) = client(|builder| builder.token("t").cookie("c"));
    client.open().send().await.unwrap();
    let request = transport.last_request().unwrap();
    assert_eq!(request.header("authorization"), "");
    assert_eq!(request.header("cookie"), "");
}
