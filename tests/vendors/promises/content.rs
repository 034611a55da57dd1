//! Bodies and files from bytes, from a path, and from a stream of known or unknown length.

use std::io::{Cursor, Error as IoError, ErrorKind};

use commerce_clients::{Body, FilePart, ecwid, square};
use futures_util::stream;

use crate::fake::ecwid::{CATEGORY, Ecwid, STORE};
use crate::fake::square::Square;
use crate::fake::{Fake, Form};
use crate::image::PNG;
use crate::scratch::ImageFile;

/// The chunks of the image, as a stream gives them.
fn chunks() -> Vec<Result<&'static [u8], IoError>> {
    PNG.chunks(10).map(Ok).collect()
}

#[tokio::test]
async fn bodies_of_every_source() {
    let image = ImageFile::new("bodies_of_every_source");
    let length = PNG.len() as u64;
    for (body, is_announced) in [
        (Body::from(PNG), true),
        (Body::from(PNG.to_vec()), true),
        (Body::path(image.path()).await.unwrap(), true),
        (Body::stream(stream::iter(chunks()), Some(length)), true),
        (Body::stream(stream::iter(chunks()), None), false),
        (Body::reader(Cursor::new(PNG), Some(length)), true),
        (Body::reader(Cursor::new(PNG), None), false),
    ] {
        let fake = Fake::start(Ecwid::default());
        let source = format!("{body:?}");
        let builder = ecwid::Client::builder().base_url(&fake.url("/api/v3"));
        let client = builder.access_token(crate::fake::ecwid::TOKEN).build();
        let client = client.unwrap();
        let call = client.upload_category_image(STORE, CATEGORY).body(body);
        call.send().await.unwrap();

        let received = fake.only_received();
        assert_eq!(&*received.body, PNG, "{source}");
        let announced = PNG.len().to_string();
        let announced = is_announced.then_some(&*announced);
        assert_eq!(received.header("content-length"), announced, "{source}");
        let chunked = (!is_announced).then_some("chunked");
        assert_eq!(received.header("transfer-encoding"), chunked, "{source}");
    }
}

#[tokio::test]
async fn files_of_every_source() {
    let image = ImageFile::new("files_of_every_source");
    let length = PNG.len() as u64;
    for (file, filename, is_announced) in [
        (FilePart::new("bytes.png", PNG), "bytes.png", true),
        (FilePart::path(image.path()).await.unwrap(), "cup.png", true),
        (
            FilePart::path(image.path())
                .await
                .unwrap()
                .with_filename("mug.png"),
            "mug.png",
            true,
        ),
        (
            FilePart::stream("a \"b\".png", stream::iter(chunks()), Some(length)),
            "a \"b\".png",
            true,
        ),
        (
            FilePart::stream("é.png", stream::iter(chunks()), None),
            "é.png",
            false,
        ),
        (
            FilePart::reader("read.png", Cursor::new(PNG), None),
            "read.png",
            false,
        ),
    ] {
        let fake = Fake::start(Square::default());
        let builder = square::Client::builder().base_url(&fake.url(""));
        let client = builder.oauth2(crate::fake::square::TOKEN).build().unwrap();
        let request = square::types::CreateCatalogImageRequest::new(filename);
        let call = client.create_catalog_image(&request, file);
        call.send().await.unwrap();

        let received = fake.only_received();
        let form = Form::parse(received.header("content-type"), &received.body).unwrap();
        let part = form.part("image_file").unwrap();
        assert_eq!(part.body, PNG, "{filename}");
        let name = part.filename.as_deref().unwrap();
        // WHATWG's form encoding: a quote in a name is escaped, and nothing else of these.
        assert_eq!(name.replace("%22", "\""), filename);
        assert_eq!(
            received.headers.contains_key("content-length"),
            is_announced,
            "{filename}"
        );
    }
}

#[tokio::test]
async fn a_stream_that_breaks_or_is_not_as_long_as_it_was_said_to_be() {
    let fake = Fake::start(Ecwid::default());
    let builder = ecwid::Client::builder().base_url(&fake.url("/api/v3"));
    let client = builder.access_token(crate::fake::ecwid::TOKEN).build();
    let client = client.unwrap();
    let broken = || {
        let mut chunks = chunks();
        chunks[2] = Err(IoError::new(ErrorKind::BrokenPipe, "the camera is gone"));
        stream::iter(chunks)
    };
    for (body, text) in [
        (Body::stream(broken(), None), "the camera is gone"),
        (Body::stream(broken(), Some(67)), "the camera is gone"),
        (Body::stream(stream::iter(chunks()), Some(68)), "length"),
        (Body::stream(stream::iter(chunks()), Some(66)), "length"),
    ] {
        let call = client.upload_category_image(STORE, CATEGORY).body(body);
        let error = call.send().await.unwrap_err();
        assert!(error.to_string().contains(text), "{error}");
        assert_eq!(error.status(), None);
    }
}

#[tokio::test]
async fn a_file_that_is_not_there() {
    let error = FilePart::path("no/such/cup.png").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    let folder = env!("CARGO_MANIFEST_DIR");
    assert!(Body::path(folder).await.is_err());
}
