//! How long a session may rest, and whether tests may stop its clock.

use super::profile::Profile;
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
    /// A switch that is neither 0 nor 1, or a clock that can be stopped in production.
    pub fn from_env(profile: Profile) -> Result<Self, ConfigError> {
        let read = Self { kiosk: switch("PORTAL_KIOSK")?, test_clock: switch("PORTAL_TEST_CLOCK")? };
        read.check(profile)?;
        Ok(read)
    }

    fn check(self, profile: Profile) -> Result<(), ConfigError> {
        if self.test_clock && profile == Profile::Production {
            return Err(ConfigError("PORTAL_PROFILE=production: PORTAL_TEST_CLOCK is for tests only".into()));
        }
        Ok(())
    }
}

fn switch(name: &str) -> Result<bool, ConfigError> {
    match env::text(name).as_deref() {
        None | Some("0") => Ok(false),
        Some("1") => Ok(true),
        Some(other) => Err(ConfigError(format!("{name}={other} cannot be used: it is 0 or 1"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_stops_the_clock_of_a_production() {
        let config = SessionConfig { kiosk: false, test_clock: true };
        assert_eq!(config.check(Profile::Demo), Ok(()));
        let error = config.check(Profile::Production).expect_err("refused").0;
        assert!(error.contains("PORTAL_TEST_CLOCK"), "{error}");
    }
}
