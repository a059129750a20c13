//! The site's files: hashed ones under `/assets` (kept for ever by browsers) and the few with fixed names.
//!
//! `manifest.json` in the site directory names the hashed files; nothing else knows their names.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use app::files::statement_pdf::PdfFont;
use app::pages::visit::AssetPaths;
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use sha2::{Digest, Sha384};
use thiserror::Error;
use tower::ServiceBuilder;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// Files with fixed names, and the addresses they are served under. Browsers ask for `/favicon.ico` by themselves where a
/// page is left before they have read which icon it names.
pub(crate) const PUBLIC_FILES: [(&str, &str); 4] = [
    ("/icon.svg", "icon.svg"),
    ("/favicon.ico", "icon.svg"),
    ("/robots.txt", "robots.txt"),
    ("/manifest.webmanifest", "manifest.webmanifest"),
];

/// Where the files with a hash in their name lie.
pub(crate) const ASSETS: &str = "/assets";

/// The font of PDFs within the site directory.
const FONT: &str = "fonts/BIZUDPGothic-Regular.ttf";

/// The site directory, read once at start.
#[derive(Clone)]
pub struct Site {
    dir: PathBuf,
    /// The font of PDFs, read when the first one is written.
    font: Arc<OnceLock<Option<PdfFont>>>,
    /// Addresses of the hashed files.
    pub paths: Arc<AssetPaths>,
}

/// Why the site directory cannot be used.
#[derive(Debug, Error)]
pub enum SiteError {
    /// No manifest: nothing was built there.
    #[error("the site's files are missing: {} cannot be read ({source}). Run `make build`, or set PORTAL_SITE_DIR", path.display())]
    Missing {
        /// The manifest looked for.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A manifest of another shape.
    #[error("the site's manifest {} cannot be understood ({source}). Run `make build`", path.display())]
    Manifest {
        /// The manifest read.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
}

#[derive(Deserialize)]
struct Manifest {
    css: String,
    #[serde(default)]
    islands_js: String,
    #[serde(default)]
    islands_wasm: String,
    #[serde(default)]
    convert_js: String,
    #[serde(default)]
    convert_wasm: String,
}

impl Site {
    /// Reads the manifest.
    ///
    /// # Errors
    /// When it is absent or of another shape.
    pub fn open(dir: &Path) -> Result<Self, SiteError> {
        let path = dir.join("manifest.json");
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(source) => return Err(SiteError::Missing { path, source }),
        };
        let manifest: Manifest = match serde_json::from_slice(&text) {
            Ok(manifest) => manifest,
            Err(source) => return Err(SiteError::Manifest { path, source }),
        };
        let modules = [&manifest.islands_js, &manifest.islands_wasm, &manifest.convert_js, &manifest.convert_wasm];
        let integrity = modules.into_iter().filter_map(|address| integrity(dir, address)).collect();
        let paths = AssetPaths {
            integrity,
            css: manifest.css,
            islands_js: manifest.islands_js,
            islands_wasm: manifest.islands_wasm,
            convert_js: manifest.convert_js,
            convert_wasm: manifest.convert_wasm,
        };
        Ok(Self { dir: dir.to_path_buf(), font: Arc::default(), paths: Arc::new(paths) })
    }

    /// The font of PDFs; nothing where it is missing or none. It is never served.
    #[must_use]
    pub fn font(&self) -> Option<PdfFont> {
        let read = || {
            let path = self.dir.join(FONT);
            let font = std::fs::read(&path).ok().and_then(PdfFont::new);
            if font.is_none() {
                tracing::error!(path = %path.display(), "the font of PDFs cannot be read");
            }
            font
        };
        self.font.get_or_init(read).clone()
    }

    /// The routes of the files. A missing file under `/assets` is a plain 404, not a page.
    pub fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let rule = if is_hashed(&self.paths.css) { "public, max-age=31536000, immutable" } else { "no-cache" };
        let hashed = ServiceBuilder::new().layer(cache_for(rule)).service(
            ServeDir::new(self.dir.join("assets"))
                .precompressed_br()
                .precompressed_gzip()
                .append_index_html_on_directories(false),
        );
        let mut router = Router::new().nest_service(ASSETS, hashed);
        for (address, name) in PUBLIC_FILES {
            let file = ServeFile::new(self.dir.join(name));
            router = router
                .route_service(address, ServiceBuilder::new().layer(cache_for("public, max-age=3600")).service(file));
        }
        router
    }
}

/// What browsers must find at an address, as the file is now; nothing for a file that is not there.
fn integrity(dir: &Path, address: &str) -> Option<(String, String)> {
    let bytes = std::fs::read(dir.join(address.strip_prefix('/')?)).ok()?;
    Some((address.to_owned(), format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))))
}

/// Whether a name carries a hash between stem and ending; other tools than ours leave it out.
fn is_hashed(address: &str) -> bool {
    address.split('.').count() > 2
}

/// A cache rule for files that were found; a 404 must not be kept.
fn cache_for(
    rule: &'static str,
) -> SetResponseHeaderLayer<
    impl Fn(&axum::http::Response<tower_http::services::fs::ServeFileSystemResponseBody>) -> Option<HeaderValue> + Clone,
> {
    SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, move |response: &axum::http::Response<_>| {
        (response.status().is_success() || response.status().as_u16() == 304).then(|| HeaderValue::from_static(rule))
    })
}
