//! What the card component hands over, and how it waits for the browser that it belongs to.
//!
//! The component's page is on another site, so the browser sends its form without our cookies. The answer is therefore put
//! away for a moment under a name of its own, and the browser, which comes back by a plain link, asks for it with its cookie.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jpki::algorithm::Scheme;
use serde::{Deserialize, Serialize};

/// Longest texts that are put away, characters: no honest certificate or signature is longer.
const LONGEST: usize = 12 << 10;

/// How long an answer waits for its browser, seconds.
pub const WAITS_SECONDS: i64 = 120;

/// The form as it is sent.
#[derive(Deserialize)]
pub struct Sent {
    challenge: String,
    scheme: String,
    signature: String,
    certificate: String,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// The signed text.
    pub challenge: String,
    /// How it is signed.
    pub scheme: Scheme,
    /// The signature.
    pub signature: Vec<u8>,
    /// The certificate in DER.
    pub certificate: Vec<u8>,
}

impl Sent {
    /// The answer, where it can be one.
    #[must_use]
    pub fn read(&self) -> Option<Handed> {
        let bytes = |text: &str| (text.len() <= LONGEST).then(|| URL_SAFE_NO_PAD.decode(text).ok()).flatten();
        Some(Handed {
            challenge: String::from_utf8(bytes(&self.challenge)?).ok()?,
            scheme: Scheme::from_name(&self.scheme)?,
            signature: bytes(&self.signature)?,
            certificate: bytes(&self.certificate)?,
        })
    }
}

impl Handed {
    /// As the hub takes it in exchange for a token.
    #[must_use]
    pub fn subject_token(&self) -> String {
        let bytes = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let whole = serde_json::json!({
            "challenge": self.challenge,
            "scheme": self.scheme.name(),
            "signature": bytes(&self.signature),
            "certificate": bytes(&self.certificate),
        });
        bytes(whole.to_string().as_bytes())
    }
}
