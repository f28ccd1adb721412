//! The style sheet, the script and the mark, compiled in and addressed by their content.

use std::{io::Write, sync::LazyLock};

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

/// A file served for ever under an address that changes with its content.
pub(crate) struct Asset {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) body: &'static [u8],
    pub(crate) gzip: Vec<u8>,
    pub(crate) hash: String,
    pub(crate) url: String,
}

impl Asset {
    fn new(name: &'static str, kind: &'static str, body: &'static [u8]) -> Self {
        let hash = hex::encode(&Sha256::digest(body)[..8]);
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        // Writing into memory does not fail.
        let gzip = gzip.write_all(body).and_then(|()| gzip.finish()).unwrap_or_default();
        let url = format!("/assets/{hash}/{name}");
        Self { name, kind, body, gzip, hash, url }
    }
}

/// The style sheet, in the order in which its parts override each other.
const STYLE: &str = concat!(
    include_str!("../assets/base.css"),
    include_str!("../assets/frame.css"),
    include_str!("../assets/forms.css"),
    include_str!("../assets/pieces.css"),
    include_str!("../assets/tables.css"),
    include_str!("../assets/lists.css"),
    include_str!("../assets/sheet.css"),
    include_str!("../assets/charts.css"),
    include_str!("../assets/narrow.css"),
    include_str!("../assets/print.css"),
);

/// The script: each part works without the others.
const SCRIPT: &str = concat!(
    include_str!("../assets/ui.js"),
    include_str!("../assets/suggest.js"),
    include_str!("../assets/passkey.js"),
);

static ASSETS: LazyLock<[Asset; 3]> = LazyLock::new(|| {
    [
        Asset::new("ui.css", "text/css; charset=utf-8", STYLE.as_bytes()),
        Asset::new("ui.js", "text/javascript; charset=utf-8", SCRIPT.as_bytes()),
        Asset::new("mark.svg", "image/svg+xml", include_bytes!("../assets/mark.svg")),
    ]
});

pub(crate) fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// Address of the style sheet.
pub(crate) fn css() -> &'static str {
    &ASSETS[0].url
}

/// Address of the script.
pub(crate) fn js() -> &'static str {
    &ASSETS[1].url
}

/// Address of the mark.
pub(crate) fn mark() -> &'static str {
    &ASSETS[2].url
}
