// @generated from specs/ecwid/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/operation/mod.rs and run `cargo run`.

//! Operations of the tag *Category images*.

use spec2crate_runtime as runtime;
use crate::ecwid::{Client, types};

impl Client {
    /// Upload category image
    ///
    /// Uploads an image to a category, in place of the one it has.
    ///
    /// Give the image as bytes in the body, or its link as `externalUrl`; one of the two is needed.
    /// When both are given Ecwid takes the link and ignores the body.
    /// An image may have up to 20 MB; JPG, PNG and GIF are accepted.
    ///
    /// Required access scope: `update_catalog`.
    ///
    /// `POST /{storeId}/categories/{categoryId}/image`
    ///
    /// Document: `#/paths/~1{storeId}~1categories~1{categoryId}~1image/post`
    ///
    /// Needs the scope `update_catalog`.
    ///
    /// # Arguments
    ///
    /// - `store_id`: Ecwid store ID. Constraints: at least `1`.
    /// - `category_id`: Internal category ID. Constraints: at least `1`.
    ///
    /// # Errors
    ///
    /// - `400` ([`EcwidError`](types::EcwidError)): The request is malformed (`WRONG_PARAMETER`), or the image has more than 20 MB (`INCORRECT_IMAGE_SIZE`).
    /// - `402` ([`EcwidError`](types::EcwidError)): The store's plan does not have this feature (`NOT_AVAILABLE_ON_CURRENT_PLAN`), or the store is suspended (`STORE_IS_SUSPENDED`).
    /// - `403` ([`EcwidError`](types::EcwidError)): The token is missing or bad (`INVALID_API_TOKEN`), or lacks the scope (`INSUFFICIENT_APP_SCOPE`).  The body may be empty: it is when the token is missing or bad.
    /// - `404` ([`EcwidError`](types::EcwidError)): There is no such store (`STORE_NOT_FOUND`) or category (`CATEGORIES_NOT_FOUND`).
    /// - `405` ([`EcwidError`](types::EcwidError)): The path does not have this method (`METHOD_NOT_ALLOWED`).
    /// - `408` ([`EcwidError`](types::EcwidError)): The request took too long (`TIMEOUT`).
    /// - `413` ([`EcwidError`](types::EcwidError)): The image is larger than 20 MB.
    /// - `415` ([`EcwidError`](types::EcwidError)): The body is neither empty nor `application/octet-stream`.
    /// - `422` ([`EcwidError`](types::EcwidError)): The bytes are not an image, or the link leads to none (`WRONG_URL`).
    /// - `429` ([`EcwidError`](types::EcwidError)): The token made more than 600 requests in a minute (`RATE_LIMITED`).
    /// - `500` ([`EcwidError`](types::EcwidError)): Ecwid failed (`INTERNAL_ERROR`).
    /// - `default` ([`EcwidError`](types::EcwidError)): Any other failure. The body may be empty.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: commerce_clients::ecwid::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .upload_category_image(1003, 123_456)
    ///     .external_url("https://example.com/cup.png")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn upload_category_image(
        &self,
        store_id: i64,
        category_id: i64,
    ) -> UploadCategoryImage<'_> {
        let mut call = self.core.call(&UPLOAD_CATEGORY_IMAGE);
        call.path("storeId", &store_id);
        call.path("categoryId", &category_id);
        UploadCategoryImage { call }
    }

    /// Upload category image (async)
    ///
    /// Sets the image of a category from a link that Ecwid fetches later.
    ///
    /// The category shows the image at once, from the given link, until Ecwid has copied it.
    ///
    /// Required access scope: `update_catalog`.
    ///
    /// `POST /{storeId}/categories/{categoryId}/image/async`
    ///
    /// Document: `#/paths/~1{storeId}~1categories~1{categoryId}~1image~1async/post`
    ///
    /// Needs the scope `update_catalog`.
    ///
    /// # Arguments
    ///
    /// - `store_id`: Ecwid store ID. Constraints: at least `1`.
    /// - `category_id`: Internal category ID. Constraints: at least `1`.
    /// - `body`: The link to the image, its size and its alternative text.
    ///
    /// # Errors
    ///
    /// - `400` ([`EcwidError`](types::EcwidError)): The request is malformed: `WRONG_PARAMETER`, or `LANGUAGES_NOT_ALLOWED` and `MULTILINGUAL_STORE_FEATURE_NOT_ACTIVE` for a translation that the store can't have.
    /// - `402` ([`EcwidError`](types::EcwidError)): The store's plan does not have this feature (`NOT_AVAILABLE_ON_CURRENT_PLAN`), or the store is suspended (`STORE_IS_SUSPENDED`).
    /// - `403` ([`EcwidError`](types::EcwidError)): The token is missing or bad (`INVALID_API_TOKEN`), or lacks the scope (`INSUFFICIENT_APP_SCOPE`).  The body may be empty: it is when the token is missing or bad.
    /// - `404` ([`EcwidError`](types::EcwidError)): There is no such store (`STORE_NOT_FOUND`) or category (`CATEGORIES_NOT_FOUND`).
    /// - `405` ([`EcwidError`](types::EcwidError)): The path does not have this method (`METHOD_NOT_ALLOWED`).
    /// - `408` ([`EcwidError`](types::EcwidError)): The request took too long (`TIMEOUT`).
    /// - `409` ([`EcwidError`](types::EcwidError)): Another image has this `externalId` (`EXTERNAL_ID_ALREADY_USED`), or the change contradicts another one (`CONSTRAINT_VIOLATION`).
    /// - `415` ([`EcwidError`](types::EcwidError)): The body is not `application/json`.
    /// - `422` ([`EcwidError`](types::EcwidError)): `url` is blank or not a URL (`WRONG_URL`).
    /// - `429` ([`EcwidError`](types::EcwidError)): The token made more than 600 requests in a minute (`RATE_LIMITED`).
    /// - `500` ([`EcwidError`](types::EcwidError)): Ecwid failed (`INTERNAL_ERROR`).
    /// - `default` ([`EcwidError`](types::EcwidError)): Any other failure. The body may be empty.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use commerce_clients::ecwid::types;
    ///
    /// # async fn example(client: commerce_clients::ecwid::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .upload_category_image_async(
    ///         1003,
    ///         123_456,
    ///         &types::AsyncImageUpload::new("https://example.com/cup.png", 180, 180),
    ///     )
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn upload_category_image_async(
        &self,
        store_id: i64,
        category_id: i64,
        body: &types::AsyncImageUpload,
    ) -> UploadCategoryImageAsync<'_> {
        let mut call = self.core.call(&UPLOAD_CATEGORY_IMAGE_ASYNC);
        call.path("storeId", &store_id);
        call.path("categoryId", &category_id);
        call.json("application/json", body);
        UploadCategoryImageAsync { call }
    }
}

