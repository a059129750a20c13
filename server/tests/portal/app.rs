//! One portal with its own hub in a box, data folder and ports; it ends with the test.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::client::Client;
use crate::ports::free_ports;

/// The calendar of the tests.
pub(crate) const TODAY: &str = "2026-11-22";

/// A running portal.
pub(crate) struct TestApp {
    portal: Child,
    folder: TempDir,
    /// Where it keeps sessions and all that is kept.
    database: String,
    pub(crate) base: String,
    pub(crate) admin: String,
    /// Where pages inside providers' pages lie.
    pub(crate) embed: String,
    /// The hub in a box, where this portal started one.
    pub(crate) hub: String,
}

impl TestApp {
    /// Starts a portal with the hub in a box beside it.
    pub(crate) async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// Starts a portal with further settings.
    pub(crate) async fn start_with(settings: &[(&str, &str)]) -> Self {
        _ = rustls::crypto::ring::default_provider().install_default();
        let binary = Path::new(env!("CARGO_BIN_EXE_portal"));
        let sim = binary.with_file_name("hub-sim");
        assert!(sim.exists(), "{} is missing: run `cargo build -p hub-sim` with the same profile first", sim.display());

        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join("assets")).unwrap();
        std::fs::write(site.join("assets/portal.0123.css"), "body{}").unwrap();
        // The font of PDFs, as `make tools` brings it and the build lays it there.
        let font = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../scripts/node_modules/@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf");
        std::fs::create_dir_all(site.join("fonts")).unwrap();
        std::os::unix::fs::symlink(font, site.join("fonts/BIZUDPGothic-Regular.ttf")).unwrap();
        std::fs::write(site.join("icon.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
        std::fs::write(site.join("manifest.json"), r#"{"css":"/assets/portal.0123.css"}"#).unwrap();

        let [port, admin, hub, embed] = free_ports();
        let scheme = if settings.iter().any(|(name, _)| *name == "PORTAL_TLS_CERT") { "https" } else { "http" };
        let base = format!("{scheme}://localhost:{port}");
        let mut command = Command::new(binary);
        command
            .env_clear()
            .env("PORTAL_ADDR", format!("127.0.0.1:{port}"))
            .env("PORTAL_PUBLIC_URL", &base)
            .env("PORTAL_EMBED_ADDR", format!("127.0.0.1:{embed}"))
            .env("PORTAL_ADMIN_ADDR", format!("127.0.0.1:{admin}"))
            .env("PORTAL_DATA_DIR", folder.path().join("data"))
            .env("PORTAL_SITE_DIR", &site)
            .env("HUB_SIM_ADDR", format!("127.0.0.1:{hub}"))
            .env("HUB_SIM_TODAY", TODAY)
            .env("RUST_LOG", "info")
            // A quick machine sends more in a minute than a person may: only tests of the shares themselves have shares.
            .env("PORTAL_RATE_PERSON", "off")
            .env("PORTAL_RATE_CERTIFICATE", "off")
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(folder.path().join("log")).unwrap());
        let portal = command.spawn().unwrap();
        let [admin, hub, embed] = [admin, hub, embed].map(|port| format!("http://127.0.0.1:{port}"));
        let named = settings.iter().find(|(name, _)| *name == "PORTAL_DATABASE_URL").map(|(_, url)| (*url).to_owned());
        let database =
            named.unwrap_or_else(|| format!("sqlite:{}", folder.path().join("data/portal.sqlite").display()));
        let mut app = Self { portal, folder, database, base, admin, embed, hub };
        app.wait_until_ready().await;
        app
    }

    /// Starts another node of this portal: the same address for browsers, the same sessions, the same hub.
    pub(crate) async fn second_node(&self) -> Self {
        let data = self.folder.path().join("data");
        Self::start_with(&[
            ("PORTAL_PUBLIC_URL", &self.base),
            ("PORTAL_DATA_DIR", data.to_str().unwrap()),
            ("PORTAL_HUB_URL", &self.hub),
            ("PORTAL_OIDC_ISSUER", &format!("{}/api/realms/main", self.hub)),
        ])
        .await
    }

    /// A client that nobody has signed in.
    pub(crate) fn anonymous(&self) -> Client {
        Client::new(&self.base)
    }

    /// A client signed in with a test card.
    pub(crate) async fn signed_in(&self, card: &str) -> Client {
        let mut client = self.anonymous();
        let page = client.sign_in(card, "/").await;
        assert_eq!((page.status, page.location.as_deref()), (303, Some("/")), "{card} is let in; log: {}", self.log());
        client
    }

    /// Stops the clock of sessions at a moment (Unix seconds).
    pub(crate) async fn stop_clock(&self, at: i64) {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = http.put(format!("{}/clock", self.admin)).body(at.to_string()).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 204, "the clock can be stopped");
    }

    /// The address of the hub in a box.
    pub(crate) async fn hub(&self) -> String {
        let provider = self.anonymous().get("/login").await.location.unwrap();
        reqwest::Url::parse(&provider).unwrap().origin().ascii_serialization()
    }

    /// All that was logged.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// A folder of its own.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The address of its database.
    pub(crate) fn database_url(&self) -> &str {
        &self.database
    }

    /// Runs the program itself with words, beside the running portal and on what that keeps.
    pub(crate) fn command(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_portal"))
            .env_clear()
            .env("PORTAL_DATA_DIR", self.folder.path().join("data"))
            .env("PORTAL_DATABASE_URL", &self.database)
            .args(words)
            .output()
            .unwrap()
    }

    /// The file of its database, where it is one.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("data/portal.sqlite")
    }

    /// The portal's process.
    pub(crate) fn process_id(&self) -> u32 {
        self.portal.id()
    }

    /// Waits for the process to end, and says whether it ended well.
    pub(crate) fn wait(&mut self) -> bool {
        self.portal.wait().unwrap().success()
    }

    async fn wait_until_ready(&mut self) {
        let start = Instant::now();
        let admin = reqwest::Client::builder().no_proxy().build().unwrap();
        while start.elapsed() < Duration::from_secs(20) {
            if let Ok(answer) = admin.get(format!("{}/healthz", self.admin)).send().await
                && answer.status().is_success()
            {
                return;
            }
            assert!(self.portal.try_wait().unwrap().is_none(), "the portal did not start: {}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the portal did not get ready: {}", self.log());
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // Already ended is as good.
        _ = self.portal.kill();
        _ = self.portal.wait();
    }
}
