//! Which credentials go out, where, and to whom.

use std::sync::{Arc, Mutex};

use spec2crate_runtime::{ClientBuilder, Credential, Operation, RequestError, Token, TokenRequest};

use crate::{API, builder, ok, sent, sent_by};

static OAUTH: Operation = Operation {
    id: "read",
    path: "/",
    security: &[&[("oauth", &[])]],
    ..Operation::DEFAULT
};
static ALTERNATIVES: Operation = Operation {
    id: "read",
    path: "/",
    security: &[&[("oauth", &["write"])], &[("header", &[]), ("query", &[])]],
    ..Operation::DEFAULT
};
static OPTIONAL: Operation = Operation {
    path: "/",
    security: &[&[], &[("oauth", &[])]],
    ..Operation::DEFAULT
};

/// The transcript of the operation with these credentials.
async fn transcript(operation: &'static Operation, credentials: &[(&str, Credential)]) -> String {
    let transport = ok();
    let with = |builder: ClientBuilder, (scheme, credential): &(&str, Credential)| {
        builder.credential(scheme, credential.clone())
    };
    let client = credentials
        .iter()
        .fold(builder(&transport).user_agent(""), with)
        .build()
        .unwrap();
    let request = sent_by(&client, &transport, operation, |call| {
        call.cookie("theme", "dark");
    })
    .await
    .unwrap();
    request.transcript()
}

#[tokio::test]
async fn each_scheme_has_its_place() {
    static ALL: Operation = Operation {
        path: "/",
        security: &[&[
            ("digest", &[]),
            ("header", &[]),
            ("query", &[]),
            ("cookie", &[]),
            ("mutual", &[]),
        ]],
        ..Operation::DEFAULT
    };
    static BASIC: Operation = Operation {
        path: "/",
        security: &[&[("basic", &[])]],
        ..Operation::DEFAULT
    };
    let transport = ok();
    let client = builder(&transport)
        .credential("oauth", Credential::bearer("t"))
        .credential("basic", Credential::basic("Aladdin", "open sesame"))
        .credential("digest", Credential::bearer("d"))
        .credential("header", Credential::api_key("h"))
        .credential("query", Credential::api_key("q &"))
        .credential("cookie", Credential::api_key("c="))
        .build()
        .unwrap();
    let authorization = |request: &spec2crate_runtime::transport::RecordedRequest| {
        request.header("authorization").to_owned()
    };
    let request = sent_by(&client, &transport, &OAUTH, |_| {}).await.unwrap();
    assert_eq!(authorization(&request), "Bearer t");
    let request = sent_by(&client, &transport, &BASIC, |_| {}).await.unwrap();
    assert_eq!(
        authorization(&request),
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    );

    let request = sent_by(&client, &transport, &ALL, |call| {
        call.query("a", "1");
        call.cookie("theme", "dark");
    });
    let request = request.await.unwrap();
    assert_eq!(authorization(&request), "Digest d");
    assert_eq!(request.header("x-key"), "h");
    assert_eq!(request.header("cookie"), "theme=dark; sid=c=");
    assert_eq!(request.url(), "https://example.com/v1/?a=1&key=q%20%26");
    assert_eq!(
        request.transcript(),
        "GET https://example.com/v1/?a=1&key=<redacted>\n\
         authorization: <redacted>\n\
         cookie: theme=dark; sid=<redacted>\n\
         user-agent: pets/1\n\
         x-key: <redacted>\n"
    );
    for name in ["authorization", "x-key", "cookie"] {
        assert!(request.headers()[name].is_sensitive(), "{name}");
    }
}

#[tokio::test]
async fn the_first_alternative_with_all_its_credentials_is_used() {
    let oauth = ("oauth", Credential::bearer("t"));
    let header = ("header", Credential::api_key("h"));
    let query = ("query", Credential::api_key("q"));
    let both = transcript(&ALTERNATIVES, &[header.clone(), query.clone()]).await;
    assert_eq!(
        both,
        "GET https://example.com/v1/?key=<redacted>\ncookie: theme=dark\nx-key: <redacted>\n"
    );
    let first = transcript(&ALTERNATIVES, &[header, query, oauth.clone()]).await;
    assert_eq!(
        first,
        "GET https://example.com/v1/\nauthorization: <redacted>\ncookie: theme=dark\n"
    );
    let set = transcript(&OPTIONAL, &[oauth]).await;
    assert_eq!(
        set,
        "GET https://example.com/v1/\nauthorization: <redacted>\ncookie: theme=dark\n"
    );
    assert_eq!(
        transcript(&OPTIONAL, &[]).await,
        "GET https://example.com/v1/\ncookie: theme=dark\n"
    );
}

#[tokio::test]
async fn missing_credentials_are_named() {
    let error = sent(&ALTERNATIVES, |_| {}).await.unwrap_err();
    let alternatives = vec![
        vec!["oauth".to_owned()],
        vec!["header".to_owned(), "query".to_owned()],
    ];
    assert_eq!(
        error,
        RequestError::MissingCredentials {
            operation: "read".into(),
            alternatives
        }
    );
    assert_eq!(
        error.to_string(),
        "request not sent: `read` needs credentials: set oauth, or header and query"
    );
}

