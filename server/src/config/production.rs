//! What `PORTAL_PROFILE=production` refuses: everything that belongs to the demo, and everything that would let a person's
//! data travel or lie about unprotected. Each refusal names the variable to mend; all of them are said at once.

use std::path::{Path, PathBuf};

use super::Config;
use super::path::real;
use super::profile::Profile;
use super::{ConfigError, env};
use crate::store::is_served;

/// Variables that only the hub in a box reads.
const OF_THE_DEMO: &[&str] = &["HUB_SIM_ADDR", "HUB_SIM_TODAY", "HUB_SIM_FAULTS"];

/// Folders that are emptied by themselves, or lie in memory.
const PASSING: &[&str] = &["/tmp", "/var/tmp", "/dev/shm", "/run/user"];

impl Config {
    /// Refuses a production that is none.
    pub(super) fn check_profile(&self) -> Result<(), ConfigError> {
        if self.profile == Profile::Demo {
            return Ok(());
        }
        let set = OF_THE_DEMO.iter().copied().filter(|name| env::text(name).is_some());
        let refusals: Vec<String> = self
            .refusals()
            .into_iter()
            .chain(set.map(|name| format!("{name} is set: it belongs to the hub in a box; take it out")))
            .map(|why| format!("PORTAL_PROFILE=production: {why}"))
            .collect();
        if refusals.is_empty() { Ok(()) } else { Err(ConfigError(refusals.join("\n"))) }
    }

    fn refusals(&self) -> Vec<String> {
        let (listen, limits) = (&self.listen, &self.limits);
        let hub_is_https = self.upstream.hub_url.as_ref().map(|url| url.scheme() == "https");
        let issuer_is_https = self.signin.issuer.as_ref().map(|url| url.starts_with("https://"));
        let database = self.store.database_url.as_deref();
        let in_memory = database.is_some_and(|url| url.contains(":memory:") || url.contains("mode=memory"));
        let file = database.map(|url| PathBuf::from(url.trim_start_matches("sqlite:").trim_start_matches("//")));
        let cards = self.signin.cards.as_ref();
        let no_anchors = cards.is_some_and(|cards| cards.anchors.is_none());
        let no_component =
            cards.is_some_and(|cards| cards.component.as_ref().is_none_or(|url| url.scheme() != "https"));
        let no_revocation = cards.is_some_and(|cards| cards.status.is_none() && cards.lists.is_empty());
        // A key beside what it seals or signs is worth as little as none, and one in a passing folder is soon gone.
        let beside = |name, key: &Option<PathBuf>| {
            let data = real(&self.store.data_dir);
            let wrong = key.as_deref().is_some_and(|key| real(key).starts_with(&data) || is_passing(key));
            (wrong, format!("{name} lies in the data folder or in a folder for passing files; name a file elsewhere"))
        };
        let off = |name, absent: bool| (absent, format!("{name} is off: give a number, or leave the usual one"));
        [
            (hub_is_https.is_none(), "PORTAL_HUB_URL is not set: the hub in a box is for the demo only".to_owned()),
            (hub_is_https == Some(false), "PORTAL_HUB_URL must begin with https://".to_owned()),
            (issuer_is_https.is_none(), "PORTAL_OIDC_ISSUER is not set: the hub in a box is for the demo only".to_owned()),
            (issuer_is_https == Some(false), "PORTAL_OIDC_ISSUER must begin with https://".to_owned()),
            (
                self.signin.key_file.is_none(),
                "PORTAL_OIDC_KEY is not set: a key made at start is for the demo only; name a PEM file".to_owned(),
            ),
            (no_anchors, "PORTAL_JPKI_ANCHORS is not set: the hub in a box's are for the demo only".to_owned()),
            (no_component, "PORTAL_JPKI_COMPONENT_URL must be set, and begin with https://".to_owned()),
            (
                no_revocation,
                "neither PORTAL_JPKI_STATUS_URL nor PORTAL_JPKI_CRL_URL is set: name who knows about revocation".to_owned(),
            ),
            (!listen.is_https(), "PORTAL_PUBLIC_URL must begin with https://".to_owned()),
            (
                self.embed.as_ref().is_some_and(|embed| !embed.is_https()),
                "PORTAL_EMBED_PUBLIC_URL must begin with https://".to_owned(),
            ),
            (
                listen.tls.is_none() && listen.tls_proxy.is_empty(),
                "nobody speaks TLS: set PORTAL_TLS_CERT and PORTAL_TLS_KEY, or name the proxy that does in PORTAL_TLS_PROXY"
                    .to_owned(),
            ),
            (
                listen.tls_proxy.is_everybody(),
                "PORTAL_TLS_PROXY names everybody: then anybody could say who they are; name the proxy's own address".to_owned(),
            ),
            (in_memory, "PORTAL_DATABASE_URL lies in memory: sessions would end with the process; name a file".to_owned()),
            (
                !in_memory && file.is_some_and(|file| is_passing(&file)),
                "PORTAL_DATABASE_URL lies in a folder for passing files; name a lasting one".to_owned(),
            ),
            (
                database.is_some_and(|url| is_served(url) && !is_unseen(url)),
                "PORTAL_DATABASE_URL would be readable on its way: add sslmode=verify-full (and sslrootcert=<file>)".to_owned(),
            ),
            (
                is_passing(&self.store.data_dir),
                "PORTAL_DATA_DIR lies in a folder for passing files; name a lasting one".to_owned(),
            ),
            (
                self.store.key_file.is_none(),
                "PORTAL_DATA_KEY is not set: keys that lie beside what they seal are for the demo only; name a file elsewhere"
                    .to_owned(),
            ),
            (
                self.audit.key_file.is_none(),
                "PORTAL_AUDIT_KEY is not set: a key that lies beside the record it signs is for the demo only; name a file elsewhere"
                    .to_owned(),
            ),
            beside("PORTAL_DATA_KEY", &self.store.key_file),
            beside("PORTAL_AUDIT_KEY", &self.audit.key_file),
            beside("PORTAL_OIDC_KEY", &self.signin.key_file),
            off("PORTAL_RATE_ADDRESS", limits.address.is_none()),
            off("PORTAL_RATE_SESSION", limits.session.is_none()),
            off("PORTAL_RATE_PERSON", limits.person.is_none()),
            off("PORTAL_RATE_CERTIFICATE", limits.certificate.is_none()),
            (self.session.test_clock, "PORTAL_TEST_CLOCK is for tests only; take it out".to_owned()),
        ]
        .into_iter()
        .filter_map(|(refused, why)| refused.then_some(why))
        .chain(self.keys_used_twice())
        .collect()
    }

