//! Who a session belongs to. Lives inside the sealed session and in memory for one request, nowhere else.

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
