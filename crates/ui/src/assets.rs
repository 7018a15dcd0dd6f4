//! The page assets (stylesheet, script, icons, font) built by `npm run assets` and embedded in the binary.
//! Addresses carry the hash of the content, so a browser may keep a file for ever. This file must never
//! name a file of another origin, and never fail when the assets are missing: it says so instead.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_embed::RustEmbed;

/// Where the web server is expected to serve [`get`].
pub const PREFIX: &str = "/static/";

/// What to tell the person who started the program when [`is_built`] is false.
pub const MISSING: &str =
    "The page assets are not built. Run `npm ci && npm run assets`, then build again.";

/// One file, ready to be sent. `brotli` and `gzip` hold the same content already compressed, where that pays.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The file as it is.
    pub bytes: Cow<'static, [u8]>,
    /// The file compressed with brotli, absent for files that are compressed by nature.
    pub brotli: Option<Cow<'static, [u8]>>,
    /// The file compressed with gzip, absent for files that are compressed by nature.
    pub gzip: Option<Cow<'static, [u8]>>,
    /// Media type with its charset.
    pub content_type: &'static str,
    /// The content hash in quotes, as the `ETag` header wants it.
    pub etag: String,
}

#[derive(RustEmbed)]
#[folder = "assets/dist"]
#[allow_missing = true]
struct Dist;

static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| {
    let file = Dist::get("manifest.txt");
    Manifest::parse(file.as_ref().map_or(&[], |f| &f.data))
});

/// The address of an asset, such as `/static/quen-0a1b2c3d4e5f.css` for `quen.css`.
/// An unknown name, or any name while assets are not built, comes back without a hash.
pub fn url(name: &str) -> String {
    format!("{PREFIX}{}", MANIFEST.hashed(name))
}

/// The asset at a path under [`PREFIX`], with its hash or without. `None` when there is no such file, or
/// when the hash is of another version.
pub fn get(path: &str) -> Option<Asset> {
    let (name, hash) = MANIFEST.find(path)?;
    let load = |file: &str| Dist::get(file).map(|f| f.data);
    Some(Asset {
        bytes: load(name)?,
        brotli: load(&format!("{name}.br")),
        gzip: load(&format!("{name}.gz")),
        content_type: content_type(name),
        etag: format!("\"{hash}\""),
    })
}

/// Whether the assets were built before the program. When false, say [`MISSING`] at start.
pub fn is_built() -> bool {
    MANIFEST.hash_of("quen.css").is_some()
}

/// File name to content hash, as `assets/build.mjs` writes it: `name hash`, one a line.
struct Manifest(BTreeMap<String, String>);

impl Manifest {
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let pairs = text.lines().filter_map(|line| line.split_once(' '));
        Self(
            pairs
                .map(|(name, hash)| (name.to_owned(), hash.to_owned()))
                .collect(),
        )
    }

    fn hash_of(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn hashed(&self, name: &str) -> String {
        match (self.hash_of(name), name.rsplit_once('.')) {
            (Some(hash), Some((stem, ending))) => format!("{stem}-{hash}.{ending}"),
            _ => name.to_owned(),
        }
    }

    fn find(&self, path: &str) -> Option<(&str, &str)> {
        self.0
            .iter()
            .find(|(name, _)| path == name.as_str() || path == self.hashed(name))
            .map(|(name, hash)| (name.as_str(), hash.as_str()))
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = b"icons.svg aaa\nquen.css 0123456789ab\n";

    #[test]
    fn a_name_gets_its_hash_and_the_hash_leads_back() {
        let manifest = Manifest::parse(TEXT);
        assert_eq!(manifest.hashed("quen.css"), "quen-0123456789ab.css");
        assert_eq!(
            manifest.find("quen-0123456789ab.css"),
            Some(("quen.css", "0123456789ab"))
        );
        assert_eq!(manifest.find("icons.svg"), Some(("icons.svg", "aaa")));
    }

    #[test]
    fn another_version_and_other_paths_are_not_found() {
        let manifest = Manifest::parse(TEXT);
        assert_eq!(manifest.find("quen-ba9876543210.css"), None);
        assert_eq!(manifest.find("manifest.txt"), None);
        assert_eq!(manifest.find("../Cargo.toml"), None);
    }

    #[test]
    fn without_assets_names_stay_bare() {
        let manifest = Manifest::parse(b"");
        assert_eq!(manifest.hashed("quen.css"), "quen.css");
        assert_eq!(manifest.find("quen.css"), None);
    }

    #[test]
    fn each_built_file_is_served_with_its_type() {
        if !is_built() {
            return;
        }
        for name in [
            "quen.css",
            "quen.js",
            "icons.svg",
            "inter-quen.woff2",
            "favicon.svg",
        ] {
            let path = url(name);
            let asset = get(path.trim_start_matches(PREFIX)).unwrap();
            assert!(!asset.bytes.is_empty());
            assert_ne!(asset.content_type, "application/octet-stream");
            assert_eq!(asset.brotli.is_some(), !name.ends_with(".woff2"));
        }
    }
}
