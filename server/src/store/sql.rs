//! The store in a database: one SQLite file, or PostgreSQL where several machines share it. Each change is one statement, or a
//! transaction that no other writer runs beside, so that two requests cannot undo each other.
//!
//! One text serves both databases: values stand as `$1`, `$2` …, a seal is emptied by `substr` (of one that is not empty: of nothing SQLite makes a null), the greater of two by `case`, and
//! what only one of them knows is in [`engine`].

mod audit;
mod draft;
mod engine;
mod feed;
mod kept;
mod logout;
mod partner;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::time::Duration;

use sqlx::any::{AnyPoolOptions, AnyRow};
use sqlx::{Any, AnyConnection, AnyPool, AssertSqlSafe, Row, Transaction};

use self::engine::Engine;
use super::{Pending, ProviderLogout, RowId, SessionRow, Store, StoreError};

/// Most sign-ins under way, some 20 MB: anyone may begin one. The oldest make room.
const SIGN_INS: i64 = 50_000;

/// For how long it is known whose a session was that ran out, seconds: as long as a form is kept for them.
const KNOWN_AFTER_END: i64 = 12 * 60 * 60;

/// The columns of a session, in the order in which [`session_from`] reads them.
const COLUMNS: &str =
    "id, sealed, person, provider_session, certificate, authenticated_at, browser, created_at, seen_at, ends_at";

/// A pool of connections.
#[derive(Clone, Debug)]
pub struct SqlStore {
    pool: AnyPool,
    engine: Engine,
    sign_ins: i64,
}

impl SqlStore {
    /// Opens or makes a file, and brings its tables up to date.
    ///
    /// # Errors
    /// When the folder or file cannot be used.
    pub async fn open(file: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        engine::make_private(file)?;
        Self::with(Engine::Sqlite, &engine::address_of(file, "rwc"), 4).await?.brought_up_to_date().await
    }

    /// Opens a file that is there, for reading alone.
    ///
    /// # Errors
    /// When there is no such file, or it is no database.
    pub async fn open_to_read(file: &Path) -> Result<Self, StoreError> {
        Self::with(Engine::Sqlite, &engine::address_of(file, "ro"), 1).await
    }

    /// Opens a database that PostgreSQL serves at this address, and brings its tables up to date.
    ///
    /// # Errors
    /// When nobody serves it there, or not to us.
    pub async fn served(address: &str) -> Result<Self, StoreError> {
        Self::with(Engine::Postgres, address, 16).await?.brought_up_to_date().await
    }

    /// The same for reading alone.
    ///
    /// # Errors
    /// When nobody serves it there, or not to us.
    pub async fn served_to_read(address: &str) -> Result<Self, StoreError> {
        Self::with(Engine::PostgresToRead, address, 1).await
    }

    async fn with(engine: Engine, address: &str, connections: u32) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let pool = AnyPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(5))
            .after_connect(move |connection, _| Box::pin(engine.prepare(connection)))
            .connect(address)
            .await?;
        Ok(Self { pool, engine, sign_ins: SIGN_INS })
    }

    async fn brought_up_to_date(self) -> Result<Self, StoreError> {
        self.engine.migrations().run(&self.pool).await?;
        Ok(self)
    }

    /// Begins a transaction that no other writer runs beside: what it reads first still holds when it writes.
    async fn alone<'c>(&self, connection: &'c mut AnyConnection) -> Result<Transaction<'c, Any>, sqlx::Error> {
        self.engine.alone(connection).await
    }
}

