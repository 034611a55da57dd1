//! The two sides, and the calls that each makes.

use commerce_clients::{ecwid, ecwid_instant_site};

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
    /// The generated clients.
    Generated,
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
    /// Both.
    pub const ALL: [Self; 2] = [Self::ByHand, Self::Generated];

    /// Its name in a report, and as an argument.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ByHand => "by hand",
            Self::Generated => "generated",
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

/// Both sides, each with a connection of its own, and what they send.
pub struct Sides {
    by_hand: ByHand,
    ecwid: ecwid::Client,
    instant_site: ecwid_instant_site::Client,
    by_hand_upload: ImageUpload,
    upload: ecwid::types::AsyncImageUpload,
}

impl Sides {
    /// Both sides, for a server at this origin.
    ///
    /// # Errors
    /// When one of them cannot be built.
    pub fn new(origin: &str) -> Result<Self, Failure> {
        // An error says that there is one already, of an earlier pair of sides.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let ecwid = ecwid::Client::builder().base_url(origin);
        let instant_site = ecwid_instant_site::Client::builder().base_url(origin);
        Ok(Self {
            by_hand: ByHand::new(origin, TOKEN)?,
            ecwid: ecwid.access_token(TOKEN).build()?,
            instant_site: instant_site.instant_site_token(TOKEN).build()?,
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
        let is_read = match (side, exchange) {
            (Side::ByHand, Exchange::Json) => {
                let call = self
                    .by_hand
                    .upload_image(STORE, CATEGORY, &self.by_hand_upload);
                call.await?.id == Some(7)
            }
            (Side::Generated, Exchange::Json) => {
                let call = self
                    .ecwid
                    .upload_category_image_async(STORE, CATEGORY, &self.upload);
                call.send().await?.id == Some(7)
            }
            (Side::ByHand, Exchange::Get) => {
                let image = self.by_hand.tile_image(STORE, IMAGE).await?;
                let color = image.border_info.and_then(|border| border.color);
                image.set.is_some_and(|set| set.len() == 4)
                    && color.is_some_and(|color| color.a == Some(0.5))
            }
            (Side::Generated, Exchange::Get) => {
                let call = self.instant_site.get_tile_image_upload_result(STORE, IMAGE);
                let image = call.send().await?.into_inner();
                let color = image.border_info.and_then(|border| border.color);
                image.set.is_some_and(|set| set.len() == 4)
                    && color.is_some_and(|color| color.a == Some(0.5))
            }
            (Side::ByHand, Exchange::Query) => {
                self.by_hand.token(STORE, CODE).await?.expires_in == 3600
            }
            (Side::Generated, Exchange::Query) => {
                let grant = ecwid_instant_site::types::GrantType::AuthorizationCode;
                let call = self
                    .instant_site
                    .get_instant_site_token(&grant, STORE, CODE);
                call.send().await?.expires_in == 3600
            }
        };
        if is_read {
            Ok(())
        } else {
            Err(format!("{}, {}: another answer", side.name(), exchange.name()).into())
        }
    }
}
