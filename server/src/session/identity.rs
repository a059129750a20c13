//! Who a session belongs to, and what came with them through the door. Lives inside the sealed session and in memory for
//! one request, nowhere else.

use app::domain::person::Person;

/// A signed-in person and the key to their records at the hub.
#[derive(Clone)]
pub struct SignedIn {
    /// The provider's name for the person (`sub`); never shown, never logged.
    pub subject: String,
    /// Bearer token for the hub. Never leaves the server.
    pub access_token: String,
    /// Identity as the provider told it at sign-in.
    pub person: Person,
}

/// A finished sign-in, by whichever door.
pub struct Arrival {
    /// Who it is.
    pub identity: SignedIn,
    /// Life of the access token in seconds, where the provider says it.
    pub token_life: Option<i64>,
    /// When the card was presented, Unix seconds; nothing where the provider does not say.
    pub authenticated_at: Option<i64>,
    /// The provider's own session (`sid`), by which it can end ours.
    pub provider_session: Option<String>,
    /// The certificate on the card, where the provider names it.
    pub certificate: Option<Certificate>,
}

/// A user-authentication certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Opaque, and the same for the life of the certificate.
    pub id: String,
    /// Last moment it is good, Unix seconds.
    pub expires: Option<i64>,
}
