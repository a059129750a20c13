//! The portal's own key: it proves to the provider that it is the portal (`private_key_jwt`, ES256).

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use openidconnect::ClientId;
use p256::SecretKey;
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// An assertion is good for this long, seconds.
const ASSERTION_LIFE: u64 = 60;

/// The key cannot be used.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The file cannot be read.
    #[error("PORTAL_OIDC_KEY cannot be read: {0}")]
    File(#[from] std::io::Error),
    /// The file holds something else.
    #[error("PORTAL_OIDC_KEY cannot be used: it must be a P-256 key in PKCS#8 PEM")]
    Format,
    /// Signing failed.
    #[error("the client's key cannot sign: {0}")]
    Signing(#[from] jsonwebtoken::errors::Error),
}

/// The key pair.
pub struct ClientKey {
    signing: EncodingKey,
    key_id: String,
    public_jwk: String,
}

/// What a form carries so that the provider knows who sends it; good for one call.
pub struct Proof {
    client_id: String,
    assertion: String,
}

impl Proof {
    /// The form's fields.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        [
            ("client_id", self.client_id.as_str()),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", self.assertion.as_str()),
        ]
        .into_iter()
    }
}

#[derive(Serialize)]
struct Assertion<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    jti: String,
    iat: u64,
    exp: u64,
}

impl ClientKey {
    /// From a PEM file.
    ///
    /// # Errors
    /// When the file cannot be read or holds another kind of key.
    pub fn from_file(file: &Path) -> Result<Self, KeyError> {
        let secret = SecretKey::from_pkcs8_pem(&std::fs::read_to_string(file)?).map_err(|_| KeyError::Format)?;
        Self::new(&secret)
    }

    /// A new key that lives as long as the process; for the demo, where the hub in a box is told the public half.
    ///
    /// # Errors
    /// Never in practice; the shape is that of [`Self::from_file`].
    pub fn generate() -> Result<Self, KeyError> {
        // A random number is outside the group's order about once in 2^32: then another is drawn.
        let secret = loop {
            if let Ok(secret) = SecretKey::from_slice(&rand::random::<[u8; 32]>()) {
                break secret;
            }
        };
        Self::new(&secret)
    }

    /// The public half as JWK, with its key id.
    #[must_use]
    pub fn public_jwk(&self) -> &str {
        &self.public_jwk
    }

    /// A fresh proof for one call of the provider, named by its issuer.
    ///
    /// # Errors
    /// When signing fails.
    pub fn proof(&self, client_id: &ClientId, issuer: &str) -> Result<Proof, KeyError> {
        Ok(Proof { client_id: client_id.to_string(), assertion: self.assertion(client_id, issuer)? })
    }

    fn assertion(&self, client_id: &ClientId, audience: &str) -> Result<String, KeyError> {
        let iat = jsonwebtoken::get_current_timestamp();
        let claims = Assertion {
            iss: client_id,
            sub: client_id,
            aud: audience,
            jti: URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>()),
            iat,
            exp: iat + ASSERTION_LIFE,
        };
        let header = Header { kid: Some(self.key_id.clone()), ..Header::new(Algorithm::ES256) };
        Ok(jsonwebtoken::encode(&header, &claims, &self.signing)?)
    }

    fn new(secret: &SecretKey) -> Result<Self, KeyError> {
        let pem = secret.to_pkcs8_pem(LineEnding::LF).map_err(|_| KeyError::Format)?;
        let public = secret.public_key().to_jwk_string();
        let key_id = thumbprint(&public)?;
        let public_jwk = public.trim_end_matches('}').to_owned()
            + &format!(",\"kid\":\"{key_id}\",\"alg\":\"ES256\",\"use\":\"sig\"}}");
        Ok(Self { signing: EncodingKey::from_ec_pem(pem.as_bytes())?, key_id, public_jwk })
    }
}

/// The name that every tool gives a key of this kind (RFC 7638), so that whoever registers it finds the one we use.
fn thumbprint(jwk: &str) -> Result<String, KeyError> {
    #[derive(Deserialize, Serialize)]
    struct Required {
        crv: String,
        kty: String,
        x: String,
        y: String,
    }
    let required: Required = serde_json::from_str(jwk).map_err(|_| KeyError::Format)?;
    let written = serde_json::to_vec(&required).map_err(|_| KeyError::Format)?;
    Ok(URL_SAFE_NO_PAD.encode(Sha256::digest(written)))
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{DecodingKey, Validation};

    use super::*;

    #[test]
    fn an_assertion_is_verified_by_the_public_half() {
        let key = ClientKey::generate().expect("a key");
        let token = key.assertion(&ClientId::new("portal".into()), "https://id.example/token").expect("an assertion");
        let jwk: jsonwebtoken::jwk::Jwk = serde_json::from_str(key.public_jwk()).expect("a JWK");
        let mut rules = Validation::new(Algorithm::ES256);
        rules.set_audience(&["https://id.example/token"]);
        rules.set_issuer(&["portal"]);
        let claims =
            jsonwebtoken::decode::<serde_json::Value>(&token, &DecodingKey::from_jwk(&jwk).expect("a key"), &rules)
                .expect("verified")
                .claims;
        assert_eq!(claims["exp"].as_u64().zip(claims["iat"].as_u64()).map(|(exp, iat)| exp - iat), Some(60));
        assert_eq!(jwk.common.key_id, jsonwebtoken::decode_header(&token).expect("a header").kid);
    }

    #[test]
    fn a_key_has_the_name_that_others_give_it() {
        // The key of RFC 7515, appendix A.3, with its members in another order; the name by npm `jose`.
        let jwk = r#"{"kty":"EC","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"}"#;
        assert_eq!(thumbprint(jwk).expect("a name"), "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
    }

    #[test]
    fn a_file_of_another_kind_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("key.pem");
        std::fs::write(&file, "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n").expect("written");
        assert!(matches!(ClientKey::from_file(&file), Err(KeyError::Format)));
        assert!(matches!(ClientKey::from_file(&folder.path().join("none.pem")), Err(KeyError::File(_))));
    }
}