    /// Keys that are one file under whatever names, or one key in two files: who may verify the record could open what is
    /// sealed, and so on.
    fn keys_used_twice(&self) -> Vec<String> {
        let keys = [
            ("PORTAL_OIDC_KEY", self.signin.key_file.as_ref()),
            ("PORTAL_TLS_KEY", self.listen.tls.as_ref().map(|tls| &tls.key)),
            ("PORTAL_DATA_KEY", self.store.key_file.as_ref()),
            ("PORTAL_AUDIT_KEY", self.audit.key_file.as_ref()),
        ];
        let files: Vec<(&str, PathBuf)> =
            keys.into_iter().filter_map(|(name, file)| Some((name, real(file?)))).collect();
        let pairs =
            files.iter().enumerate().flat_map(|(at, one)| files[at + 1..].iter().map(move |other| (one, other)));
        pairs
            .filter_map(|(one, other)| {
                let what = match one.1 == other.1 {
                    true => "name one file",
                    false if hold_the_same(&one.1, &other.1) => "hold one key",
                    false => return None,
                };
                Some(format!("{} and {} {what}: a key has one use only; name two", one.0, other.0))
            })
            .collect()
    }
}

/// Whether nobody on the way can read or answer for a database: it lies on this machine, or proves who it is.
fn is_unseen(url: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(url) else { return false };
    let asked = |name: &str| url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned());
    let host = asked("host").or_else(|| url.host_str().map(str::to_owned)).unwrap_or_default();
    let is_here = host.is_empty() || host.starts_with('/') || matches!(&*host, "localhost" | "127.0.0.1" | "[::1]");
    is_here || asked("sslmode").as_deref() == Some("verify-full")
}

/// Whether two files hold one key, however it is written down. What cannot be read is refused where it is used.
fn hold_the_same(one: &Path, other: &Path) -> bool {
    let keys = |path: &Path| std::fs::read(path).map(|bytes| keys_in(&bytes)).unwrap_or_default();
    let (one, other) = (keys(one), keys(other));
    one.iter().any(|key| other.contains(key))
}

/// Each key of a file without the blanks and line ends around its letters: of PEM each block, else the whole.
fn keys_in(bytes: &[u8]) -> Vec<Vec<u8>> {
    let bare = |bytes: &[u8]| bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect::<Vec<u8>>();
    let text = String::from_utf8_lossy(bytes);
    let blocks = text
        .split("-----BEGIN ")
        .skip(1)
        .map(|block| bare(block.split("-----END ").next().unwrap_or_default().as_bytes()));
    let blocks: Vec<_> = blocks.collect();
    let whole = (blocks.is_empty() && !bytes.is_empty()).then(|| bare(bytes));
    blocks.into_iter().chain(whole).collect()
}

