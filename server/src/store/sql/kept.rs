//! What people asked the portal to keep, in its table.

use sqlx::{AssertSqlSafe, Row};

use super::SqlStore;
use crate::store::kept::{Held, KeptRow, KeptStore};
use crate::store::{Pending, RowId};

impl KeptStore for SqlStore {
    fn kept<'a>(&'a self, person: RowId, kind: &'a str) -> Pending<'a, Option<KeptRow>> {
        Box::pin(async move {
            let found = sqlx::query("select version, sealed from kept where person = $1 and kind = $2")
                .bind(person.to_vec())
                .bind(kind)
                .fetch_optional(&self.pool)
                .await?;
            let Some(row) = found else { return Ok(None) };
            Ok(Some(KeptRow { version: row.try_get(0)?, sealed: row.try_get(1)? }))
        })
    }

    fn keep<'a>(&'a self, person: RowId, kind: &'a str, row: KeptRow) -> Pending<'a, bool> {
        Box::pin(async move {
            let text = if row.version == 1 {
                "insert into kept (version, sealed, person, kind) values ($1, $2, $3, $4) on conflict do nothing"
            } else {
                "update kept set version = $1, sealed = $2 where person = $3 and kind = $4 and version = $5"
            };
            let query = sqlx::query(text).bind(row.version).bind(row.sealed).bind(person.to_vec()).bind(kind);
            let query = if row.version == 1 { query } else { query.bind(row.version - 1) };
            Ok(query.execute(&self.pool).await?.rows_affected() == 1)
        })
    }

    fn forget_one<'a>(&'a self, person: RowId, kind: &'a str) -> Pending<'a, ()> {
        Box::pin(async move {
            let query =
                sqlx::query("delete from kept where person = $1 and kind = $2").bind(person.to_vec()).bind(kind);
            query.execute(&self.pool).await?;
            Ok(())
        })
    }

    fn held(&self, person: RowId) -> Pending<'_, Held> {
        Box::pin(async move {
            let kept = sqlx::query("select kind, length(sealed) from kept where person = $1 order by kind")
                .bind(person.to_vec())
                .fetch_all(&self.pool)
                .await?;
            let mut held = Held::default();
            for row in kept {
                held.kept.push((row.try_get(0)?, row.try_get::<i64, _>(1)?.unsigned_abs()));
            }
            let shared = sqlx::query(
                "select count(*), coalesce(sum(length(facts) + length(sealed)), 0) from partner_consent where person = $1",
            )
            .bind(person.to_vec())
            .fetch_one(&self.pool)
            .await?;
            if shared.try_get::<i64, _>(0)? > 0 {
                held.kept.push(("provider consents".to_owned(), shared.try_get::<i64, _>(1)?.unsigned_abs()));
            }
            let of_sessions = sqlx::query(
                "select kind, sum(length(sealed)) from session_kept \
                 where session in (select id from session where person = $1) group by kind order by kind",
            )
            .bind(person.to_vec())
            .fetch_all(&self.pool)
            .await?;
            for row in of_sessions {
                held.in_sessions.push((row.try_get(0)?, row.try_get::<i64, _>(1)?.unsigned_abs()));
            }
            let counts = sqlx::query(
                "select (select count(*) from visit where person = $1), (select count(*) from draft where person = $1), \
                 (select count(*) from session where person = $1 and length(sealed) > 0)",
            )
            .bind(person.to_vec())
            .fetch_one(&self.pool)
            .await?;
            let count = |place: usize| counts.try_get::<i64, _>(place).map(i64::unsigned_abs);
            held.last_visit = count(0)? > 0;
            held.drafts = count(1)?;
            held.sessions = count(2)?;
            Ok(held)
        })
    }

    fn session_kept<'a>(&'a self, session: RowId, kind: &'a str) -> Pending<'a, Option<KeptRow>> {
        Box::pin(async move {
            let found = sqlx::query("select version, sealed from session_kept where session = $1 and kind = $2")
                .bind(session.to_vec())
                .bind(kind)
                .fetch_optional(&self.pool)
                .await?;
            let Some(row) = found else { return Ok(None) };
            Ok(Some(KeptRow { version: row.try_get(0)?, sealed: row.try_get(1)? }))
        })
    }

    fn all_session_kept(&self, session: RowId) -> Pending<'_, Vec<(String, Vec<u8>)>> {
        Box::pin(async move {
            let query = sqlx::query_as("select kind, sealed from session_kept where session = $1 order by kind");
            Ok(query.bind(session.to_vec()).fetch_all(&self.pool).await?)
        })
    }

    fn keep_in_session<'a>(&'a self, session: RowId, kind: &'a str, row: KeptRow) -> Pending<'a, bool> {
        Box::pin(async move {
            let id = session.to_vec();
            let query = if row.version == 1 {
                // A session that ended meanwhile gets nothing that would outlive it.
                sqlx::query(
                    "insert into session_kept (version, sealed, session, kind) \
                     select $1, $2, id, $3 from session where id = $4 and length(sealed) > 0 on conflict do nothing",
                )
                .bind(row.version)
                .bind(row.sealed)
                .bind(kind)
                .bind(id)
            } else {
                sqlx::query(
                    "update session_kept set version = $1, sealed = $2 where session = $3 and kind = $4 and version = $5",
                )
                .bind(row.version)
                .bind(row.sealed)
                .bind(id)
                .bind(kind)
                .bind(row.version - 1)
            };
            Ok(query.execute(&self.pool).await?.rows_affected() == 1)
        })
    }

    fn forget_in_session<'a>(&'a self, session: RowId, kind: &'a str) -> Pending<'a, ()> {
        Box::pin(async move {
            sqlx::query("delete from session_kept where session = $1 and kind = $2")
                .bind(session.to_vec())
                .bind(kind)
                .execute(&self.pool)
                .await?;
            Ok(())
        })
    }

    fn forget_kept(&self, person: RowId) -> Pending<'_, u64> {
        Box::pin(async move {
            let of_sessions =
                sqlx::query("delete from session_kept where session in (select id from session where person = $1)");
            let mut gone = of_sessions.bind(person.to_vec()).execute(&self.pool).await?.rows_affected();
            for table in ["kept", "visit", "draft", "feed", "partner_consent"] {
                let query = sqlx::query(AssertSqlSafe(format!("delete from {table} where person = $1")));
                gone += query.bind(person.to_vec()).execute(&self.pool).await?.rows_affected();
            }
            Ok(gone)
        })
    }
}
