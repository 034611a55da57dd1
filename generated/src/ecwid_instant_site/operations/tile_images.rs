// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/operation/mod.rs and run `cargo run`.

//! Operations of the tag *Tile images*.

use spec2crate_runtime as runtime;
use crate::ecwid_instant_site::{Client, types};

impl Client {
    /// Get tile image upload result
    ///
    /// Answers what became of an uploaded file: its bucket, the sizes made of it, and its border.
    ///
    /// Required access scope: `manage_instant_site`.
    ///
    /// `GET /{storeId}/image/{imageId}`
    ///
    /// Document: `#/paths/~1{storeId}~1image~1{imageId}/get`
    ///
    /// Needs the scope `manage_instant_site`.
    ///
    /// # Arguments
    ///
    /// - `store_id`: Ecwid store ID. Constraints: at least `1`.
    /// - `image_id`: The id that reserving the image answered. Constraints: at least 1 character.
    ///
    /// # Errors
    ///
    /// - `default`: A failure. No source says what its body is, so it is kept as it comes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: commerce_clients::ecwid_instant_site::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .get_tile_image_upload_result(1003, "7xGvpFA")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_tile_image_upload_result(
        &self,
        store_id: i64,
        image_id: &str,
    ) -> GetTileImageUploadResult<'_> {
        let mut call = self.core.call(&GET_TILE_IMAGE_UPLOAD_RESULT);
        call.path("storeId", &store_id);
        call.path("imageId", image_id);
        GetTileImageUploadResult { call }
    }

    /// List image buckets
    ///
    /// Lists the buckets that images are kept in.
    ///
    /// The URL of an image is the URL of its bucket, a slash, and the `url` of one of its sizes.
    ///
    /// Required access scope: `manage_instant_site`.
    ///
    /// `GET /{storeId}/image/bucket`
    ///
    /// Document: `#/paths/~1{storeId}~1image~1bucket/get`
    ///
    /// Needs the scope `manage_instant_site`.
    ///
    /// # Arguments
    ///
    /// - `store_id`: Ecwid store ID. Constraints: at least `1`.
    ///
    /// # Errors
    ///
    /// - `default`: A failure. No source says what its body is, so it is kept as it comes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: commerce_clients::ecwid_instant_site::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .list_tile_image_buckets(1003)
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_tile_image_buckets(&self, store_id: i64) -> ListTileImageBuckets<'_> {
        let mut call = self.core.call(&LIST_TILE_IMAGE_BUCKETS);
        call.path("storeId", &store_id);
        ListTileImageBuckets { call }
    }

    /// Reserve a tile image
    ///
    /// Reserves an image for a tile and answers the URL to upload it to.
    ///
    /// Upload the file to that URL next, then read the result by the reserved id.
    ///
    /// Required access scope: `manage_instant_site`.
    /// The token has to be of the grant type `authorization_code`.
    ///
    /// `POST /{storeId}/tile/{tileId}/image`
    ///
    /// Document: `#/paths/~1{storeId}~1tile~1{tileId}~1image/post`
    ///
    /// Needs the scope `manage_instant_site`.
    ///
    /// What an answer leads to:
    ///
    /// - `200`: [`Client::upload_tile_image_file`], with `uploadUrl` from `$response.body#/url`
    /// - `200`: [`Client::get_tile_image_upload_result`], with `storeId` from `$request.path.storeId`, `imageId` from `$response.body#/id`
    ///
    /// # Arguments
    ///
    /// - `store_id`: Ecwid store ID. Constraints: at least `1`.
    /// - `tile_id`: Internal tile ID. Constraints: at least 1 character.
    /// - `body`: How the image will be uploaded.
    ///
    /// # Errors
    ///
    /// - `default`: A failure. No source says what its body is, so it is kept as it comes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use commerce_clients::ecwid_instant_site::types;
    ///
    /// # async fn example(client: commerce_clients::ecwid_instant_site::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .reserve_tile_image(1003, "tile-abc", &types::ReserveTileImageRequest::new())
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn reserve_tile_image(
        &self,
        store_id: i64,
        tile_id: &str,
        body: &types::ReserveTileImageRequest,
    ) -> ReserveTileImage<'_> {
        let mut call = self.core.call(&RESERVE_TILE_IMAGE);
        call.path("storeId", &store_id);
        call.path("tileId", tile_id);
        call.json("application/json", body);
        ReserveTileImage { call }
    }

    /// Upload the file of a tile image
    ///
    /// Uploads the file of a reserved image to the URL that reserving it answered.
    ///
    /// The URL is sent exactly as given, and the token of this API does not go with it.
    ///
    /// `POST /{uploadUrl}`
    ///
    /// Document: `#/paths/~1{uploadUrl}/post`
    ///
    /// # Arguments
    ///
    /// - `upload_url`: The URL that reserving the image answered, whole and unchanged.
    /// - `file`: The image file.
    ///
    /// # Errors
    ///
    /// - `default`: A failure. No source says what its body is, so it is kept as it comes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use commerce_clients::ecwid_instant_site::FilePart;
    ///
    /// # async fn example(client: commerce_clients::ecwid_instant_site::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// client
    ///     .upload_tile_image_file(
    ///         "https://upload.example.com/7xGvpFA?sig=abc%2Bdef",
    ///         FilePart::path("image.png").await?,
    ///     )
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn upload_tile_image_file(
        &self,
        upload_url: &str,
        file: runtime::FilePart,
    ) -> UploadTileImageFile<'_> {
        let mut call = self.core.call(&UPLOAD_TILE_IMAGE_FILE);
        call.path("uploadUrl", upload_url);
        call.multipart("multipart/form-data");
        call.part_file(0, "file", file, &["image/*"]);
        UploadTileImageFile { call }
    }
}

