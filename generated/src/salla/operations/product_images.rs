// @generated from specs/salla/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/operation/mod.rs and run `cargo run`.

//! Operations of the tag *Product Images*.

use spec2crate_runtime as runtime;
use crate::salla::{Client, types};

impl Client {
    /// Update Image
    ///
    /// Updates an image of a product by uploading a file.
    ///
    /// One image can be updated per request.
    ///
    /// Required scope: `products.read_write`.
    ///
    /// `POST /products/images/{image-id}`
    ///
    /// Document: `#/paths/~1products~1images~1{image-id}/post`
    ///
    /// Needs the scope `products.read_write`.
    ///
    /// # Arguments
    ///
    /// - `image_id`: Unique identifier assigned to the image. Constraints: at least `1`.
    /// - `photo`: The image file.
    ///
    ///   Its name needs an extension: jpg, jpeg, png, webp or gif.
    ///
    /// # Errors
    ///
    /// - `401` ([`ErrorUnauthorized401`](types::ErrorUnauthorized401)): The token is missing or bad, or lacks the scope `products.read_write`.
    /// - `404` ([`ObjectNotFound404`](types::ObjectNotFound404)): There is no such image.
    /// - `422` ([`ValidationError`](types::ValidationError)): A field is missing or has a bad value.
    /// - `429` ([`TooManyRequests`](types::TooManyRequests)): There were too many requests.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use commerce_clients::salla::FilePart;
    ///
    /// # async fn example(client: commerce_clients::salla::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let response = client
    ///     .update_image(713_368_802, FilePart::path("image.png").await?)
    ///     .default(1)
    ///     .sort(1)
    ///     .alt("Alt Text")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn update_image(
        &self,
        image_id: i64,
        photo: runtime::FilePart,
    ) -> UpdateImage<'_> {
        let mut call = self.core.call(&UPDATE_IMAGE);
        call.path("image-id", &image_id);
        call.multipart("multipart/form-data");
        call.part_file(
            0,
            "photo",
            photo,
            &["image/jpeg", "image/png", "image/webp", "image/gif"],
        );
        UpdateImage { call }
    }
}

/// What [`Client::update_image`] sends.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UpdateImage<'c> {
    call: runtime::Call<'c>,
}

impl UpdateImage<'_> {
    /// How many requests the store may make in a minute; its plan decides.
    ///
    /// The header `X-RateLimit-Limit` of a response: `201`, `401`, `404`, `422`, `429`.
    pub const X_RATE_LIMIT_LIMIT: runtime::Header<i64> = runtime::Header::new(
        "X-RateLimit-Limit",
    );

    /// How many of them are left.
    ///
    /// The header `X-RateLimit-Remaining` of a response: `201`, `401`, `404`, `422`, `429`.
    pub const X_RATE_LIMIT_REMAINING: runtime::Header<i64> = runtime::Header::new(
        "X-RateLimit-Remaining",
    );

    /// When they are renewed, in seconds since 1970 UTC.
    ///
    /// The header `X-RateLimit-Reset` of a response: `201`, `401`, `404`, `422`, `429`.
    pub const X_RATE_LIMIT_RESET: runtime::Header<i64> = runtime::Header::new(
        "X-RateLimit-Reset",
    );

    /// Seconds to wait before the next request.
    ///
    /// The header `Retry-After` of a response: `429`.
    pub const RETRY_AFTER: runtime::Header<i64> = runtime::Header::new("Retry-After");
}

impl<'c> UpdateImage<'c> {
    /// Whether this is to be the default image of the product: 1 if it is, 0 if it is not.
    ///
    /// The answer says the same as a boolean.
    pub fn default(mut self, default: i64) -> Self {
        self.call.part_text(1, "default", &default);
        self
    }

    /// Sorting order of the image.
    pub fn sort(mut self, sort: i64) -> Self {
        self.call.part_text(2, "sort", &sort);
        self
    }

    /// Alternative text to appear when the image doesn't load properly.
    pub fn alt(mut self, alt: &str) -> Self {
        self.call.part_text(3, "alt", alt);
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
    ) -> runtime::Sending<'c, types::ProductImagesVideosResponseBody, UpdateImageError> {
        self.call
            .send(|response| match response.status().as_u16() {
                201 => response.success(runtime::RawResponse::json),
                401 => response.error_json(UpdateImageError::Unauthorized),
                404 => response.error_json(UpdateImageError::NotFound),
                422 => response.error_json(UpdateImageError::UnprocessableEntity),
                429 => response.error_json(UpdateImageError::TooManyRequests),
                _ => response.undocumented(),
            })
    }
}

/// A documented error of [`Client::update_image`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum UpdateImageError {
    /// The token is missing or bad, or lacks the scope `products.read_write`.
    ///
    /// Status `401`.
    Unauthorized(Box<types::ErrorUnauthorized401>),
    /// There is no such image.
    ///
    /// Status `404`.
    NotFound(Box<types::ObjectNotFound404>),
    /// A field is missing or has a bad value.
    ///
    /// Status `422`.
    UnprocessableEntity(Box<types::ValidationError>),
    /// There were too many requests.
    ///
    /// Status `429`.
    TooManyRequests(Box<types::TooManyRequests>),
}

static UPDATE_IMAGE: runtime::Operation = runtime::Operation {
    id: "Update-Image",
    method: runtime::Method::POST,
    path: "/products/images/{image-id}",
    accept: "application/json",
    security: &[&[("bearer", &[])]],
    constraints: UpdateImage::CONSTRAINTS,
    ..runtime::Operation::DEFAULT
};

runtime::constraints! {
    call UpdateImage {
        path "image-id": minimum(1),
    }
}
