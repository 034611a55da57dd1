//! Servers: by name, and with the variables of their URLs.

use crate::cases::server_variables::operations::default::{
    PostJobsIntakeServer, PostJobsIntakeWhich, PostJobsServer,
};
use crate::cases::server_variables::{
    Client, ClientBuilder, RegionalRegion, RegionalServer, Server, operations,
};
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

#[tokio::test]
async fn a_call_chooses_among_the_servers_of_its_operation() {
    let (client, transport) = client(|builder| builder.base_url("https://mock.example.com"));
    let url = || transport.last_request().unwrap().url().to_owned();
    let intake = PostJobsIntakeServer::new().with_which(PostJobsIntakeWhich::Metrics);
    client.post_jobs().send().await.unwrap();
    assert_eq!(url(), "https://logs.example.com/jobs");
    client.post_jobs().server(intake).send().await.unwrap();
    assert_eq!(url(), "https://metrics.example.com/jobs");
    let other = client.post_jobs().server(PostJobsServer::ExampleOrgJobs);
    other.send().await.unwrap();
    assert_eq!(url(), "https://example.org/jobs/jobs");
    let own = client.post_jobs().base_url("https://own.example.com/v2");
    own.send().await.unwrap();
    assert_eq!(url(), "https://own.example.com/v2/jobs");
    // Its servers are those of the document once more.
    client.delete_jobs().send().await.unwrap();
    assert_eq!(url(), "https://mock.example.com/jobs");
}

#[tokio::test]
async fn one_server_goes_before_all_of_the_document() {
    let (client, transport) =
        client(|builder| builder.server_override("https://mock.example.com/"));
    client.post_jobs().send().await.unwrap();
    client.list_jobs().send().await.unwrap();
    for request in transport.requests() {
        assert_eq!(request.url(), "https://mock.example.com/jobs");
    }
}

fn client(with: fn(ClientBuilder) -> ClientBuilder) -> (Client, InMemory) {
    let transport = InMemory::json(204, "");
    let builder = Client::builder().transport(transport.clone());
    let client = with(builder).build();
    (
        client.expect("a client whose calls are answered"),
        transport,
    )
}
