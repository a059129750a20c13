//! For whom somebody acts (代理人) stands in the seal of their session: each request reads it once, and is served and judged
//! by what it read, whatever another tab does meanwhile.

use app::domain::delegation::Acting;

use super::{Sealed, Session, Sessions};
use crate::store::StoreError;

impl Session {
    /// The delegation by which somebody acts: part of what forms are bound to.
    #[must_use]
    pub fn delegation(&self) -> Option<&str> {
        self.acting.as_ref().map(|acting| acting.delegation.as_str())
    }
}

impl Sessions {
    /// From the next request on the session acts for somebody, or for nobody any more; whether the session was still there.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn act(&self, session: &Session, acting: Option<Acting>) -> Result<bool, StoreError> {
        let identity = &session.identity;
        let sealed = Sealed {
            subject: identity.subject.clone(),
            access_token: identity.access_token.clone(),
            person: identity.person.clone(),
            last_visit: session.last_visit,
            certificate_expires: session.certificate_expires,
            acting,
        };
        let plain = serde_json::to_vec(&sealed).map_err(|error| std::io::Error::other(error.to_string()))?;
        self.store.reseal_session(session.row_id(), session.token.seal(&plain)).await
    }
}
