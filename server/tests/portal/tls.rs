//! TLS by the portal itself: a real handshake with a certificate made for the test.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ProtocolVersion, RootCertStore, SupportedProtocolVersion};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::app::TestApp;
use crate::ports::free_ports;

/// Certificate and key for `localhost`, as files.
fn certificate() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(folder.path().join("cert.pem"), made.cert.pem()).unwrap();
    std::fs::write(folder.path().join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    folder
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

struct Secure {
    app: TestApp,
    certificate: TempDir,
    plain: u16,
}

async fn start() -> Secure {
    let certificate = certificate();
    let [plain] = free_ports();
    let (cert, key) = (path(&certificate, "cert.pem"), path(&certificate, "key.pem"));
    let redirect = format!("127.0.0.1:{plain}");
    let settings = [("PORTAL_TLS_CERT", cert.as_str()), ("PORTAL_TLS_KEY", &key), ("PORTAL_REDIRECT_ADDR", &redirect)];
    Secure { app: TestApp::start_with(&settings).await, certificate, plain }
}

impl Secure {
    fn authority(&self) -> &str {
        self.app.base.strip_prefix("https://localhost:").expect("https")
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(format!("127.0.0.1:{}", self.authority())).await.unwrap()
    }

    async fn handshake(
        &self,
        versions: &[&'static SupportedProtocolVersion],
        alpn: &[&str],
    ) -> std::io::Result<TlsStream<TcpStream>> {
        let cert = CertificateDer::from_pem_file(Path::new(&path(&self.certificate, "cert.pem"))).unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(cert).unwrap();
        let mut config =
            ClientConfig::builder_with_protocol_versions(versions).with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
        let name = ServerName::try_from("localhost").unwrap();
        TlsConnector::from(Arc::new(config)).connect(name, self.connect().await).await
    }
}

async fn get(stream: &mut (impl AsyncReadExt + AsyncWriteExt + Unpin), address: &str) -> String {
    let request = format!("GET {address} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn browsers_are_served_over_both_versions_with_strict_cookies() {
    let secure = start().await;
    for (version, name) in
        [(&rustls::version::TLS12, ProtocolVersion::TLSv1_2), (&rustls::version::TLS13, ProtocolVersion::TLSv1_3)]
    {
        let mut stream = secure.handshake(&[version], &["h2", "http/1.1"]).await.unwrap();
        assert_eq!(stream.get_ref().1.protocol_version(), Some(name));
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
        let answer = get(&mut stream, "/login?next=/tax").await;
        assert!(answer.starts_with("HTTP/1.1 303 "), "{answer}");
        let head = answer.to_lowercase();
        assert!(head.contains("strict-transport-security: max-age=63072000; includesubdomains\r\n"), "{head}");
        let cookie = answer.lines().find(|line| line.starts_with("set-cookie: ")).unwrap();
        assert!(cookie.starts_with("set-cookie: __Host-Http-signin="), "{cookie}");
        for part in ["; Secure", "; HttpOnly", "; Path=/", "; SameSite="] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
}

#[tokio::test]
async fn what_is_not_our_protocol_gets_no_further() {
    let secure = start().await;
    assert!(secure.handshake(&[&rustls::version::TLS13], &["h2"]).await.is_err(), "another protocol");
    let mut plain = secure.connect().await;
    plain.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    _ = plain.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP/"), "nothing is said without TLS");
    let mut stream = secure.handshake(&[&rustls::version::TLS13], &["http/1.1"]).await.unwrap();
    stream.write_all(b"nonsense\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).to_lowercase();
    assert!(answer.starts_with("http/1.1 400 ") && answer.contains("strict-transport-security"), "{answer}");
}

#[tokio::test]
async fn without_tls_browsers_are_sent_to_it() {
    let secure = start().await;
    for (asked, address) in [("/tax?year=2025", "/tax?year=2025"), ("//evil.example/x", "/"), ("/", "/")] {
        let mut plain = TcpStream::connect(format!("127.0.0.1:{}", secure.plain)).await.unwrap();
        let answer = get(&mut plain, asked).await;
        assert!(answer.starts_with("HTTP/1.1 308 "), "{answer}");
        assert!(answer.contains(&format!("\r\nlocation: {}{address}\r\n", secure.app.base)), "{answer}");
        assert!(!answer.contains("set-cookie"), "{answer}");
    }
}
