//! The real portal with the hub in a box, each a process of its own, on free ports; and signing in as a browser does.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Response, Url};

use crate::ports::free_ports;

/// A running portal. Dropping it ends it, and with it the hub in a box.
pub(crate) struct Portal {
    child: Child,
    /// Where browsers go.
    pub(crate) base: String,
    /// `/metrics` and its kin.
    pub(crate) admin: String,
    /// The hub in a box.
    pub(crate) sim: String,
    /// The data folder and the log file lie in here.
    pub(crate) folder: tempfile::TempDir,
}

impl Drop for Portal {
    fn drop(&mut self) {
        // Fails only if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Portal {
    /// Starts both and waits until the portal is ready. `program` is the portal; the hub in a box lies beside it.
    pub(crate) async fn start(program: &Path, settings: &[(&str, &OsStr)]) -> Self {
        let mut portal = Self::spawn(program, settings);
        let http = client();
        let begun = Instant::now();
        while !http
            .get(format!("{}/readyz", portal.admin))
            .send()
            .await
            .is_ok_and(|answer| answer.status().is_success())
        {
            if let Ok(Some(status)) = portal.child.try_wait() {
                panic!("the portal ended with {status}: {}", portal.log());
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "the portal did not get ready: {}", portal.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        portal
    }

    /// Starts both and does not wait. `settings` are variables of the environment.
    pub(crate) fn spawn(program: &Path, settings: &[(&str, &OsStr)]) -> Self {
        let sim = program.with_file_name("hub-sim");
        assert!(sim.exists(), "{} is missing: build the hub in a box with the same profile first", sim.display());
        let [portal_port, admin_port, sim_port] = free_ports();
        let folder = tempfile::tempdir().expect("a folder");
        let log = std::fs::File::create(folder.path().join("log")).expect("a log file");
        let child = Command::new(program)
            .env("PORTAL_ADDR", format!("127.0.0.1:{portal_port}"))
            .env("PORTAL_PUBLIC_URL", format!("http://localhost:{portal_port}"))
            .env("PORTAL_EMBED_ADDR", "127.0.0.1:0")
            .env("PORTAL_ADMIN_ADDR", format!("127.0.0.1:{admin_port}"))
            .env("PORTAL_DATA_DIR", folder.path().join("data"))
            .env("PORTAL_SITE_DIR", site(folder.path()))
            .env("HUB_SIM_ADDR", format!("127.0.0.1:{sim_port}"))
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log file"))
            .stderr(log)
            .spawn()
            .expect("the portal starts");
        let at = |port| format!("http://127.0.0.1:{port}");
        Self { child, base: at(portal_port), admin: at(admin_port), sim: at(sim_port), folder }
    }

    /// Process id of the portal.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Everything the portal has written to its log.
    pub(crate) fn log(&self) -> String {
        std::fs::read(self.folder.path().join("log"))
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }

    /// The end of the log.
    fn last_words(&self) -> String {
        let log = self.log();
        let lines: Vec<&str> = log.lines().rev().take(12).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }

    /// Signs a test card in, as a browser without JavaScript does; the session cookie.
    pub(crate) async fn sign_in(&self, http: &Client, card: &str) -> String {
        let begun = http.get(format!("{}/login?next=/insurance", self.base)).send().await.expect("the portal");
        let note = cookie(&begun, "signin")
            .unwrap_or_else(|| panic!("no sign-in cookie, {}: {}", begun.status(), self.last_words()));
        let back = present_card(http, location(&begun), card).await;
        let back = format!("{}{}?{}", self.base, back.path(), back.query().unwrap_or_default());
        let arrived = http.get(back).header(COOKIE, note).send().await.expect("the portal");
        cookie(&arrived, "session")
            .unwrap_or_else(|| panic!("no session for {card}, {}: {}", arrived.status(), self.last_words()))
    }
}

/// Puts a test card before the provider at the address it was asked at; where it sends the browser.
pub(crate) async fn present_card(http: &Client, asked: &str, card: &str) -> Url {
    let asked = Url::parse(asked).expect("the provider's address");
    let mut form: Vec<(String, String)> = asked.query_pairs().into_owned().collect();
    form.extend([("card".to_owned(), card.to_owned()), ("pin".to_owned(), "1234".to_owned())]);
    let mut endpoint = asked.clone();
    endpoint.set_query(None);
    let presented = http.post(endpoint).form(&form).send().await.expect("the provider");
    assert!(presented.status().is_redirection(), "card {card}: {}", presented.status());
    Url::parse(location(&presented)).expect("the way back")
}

/// A client that follows nothing and keeps no cookies.
pub(crate) fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).tls_certs_only([]);
    builder.tcp_nodelay(true).timeout(Duration::from_secs(30)).build().expect("a client")
}

fn location(answer: &Response) -> &str {
    let location = answer.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    location.unwrap_or_else(|| panic!("no redirect but {}", answer.status()))
}

fn cookie(answer: &Response, name: &str) -> Option<String> {
    let set = answer.headers().get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = set.filter_map(|value| value.split(';').next()).filter(|pair| !pair.ends_with('='));
    pairs.map(str::to_owned).find(|pair| pair.split('=').next().is_some_and(|given| given == name))
}

/// A site folder that names files nobody asks for here.
fn site(folder: &Path) -> PathBuf {
    let site = folder.join("site");
    std::fs::create_dir_all(site.join("assets")).expect("a folder");
    std::fs::write(site.join("manifest.json"), r#"{"css":"/assets/site.css"}"#).expect("a manifest");
    site
}