#[test]
fn credentials_that_cannot_be_sent_fail_the_build() {
    let cases = [
        (
            "oauth",
            Credential::bearer("a\r\nb"),
            "the credential of `oauth` has a character that headers may not have",
        ),
        (
            "cookie",
            Credential::api_key("a;b"),
            "the credential of `cookie` has a character that cookies may not have",
        ),
        (
            "basic",
            Credential::basic("a:b", "c"),
            "the credential of `basic` has a colon in its user",
        ),
        (
            "oauth",
            Credential::basic("a", "b"),
            "the credential of `oauth` is a user with a password, and the scheme takes a token",
        ),
        (
            "typo",
            Credential::bearer("a"),
            "there is no security scheme `typo`",
        ),
    ];
    for (scheme, credential, message) in cases {
        let error = ClientBuilder::new(&API)
            .transport(ok())
            .credential(scheme, credential)
            .build()
            .unwrap_err();
        assert_eq!(error.to_string(), format!("client not built: {message}"));
    }
}

#[tokio::test]
async fn nothing_prints_a_secret() {
    let transport = ok();
    let builder = builder(&transport)
        .credential("oauth", Credential::bearer("hunter2"))
        .credential("basic", Credential::basic("hunter2", "hunter2"));
    assert!(!format!("{builder:?}").contains("hunter2"));
    let client = builder.build().unwrap();
    assert_eq!(
        format!("{client:?}"),
        "Client { api: \"pets\", base_url: Some(\"https://example.com/v1\"), credentials: [\"basic\", \"oauth\"], .. }"
    );
    let mut call = client.call(&OAUTH);
    call.query("secret", "hunter2");
    assert!(!format!("{call:?}").contains("hunter2"));
    let request = sent_by(&client, &transport, &OAUTH, |_| {}).await.unwrap();
    assert!(!format!("{request:?} {:?}", request.headers()).contains("hunter2"));
    assert!(!format!("{:?}", Credential::basic("hunter2", "hunter2")).contains("hunter2"));
}

#[tokio::test]
async fn credentials_stay_with_their_server() {
    static UPLOAD: Operation = Operation {
        id: "upload",
        security: &[&[("oauth", &[])]],
        url: Some("uploadUrl"),
        client_parameters: &["Pet-Version"],
        ..Operation::DEFAULT
    };
    let transport = ok();
    let client = builder(&transport)
        .credential("oauth", Credential::bearer("t"))
        .client_parameter_header("Pet-Version", "1")
        .build()
        .unwrap();
    for (url, carries) in [
        ("https://example.com/x", true),
        ("https://EXAMPLE.com:443/x", true),
        ("https://example.com:8443/x", false),
        ("http://example.com/x", false),
        ("https://example.com.evil.test/x", false),
        ("https://files.example.com/x", false),
    ] {
        let request = sent_by(&client, &transport, &UPLOAD, |call| {
            call.path("uploadUrl", url);
        })
        .await
        .unwrap();
        assert_eq!(
            !request.header("authorization").is_empty(),
            carries,
            "{url}"
        );
        assert_eq!(!request.header("pet-version").is_empty(), carries, "{url}");
    }
}

/// A provider that counts how often it is asked, and what for.
fn counting(asked: &Arc<Mutex<Vec<TokenRequest>>>) -> Token {
    let asked = Arc::clone(asked);
    Token::from_fn(move |request| {
        let mut asked = asked.lock().unwrap();
        asked.push(request);
        let token = format!("t{}", asked.len());
        async move { Ok(token) }
    })
}

#[tokio::test]
async fn a_provider_is_asked_for_each_request_and_told_what_for() {
    let asked = Arc::default();
    let transport = ok();
    let client = builder(&transport)
        .credential("oauth", Credential::bearer(counting(&asked)))
        .build()
        .unwrap();
    for token in ["Bearer t1", "Bearer t2"] {
        let request = sent_by(&client, &transport, &ALTERNATIVES, |_| {}).await;
        assert_eq!(request.unwrap().header("authorization"), token);
    }
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), 2);
    let request = asked[0];
    assert_eq!(
        (request.operation, request.scheme, request.scopes),
        ("read", "oauth", &["write"][..])
    );
}

#[tokio::test]
async fn a_provider_is_asked_where_its_token_goes_out_alone() {
    static OPEN: Operation = Operation {
        path: "/",
        ..Operation::DEFAULT
    };
    let asked = Arc::default();
    let transport = ok();
    let client = builder(&transport)
        .credential("header", Credential::api_key(counting(&asked)))
        .credential("oauth", Credential::bearer("t"))
        .build()
        .unwrap();
    for operation in [&OPEN, &ALTERNATIVES] {
        sent_by(&client, &transport, operation, |_| {})
            .await
            .unwrap();
    }
    // A call that cannot be sent.
    let failed = sent_by(&client, &transport, &ALTERNATIVES, |call| {
        call.header("a\nb", "c");
    });
    assert!(failed.await.is_err());
    assert!(asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_token_that_is_not_given_or_cannot_be_sent_is_an_error() {
    let transport = ok();
    let refused = Token::from_fn(async |_| Err::<String, _>("the vault is sealed".into()));
    let injected = Token::from_fn(async |_| Ok("t\r\nx: y"));
    for (token, message) in [
        (
            refused,
            "request not sent: no token for `oauth`: the vault is sealed",
        ),
        (
            injected,
            "request not sent: `oauth` cannot be encoded: its credential has a character that headers may not have",
        ),
    ] {
        let client = builder(&transport)
            .credential("oauth", Credential::bearer(token))
            .build()
            .unwrap();
        let error = sent_by(&client, &transport, &OAUTH, |_| {})
            .await
            .unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    assert_eq!(transport.requests().len(), 0);
}
