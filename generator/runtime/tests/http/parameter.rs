//! Parameters of every location, and what is refused of them.

use serde_json::json;
use spec2crate_runtime::{
    CookieStyle, HeaderStyle, Operation, PathStyle, QueryStyle, RequestError,
};

use crate::{builder, ok, sent, sent_by};

static PET: Operation = Operation {
    path: "/pets/{petId}/{other}.{format}:read",
    ..Operation::DEFAULT
};
static ONE: Operation = Operation {
    path: "/pets/{petId}/x",
    ..Operation::DEFAULT
};
static LIST: Operation = Operation {
    path: "/pets",
    ..Operation::DEFAULT
};

#[tokio::test]
async fn path_parameters_fill_the_template() {
    let request = sent(&PET, |call| {
        call.path("petId", &9_007_199_254_740_993_i64);
        call.path_as(PathStyle::Matrix { explode: true }, "other", &["a", "b"]);
        call.path("format", "jpg/..");
    });
    let url = request.await.unwrap().url().to_owned();
    assert_eq!(
        url,
        "https://example.com/v1/pets/9007199254740993/;other=a;other=b.jpg%2F..:read"
    );
}

#[tokio::test]
async fn a_path_may_have_a_query_of_its_own() {
    for (path, query, names, sent_as) in [
        ("/a/%7Bb", "c=%7Bd%7D", &[][..], "/a/%7Bb?c=%7Bd%7D&e=f"),
        ("/{a}.{a}/{b?c#d}", "", &["a", "a", "b?c#d"], "/0.1/2?e=f"),
        (
            "/{a}/x",
            "b={b}&c={c}",
            &["a", "b", "c"],
            "/0/x?b=1&c=2&e=f",
        ),
        ("/a", "b={b}", &["b", "other"], "/a?b=0&e=f"),
    ] {
        let operation = Box::leak(Box::new(Operation {
            path,
            query,
            ..Operation::DEFAULT
        }));
        let request = sent(operation, |call| {
            for (at, name) in names.iter().enumerate() {
                call.path(name, &at);
            }
            call.query("e", "f");
        });
        let url = request.await.unwrap().url().to_owned();
        assert_eq!(url, format!("https://example.com/v1{sent_as}"), "{path}");
    }
}

#[tokio::test]
async fn a_path_with_a_parameter_that_has_no_value_is_not_sent() {
    static BOTH: Operation = Operation {
        path: "/{a}/{b}",
        query: "c={c}",
        ..Operation::DEFAULT
    };
    for (names, lacking) in [
        (&[][..], "a"),
        (&["a"], "b"),
        (&["b", "a"], "b"),
        (&["a", "c"], "b"),
        (&["a", "b"], "c"),
    ] {
        let error = sent(&BOTH, |call| {
            for name in names {
                call.path(name, "x");
            }
        });
        assert_eq!(
            error.await.unwrap_err().to_string(),
            format!(
                "request not sent: the parameter `{lacking}` has no value in the path `/{{a}}/{{b}}`"
            )
        );
    }
}

#[tokio::test]
async fn path_values_that_make_another_path_are_refused() {
    for value in ["", ".", ".."] {
        let error = sent(&ONE, |call| call.path("petId", value))
            .await
            .unwrap_err();
        assert!(
            matches!(error, RequestError::Path { .. }),
            "{value}: {error}"
        );
    }
    let error = sent(&ONE, |call| call.path("petId", &None::<i32>))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "request not sent: the parameter `petId` is empty in the path `/pets/{petId}/x`"
    );
    let error = sent(&ONE, |_| {}).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "request not sent: the parameter `petId` has no value in the path `/pets/{petId}/x`"
    );
    for value in ["...", "%2e%2e", " ", "a/.."] {
        assert!(
            sent(&ONE, |call| call.path("petId", value)).await.is_ok(),
            "{value}"
        );
    }
}

#[tokio::test]
async fn query_parameters_keep_their_order_and_styles() {
    let request = sent(&LIST, |call| {
        call.query("externalUrl", "https://example.com/a b.png?x=1&y=2");
        call.query("none", &None::<String>);
        call.query("float", &1.0);
        call.query_as(QueryStyle::DeepObject, "filter", &json!({"a": {"b": 1}}));
        call.query_as(QueryStyle::PipeDelimited { explode: false }, "ids", &[1, 2]);
        call.query_reserved(QueryStyle::DEFAULT, "path", "/a/b");
        call.query_as(QueryStyle::Json, "json", &json!({"a": 1}));
    });
    let request = request.await.unwrap();
    let (_, query) = request.url().split_once('?').unwrap();
    assert_eq!(
        query,
        "externalUrl=https%3A%2F%2Fexample.com%2Fa%20b.png%3Fx%3D1%26y%3D2&float=1&filter%5Ba%5D%5Bb%5D=1\
         &ids=1%7C2&path=/a/b&json=%7B%22a%22%3A1%7D"
    );
}

