//! The log: one line an event on standard error, JSON in production. Never names, values, addresses or tokens.

use tracing::error;
use tracing_subscriber::EnvFilter;

use crate::config::profile::Profile;

/// Sets the log up, and keeps the text of a panic out of it: it may quote what a handler was working on.
pub fn install(profile: Profile) {
    let filter = EnvFilter::try_from_env("RUST_LOG").unwrap_or_else(|_| {
        EnvFilter::new(match profile {
            Profile::Demo => "warn",
            Profile::Production => "info",
        })
    });
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // A second call in one process is a test; the first log serves both.
    _ = match profile {
        Profile::Demo => lines.compact().try_init(),
        Profile::Production => lines.json().try_init(),
    };
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        error!(place, "a part of the program broke");
    }));
}
