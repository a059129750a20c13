//! The key that signs ID tokens: made at start, gone at the end.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use p256::pkcs8::EncodePrivateKey as _;
use serde::Serialize;
use serde_json::{Value, json};

/// An ES256 key.
pub(crate) struct SigningKey {
    key: EncodingKey,
    id: String,
    public: Value,
}

impl SigningKey {
    /// A fresh key.
    pub(crate) fn generate() -> Self {
        // Nearly every 32 bytes are a key; the loop is for the rest.
        let secret = std::iter::repeat_with(rand::random::<[u8; 32]>)
            .find_map(|bytes| SecretKey::from_slice(&bytes).ok())
            .expect("the iterator never ends");
        let der = secret.to_pkcs8_der().expect("a P-256 key always has a PKCS #8 form");
        let point = secret.public_key().to_encoded_point(false);
        let coordinate =
            |bytes: Option<&p256::FieldBytes>| bytes.map(|b| URL_SAFE_NO_PAD.encode(b)).unwrap_or_default();
        let id = format!("{:016x}", rand::random::<u64>());
        let public = json!({
            "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": id,
            "x": coordinate(point.x()), "y": coordinate(point.y()),
        });
        Self { key: EncodingKey::from_ec_der(der.as_bytes()), id, public }
    }

    /// The public half as a JWK.
    pub(crate) fn public(&self) -> &Value {
        &self.public
    }

    /// A signed token.
    pub(crate) fn sign(&self, claims: &impl Serialize) -> Result<String, jsonwebtoken::errors::Error> {
        self.sign_as("JWT", claims)
    }

    /// A signed token of a type.
    pub(crate) fn sign_as(&self, typ: &str, claims: &impl Serialize) -> Result<String, jsonwebtoken::errors::Error> {
        let header = Header { kid: Some(self.id.clone()), typ: Some(typ.to_owned()), ..Header::new(Algorithm::ES256) };
        jsonwebtoken::encode(&header, claims, &self.key)
    }
}
