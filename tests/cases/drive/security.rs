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

mod of_transport {
    //! Mutual TLS and answers to challenges are the transport's; what is needed beside them is not.

    use crate::cases::security_of_transport::Client;
    use spec2crate_runtime::transport::InMemory;

    fn client(key: Option<&str>) -> (Client, InMemory) {
        let transport = InMemory::json(204, "");
        let builder = Client::builder().transport(transport.clone());
        let builder = match key {
            Some(key) => builder.key(key),
            None => builder,
        };
        (builder.build().expect("a client"), transport)
    }

    #[tokio::test]
    async fn what_is_needed_beside_is_sent() {
        let (client, transport) = client(Some("k"));
        client.both().send().await.unwrap();
        assert_eq!(transport.last_request().unwrap().header("x-key"), "k");
        client.digest().send().await.unwrap();
        assert_eq!(transport.last_request().unwrap().header("x-key"), "k");
    }

    #[tokio::test]
    async fn an_alternative_of_the_transport_alone_needs_no_credential() {
        let (with, transport) = client(Some("k"));
        with.either().send().await.unwrap();
        assert_eq!(transport.last_request().unwrap().header("x-key"), "k");
        let (without, transport) = client(None);
        without.either().send().await.unwrap();
        assert_eq!(transport.last_request().unwrap().header("x-key"), "");
        let error = without.both().send().await.unwrap_err();
        assert!(error.to_string().contains("key"), "{error}");
    }
}
