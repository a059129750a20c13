//! The hub in a box as a child process: started with the demo, started again when it ends, gone when we are gone.
//!
//! It is spoken to over HTTP only. What it remembers does not outlive it: people sign in again.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use chrono::NaiveDate;
use thiserror::Error;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tracing::{error, warn};

/// Longest wait for its ready line.
const READY: Duration = Duration::from_secs(10);

/// Wait before it is started again; doubles with each time that it does not stay.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// Longest such wait.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// Who has run this long has stayed: the next wait is the first again.
const STAYED: Duration = Duration::from_secs(60);

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
    /// Where it remembers what happened to cards.
    pub data_dir: PathBuf,
    /// Where it says that a session or a certificate has ended.
    pub logout_uri: String,
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

/// The child from its start until it listens. It ends when this is dropped, or when our process ends in any way: its
/// standard input closes.
pub struct HubSim {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    launch: Launch,
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
            .env("HUB_SIM_CLIENT_ID", &launch.client_id)
            .env("HUB_SIM_CLIENT_JWK", &launch.client_jwk)
            .env("HUB_SIM_REDIRECT_URI", &launch.redirect_uri)
            .env("HUB_SIM_DATA_DIR", &launch.data_dir)
            .env("HUB_SIM_BACKCHANNEL_LOGOUT_URI", &launch.logout_uri)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        match &launch.faults {
            Some(faults) => command.env("HUB_SIM_FAULTS", faults),
            None => command.env_remove("HUB_SIM_FAULTS"),
        };
        let mut child = command.spawn().map_err(|source| SimError::Missing { path: path.clone(), source })?;
        let Some(output) = child.stdout.take() else { return Err(SimError::Ended(launch.addr)) };
        Ok(Self { child, lines: BufReader::new(output).lines(), launch })
    }

    /// Waits until it listens, and keeps it running from then on.
    ///
    /// # Errors
    /// When it ends or stays silent.
    pub async fn ready(self) -> Result<RunningSim, SimError> {
        let (stop, stopped) = oneshot::channel();
        let launch = self.launch.clone();
        let listening = self.listening().await?;
        Ok(RunningSim { stop, keeper: tokio::spawn(keep(listening, launch, stopped)) })
    }

    /// Waits until it listens; afterwards reads and drops what it prints, so that it never waits for us.
    async fn listening(self) -> Result<Listening, SimError> {
        let Self { mut child, mut lines, launch } = self;
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
            Ok(false) => return Err(SimError::Ended(launch.addr)),
            Err(_elapsed) => return Err(SimError::Silent(launch.addr)),
        }
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        // Held apart from the child: waiting for a child closes the standard input that it still has.
        let stdin = child.stdin.take();
        Ok(Listening { child, stdin })
    }
}

struct Listening {
    child: Child,
    stdin: Option<ChildStdin>,
}

impl Listening {
    /// Closes its standard input, which ends it, and waits a moment.
    async fn end(mut self) {
        drop(self.stdin.take());
        _ = tokio::time::timeout(Duration::from_secs(2), self.child.wait()).await;
    }
}

/// Waits for the child's end, which also clears it away, and starts another; until told to stop.
async fn keep(mut sim: Listening, launch: Launch, mut stop: oneshot::Receiver<()>) {
    let mut pause = FIRST_PAUSE;
    loop {
        let begun = Instant::now();
        let ended = tokio::select! {
            _ = &mut stop => return sim.end().await,
            ended = sim.child.wait() => ended,
        };
        if begun.elapsed() >= STAYED {
            pause = FIRST_PAUSE;
        }
        let status = ended.map_or_else(|error| error.to_string(), |status| status.to_string());
        error!(%status, pause_ms = millis(pause), "the hub in a box ended by itself; it is started again");
        sim = loop {
            let begun = async {
                tokio::time::sleep(pause).await;
                HubSim::start(launch.clone())?.listening().await
            };
            let begun = tokio::select! {
                _ = &mut stop => return,
                begun = begun => begun,
            };
            pause = (pause * 2).min(LONGEST_PAUSE);
            match begun {
                Ok(sim) => break sim,
                Err(failure) => error!(%failure, pause_ms = millis(pause), "the hub in a box cannot be started again"),
            }
        };
        warn!("the hub in a box runs again; people sign in anew");
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// A hub in a box that listens, and is started again whenever it ends by itself.
pub struct RunningSim {
    stop: oneshot::Sender<()>,
    keeper: JoinHandle<()>,
}

impl RunningSim {
    /// Ends it for good.
    pub async fn stop(self) {
        // Nobody listens only when the keeper itself is gone, and the child with it.
        _ = self.stop.send(());
        _ = self.keeper.await;
    }
}
