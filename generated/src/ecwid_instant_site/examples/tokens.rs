// @generated from specs/ecwid_instant_site/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/examples.rs and run `cargo run`.

//! Examples of the tag *Tokens*.

use crate::ecwid_instant_site::{Client, runtime, types};

pub(super) static EXAMPLES: &[runtime::Example<Client>] = &[
    runtime::Example::new(
        "getInstantSiteToken",
        "POST",
        "/oauth/token",
        get_instant_site_token,
    ),
];

fn get_instant_site_token(
    client: &Client,
) -> runtime::transport::BoxFuture<'_, runtime::Outcome> {
    client
        .get_instant_site_token(
            &types::GrantType::AuthorizationCode,
            1003,
            "secret_ab***cd",
        )
        .send()
        .outcome()
}