/// What [`Client::get_tile_image_upload_result`] sends.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetTileImageUploadResult<'c> {
    call: runtime::Call<'c>,
}

impl<'c> GetTileImageUploadResult<'c> {
    /// Bounds this call, whatever the client's timeout is.
    pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
        self.call.timeout(timeout);
        self
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> runtime::Sending<'c, types::TileImage, ()> {
        self.call
            .send(|response| match response.status().as_u16() {
                200 => response.success(runtime::RawResponse::json),
                _ => response.error(runtime::RawResponse::none),
            })
    }
}

static GET_TILE_IMAGE_UPLOAD_RESULT: runtime::Operation = runtime::Operation {
    id: "getTileImageUploadResult",
    method: runtime::Method::GET,
    path: "/{storeId}/image/{imageId}",
    accept: "application/json",
    security: &[&[("instantSiteToken", &[])]],
    constraints: GetTileImageUploadResult::CONSTRAINTS,
    ..runtime::Operation::DEFAULT
};

runtime::constraints! {
    call GetTileImageUploadResult {
        path "storeId": minimum(1),
        path "imageId": min_length(1),
    }
}

/// What [`Client::list_tile_image_buckets`] sends.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListTileImageBuckets<'c> {
    call: runtime::Call<'c>,
}

impl<'c> ListTileImageBuckets<'c> {
    /// Bounds this call, whatever the client's timeout is.
    pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
        self.call.timeout(timeout);
        self
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> runtime::Sending<'c, types::ImageBuckets, ()> {
        self.call
            .send(|response| match response.status().as_u16() {
                200 => response.success(runtime::RawResponse::json),
                _ => response.error(runtime::RawResponse::none),
            })
    }
}

static LIST_TILE_IMAGE_BUCKETS: runtime::Operation = runtime::Operation {
    id: "listTileImageBuckets",
    method: runtime::Method::GET,
    path: "/{storeId}/image/bucket",
    accept: "application/json",
    security: &[&[("instantSiteToken", &[])]],
    constraints: ListTileImageBuckets::CONSTRAINTS,
    ..runtime::Operation::DEFAULT
};

runtime::constraints! {
    call ListTileImageBuckets {
        path "storeId": minimum(1),
    }
}

/// What [`Client::reserve_tile_image`] sends.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ReserveTileImage<'c> {
    call: runtime::Call<'c>,
}

impl<'c> ReserveTileImage<'c> {
    /// Bounds this call, whatever the client's timeout is.
    pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
        self.call.timeout(timeout);
        self
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> runtime::Sending<'c, types::ReservedTileImage, ()> {
        self.call
            .send(|response| match response.status().as_u16() {
                200 => response.success(runtime::RawResponse::json),
                _ => response.error(runtime::RawResponse::none),
            })
    }
}

static RESERVE_TILE_IMAGE: runtime::Operation = runtime::Operation {
    id: "reserveTileImage",
    method: runtime::Method::POST,
    path: "/{storeId}/tile/{tileId}/image",
    accept: "application/json",
    security: &[&[("instantSiteToken", &[])]],
    constraints: ReserveTileImage::CONSTRAINTS,
    ..runtime::Operation::DEFAULT
};

runtime::constraints! {
    call ReserveTileImage {
        path "storeId": minimum(1),
        path "tileId": min_length(1),
    }
}

/// What [`Client::upload_tile_image_file`] sends.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UploadTileImageFile<'c> {
    call: runtime::Call<'c>,
}

impl<'c> UploadTileImageFile<'c> {
    /// Bounds this call, whatever the client's timeout is.
    pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
        self.call.timeout(timeout);
        self
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> runtime::Sending<'c, (), ()> {
        self.call
            .send(|response| match response.status().as_u16() {
                200..=299 => response.success(runtime::RawResponse::none),
                _ => response.error(runtime::RawResponse::none),
            })
    }
}

static UPLOAD_TILE_IMAGE_FILE: runtime::Operation = runtime::Operation {
    id: "uploadTileImageFile",
    method: runtime::Method::POST,
    path: "/{uploadUrl}",
    accept: "",
    url: Some("uploadUrl"),
    ..runtime::Operation::DEFAULT
};
