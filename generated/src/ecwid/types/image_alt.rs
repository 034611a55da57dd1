// @generated from specs/ecwid/openapi.yaml. DO NOT EDIT.
// To change this file, edit that document or generator/src/emit/types/object.rs and run `cargo run`.

use std::collections::BTreeMap;
use spec2crate_runtime as runtime;

/// Information about the image alt text.
///
/// Document: `#/components/schemas/ImageAlt`
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ImageAlt {
    /// Image alt text in the main store language.
    pub main: Option<String>,
    /// Image alt text translations, by ISO 639-1 language code.
    ///
    /// A translation can be given for each active language of the store:
    /// `languages.enabledLanguages` of its profile.
    /// Only the default language's translation is returned when there is no other.
    pub translated: Option<BTreeMap<String, String>>,
}

impl ImageAlt {
    /// One without any of its properties, which are all optional.
    #[must_use]
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `main`.
    #[must_use]
    pub fn with_main(mut self, main: impl Into<String>) -> Self {
        self.main = Some(main.into());
        self
    }

    /// Sets `translated`.
    #[must_use]
    #[inline]
    pub fn with_translated(mut self, translated: BTreeMap<String, String>) -> Self {
        self.translated = Some(translated);
        self
    }
}

runtime::wire_object! {
    ImageAlt {
        main: optional "main",
        translated: optional "translated",
    }
}
