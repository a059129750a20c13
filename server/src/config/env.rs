//! Reading one variable: unset and empty are the same, and what cannot be read names the variable.

use std::fmt::Display;
use std::str::FromStr;

use super::ConfigError;

pub(super) fn text(name: &str) -> Option<String> {
    std::env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

pub(super) fn parsed<T>(name: &str) -> Result<Option<T>, ConfigError>
where
    T: FromStr,
    T::Err: Display,
{
    text(name)
        .map(|value| value.parse().map_err(|error| ConfigError(format!("{name}={value} cannot be used: {error}"))))
        .transpose()
}
