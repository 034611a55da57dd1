// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/operation/mod.rs and run `cargo run`.

//! Operations of the tag *Tokens*.

use spec2crate_runtime as runtime;
use crate::ecwid_instant_site::{Client, types};

impl Client {
    /// Get Instant Site API token
    ///
    /// Exchanges the secret token of an app for a token of this API.
    ///
    /// `https://app.ecwid.com/instantsite/oauth/token` is a newer address of the same operation.
    ///
    /// `POST /oauth/token`
    ///
    /// Document: `#/paths/~1oauth~1token/post`
    ///
    /// # Arguments
    ///
    /// - `grant_type`: What the token may do.
    /// - `site_id`: Ecwid store ID. Constraints: at least `1`.
    /// - `code`: The app's secret token for the store. Constraints: at least 1 character.
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
    ///     .get_instant_site_token(&types::GrantType::AuthorizationCode, 1003, "secret_ab***cd")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_instant_site_token(
        &self,
        grant_type: &types::GrantType,
        site_id: i64,
        code: &str,
    ) -> GetInstantSiteToken<'_> {
        let mut call = self.core.call(&GET_INSTANT_SITE_TOKEN);
        call.query("grant_type", grant_type);
        call.query("site_id", &site_id);
        call.query("code", code);
        GetInstantSiteToken { call }
    }
}

/// What [`Client::get_instant_site_token`] sends.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetInstantSiteToken<'c> {
    call: runtime::Call<'c>,
}

impl<'c> GetInstantSiteToken<'c> {
    /// Bounds this call, whatever the client's timeout is.
    pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
        self.call.timeout(timeout);
        self
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> runtime::Sending<'c, types::InstantSiteToken, ()> {
        self.call
            .send(|response| match response.status().as_u16() {
                200 => response.success(runtime::RawResponse::json),
                _ => response.error(runtime::RawResponse::none),
            })
    }
}

static GET_INSTANT_SITE_TOKEN: runtime::Operation = runtime::Operation {
    id: "getInstantSiteToken",
    method: runtime::Method::POST,
    path: "/oauth/token",
    accept: "application/json",
    secrets: &["code"],
    constraints: GetInstantSiteToken::CONSTRAINTS,
    ..runtime::Operation::DEFAULT
};

runtime::constraints! {
    call GetInstantSiteToken {
        query "site_id": minimum(1),
        query "code": secret min_length(1),
    }
}
