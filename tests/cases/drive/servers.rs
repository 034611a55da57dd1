//! Servers: by name, and with the variables of their URLs.

use crate::cases::server_variables::{Client, RegionalRegion, RegionalServer, Server, operations};
use spec2crate_runtime::transport::InMemory;

async fn url(server: impl Into<Server>) -> String {
    let transport = InMemory::json(204, "");
    let client = Client::builder()
        .server(server)
        .transport(transport.clone())
        .build()
        .expect("a client whose calls are answered");
    let _: operations::default::ListJobs<'_> = client.list_jobs();
    client
        .list_jobs()
        .send()
        .await
        .expect("a client whose calls are answered");
    transport
        .last_request()
        .expect("a client whose calls are answered")
        .url()
        .to_owned()
}

#[tokio::test]
async fn variables_are_their_defaults_unless_set() {
    assert_eq!(url(Server::Global).await, "https://example.com/jobs");
    let regional = RegionalServer::new();
    // What the document does not declare as a variable is no variable.
    assert_eq!(regional.url(), "https://eu.example.com:443/v1{undeclared}");
    let regional = regional.with_region(RegionalRegion::Us).with_port("8443");
    assert_eq!(
        Server::from(regional).url(),
        "https://us.example.com:8443/v1{undeclared}"
    );
    assert_eq!("self".parse(), Ok(RegionalRegion::Self2));
    assert!("de".parse::<RegionalRegion>().is_err());
}
