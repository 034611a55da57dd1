//! Multipart bodies, byte for byte.

use serde_json::json;
use spec2crate_runtime::{Body, FilePart, Method, Operation, RequestError};

use crate::body::chunks;
use crate::{ok, sent};

static UPLOAD: Operation = Operation {
    method: Method::POST,
    path: "/images",
    ..Operation::DEFAULT
};

#[tokio::test]
async fn parts_go_out_in_the_order_of_their_index() {
    let request = sent(&UPLOAD, |call| {
        let file = FilePart::new("Coffee \"é\"\r\n.jpg", b"\xff\xd8\xff");
        call.part_file(1, "image_file", file, &["image/jpeg", "image/png"]);
        call.part_text(3, "sort", &1.0);
        call.part_text(2, "na\"me", &["a", "b\r\n--B"]);
        call.part_text(4, "absent", &None::<String>);
        call.part_json(0, "request", "application/json", &json!({"id": "#TEMP"}));
        call.part_header(0, "X-Part", "1");
        call.part_text(5, "object", &json!({"a": 1.0}));
        call.part_bytes(6, "bytes", "application/octet-stream", "raw");
        call.part_text_as(7, "text", "text/plain; charset=utf-8", "é");
    });
    let request = request.await.unwrap();
    assert_eq!(
        request.header("content-type"),
        "multipart/form-data; boundary=B"
    );
    assert_eq!(
        request.header("content-length"),
        request.body().len().to_string()
    );
    let expected: &[u8] = b"--B\r\n\
        Content-Disposition: form-data; name=\"request\"\r\n\
        Content-Type: application/json\r\n\
        x-part: 1\r\n\
        \r\n\
        {\"id\":\"#TEMP\"}\r\n\
        --B\r\n\
        Content-Disposition: form-data; name=\"image_file\"; filename=\"Coffee %22\xc3\xa9%22%0D%0A.jpg\"\r\n\
        Content-Type: image/jpeg\r\n\
        \r\n\
        \xff\xd8\xff\r\n\
        --B\r\n\
        Content-Disposition: form-data; name=\"na%22me\"\r\n\
        \r\n\
        a\r\n\
        --B\r\n\
        Content-Disposition: form-data; name=\"na%22me\"\r\n\
        \r\n\
        b\r\n--B\r\n\
        --B\r\n\
        Content-Disposition: form-data; name=\"sort\"\r\n\
        \r\n\
        1\r\n\
        --B\r\n\
        Content-Disposition: form-data; name=\"object\"\r\n\
        Content-Type: application/json\r\n\
        \r\n\
        {\"a\":1}\r\n\
        --B\r\n\
        Content-Disposition: form-data; name=\"bytes\"\r\n\
        Content-Type: application/octet-stream\r\n\
        \r\n\
        raw\r\n\
        --B\r\n\
        Content-Disposition: form-data; name=\"text\"\r\n\
        Content-Type: text/plain; charset=utf-8\r\n\
        \r\n\
        \xc3\xa9\r\n\
        --B--\r\n";
    assert_eq!(
        String::from_utf8_lossy(request.body()),
        String::from_utf8_lossy(expected)
    );
    assert_eq!(request.body(), expected);
}

#[tokio::test]
async fn a_length_is_announced_only_when_all_lengths_are_known() {
    let known = sent(&UPLOAD, |call| {
        call.part_file(
            0,
            "a",
            FilePart::stream("a.bin", chunks(&["ab", "", "c"]), Some(3)),
            &[],
        );
    });
    let known = known.await.unwrap();
    assert_eq!(
        known.header("content-length"),
        known.body().len().to_string()
    );
    let unknown = sent(&UPLOAD, |call| {
        call.part_file(
            0,
            "a",
            FilePart::stream("a.bin", chunks(&["ab", "c"]), None),
            &[],
        );
        call.part_text(1, "b", "c");
    });
    let unknown = unknown.await.unwrap();
    assert_eq!(unknown.header("content-length"), "");
    assert!(unknown.body().starts_with(
        b"--B\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.bin\"\r\n\
          Content-Type: application/octet-stream\r\n\r\nabc\r\n--B\r\n"
    ));
}

#[tokio::test]
async fn files_of_other_types_are_refused() {
    let error = sent(&UPLOAD, |call| {
        call.part_file(
            0,
            "image_file",
            FilePart::new("notes.txt", "x"),
            &["image/jpeg", "image/png"],
        );
    });
    let error = error.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "request not sent: the file `notes.txt` is `text/plain`, and the part `image_file` takes only image/jpeg, image/png"
    );
    let file = FilePart::new("a.png", "x").with_content_type("image/png\r\nX-Evil: 1");
    let error = sent(&UPLOAD, |call| call.part_file(0, "a", file, &[]))
        .await
        .unwrap_err();
    assert_eq!(
        error,
        RequestError::Header {
            name: "content-type".into()
        }
    );
}

