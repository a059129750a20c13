//! How much anyone may ask for in a while.

use std::str::FromStr;

use thiserror::Error;

use super::profile::Profile;
use super::{ConfigError, env};

/// The limits. Nothing: no limit of that kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LimitsConfig {
    /// `PORTAL_MAX_PER_ADDRESS`: connections at once from one address; default none in the demo, 200 in production.
    pub connections: Option<usize>,
    /// `PORTAL_RATE_ADDRESS`, default `3000/1000`: requests of one address. This machine itself is not counted.
    pub address: Option<Rate>,
    /// `PORTAL_RATE_SESSION`, default none in the demo, `600/300` in production: requests of one session.
    pub session: Option<Rate>,
    /// `PORTAL_RATE_PERSON`, default `240/120`: forms and downloads of one person.
    pub person: Option<Rate>,
    /// `PORTAL_RATE_CERTIFICATE`, default `60/120`: sign-ins with one certificate.
    pub certificate: Option<Rate>,
}

/// So many a minute, and so many at once after a rest: written `600/300`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How fast the share fills again.
    pub per_minute: u32,
    /// The full share.
    pub at_once: u32,
}

/// The text is no rate.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("it is `off`, or two whole numbers from 1 on: so many a minute, and so many at once, like `600/300`")]
pub struct NotARate;

/// A rate, or `off`.
struct Written(Option<Rate>);

impl FromStr for Written {
    type Err = NotARate;

    fn from_str(text: &str) -> Result<Self, NotARate> {
        if text == "off" {
            return Ok(Self(None));
        }
        let number = |text: &str| text.trim().parse().ok().filter(|&number: &u32| number > 0).ok_or(NotARate);
        let (per_minute, at_once) = text.split_once('/').ok_or(NotARate)?;
        Ok(Self(Some(Rate { per_minute: number(per_minute)?, at_once: number(at_once)? })))
    }
}

impl LimitsConfig {
    /// Reads the area. A single session asks for thousands of pages in a measurement of the demo; nobody does in earnest.
    ///
    /// # Errors
    /// A limit that cannot be understood.
    pub fn from_env(profile: Profile) -> Result<Self, ConfigError> {
        let rate = |name, usual| Ok(env::parsed::<Written>(name)?.map_or(usual, |written| written.0));
        let usual = |per_minute, at_once| Some(Rate { per_minute, at_once });
        let production = profile == Profile::Production;
        Ok(Self {
            connections: env::parsed("PORTAL_MAX_PER_ADDRESS")?.or(production.then_some(200)),
            address: rate("PORTAL_RATE_ADDRESS", usual(3000, 1000))?,
            session: rate("PORTAL_RATE_SESSION", if production { usual(600, 300) } else { None })?,
            person: rate("PORTAL_RATE_PERSON", usual(240, 120))?,
            certificate: rate("PORTAL_RATE_CERTIFICATE", usual(60, 120))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_two_numbers_or_off() {
        for (text, rate) in [
            ("600/300", Ok(Some(Rate { per_minute: 600, at_once: 300 }))),
            ("1 / 1", Ok(Some(Rate { per_minute: 1, at_once: 1 }))),
            ("off", Ok(None)),
            ("600", Err(NotARate)),
            ("0/1", Err(NotARate)),
            ("-1/1", Err(NotARate)),
            ("x/y", Err(NotARate)),
        ] {
            assert_eq!(text.parse::<Written>().map(|written| written.0), rate, "{text}");
        }
    }
}
