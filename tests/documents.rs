//! The documents that the clients are generated from.

use std::path::Path;

use sha2::{Digest as _, Sha256};

/// Salla's document is the one that Salla published: what is wrong in it is said by the overlay beside it.
#[test]
fn the_document_of_salla_is_untouched() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/salla/openapi.yaml");
    let document = std::fs::read(path).unwrap();
    let digest = format!("{:x}", Sha256::digest(&document));
    assert_eq!(document.len(), 15_726);
    assert_eq!(
        digest,
        "b37ae36d2818cdb889ad998cd68130bb98905342d8e2537ad935b0b27171db69"
    );
}