#[tokio::test]
async fn a_whole_query_string_is_text_or_pairs() {
    let text = sent(&LIST, |call| call.query_string("?a=1&b=x y%20'"))
        .await
        .unwrap();
    assert_eq!(text.url(), "https://example.com/v1/pets?a=1&b=x%20y%20%27");
    let pairs = sent(&LIST, |call| {
        call.query_string(&json!({"a": 1, "b": ["x", "y z"]}));
    })
    .await
    .unwrap();
    assert_eq!(pairs.url(), "https://example.com/v1/pets?a=1&b=x&b=y+z");
}

#[tokio::test]
async fn headers_and_cookies_go_out() {
    let request = sent(&LIST, |call| {
        call.header("X-Ids", &[1, 2]);
        call.header("X-Name", "Ünïcode");
        call.header_as(HeaderStyle::Json, "X-Json", &json!({"a": 1}));
        call.header("X-None", &None::<String>);
        call.cookie("session", "a=b;c");
        call.cookie_as(CookieStyle::Form { explode: false }, "ids", &[1, 2]);
    });
    assert_eq!(
        request.await.unwrap().transcript(),
        "GET https://example.com/v1/pets\n\
         cookie: session=a=b%3Bc; ids=1,2\n\
         user-agent: pets/1\n\
         x-ids: 1,2\n\
         x-json: {\"a\":1}\n\
         x-name: Ünïcode\n"
    );
}

#[tokio::test]
async fn line_ends_in_headers_are_refused() {
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b"] {
        let error = sent(&LIST, |call| call.header("X-Name", value))
            .await
            .unwrap_err();
        assert_eq!(
            error,
            RequestError::Header {
                name: "X-Name".into()
            },
            "{value:?}"
        );
    }
    assert!(
        sent(&LIST, |call| call.header("X Name", "a"))
            .await
            .is_err()
    );
    assert!(
        sent(&LIST, |call| call.cookie("na\nme", "a"))
            .await
            .is_err()
    );
    let cookie = sent(&LIST, |call| call.cookie("name", "a\r\nb"))
        .await
        .unwrap();
    assert_eq!(cookie.header("cookie"), "name=a%0D%0Ab");
    assert!(
        sent(&LIST, |call| call.text("text/plain\r\nX-Evil: 1", ""))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn the_first_error_is_the_one_that_surfaces() {
    let error = sent(&ONE, |call| {
        call.header("X-First", "\n");
        call.header("X-Second", "\n");
    });
    assert_eq!(
        error.await.unwrap_err(),
        RequestError::Header {
            name: "X-First".into()
        }
    );
}

#[tokio::test]
async fn client_parameters_go_to_the_operations_that_have_them() {
    static HAS: Operation = Operation {
        client_parameters: &["Pet-Version", "tenant"],
        ..Operation::DEFAULT
    };
    static HAS_NOT: Operation = Operation::DEFAULT;
    let transport = ok();
    let client = builder(&transport)
        .client_parameter_header("Pet-Version", "1")
        .client_parameter_header("pet-version", "2")
        .client_parameter_query("tenant", "a b")
        .build()
        .unwrap();
    let request = sent_by(&client, &transport, &HAS, |_| {}).await.unwrap();
    assert_eq!(
        (request.header("pet-version"), request.url()),
        ("2", "https://example.com/v1/?tenant=a%20b")
    );
    let request = sent_by(&client, &transport, &HAS, |call| {
        call.header("Pet-Version", "3");
        call.query("tenant", "c");
    });
    let request = request.await.unwrap();
    assert_eq!(
        (request.header("pet-version"), request.url()),
        ("3", "https://example.com/v1/?tenant=c")
    );
    let request = sent_by(&client, &transport, &HAS_NOT, |_| {})
        .await
        .unwrap();
    assert_eq!(
        (request.header("pet-version"), request.url()),
        ("", "https://example.com/v1/")
    );
}
