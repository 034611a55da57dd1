// @generated from specs/square/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/operation/mod.rs and run `cargo run`.

//! Operations of the tag *Catalog*.

use spec2crate_runtime as runtime;
use crate::square::{Client, types};

impl Client {
    /// Create catalog image
    ///
    /// Uploads an image file to create a new image for an existing catalog object.
    ///
    /// Images can be uploaded and linked in this request, or created independently (without an object)
    /// and linked to a catalog object at a later time.
    /// If the object already has an image, this call overwrites it.
    ///
    /// The file is in JPEG, PJPEG, PNG or GIF format and has at most 15 MB.
    ///
    /// Required permission: `ITEMS_WRITE`.
    ///
    /// `POST /v2/catalog/images`
    ///
    /// Document: `#/paths/~1v2~1catalog~1images/post`
    ///
    /// Needs the scope `ITEMS_WRITE`.
    ///
    /// # Arguments
    ///
    /// - `image_file`: The image file, at most 15 MB.
    ///
    /// # Errors
    ///
    /// - `400` ([`ErrorResponse`](types::ErrorResponse)): The request is malformed: the content type of the body or of the file, a part that is missing or can't be read, a field that is missing or has a bad value, or an idempotency key used before for another request.
    /// - `401` ([`ErrorResponse`](types::ErrorResponse)): The token is missing, bad, expired or revoked.
    /// - `403` ([`ErrorResponse`](types::ErrorResponse)): The token lacks the permission `ITEMS_WRITE`.
    /// - `404` ([`ErrorResponse`](types::ErrorResponse)): There is no catalog object with the id `object_id`.
    /// - `413` ([`ErrorResponse`](types::ErrorResponse)): The file has more than 15 MB.
    /// - `429` ([`ErrorResponse`](types::ErrorResponse)): There were too many requests.
    /// - `500` ([`ErrorResponse`](types::ErrorResponse)): Any other failure.
    /// - `default` ([`ErrorResponse`](types::ErrorResponse)): Any other failure.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use commerce_clients::square::{FilePart, types};
    ///
    /// # async fn example(client: commerce_clients::square::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .create_catalog_image(
    ///         &types::CreateCatalogImageRequest::new("528dea59-7bfb-43c1-bd48-4a6bba7dd61f86"),
    ///         FilePart::path("image.png").await?,
    ///     )
    ///     .square_version("2019-11-20")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn create_catalog_image(
        &self,
        request: &types::CreateCatalogImageRequest,
        image_file: runtime::FilePart,
    ) -> CreateCatalogImage<'_> {
        let mut call = self.core.call(&CREATE_CATALOG_IMAGE);
        call.multipart("multipart/form-data");
        call.part_json(0, "request", "application/json", request);
        call.part_file(
            1,
            "image_file",
            image_file,
            &["image/jpeg", "image/pjpeg", "image/png", "image/x-png", "image/gif"],
        );
        CreateCatalogImage { call }
    }
}

/// What [`Client::create_catalog_image`] sends.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateCatalogImage<'c> {
    call: runtime::Call<'c>,
}

impl<'c> CreateCatalogImage<'c> {
    /// The version of Square's API that the request is meant for, as a date.
    ///
    /// Taken for `"2019-11-20"` when absent.
    ///
    /// Constraints: matches `^\d{4}-\d{2}-\d{2}$`.
    pub fn square_version(mut self, square_version: &str) -> Self {
        self.call.header("Square-Version", square_version);
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
    ) -> runtime::Sending<'c, types::CreateCatalogImageResponse, types::ErrorResponse> {
        self.call
            .send(|response| match response.status().as_u16() {
                200 => response.success(runtime::RawResponse::json),
                _ => response.error(runtime::RawResponse::json),
            })
    }
}

static CREATE_CATALOG_IMAGE: runtime::Operation = runtime::Operation {
    id: "CreateCatalogImage",
    method: runtime::Method::POST,
    path: "/v2/catalog/images",
    accept: "application/json",
    security: &[&[("oauth2", &["ITEMS_WRITE"])]],
    client_parameters: &["Square-Version"],
    constraints: CreateCatalogImage::CONSTRAINTS,
    ..runtime::Operation::DEFAULT
};

runtime::constraints! {
    call CreateCatalogImage {
        header "Square-Version": pattern(r"^\d{4}-\d{2}-\d{2}$"),
        field "request": of(types::CreateCatalogImageRequest),
    }
}
