//! Demo or production.

use super::{ConfigError, env};

/// What the process may rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Synthetic people, a hub in a box, plain HTTP on this machine.
    Demo,
    /// Real people: refuses everything that belongs to the demo.
    Production,
}

impl Profile {
    /// `PORTAL_PROFILE`: `demo` (default) or `production`.
    ///
    /// # Errors
    /// Any other word.
    pub fn from_env() -> Result<Self, ConfigError> {
        match env::text("PORTAL_PROFILE").as_deref() {
            None | Some("demo") => Ok(Self::Demo),
            Some("production") => Ok(Self::Production),
            Some(other) => {
                Err(ConfigError(format!("PORTAL_PROFILE={other} cannot be used: it is `demo` or `production`")))
            }
        }
    }
}