fn is_passing(path: &Path) -> bool {
    let path = real(path);
    PASSING.iter().map(Path::new).chain([std::env::temp_dir().as_path()]).any(|folder| path.starts_with(real(folder)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::audit::AuditConfig;
    use crate::config::card::CardConfig;
    use crate::config::embed::EmbedConfig;
    use crate::config::limits::{LimitsConfig, Rate};
    use crate::config::listen::{ListenConfig, TlsFiles};
    use crate::config::session::SessionConfig;
    use crate::config::signin::SignInConfig;
    use crate::config::site::SiteConfig;
    use crate::config::store::StoreConfig;
    use crate::config::upstream::UpstreamConfig;

    fn production() -> Config {
        let rate = Some(Rate { per_minute: 1, at_once: 1 });
        Config {
            profile: Profile::Production,
            embed: None,
            listen: ListenConfig {
                addr: ([0, 0, 0, 0], 3000).into(),
                admin_addr: ([127, 0, 0, 1], 3001).into(),
                redirect_addr: None,
                public_url: "https://portal.example/".parse().expect("a URL"),
                tls: Some(TlsFiles { cert: "cert.pem".into(), key: "key.pem".into() }),
                tls_proxy: "10.0.0.1".parse().expect("networks"),
                max_connections: 10,
            },
            limits: LimitsConfig { connections: None, address: rate, session: rate, person: rate, certificate: rate },
            signin: SignInConfig {
                issuer: Some("https://id.example/realm".into()),
                client_id: "portal".into(),
                key_file: Some("oidc.pem".into()),
                cards: Some(CardConfig {
                    anchors: Some("anchors".into()),
                    component: "https://card.example/".parse().ok(),
                    status: "https://status.example/".parse().ok(),
                    lists: Vec::new(),
                }),
            },
            upstream: UpstreamConfig { hub_url: Some("https://hub.example/".parse().expect("a URL")), sim: None },
            store: StoreConfig { data_dir: "data".into(), database_url: None, key_file: Some("data.key".into()) },
            audit: AuditConfig { key_file: Some("audit.key".into()), heads_file: None },
            site: SiteConfig { dir: "site".into() },
            session: SessionConfig { kiosk: false, test_clock: false },
        }
    }

    type Change = fn(&mut Config);

    fn cards(config: &mut Config) -> &mut CardConfig {
        config.signin.cards.as_mut().expect("cards")
    }

    #[test]
    fn production_refuses_what_belongs_to_the_demo_and_names_it() {
        assert_eq!(production().check_profile(), Ok(()));
        let spoil: &[(&str, Change)] = &[
            ("PORTAL_HUB_URL", |c| c.upstream.hub_url = None),
            ("PORTAL_HUB_URL", |c| c.upstream.hub_url = Some("http://hub.example/".parse().expect("a URL"))),
            ("PORTAL_OIDC_ISSUER", |c| c.signin.issuer = None),
            ("PORTAL_OIDC_ISSUER", |c| c.signin.issuer = Some("http://id.example".into())),
            ("PORTAL_OIDC_KEY", |c| c.signin.key_file = None),
            ("PORTAL_JPKI_ANCHORS", |c| cards(c).anchors = None),
            ("PORTAL_JPKI_COMPONENT_URL", |c| cards(c).component = None),
            ("PORTAL_JPKI_COMPONENT_URL", |c| cards(c).component = "http://card.example/".parse().ok()),
            ("PORTAL_JPKI_CRL_URL", |c| cards(c).status = None),
            ("PORTAL_PUBLIC_URL", |c| c.listen.public_url = "http://portal.example/".parse().expect("a URL")),
            ("PORTAL_EMBED_PUBLIC_URL", |c| {
                c.embed = Some(EmbedConfig {
                    addr: ([0, 0, 0, 0], 3002).into(),
                    public_url: "http://embed.example/".parse().expect("a URL"),
                });
            }),
            ("PORTAL_TLS_CERT", |c| (c.listen.tls, c.listen.tls_proxy) = (None, Default::default())),
            ("PORTAL_TLS_PROXY", |c| c.listen.tls_proxy = "10.0.0.1, ::/0".parse().expect("networks")),
            ("PORTAL_TEST_CLOCK", |c| c.session.test_clock = true),
            ("PORTAL_DATABASE_URL", |c| c.store.database_url = Some("sqlite::memory:".into())),
            ("PORTAL_DATABASE_URL", |c| c.store.database_url = Some("sqlite:file?mode=memory".into())),
            ("PORTAL_DATABASE_URL", |c| c.store.database_url = Some("sqlite:/tmp/portal.sqlite".into())),
            ("PORTAL_DATABASE_URL", |c| c.store.database_url = Some("sqlite:///dev/shm/portal.sqlite".into())),
            ("PORTAL_DATABASE_URL", |c| c.store.database_url = Some("postgres://portal@db.example/portal".into())),
            ("PORTAL_DATABASE_URL", |c| {
                c.store.database_url = Some("postgres://portal@db.example/portal?sslmode=require".into());
            }),
            ("PORTAL_DATA_DIR", |c| c.store.data_dir = "/var/tmp/portal".into()),
            ("PORTAL_DATA_DIR", |c| c.store.data_dir = std::env::temp_dir().join("portal")),
            ("PORTAL_DATA_KEY", |c| c.store.key_file = None),
            ("PORTAL_AUDIT_KEY", |c| c.audit.key_file = None),
            ("PORTAL_DATA_KEY", |c| c.store.key_file = Some("data/data.key".into())),
            ("PORTAL_AUDIT_KEY", |c| c.audit.key_file = Some("/tmp/audit.key".into())),
            ("PORTAL_AUDIT_KEY", |c| c.audit.key_file.clone_from(&c.store.key_file)),
            ("PORTAL_OIDC_KEY", |c| c.signin.key_file.clone_from(&c.audit.key_file)),
            ("PORTAL_OIDC_KEY", |c| c.signin.key_file.clone_from(&c.store.key_file)),
            ("PORTAL_OIDC_KEY", |c| c.signin.key_file = c.listen.tls.as_ref().map(|tls| tls.key.clone())),
            ("PORTAL_OIDC_KEY", |c| c.signin.key_file = Some("/tmp/oidc.pem".into())),
            ("PORTAL_TLS_PROXY", |c| c.listen.tls_proxy = "0.0.0.0/1 128.0.0.0/1".parse().expect("networks")),
            ("PORTAL_RATE_ADDRESS", |c| c.limits.address = None),
            ("PORTAL_RATE_SESSION", |c| c.limits.session = None),
            ("PORTAL_RATE_PERSON", |c| c.limits.person = None),
            ("PORTAL_RATE_CERTIFICATE", |c| c.limits.certificate = None),
        ];
        for (variable, change) in spoil {
            let mut config = production();
            change(&mut config);
            let error = config.check_profile().expect_err(variable).0;
            assert!(error.contains(variable) && error.lines().count() == 1, "{variable}: {error}");
            config.profile = Profile::Demo;
            assert_eq!(config.check_profile(), Ok(()), "{variable}");
        }
    }

    #[test]
    fn one_key_in_two_files_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("a file");
            path
        };
        let (one, copy, other) = (file("a", "key"), file("b", "key"), file("c", "another"));
        assert!(hold_the_same(&one, &copy) && !hold_the_same(&one, &other));
        let pem = |letters: &str| format!("-----BEGIN PRIVATE KEY-----\n{letters}\n-----END PRIVATE KEY-----\n");
        let (signs, former) = (pem("AAAA"), pem("BBBB"));
        let key = file("d", &signs);
        for (name, text, same) in [
            ("e", format!("{signs}\n"), true),
            ("f", signs.replace('\n', "\r\n"), true),
            ("g", format!("{signs}{former}"), true),
            ("h", former.clone(), false),
        ] {
            assert_eq!(hold_the_same(&key, &file(name, &text)), same, "{name}");
        }
        assert!(!hold_the_same(&folder.path().join("x"), &folder.path().join("y")), "what is not there is not alike");
    }

    #[test]
    fn one_of_the_two_ways_to_tls_is_enough_and_a_lasting_file_is_welcome() {
        let mend: &[Change] = &[
            |c| c.signin.cards = None,
            |c| c.listen.tls = None,
            |c| c.listen.tls_proxy = Default::default(),
            |c| c.store.database_url = Some("sqlite:/var/lib/portal/portal.sqlite".into()),
            |c| c.store.database_url = Some("postgres://portal@db.example/portal?sslmode=verify-full".into()),
            |c| c.store.database_url = Some("postgres://portal@localhost/portal?host=/run/postgresql".into()),
            |c| c.store.database_url = Some("postgresql://portal@127.0.0.1/portal".into()),
            |c| c.store.data_dir = "/var/lib/portal".into(),
        ];
        for change in mend {
            let mut config = production();
            change(&mut config);
            assert_eq!(config.check_profile(), Ok(()));
        }
    }

    #[test]
    fn everything_is_said_at_once() {
        let mut config = production();
        (config.upstream.hub_url, config.signin.issuer, config.signin.key_file) = (None, None, None);
        let error = config.check_profile().expect_err("three refusals").0;
        assert_eq!(error.lines().count(), 3, "{error}");
    }
}
