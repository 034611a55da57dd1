//! Uploads and downloads in constant memory: a benchmark, since they move a GiB each.
//!
//! `cargo bench -p spec2crate-runtime --bench memory`; it fails where memory grows by more than 16 MiB.

#![expect(clippy::unwrap_used, reason = "what fails here fails the benchmark")]
#![cfg(target_os = "linux")]

use std::convert::Infallible;
use std::future::poll_fn;
use std::io::{Seek, SeekFrom, Write};
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use http_body_util::BodyExt;
use hyper::body::{Frame, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use spec2crate_runtime::bytes::Bytes;
use spec2crate_runtime::http::{Request, Response};
use spec2crate_runtime::{
    Api, Body, BodyItems, ClientBuilder, Error, FilePart, Method, Operation, RawResponse,
    ResponseBody,
};
use tokio::net::TcpListener;

const GIB: u64 = 1 << 30;
const MAY_GROW: u64 = 16 << 20;

static API: Api = Api {
    name: "big",
    user_agent: "",
    server: None,
    security_schemes: &[],
};
static UPLOAD: Operation = Operation {
    method: Method::POST,
    path: "/",
    ..Operation::DEFAULT
};
static DOWNLOAD: Operation = Operation::DEFAULT;

/// A GiB of zeros.
struct Zeros(u64);

impl hyper::body::Body for Zeros {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        static CHUNK: [u8; 64 * 1024] = [0; 64 * 1024];
        let left = self.0.checked_sub(CHUNK.len() as u64);
        Poll::Ready(left.map(|left| {
            self.0 = left;
            Ok(Frame::data(Bytes::from_static(&CHUNK)))
        }))
    }
}

/// Reads whatever comes, and answers a GET with a GiB and anything else with what it has counted.
async fn answer(
    request: Request<Incoming>,
) -> Result<Response<http_body_util::Either<Zeros, String>>, Infallible> {
    let is_download = request.method() == "GET";
    let mut body = request.into_body();
    let mut count = 0;
    while let Some(Ok(frame)) = body.frame().await {
        count += frame.data_ref().map_or(0, Bytes::len);
    }
    let body = if is_download {
        http_body_util::Either::Left(Zeros(GIB))
    } else {
        http_body_util::Either::Right(count.to_string())
    };
    Ok(Response::new(body))
}

async fn serve() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let connection = hyper::server::conn::http1::Builder::new();
            tokio::spawn(async move {
                connection
                    .serve_connection(TokioIo::new(stream), service_fn(answer))
                    .await
            });
        }
    });
    address
}

/// The most memory that this process has had, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace()
        .nth(1)
        .unwrap()
        .parse::<u64>()
        .unwrap()
        * 1024
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let client = ClientBuilder::new(&API)
        .base_url(format!("http://{}", serve().await))
        .build()
        .unwrap();
    let mut file = std::fs::File::create(
        std::env::temp_dir().join(format!("spec2crate-gib-{}", std::process::id())),
    )
    .unwrap();
    file.seek(SeekFrom::Start(GIB - 1)).unwrap();
    file.write_all(&[0]).unwrap();
    let path = std::env::temp_dir().join(format!("spec2crate-gib-{}", std::process::id()));

    let upload = async |body: Option<Body>, part: Option<FilePart>| {
        let mut call = client.call(&UPLOAD);
        if let Some(body) = body {
            call.body("application/octet-stream", body);
        }
        if let Some(part) = part {
            call.part_file(0, "file", part, &[]);
        }
        let sent: Result<_, Error<()>> = call
            .send(|response| response.success(RawResponse::json::<u64>))
            .await;
        *sent.unwrap()
    };
    upload(Some(Body::bytes("warm")), None).await;
    let idle = peak();

    assert_eq!(
        upload(Some(Body::path(&path).await.unwrap()), None).await,
        GIB
    );
    let file_peak = peak();
    assert!(upload(None, Some(FilePart::path(&path).await.unwrap())).await > GIB);
    let reader = tokio::fs::File::open(&path).await.unwrap();
    assert_eq!(upload(Some(Body::reader(reader, None)), None).await, GIB);
    std::fs::remove_file(&path).unwrap();

    // As many items as make a GiB, each with its line end.
    let item = "a".repeat(1021);
    let items = (0..GIB / 1024).map(move |_| item.clone());
    let mut call = client.call(&UPLOAD);
    call.items("application/x-ndjson", BodyItems::iter(items));
    let sent: Result<_, Error<()>> = call
        .send(|response| response.success(RawResponse::json::<u64>))
        .await;
    assert_eq!(*sent.unwrap(), GIB);

    let mut call = client.call(&DOWNLOAD);
    call.stream_when(|_| true);
    let response: Result<_, Error<()>> = call
        .send(|response| response.success(RawResponse::stream))
        .await;
    let mut body: ResponseBody = response.unwrap().into_inner();
    let mut count = 0;
    while let Some(chunk) =
        poll_fn(|cx| futures_core::Stream::poll_next(Pin::new(&mut body), cx)).await
    {
        count += chunk.unwrap().len() as u64;
    }
    assert_eq!(count, GIB);

    let grown = peak() - idle;
    let mut out = std::io::stdout();
    writeln!(
        out,
        "idle {idle} bytes, grown by {grown}, {} after the first upload",
        file_peak - idle
    )
    .unwrap();
    assert!(grown <= MAY_GROW, "grew by more than {MAY_GROW} bytes");
}