#[tokio::test]
async fn other_kinds_of_multipart_have_no_form_names() {
    let request = sent(&UPLOAD, |call| {
        call.multipart("multipart/related");
        call.part_json(0, "metadata", "application/json", &json!({}));
        call.part_bytes(1, "media", "image/png", Body::bytes("x"));
    });
    let request = request.await.unwrap();
    assert_eq!(
        request.header("content-type"),
        "multipart/related; type=\"application/json\"; boundary=B"
    );
    assert_eq!(
        request.body(),
        &b"--B\r\nContent-Type: application/json\r\n\r\n{}\r\n--B\r\nContent-Type: image/png\r\n\r\nx\r\n--B--\r\n"[..]
    );
    let empty = sent(&UPLOAD, |call| call.multipart("multipart/form-data"))
        .await
        .unwrap();
    assert_eq!(
        (empty.header("content-type"), &empty.body()[..]),
        ("multipart/form-data; boundary=B", &b"--B--\r\n"[..])
    );
}

#[tokio::test]
async fn the_first_part_of_a_related_body_is_its_root() {
    let request = sent(&UPLOAD, |call| {
        call.multipart("Multipart/Related; start=\"<a@b>\"; type=\"text/html\"");
        call.part_text_as(1, "rest", "text/plain", "r");
        call.part_text_as(0, "root", "text/html", "x");
    });
    let request = request.await.unwrap();
    assert_eq!(
        request.header("content-type"),
        "Multipart/Related; start=\"<a@b>\"; type=\"text/html\"; boundary=B"
    );
    assert!(
        request.body().starts_with(
            b"--B\r\nContent-Type: text/html\r\ncontent-id: <a@b>\r\n\r\nx\r\n--B\r\n"
        )
    );
    let empty = sent(&UPLOAD, |call| call.multipart("multipart/related"));
    assert_eq!(
        empty.await.unwrap().header("content-type"),
        "multipart/related; type=\"text/plain\"; boundary=B"
    );
}

#[tokio::test]
async fn a_part_has_the_headers_of_its_file() {
    let file = |value: &str| FilePart::new("a.png", "x").with_header("Content-Location", value);
    let request = sent(&UPLOAD, |call| {
        call.part_text(0, "a", "b");
        call.part_file(1, "file", file("/a"), &[]);
    });
    let request = request.await.unwrap();
    let body = String::from_utf8_lossy(request.body());
    assert!(body.contains("Content-Type: image/png\r\ncontent-location: /a\r\n\r\nx"));
    assert_eq!(body.matches("content-location").count(), 1);
    let evil = sent(&UPLOAD, |call| {
        call.part_file(0, "file", file("/a\r\nX: 1"), &[]);
    });
    assert!(matches!(
        evil.await.unwrap_err(),
        RequestError::Header { .. }
    ));
}

#[tokio::test]
async fn random_boundaries_are_hidden_in_transcripts() {
    let transport = ok();
    let client = spec2crate_runtime::ClientBuilder::new(&crate::API)
        .transport(transport.clone())
        .build()
        .unwrap();
    let mut transcripts = Vec::new();
    for _ in 0..2 {
        let request = crate::sent_by(&client, &transport, &UPLOAD, |call| {
            call.part_file(
                1,
                "photo",
                FilePart::new("cup.png", b"\x89PNG"),
                &["image/*"],
            );
            call.part_text(0, "alt", "A cup\nof tea");
        });
        transcripts.push(request.await.unwrap());
    }
    assert_ne!(
        transcripts[0].header("content-type"),
        transcripts[1].header("content-type")
    );
    assert_eq!(transcripts[0].transcript(), transcripts[1].transcript());
    assert_eq!(
        transcripts[0].transcript(),
        "POST https://example.com/v1/images\n\
         content-length: 302\n\
         content-type: multipart/form-data; boundary=<boundary>\n\
         user-agent: pets/1\n\
         \n\
         --<boundary>\n\
         Content-Disposition: form-data; name=\"alt\"\n\
         \n\
         A cup\nof tea\n\
         --<boundary>\n\
         Content-Disposition: form-data; name=\"photo\"; filename=\"cup.png\"\n\
         Content-Type: image/png\n\
         \n\
         <4 bytes>\n\
         --<boundary>--\n"
    );
}
