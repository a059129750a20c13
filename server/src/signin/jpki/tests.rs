//! Whom the door trusts: what is in the files, and nobody's test authorities where people are real.

use chrono::{DateTime, Utc};
use jpki_issuer::certificate::Template;
use jpki_issuer::key::Key;
use jpki_issuer::name;

use super::*;

/// A self-signed authority of an organisation, in PEM.
fn authority(organisation: &str) -> String {
    use base64::Engine as _;
    let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a moment");
    let key = Key::from_seed(organisation);
    let name = name::name(&[("2.5.4.6", "JP"), ("2.5.4.10", organisation)]);
    let der = Template::authority(1, &name, &key).valid(at("2024-01-01T00:00:00Z"), at("2034-01-01T00:00:00Z"));
    let text = base64::engine::general_purpose::STANDARD.encode(der.sign(&key));
    format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")
}

fn open(path: &std::path::Path, real: bool) -> Result<CardDoor, DoorError> {
    _ = rustls::crypto::ring::default_provider().install_default();
    let config = CardConfig { anchors: Some(path.to_owned()), ..CardConfig::default() };
    let demo: Url = "http://127.0.0.1:3100".parse().expect("a URL");
    CardDoor::new(&config, "https://portal.example".into(), &demo, real, Clock::new(None))
}

#[test]
fn authorities_for_tests_open_nothing_where_people_are_real() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    assert!(matches!(open(folder.path(), true), Err(DoorError::Anchors(_))), "an empty folder");
    write("a.pem", &authority("Somebody"));
    write("notes.txt", "not looked at");
    assert!(open(folder.path(), true).is_ok());
    assert!(open(&folder.path().join("a.pem"), true).is_ok(), "a file does as well");
    for organisation in ["JPKI-SIM", "JPKI-TEST"] {
        write("b.pem", &authority(organisation));
        assert!(matches!(open(folder.path(), true), Err(DoorError::ForTests)), "{organisation}");
        assert!(open(folder.path(), false).is_ok(), "{organisation}: the demo may");
    }
    write("b.pem", "nonsense");
    assert!(matches!(open(folder.path(), true), Err(DoorError::Anchors(_))), "nonsense among them");
    assert!(matches!(open(&folder.path().join("nowhere"), true), Err(DoorError::Anchors(_))));
}

#[test]
fn the_browser_is_sent_to_the_component_with_a_challenge_of_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.pem"), authority("Somebody")).expect("written");
    let door = open(folder.path(), false).expect("a door");
    let challenge = door.challenge(false);
    let address: Url = door.address(&challenge).parse().expect("a URL");
    assert_eq!((address.host_str(), address.path()), (Some("127.0.0.1"), "/card"));
    assert_eq!(challenge.origin(), "https://portal.example");
    assert!(door.is_component("http://127.0.0.1:3100"));
    for other in ["http://127.0.0.1:3101", "https://127.0.0.1:3100", "null", "http://127.0.0.1:3100.evil.example"] {
        assert!(!door.is_component(other), "{other}");
    }
}
