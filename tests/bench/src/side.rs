//! The sides, and the calls that each makes.

use std::sync::Arc;

use commerce_clients::{ecwid, ecwid_instant_site};
use spec2crate_runtime::transport::ReqwestTransport;

use crate::by_hand::{ByHand, Failure, ImageUpload};

const TOKEN: &str = "secret_4a7Yq0vVt2QxR1mJ8cKzN6wLbPfGdH3e";
const STORE: i64 = 1003;
const CATEGORY: i64 = 123_456;
const IMAGE: &str = "7xGvpFA";
const CODE: &str = "secret_9fY2kQ";
const LINK: &str = "https://example.com/images/cup.png";

/// Who makes the calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// reqwest, and serde's derives.
    ByHand,
    /// The generated clients, over hyper, which is their default.
    Generated,
    /// The generated clients, over reqwest.
    OverReqwest,
}

/// A call, of which each side has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// JSON there and back, two parameters in the path, a credential.
    Json,
    /// A nested answer, two parameters in the path, one of them text, and a credential.
    Get,
    /// Three parameters in the query.
    Query,
}

impl Side {
    /// Each.
    pub const ALL: [Self; 3] = [Self::ByHand, Self::Generated, Self::OverReqwest];

    /// Its name in a report, and as an argument.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ByHand => "by hand",
            Self::Generated => "generated",
            Self::OverReqwest => "over reqwest",
        }
    }
}

impl Exchange {
    /// Each.
    pub const ALL: [Self; 3] = [Self::Json, Self::Get, Self::Query];

    /// Its name in a report, and as an argument.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "POST, JSON both ways",
            Self::Get => "GET, a nested answer",
            Self::Query => "POST, a query",
        }
    }
}

/// The sides, each with connections of its own, and what they send.
pub struct Sides {
    by_hand: ByHand,
    generated: Clients,
    over_reqwest: Clients,
    by_hand_upload: ImageUpload,
    upload: ecwid::types::AsyncImageUpload,
}

impl Sides {
    /// The sides, for a server at this origin.
    ///
    /// # Errors
    /// When one of them cannot be built.
    pub fn new(origin: &str) -> Result<Self, Failure> {
        // An error says that there is one already, of earlier sides.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let ecwid = || {
            ecwid::Client::builder()
                .base_url(origin)
                .access_token(TOKEN)
        };
        let instant_site = || {
            let builder = ecwid_instant_site::Client::builder().base_url(origin);
            builder.instant_site_token(TOKEN)
        };
        let reqwest = Arc::new(ReqwestTransport::preset(None)?);
        Ok(Self {
            by_hand: ByHand::new(origin, TOKEN)?,
            generated: Clients {
                ecwid: ecwid().build()?,
                instant_site: instant_site().build()?,
            },
            over_reqwest: Clients {
                ecwid: ecwid().transport(Arc::clone(&reqwest)).build()?,
                instant_site: instant_site().transport(reqwest).build()?,
            },
            by_hand_upload: ImageUpload {
                url: LINK.to_owned(),
                width: 180,
                height: 180,
                external_id: None,
            },
            upload: ecwid::types::AsyncImageUpload::new(LINK, 180, 180),
        })
    }

    /// Makes a call, and sees that its answer was read.
    ///
    /// # Errors
    /// When it fails.
    pub async fn call(&self, side: Side, exchange: Exchange) -> Result<(), Failure> {
        let is_read = match side {
            Side::ByHand => self.call_by_hand(exchange).await?,
            Side::Generated => self.generated.call(exchange, &self.upload).await?,
            Side::OverReqwest => self.over_reqwest.call(exchange, &self.upload).await?,
        };
        if is_read {
            Ok(())
        } else {
            Err(format!("{}, {}: another answer", side.name(), exchange.name()).into())
        }
    }

    async fn call_by_hand(&self, exchange: Exchange) -> Result<bool, Failure> {
        let client = &self.by_hand;
        Ok(match exchange {
            Exchange::Json => {
                let call = client.upload_image(STORE, CATEGORY, &self.by_hand_upload);
                call.await?.id == Some(7)
            }
            Exchange::Get => {
                let image = client.tile_image(STORE, IMAGE).await?;
                let color = image.border_info.and_then(|border| border.color);
                image.set.is_some_and(|set| set.len() == 4)
                    && color.is_some_and(|color| color.a == Some(0.5))
            }
            Exchange::Query => client.token(STORE, CODE).await?.expires_in == 3600,
        })
    }
}

/// Generated clients of one transport.
struct Clients {
    ecwid: ecwid::Client,
    instant_site: ecwid_instant_site::Client,
}

impl Clients {
    async fn call(
        &self,
        exchange: Exchange,
        upload: &ecwid::types::AsyncImageUpload,
    ) -> Result<bool, Failure> {
        Ok(match exchange {
            Exchange::Json => {
                let call = self
                    .ecwid
                    .upload_category_image_async(STORE, CATEGORY, upload);
                call.send().await?.id == Some(7)
            }
            Exchange::Get => {
                let call = self.instant_site.get_tile_image_upload_result(STORE, IMAGE);
                let image = call.send().await?.into_inner();
                let color = image.border_info.and_then(|border| border.color);
                image.set.is_some_and(|set| set.len() == 4)
                    && color.is_some_and(|color| color.a == Some(0.5))
            }
            Exchange::Query => {
                let grant = ecwid_instant_site::types::GrantType::AuthorizationCode;
                let call = self
                    .instant_site
                    .get_instant_site_token(&grant, STORE, CODE);
                call.send().await?.expires_in == 3600
            }
        })
    }
}
