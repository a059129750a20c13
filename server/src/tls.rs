//! Serving TLS ourselves, from two PEM files read at start.

use std::path::Path;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use thiserror::Error;
use tokio_rustls::TlsAcceptor;

use crate::config::listen::TlsFiles;

/// The files cannot be used.
#[derive(Debug, Error)]
pub enum TlsError {
    /// A file cannot be read, or holds no PEM of the right kind.
    #[error("{variable} cannot be used: {source}")]
    File {
        /// Which variable named it.
        variable: &'static str,
        /// Why.
        source: rustls::pki_types::pem::Error,
    },
    /// The two do not belong together.
    #[error("PORTAL_TLS_CERT and PORTAL_TLS_KEY cannot be used together: {0}")]
    Pair(#[from] rustls::Error),
}

/// An acceptor for TLS 1.2 and 1.3, speaking HTTP/1.1.
///
/// # Errors
/// When the files cannot be used.
pub fn acceptor(files: &TlsFiles) -> Result<TlsAcceptor, TlsError> {
    let chain = certificates(&files.cert).map_err(|source| TlsError::File { variable: "PORTAL_TLS_CERT", source })?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|source| TlsError::File { variable: "PORTAL_TLS_KEY", source })?;
    let mut config = ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, rustls::pki_types::pem::Error> {
    CertificateDer::pem_file_iter(file)?.collect()
}
