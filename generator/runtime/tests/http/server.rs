//! Where requests go.

use spec2crate_runtime::{Api, ClientBuilder, Operation, RequestError};

use crate::{API, builder, ok, sent, sent_by};

static LIST: Operation = Operation {
    id: "list",
    path: "/pets",
    ..Operation::DEFAULT
};
static ELSEWHERE: Operation = Operation {
    path: "/pets",
    servers: &[
        "https://upload.example.com/v2/",
        "https://other.example.com",
    ],
    ..Operation::DEFAULT
};
static RELATIVE: Operation = Operation {
    path: "/pets",
    servers: &["/beta"],
    ..Operation::DEFAULT
};
static UPLOAD: Operation = Operation {
    url: Some("uploadUrl"),
    ..Operation::DEFAULT
};
static NO_SERVER: Api = Api {
    server: None,
    ..API_COPY
};
static RELATIVE_SERVER: Api = Api {
    server: Some("/api"),
    ..API_COPY
};
const API_COPY: Api = Api {
    name: "pets",
    user_agent: "",
    server: None,
    security_schemes: &[],
};

#[tokio::test]
async fn operations_go_to_their_own_server_unless_it_is_overridden() {
    let transport = ok();
    let url = async |builder: ClientBuilder, operation| {
        let client = builder.build().unwrap();
        sent_by(&client, &transport, operation, |_| {})
            .await
            .unwrap()
            .url()
            .to_owned()
    };
    let plain = || builder(&transport);
    assert_eq!(url(plain(), &LIST).await, "https://example.com/v1/pets");
    assert_eq!(
        url(plain(), &ELSEWHERE).await,
        "https://upload.example.com/v2/pets"
    );
    assert_eq!(
        url(plain(), &RELATIVE).await,
        "https://example.com/beta/pets"
    );
    let based = || plain().base_url("http://127.0.0.1:8080/x/");
    assert_eq!(url(based(), &LIST).await, "http://127.0.0.1:8080/x/pets");
    assert_eq!(
        url(based(), &ELSEWHERE).await,
        "https://upload.example.com/v2/pets"
    );
    let overridden = || plain().server_override("http://127.0.0.1:8080?tenant=a");
    assert_eq!(
        url(overridden(), &LIST).await,
        "http://127.0.0.1:8080/pets?tenant=a"
    );
    assert_eq!(
        url(overridden(), &ELSEWHERE).await,
        "http://127.0.0.1:8080/pets?tenant=a"
    );
    let called = sent(&ELSEWHERE, |call| call.server("https://call.example.com"))
        .await
        .unwrap();
    assert_eq!(called.url(), "https://call.example.com/pets");
}

#[tokio::test]
async fn relative_and_absent_servers_need_a_base() {
    let transport = ok();
    let error = ClientBuilder::new(&RELATIVE_SERVER)
        .transport(transport.clone())
        .build()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "client not built: the server `/api` is relative: set a base URL"
    );
    let document = "https://example.com/docs/openapi.yaml";
    let client = ClientBuilder::new(&RELATIVE_SERVER)
        .transport(transport.clone())
        .document_url(document)
        .build()
        .unwrap();
    assert_eq!(client.base_url(), Some("https://example.com/api"));
    let client = ClientBuilder::new(&NO_SERVER)
        .transport(transport.clone())
        .build()
        .unwrap();
    let error = sent_by(&client, &transport, &LIST, |_| {})
        .await
        .unwrap_err();
    assert_eq!(
        error,
        RequestError::NoServer {
            operation: "list".into()
        }
    );
}

#[test]
fn base_urls_are_checked_by_build() {
    for (url, why) in [
        ("example.com", "the base URL is not an absolute URL"),
        (
            "ftp://example.com",
            "the base URL is a URL of the scheme `ftp`, which is neither http nor https",
        ),
        (
            "https://user:hunter2@example.com",
            "the base URL is a URL with user information: set credentials in their own place",
        ),
    ] {
        let error = ClientBuilder::new(&API)
            .transport(ok())
            .base_url(url)
            .build()
            .unwrap_err();
        assert_eq!(error.to_string(), format!("client not built: {why}"));
    }
}

#[tokio::test]
async fn a_given_url_is_sent_exactly() {
    let urls = [
        "http://127.0.0.1:8080/upload/7xGvpFA?sig=abc%2Bdef",
        "https://storage.example.com/a%2fb/./c/../d?X-Amz-Signature=1&x=%7e+%20'*",
        "https://storage.example.com",
        "https://storage.example.com?x=1",
        "https://storage.example.com/",
    ];
    for url in urls {
        let request = sent(&UPLOAD, |call| call.path("uploadUrl", url))
            .await
            .unwrap();
        assert_eq!(
            request
                .url()
                .replacen(".com/?", ".com?", 1)
                .trim_end_matches('/'),
            url.trim_end_matches('/')
        );
    }
    let request = sent(&UPLOAD, |call| {
        call.path("uploadUrl", "https://example.com/a#b");
    })
    .await
    .unwrap();
    assert_eq!(request.url(), "https://example.com/a");
    let request = sent(&UPLOAD, |call| {
        call.path("uploadUrl", "https://example.com/a?sig=%2b");
        call.query("part", &1);
    });
    assert_eq!(
        request.await.unwrap().url(),
        "https://example.com/a?sig=%2b&part=1"
    );
}

#[tokio::test]
async fn a_given_url_that_would_change_is_refused() {
    for url in [
        "",
        "/upload",
        "upload",
        "https://",
        "https://example.com/a b",
        "https://exämple.com/",
        "HTTPS://example.com/",
    ] {
        let error = sent(&UPLOAD, |call| call.path("uploadUrl", url))
            .await
            .unwrap_err();
        assert!(matches!(error, RequestError::Url { .. }), "{url}: {error}");
    }
}
