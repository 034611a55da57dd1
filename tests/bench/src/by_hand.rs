//! The calls as a careful programmer writes them with reqwest and serde's derives.

use std::error::Error;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::{ACCEPT, CONTENT_LENGTH, HeaderValue};
use reqwest::{RequestBuilder, Response, StatusCode, Url};
use serde::de::DeserializeOwned;
use serde_derive::{Deserialize, Serialize};

/// What is percent-encoded in a segment of a path: all but the unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// How much of an error's body is kept.
const MAX_ERROR_BYTES: usize = 64 * 1024;

/// Calls by hand.
pub(crate) struct ByHand {
    http: reqwest::Client,
    base_url: String,
    token: String,
}

/// Why a call failed.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

#[derive(Serialize)]
pub(crate) struct ImageUpload {
    pub(crate) url: String,
    pub(crate) width: i32,
    pub(crate) height: i32,
    #[serde(rename = "externalId", skip_serializing_if = "Option::is_none")]
    pub(crate) external_id: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct UploadResult {
    pub(crate) id: Option<i64>,
}

#[derive(Deserialize)]
pub(crate) struct TileImage {
    #[expect(dead_code, reason = "decoded, since the client decodes it")]
    bucket: Option<String>,
    pub(crate) set: Option<Vec<TileImageSize>>,
    #[serde(rename = "borderInfo")]
    pub(crate) border_info: Option<BorderInfo>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "decoded, since the client decodes it")]
pub(crate) struct TileImageSize {
    url: String,
    width: i32,
    height: i32,
}

#[derive(Deserialize)]
pub(crate) struct BorderInfo {
    #[expect(dead_code, reason = "decoded, since the client decodes it")]
    homogeneity: Option<bool>,
    pub(crate) color: Option<Rgba>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "decoded, since the client decodes it")]
pub(crate) struct Rgba {
    r: Option<f64>,
    g: Option<f64>,
    b: Option<f64>,
    pub(crate) a: Option<f64>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "decoded, since the client decodes it")]
pub(crate) struct Token {
    #[serde(rename = "accessToken")]
    secret: String,
    #[serde(rename = "tokenType")]
    kind: String,
    #[serde(rename = "expiresIn")]
    pub(crate) expires_in: i64,
}

impl ByHand {
    pub(crate) fn new(base_url: &str, token: &str) -> Result<Self, Failure> {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .user_agent("commerce-clients/0.1.0")
            .build()?;
        Ok(Self {
            http,
            base_url: base_url.to_owned(),
            token: token.to_owned(),
        })
    }

    pub(crate) async fn upload_image(
        &self,
        store: i64,
        category: i64,
        upload: &ImageUpload,
    ) -> Result<UploadResult, Failure> {
        let base = &self.base_url;
        let url = format!("{base}/{store}/categories/{category}/image/async");
        let request = self.http.post(url).bearer_auth(&self.token).json(upload);
        call(request).await
    }

    pub(crate) async fn tile_image(&self, store: i64, image: &str) -> Result<TileImage, Failure> {
        let image = utf8_percent_encode(image, SEGMENT);
        let url = format!("{}/{store}/image/{image}", self.base_url);
        call(self.http.get(url).bearer_auth(&self.token)).await
    }

    pub(crate) async fn token(&self, site: i64, code: &str) -> Result<Token, Failure> {
        let mut url = Url::parse(&format!("{}/oauth/token", self.base_url))?;
        url.query_pairs_mut()
            .append_pair("grant_type", "authorization_code")
            .append_pair("site_id", &site.to_string())
            .append_pair("code", code);
        // RFC 9110, section 8.6: a method that expects content says that there is none.
        let nothing = HeaderValue::from_static("0");
        call(self.http.post(url).header(CONTENT_LENGTH, nothing)).await
    }
}

async fn call<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Failure> {
    let json = HeaderValue::from_static("application/json");
    let response = request.header(ACCEPT, json).send().await?;
    match response.status() {
        StatusCode::OK => Ok(response.json().await?),
        status => Err(error(status, response).await),
    }
}

/// What a server says of an error, as much of it as is kept.
async fn error(status: StatusCode, mut response: Response) -> Failure {
    let mut text = Vec::new();
    while text.len() < MAX_ERROR_BYTES
        && let Ok(Some(chunk)) = response.chunk().await
    {
        text.extend_from_slice(&chunk);
    }
    text.truncate(MAX_ERROR_BYTES);
    format!("{status}: {}", String::from_utf8_lossy(&text)).into()
}