/// What [`Client::upload_category_image`] sends.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UploadCategoryImage<'c> {
    call: runtime::Call<'c>,
}

impl UploadCategoryImage<'_> {
    /// Seconds to wait before the next request.
    ///
    /// The header `Retry-After` of a response: `429`.
    pub const RETRY_AFTER: runtime::Header<i64> = runtime::Header::new("Retry-After");
}

impl<'c> UploadCategoryImage<'c> {
    /// HTTPS link to the image file that will be uploaded to the store.
    ///
    /// The link has to be open to everybody.
    /// When it is given, a body is ignored.
    pub fn external_url(mut self, external_url: &str) -> Self {
        self.call.query("externalUrl", external_url);
        self
    }

    /// The bytes of the image, up to 20 MB. Not a form.
    pub fn body(mut self, body: impl Into<runtime::Body>) -> Self {
        self.call.body("application/octet-stream", body);
        self
    }

    /// Bounds this call, whatever the client's timeout is.
    pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
        self.call.timeout(timeout);
        self
    }

    /// Sends the request.
    #[inline]
    pub fn send(
        self,
    ) -> runtime::Sending<'c, types::ImageUploadResult, types::EcwidError> {
        self.call
            .send(|response| match response.status().as_u16() {
                200 => response.success(runtime::RawResponse::json),
                _ => response.error(runtime::RawResponse::json),
            })
    }
}

static UPLOAD_CATEGORY_IMAGE: runtime::Operation = runtime::Operation {
    id: "uploadCategoryImage",
    method: runtime::Method::POST,
    path: "/{storeId}/categories/{categoryId}/image",
    accept: "application/json",
    security: &[&[("accessToken", &[])]],
    constraints: UploadCategoryImage::CONSTRAINTS,
    ..runtime::Operation::DEFAULT
};

runtime::constraints! {
    call UploadCategoryImage {
        path "storeId": minimum(1),
        path "categoryId": minimum(1),
    }
}

/// What [`Client::upload_category_image_async`] sends.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UploadCategoryImageAsync<'c> {
    call: runtime::Call<'c>,
}

impl UploadCategoryImageAsync<'_> {
    /// Seconds to wait before the next request.
    ///
    /// The header `Retry-After` of a response: `429`.
    pub const RETRY_AFTER: runtime::Header<i64> = runtime::Header::new("Retry-After");
}

impl<'c> UploadCategoryImageAsync<'c> {
    /// HTTPS link to the image file that will be uploaded to the store.
    ///
    /// Not needed: the link is `url` of the body.
    #[deprecated]
    pub fn external_url(mut self, external_url: &str) -> Self {
        self.call.query("externalUrl", external_url);
        self
    }

    /// Bounds this call, whatever the client's timeout is.
    pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
        self.call.timeout(timeout);
        self
    }

    /// Sends the request.
    #[inline]
    pub fn send(
        self,
    ) -> runtime::Sending<'c, types::AsyncImageUploadResult, types::EcwidError> {
        self.call
            .send(|response| match response.status().as_u16() {
                200 => response.success(runtime::RawResponse::json),
                _ => response.error(runtime::RawResponse::json),
            })
    }
}

static UPLOAD_CATEGORY_IMAGE_ASYNC: runtime::Operation = runtime::Operation {
    id: "uploadCategoryImageAsync",
    method: runtime::Method::POST,
    path: "/{storeId}/categories/{categoryId}/image/async",
    accept: "application/json",
    security: &[&[("accessToken", &[])]],
    constraints: UploadCategoryImageAsync::CONSTRAINTS,
    ..runtime::Operation::DEFAULT
};

runtime::constraints! {
    call UploadCategoryImageAsync {
        path "storeId": minimum(1),
        path "categoryId": minimum(1),
        body: of(types::AsyncImageUpload),
    }
}
