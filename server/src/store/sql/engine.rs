//! What only one of the two databases knows.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::{Any, AnyConnection, Connection, Transaction};

/// The lock that writers of PostgreSQL take one after another; any number serves that nobody else uses.
const WRITERS: i64 = 0x6b65_6e6b_6f74_6563;

static SQLITE: Migrator = sqlx::migrate!("./migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("./migrations/postgres");

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Engine {
    /// One file.
    Sqlite,
    /// Served to several machines.
    Postgres,
    /// The same, and nothing may be written.
    PostgresToRead,
}

/// The address of a file; `mode` is SQLite's own word. What would end the address or begin something else in it is escaped.
pub(super) fn address_of(file: &Path, mode: &str) -> String {
    let escaped = file.to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    format!("sqlite:{escaped}?mode={mode}")
}

/// Makes the file, if it is not there, such that nobody else on the machine can read it; what SQLite puts beside it is made like it.
pub(super) fn make_private(file: &Path) -> std::io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Err(failure) if failure.kind() != ErrorKind::AlreadyExists => Err(failure),
        _ => Ok(()),
    }
}

impl Engine {
    /// The tables, step by step.
    pub(super) fn migrations(self) -> &'static Migrator {
        match self {
            Self::Sqlite => &SQLITE,
            Self::Postgres | Self::PostgresToRead => &POSTGRES,
        }
    }

    /// Sets up a new connection.
    pub(super) async fn prepare(self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        let words: &[&'static str] = match self {
            // A crash may lose the last seconds; the cost is a new sign-in.
            Self::Sqlite => &["pragma busy_timeout = 5000", "pragma journal_mode = wal", "pragma synchronous = normal"],
            Self::Postgres => &["set lock_timeout = '5s'", "set statement_timeout = '10s'"],
            Self::PostgresToRead => &["set default_transaction_read_only = on"],
        };
        for words in words {
            sqlx::raw_sql(*words).execute(&mut *connection).await?;
        }
        Ok(())
    }

    /// Whether what is written next must outlive a failing machine. PostgreSQL sees to it in any case.
    pub(super) async fn write_through(self, connection: &mut AnyConnection, through: bool) -> Result<(), sqlx::Error> {
        if self == Self::Sqlite {
            let words = if through { "pragma synchronous = full" } else { "pragma synchronous = normal" };
            sqlx::raw_sql(words).execute(connection).await?;
        }
        Ok(())
    }

    /// Begins a transaction that no other writer runs beside.
    pub(super) async fn alone(self, connection: &mut AnyConnection) -> Result<Transaction<'_, Any>, sqlx::Error> {
        match self {
            Self::Sqlite => Connection::begin_with(connection, "begin immediate").await,
            Self::Postgres | Self::PostgresToRead => {
                let mut work = Connection::begin(connection).await?;
                // The function answers with nothing at all, which no row can hold: hence the 1.
                sqlx::query("select 1 from pg_advisory_xact_lock($1)").bind(WRITERS).execute(&mut *work).await?;
                Ok(work)
            }
        }
    }
}
