//! A PostgreSQL of a test's own: a folder, a server on a socket in it, and as many empty databases as are asked for. It ends
//! with the test.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A running server.
pub(crate) struct Cluster {
    server: Child,
    folder: TempDir,
    made: AtomicU32,
}

impl Cluster {
    /// Makes the folder and starts the server.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (data, programs) = (folder.path().join("data"), programs());
        if is_root() {
            // The server refuses to be run by root.
            let done = Command::new("chown").arg("postgres").arg(folder.path()).status().expect("chown");
            assert!(done.success(), "the folder is given to the user `postgres`");
        }
        let made = as_a_person(&programs.join("initdb"))
            .args(["--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8", "--locale=C", "-D"])
            .arg(&data)
            .output()
            .expect("initdb");
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let log = std::fs::File::create(folder.path().join("log")).expect("a log");
        let server = as_a_person(&programs.join("postgres"))
            .arg("-D")
            .arg(&data)
            .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c"])
            .arg(format!("unix_socket_directories={}", folder.path().display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("postgres");
        let mut cluster = Self { server, folder, made: AtomicU32::new(0) };
        cluster.wait_until_ready();
        cluster
    }

    /// The address of a new, empty database.
    pub(crate) fn database(&self) -> String {
        let name = format!("portal_{}", self.made.fetch_add(1, Ordering::Relaxed));
        let done = self.program("createdb").arg(&name).output().expect("createdb");
        assert!(done.status.success(), "createdb: {}", String::from_utf8_lossy(&done.stderr));
        format!("postgres://postgres@localhost/{name}?host={}", self.folder.path().display())
    }

    /// Runs a statement in a database as its owner, as somebody would who has broken in.
    pub(crate) fn run(&self, address: &str, statement: &str) {
        let name = address.split(['/', '?']).nth(3).expect("a database");
        let done = self.program("psql").args(["-q", "-c", statement, name]).output().expect("psql");
        assert!(done.status.success(), "psql: {}", String::from_utf8_lossy(&done.stderr));
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(programs().join(name));
        command.arg("-U").arg("postgres").arg("-h").arg(self.folder.path());
        command
    }

    fn wait_until_ready(&mut self) {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(30) {
            let asked = self.program("pg_isready").stdout(Stdio::null()).status().expect("pg_isready");
            if asked.success() {
                return;
            }
            let ended = self.server.try_wait().expect("its state");
            assert!(ended.is_none(), "PostgreSQL did not start: {}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("PostgreSQL did not get ready: {}", self.log());
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Already ended is as good.
        _ = self.server.kill();
        _ = self.server.wait();
    }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// A program, run by the user `postgres` where we are root.
fn as_a_person(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    // What the terminal sends to the test is not sent to the server behind its back.
    command.process_group(0).current_dir("/");
    command
}

/// Where Debian puts the programs; the newest version.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").map(|all| all.flatten().map(|one| one.path().join("bin")));
    let newest = versions.ok().and_then(|all| all.filter(|bin| bin.join("postgres").exists()).max());
    newest.expect("PostgreSQL is brought by `make test-tools` (Debian's package `postgresql`)")
}
