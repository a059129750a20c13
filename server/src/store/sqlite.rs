//! The store in one SQLite file. Each change is one statement, so that two requests cannot undo each other.

use std::path::Path;
use std::time::Duration;

use sqlx::Row;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};

use super::{Pending, RowId, SessionRow, Store, StoreError};

/// Most sign-ins under way, some 20 MB: anyone may begin one. The oldest make room.
const SIGN_INS: i64 = 50_000;

/// A pool over one file.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    pool: SqlitePool,
    sign_ins: i64,
}

impl SqliteStore {
    /// Opens or makes the file, and brings its tables up to date.
    ///
    /// # Errors
    /// When the folder or file cannot be used.
    pub async fn open(file: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A crash may lose the last seconds; the cost is a new sign-in.
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(Duration::from_secs(5));
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options)
            .await?;
        sqlx::migrate!("./migrations").run(&pool).await?;
        Ok(Self { pool, sign_ins: SIGN_INS })
    }
}

impl Store for SqliteStore {
    fn add_session(&self, row: SessionRow) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("insert into session (id, sealed, created_at, seen_at, ends_at) values (?, ?, ?, ?, ?)")
                .bind(row.id.to_vec())
                .bind(row.sealed)
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
            let found = sqlx::query("select sealed, created_at, seen_at, ends_at from session where id = ?")
                .bind(id.to_vec())
                .fetch_optional(&self.pool)
                .await?;
            let Some(row) = found else { return Ok(None) };
            Ok(Some(SessionRow {
                id,
                sealed: row.try_get(0)?,
                created_at: row.try_get(1)?,
                seen_at: row.try_get(2)?,
                ends_at: row.try_get(3)?,
            }))
        })
    }

    fn touch_session(&self, id: RowId, seen_at: i64) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("update session set seen_at = max(seen_at, ?) where id = ?")
                .bind(seen_at)
                .bind(id.to_vec())
                .execute(&self.pool)
                .await?;
            Ok(())
        })
    }

    fn end_session(&self, id: RowId) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("delete from session where id = ?").bind(id.to_vec()).execute(&self.pool).await?;
            Ok(())
        })
    }

    fn add_sign_in(&self, id: RowId, sealed: Vec<u8>, ends_at: i64) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("insert into sign_in (id, sealed, ends_at) values (?, ?, ?)")
                .bind(id.to_vec())
                .bind(sealed)
                .bind(ends_at)
                .execute(&self.pool)
                .await?;
            // Row numbers only grow while rows are there, so this needs no counting.
            sqlx::query("delete from sign_in where rowid <= (select max(rowid) from sign_in) - ?")
                .bind(self.sign_ins)
                .execute(&self.pool)
                .await?;
            Ok(())
        })
    }

    fn take_sign_in(&self, id: RowId, now: i64) -> Pending<'_, Option<Vec<u8>>> {
        Box::pin(async move {
            let taken = sqlx::query("delete from sign_in where id = ? returning sealed, ends_at")
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
            let found = sqlx::query("select at from visit where person = ?")
                .bind(person.to_vec())
                .fetch_optional(&self.pool)
                .await?;
            Ok(found.map(|row| row.try_get(0)).transpose()?)
        })
    }

    fn note_visit(&self, person: RowId, at: i64) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query(
                "insert into visit (person, at) values (?, ?) on conflict (person) do update set at = max(at, excluded.at)",
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
            sqlx::query("delete from session where ends_at <= ? or seen_at < ?")
                .bind(now)
                .bind(idle_before)
                .execute(&self.pool)
                .await?;
            sqlx::query("delete from sign_in where ends_at <= ?").bind(now).execute(&self.pool).await?;
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

#[cfg(test)]
mod tests {
    use super::*;

    async fn store() -> (tempfile::TempDir, SqliteStore) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("deep/portal.sqlite")).await.expect("a store");
        (folder, store)
    }

    fn row(id: u8, seen_at: i64, ends_at: i64) -> SessionRow {
        SessionRow { id: [id; 32], sealed: vec![id], created_at: 0, seen_at, ends_at }
    }

    #[tokio::test]
    async fn a_session_is_kept_moved_forward_and_ended() {
        let (_folder, store) = store().await;
        store.add_session(row(1, 100, 900)).await.expect("added");
        store.touch_session([1; 32], 160).await.expect("touched");
        store.touch_session([1; 32], 130).await.expect("touched late");
        assert_eq!(store.session([1; 32]).await.expect("read"), Some(row(1, 160, 900)));
        store.end_session([1; 32]).await.expect("ended");
        assert_eq!(store.session([1; 32]).await.expect("read"), None);
    }

    #[tokio::test]
    async fn a_sweep_drops_what_is_over_and_nothing_else() {
        let (_folder, store) = store().await;
        for (id, seen_at, ends_at) in [(1, 50, 900), (2, 100, 200), (3, 100, 900)] {
            store.add_session(row(id, seen_at, ends_at)).await.expect("added");
        }
        store.sweep(200, 60).await.expect("swept");
        let mut left = vec![];
        for id in 1..=3 {
            left.push(store.session([id; 32]).await.expect("read").is_some());
        }
        assert_eq!(left, [false, false, true]);
    }

    #[tokio::test]
    async fn a_sign_in_is_taken_once_and_only_in_time() {
        let (_folder, store) = store().await;
        store.add_sign_in([7; 32], vec![1, 2], 100).await.expect("added");
        store.add_sign_in([8; 32], vec![3], 100).await.expect("added");
        assert_eq!(store.take_sign_in([7; 32], 99).await.expect("taken"), Some(vec![1, 2]));
        assert_eq!(store.take_sign_in([7; 32], 99).await.expect("taken"), None);
        assert_eq!(store.take_sign_in([8; 32], 100).await.expect("taken"), None);
    }

    #[tokio::test]
    async fn the_oldest_sign_ins_make_room() {
        let (_folder, mut store) = store().await;
        store.sign_ins = 3;
        for id in 1..=5 {
            store.add_sign_in([id; 32], vec![id], 100).await.expect("added");
        }
        let mut left = vec![];
        for id in 1..=5 {
            left.push(store.take_sign_in([id; 32], 99).await.expect("taken").is_some());
        }
        assert_eq!(left, [false, false, true, true, true]);
    }

    #[tokio::test]
    async fn a_visit_is_kept_by_person_and_never_moves_back() {
        let (_folder, store) = store().await;
        assert_eq!(store.last_visit([1; 32]).await.expect("read"), None);
        for (at, expected) in [(10, 10), (30, 30), (20, 30)] {
            store.note_visit([1; 32], at).await.expect("noted");
            assert_eq!(store.last_visit([1; 32]).await.expect("read"), Some(expected));
        }
        assert_eq!(store.last_visit([2; 32]).await.expect("read"), None);
    }
}