impl Store for SqlStore {
    fn add_session(&self, row: SessionRow) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query(AssertSqlSafe(format!(
                "insert into session ({COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
            )))
            .bind(row.id.to_vec())
            .bind(row.sealed)
            .bind(row.person.to_vec())
            .bind(row.provider_session.map(|id| id.to_vec()))
            .bind(row.certificate.map(|id| id.to_vec()))
            .bind(row.authenticated_at)
            .bind(row.browser)
            .bind(row.created_at)
            .bind(row.seen_at)
            .bind(row.ends_at)
            .execute(&self.pool)
            .await?;
            Ok(())
        })
    }

    fn session(&self, id: RowId) -> Pending<'_, Option<SessionRow>> {
        Box::pin(async move {
            let found = sqlx::query(AssertSqlSafe(format!("select {COLUMNS} from session where id = $1")))
                .bind(id.to_vec())
                .fetch_optional(&self.pool)
                .await?;
            found.as_ref().map(session_from).transpose()
        })
    }

    fn touch_session(&self, id: RowId, seen_at: i64) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("update session set seen_at = case when seen_at < $1 then $1 else seen_at end where id = $2")
                .bind(seen_at)
                .bind(id.to_vec())
                .execute(&self.pool)
                .await?;
            Ok(())
        })
    }

    fn reseal_session(&self, id: RowId, sealed: Vec<u8>) -> Pending<'_, bool> {
        Box::pin(async move {
            // What has been closed stays closed.
            let done = sqlx::query("update session set sealed = $1 where id = $2 and length(sealed) > 0")
                .bind(sealed)
                .bind(id.to_vec())
                .execute(&self.pool)
                .await?;
            Ok(done.rows_affected() == 1)
        })
    }

    fn end_session(&self, id: RowId) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("delete from session where id = $1").bind(id.to_vec()).execute(&self.pool).await?;
            Ok(())
        })
    }

    fn close_session(&self, id: RowId) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("update session set sealed = substr(sealed, 1, 0) where id = $1 and length(sealed) > 0")
                .bind(id.to_vec())
                .execute(&self.pool)
                .await?;
            Ok(())
        })
    }

    fn sessions_of(&self, person: RowId, now: i64, idle_before: i64) -> Pending<'_, Vec<SessionRow>> {
        Box::pin(async move {
            let text = format!(
                "select {COLUMNS} from session where person = $1 and ends_at > $2 and seen_at > $3 and length(sealed) > 0 \
                 order by created_at desc, id"
            );
            let rows = sqlx::query(AssertSqlSafe(text))
                .bind(person.to_vec())
                .bind(now)
                .bind(idle_before)
                .fetch_all(&self.pool)
                .await?;
            rows.iter().map(session_from).collect()
        })
    }

    fn end_other_sessions(&self, person: RowId, kept: RowId) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("delete from session where person = $1 and id <> $2")
                .bind(person.to_vec())
                .bind(kept.to_vec())
                .execute(&self.pool)
                .await?;
            Ok(())
        })
    }

    fn close_other_sessions(&self, person: RowId, kept: RowId) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("update session set sealed = substr(sealed, 1, 0) where person = $1 and id <> $2 and length(sealed) > 0")
                .bind(person.to_vec())
                .bind(kept.to_vec())
                .execute(&self.pool)
                .await?;
            Ok(())
        })
    }

    fn end_sessions_of_certificate(&self, certificate: RowId) -> Pending<'_, u64> {
        Box::pin(async move {
            let ended = sqlx::query(
                "update session set sealed = substr(sealed, 1, 0) where certificate = $1 and length(sealed) > 0",
            )
            .bind(certificate.to_vec())
            .execute(&self.pool)
            .await?;
            Ok(ended.rows_affected())
        })
    }

    fn end_by_provider(&self, logout: ProviderLogout) -> Pending<'_, Option<u64>> {
        Box::pin(logout::end(&self.pool, logout))
    }

    fn add_sign_in(&self, id: RowId, sealed: Vec<u8>, ends_at: i64) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("insert into sign_in (id, sealed, ends_at) values ($1, $2, $3)")
                .bind(id.to_vec())
                .bind(sealed)
                .bind(ends_at)
                .execute(&self.pool)
                .await?;
            // Row numbers only grow while rows are there, so this needs no counting.
            sqlx::query("delete from sign_in where rowid <= (select max(rowid) from sign_in) - $1")
                .bind(self.sign_ins)
                .execute(&self.pool)
                .await?;
            Ok(())
        })
    }

    fn take_sign_in(&self, id: RowId, now: i64) -> Pending<'_, Option<Vec<u8>>> {
        Box::pin(async move {
            let taken = sqlx::query("delete from sign_in where id = $1 returning sealed, ends_at")
                .bind(id.to_vec())
                .fetch_optional(&self.pool)
                .await?;
            let Some(row) = taken else { return Ok(None) };
            let ends_at: i64 = row.try_get(1)?;
            Ok(if ends_at > now { Some(row.try_get(0)?) } else { None })
        })
    }

    fn last_visit(&self, person: RowId) -> Pending<'_, Option<i64>> {
        Box::pin(async move {
            let found = sqlx::query("select at from visit where person = $1")
                .bind(person.to_vec())
                .fetch_optional(&self.pool)
                .await?;
            Ok(found.map(|row| row.try_get(0)).transpose()?)
        })
    }

    fn note_visit(&self, person: RowId, at: i64) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query(
                "insert into visit (person, at) values ($1, $2) on conflict (person) do update \
                 set at = case when visit.at < excluded.at then excluded.at else visit.at end",
            )
            .bind(person.to_vec())
            .bind(at)
            .execute(&self.pool)
            .await?;
            Ok(())
        })
    }

    fn sweep(&self, now: i64, idle_before: i64) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("update session set sealed = substr(sealed, 1, 0) where (ends_at <= $1 or seen_at <= $2) and length(sealed) > 0")
                .bind(now)
                .bind(idle_before)
                .execute(&self.pool)
                .await?;
            sqlx::query("delete from session where ends_at <= $1 or seen_at <= $2")
                .bind(now - KNOWN_AFTER_END)
                .bind(idle_before - KNOWN_AFTER_END)
                .execute(&self.pool)
                .await?;
            for table in ["sign_in", "draft", "provider_logout", "partner_grant", "partner_proof"] {
                sqlx::query(AssertSqlSafe(format!("delete from {table} where ends_at <= $1")))
                    .bind(now)
                    .execute(&self.pool)
                    .await?;
            }
            Ok(())
        })
    }

    fn ping(&self) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("select 1").execute(&self.pool).await?;
            Ok(())
        })
    }
}

fn session_from(row: &AnyRow) -> Result<SessionRow, StoreError> {
    let digest = |bytes: Vec<u8>| RowId::try_from(bytes).map_err(|_| sqlx::Error::Decode("not a digest".into()));
    Ok(SessionRow {
        id: digest(row.try_get(0)?)?,
        sealed: row.try_get(1)?,
        person: digest(row.try_get(2)?)?,
        provider_session: row.try_get::<Option<Vec<u8>>, _>(3)?.map(digest).transpose()?,
        certificate: row.try_get::<Option<Vec<u8>>, _>(4)?.map(digest).transpose()?,
        authenticated_at: row.try_get(5)?,
        browser: row.try_get(6)?,
        created_at: row.try_get(7)?,
        seen_at: row.try_get(8)?,
        ends_at: row.try_get(9)?,
    })
}
