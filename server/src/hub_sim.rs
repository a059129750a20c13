//! The hub in a box as a child process: started with the demo, spoken to over HTTP only, gone when we are gone.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use chrono::NaiveDate;
use thiserror::Error;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// Longest wait for its ready line.
const READY: Duration = Duration::from_secs(10);

/// The line it prints when it listens begins like this.
const READY_LINE: &str = "hub-sim listening on";

/// What it is started with.
#[derive(Clone, Debug)]
pub struct Launch {
    /// Where it listens.
    pub addr: SocketAddr,
    /// Its calendar day.
    pub today: NaiveDate,
    /// Faults, as `HUB_SIM_FAULTS` writes them.
    pub faults: Option<String>,
    /// The portal's name at its sign-in.
    pub client_id: String,
    /// The portal's public key.
    pub client_jwk: String,
    /// Where its sign-in leads back to.
    pub redirect_uri: String,
}

/// Why there is no hub in a box.
#[derive(Debug, Error)]
pub enum SimError {
    /// No such program beside ours.
    #[error("the hub in a box is missing: {} ({source}). Build it (`make build`), or set PORTAL_HUB_URL to a hub", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
        /// Why it could not be started.
        source: std::io::Error,
    },
    /// It went away again at once.
    #[error("the hub in a box did not start on {0}: the address is perhaps taken. Set HUB_SIM_ADDR to another one")]
    Ended(SocketAddr),
    /// It said nothing in time.
    #[error("the hub in a box did not get ready on {0} within 10 seconds")]
    Silent(SocketAddr),
}

/// The running child. It stops when this is dropped, or when our process ends in any way: its standard input closes.
pub struct HubSim {
    child: Child,
    addr: SocketAddr,
    lines: Lines<BufReader<ChildStdout>>,
}

impl HubSim {
    /// Starts the program beside our own.
    ///
    /// # Errors
    /// [`SimError::Missing`] when it is not there.
    pub fn start(launch: Launch) -> Result<Self, SimError> {
        let path = std::env::current_exe().unwrap_or_default().with_file_name("hub-sim");
        let mut command = Command::new(&path);
        command
            .arg("--exit-with-stdin")
            .env("HUB_SIM_ADDR", launch.addr.to_string())
            .env("HUB_SIM_TODAY", launch.today.to_string())
            .env("HUB_SIM_CLIENT_ID", launch.client_id)
            .env("HUB_SIM_CLIENT_JWK", launch.client_jwk)
            .env("HUB_SIM_REDIRECT_URI", launch.redirect_uri)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        match launch.faults {
            Some(faults) => command.env("HUB_SIM_FAULTS", faults),
            None => command.env_remove("HUB_SIM_FAULTS"),
        };
        let mut child = command.spawn().map_err(|source| SimError::Missing { path: path.clone(), source })?;
        let Some(output) = child.stdout.take() else { return Err(SimError::Ended(launch.addr)) };
        Ok(Self { child, addr: launch.addr, lines: BufReader::new(output).lines() })
    }

    /// Waits until it listens; afterwards reads and drops what it prints, so that it never waits for us.
    ///
    /// # Errors
    /// When it ends or stays silent.
    pub async fn ready(self) -> Result<RunningSim, SimError> {
        let Self { child, addr, mut lines } = self;
        let said = tokio::time::timeout(READY, async {
            while let Ok(Some(line)) = lines.next_line().await {
                if line.starts_with(READY_LINE) {
                    return true;
                }
            }
            false
        })
        .await;
        match said {
            Ok(true) => {}
            Ok(false) => return Err(SimError::Ended(addr)),
            Err(_elapsed) => return Err(SimError::Silent(addr)),
        }
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(RunningSim { child })
    }
}

/// A hub in a box that listens.
pub struct RunningSim {
    child: Child,
}

impl RunningSim {
    /// Closes its standard input, which ends it, and waits a moment.
    pub async fn stop(mut self) {
        drop(self.child.stdin.take());
        _ = tokio::time::timeout(Duration::from_secs(2), self.child.wait()).await;
    }
}
