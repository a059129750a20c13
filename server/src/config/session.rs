//! How long a session may rest, and whether tests may stop its clock.

use super::{ConfigError, env};

/// Sessions.
#[derive(Clone, Copy, Debug)]
pub struct SessionConfig {
    /// `PORTAL_KIOSK=1`: a terminal that many people share. Short rest, large name, large way out.
    pub kiosk: bool,
    /// `PORTAL_TEST_CLOCK=1`: `PUT /clock` on the admin address stops and moves the clock of sessions. Never in production.
    pub test_clock: bool,
}

impl SessionConfig {
    /// Reads the area.
    ///
    /// # Errors
    /// A switch that is neither 0 nor 1.
    pub fn from_env() -> Result<Self, ConfigError> {
        Ok(Self { kiosk: switch("PORTAL_KIOSK")?, test_clock: switch("PORTAL_TEST_CLOCK")? })
    }
}

fn switch(name: &str) -> Result<bool, ConfigError> {
    match env::text(name).as_deref() {
        None | Some("0") => Ok(false),
        Some("1") => Ok(true),
        Some(other) => Err(ConfigError(format!("{name}={other} cannot be used: it is 0 or 1"))),
    }
}
