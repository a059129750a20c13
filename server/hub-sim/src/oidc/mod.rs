//! The OpenID provider of the demonstration, in the shape of デジタル認証アプリ (modelled on its published guide).
//!
//! Authorization code only, PKCE S256, `private_key_jwt`, ES256. The card page is in `card`.

pub(crate) mod assertion;
pub(crate) mod codes;
pub(crate) mod discovery;
mod exchange;
pub(crate) mod keys;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod replay;
pub(crate) mod request;
pub(crate) mod shares;
#[cfg(test)]
mod tests;
pub(crate) mod token;
pub(crate) mod tokens;
pub(crate) mod userinfo;

/// Random bytes as text that fits into a URL.
pub(crate) fn random_text() -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}
