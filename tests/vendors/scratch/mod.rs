//! The shortest programs that upload an image: each a file of fewer than twenty lines, imports and all.

mod ecwid;
mod instant_site;
mod salla;
mod square;

use std::path::PathBuf;

use crate::fake::Fake;
use crate::fake::ecwid::Ecwid;
use crate::fake::instant_site::InstantSite;
use crate::fake::salla::Salla;
use crate::fake::square::Square;
use crate::image::PNG;

/// A PNG in a file that is removed with the value.
pub(crate) struct ImageFile(PathBuf);

impl ImageFile {
    /// Writes `cup.png` to a folder of its own.
    pub(crate) fn new(test: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        let path = folder.join("cup.png");
        std::fs::write(&path, PNG).expect("the file can be written");
        Self(path)
    }

    /// Its path.
    pub(crate) fn path(&self) -> &str {
        self.0.to_str().expect("the path is text")
    }
}

impl Drop for ImageFile {
    fn drop(&mut self) {
        // What stays is overwritten by the next run.
        let _ = std::fs::remove_file(&self.0);
    }
}

#[tokio::test]
async fn an_image_for_each_vendor() {
    let image = ImageFile::new("an_image_for_each_vendor");

    let fake = Fake::start(Ecwid::default());
    let id = ecwid::upload(&fake.url("/api/v3"), image.path()).await;
    assert_eq!(id.unwrap(), crate::fake::ecwid::IMAGE);
    assert_eq!(&*fake.only_received().body, PNG);

    let fake = Fake::start(InstantSite::default());
    let id = instant_site::upload(&fake.url("/api/v1"), image.path()).await;
    assert_eq!(id.unwrap(), crate::fake::instant_site::IMAGE);

    let fake = Fake::start(Salla::default());
    let id = salla::upload(&fake.url("/admin/v2"), image.path()).await;
    assert_eq!(id.unwrap(), crate::fake::salla::IMAGE);

    let fake = Fake::start(Square::default());
    let id = square::upload(&fake.url(""), image.path()).await;
    assert_eq!(id.unwrap().as_deref(), Some(crate::fake::square::IMAGE));
}

#[test]
fn each_program_is_short() {
    for program in [
        include_str!("ecwid.rs"),
        include_str!("instant_site.rs"),
        include_str!("salla.rs"),
        include_str!("square.rs"),
    ] {
        let lines = program.lines().count();
        assert!(lines < 20, "{lines} lines:\n{program}");
    }
}
