//! The access record in its two tables. One transaction takes the right to write before it reads where the chain ends, so
//! that several nodes on one file make one chain.

use sqlx::sqlite::{Sqlite, SqliteRow};
use sqlx::{AssertSqlSafe, QueryBuilder, Row, SqliteConnection};

use super::SqliteStore;
use crate::store::audit::{AuditStore, EntryRow, HeadRow, MakeEntries, MakeHead, Tail, Tried, Unreadable};
use crate::store::{Pending, RowId};

const ENTRY: &str =
    "sequence, previous, hash, at, person, sitting, act, object, outcome, reason, browser, place, request";
const HEAD: &str = "number, sequence, hash, at, previous, key, signature";

/// Rows in one statement, far below SQLite's limit of values.
const TOGETHER: usize = 200;

impl AuditStore for SqliteStore {
    fn add_entries<'a>(&'a self, make: MakeEntries<'a>) -> Pending<'a, ()> {
        Box::pin(async move {
            let mut work = self.pool.begin_with("begin immediate").await?;
            let rows = make(tail(&mut work).await?);
            add(&mut work, &rows).await?;
            work.commit().await?;
            Ok(())
        })
    }

    fn add_entry_late<'a>(&'a self, tried: &'a Tried, make: MakeEntries<'a>) -> Pending<'a, bool> {
        Box::pin(async move {
            // Nearly always there is nothing to add: nobody else is kept from writing for that.
            let mut connection = self.pool.acquire().await?;
            if !are_so(&mut connection, tried).await? {
                return Ok(false);
            }
            let mut work = sqlx::Connection::begin_with(&mut *connection, "begin immediate").await?;
            if !are_so(&mut work, tried).await? {
                return Ok(false);
            }
            let rows = make(tail(&mut work).await?);
            add(&mut work, &rows).await?;
            work.commit().await?;
            Ok(true)
        })
    }

    fn add_head<'a>(&'a self, make: MakeHead<'a>) -> Pending<'a, ()> {
        Box::pin(async move {
            let mut connection = self.pool.acquire().await?;
            // What is signed must not be lost by a failing machine: a true head would look like a cut record.
            sqlx::query("pragma synchronous = full").execute(&mut *connection).await?;
            let mut work = sqlx::Connection::begin_with(&mut *connection, "begin immediate").await?;
            let end = tail(&mut work).await?;
            let last =
                sqlx::query(AssertSqlSafe(format!("select {HEAD} from audit_head order by number desc limit 1")))
                    .fetch_optional(&mut *work)
                    .await?;
            let last = last.as_ref().map(head_from).transpose()?;
            if let Some(head) = make(end, last) {
                sqlx::query(AssertSqlSafe(format!("insert into audit_head ({HEAD}) values (?, ?, ?, ?, ?, ?, ?)")))
                    .bind(head.number)
                    .bind(head.sequence)
                    .bind(head.hash)
                    .bind(head.at)
                    .bind(head.previous)
                    .bind(head.key)
                    .bind(head.signature)
                    .execute(&mut *work)
                    .await?;
            }
            work.commit().await?;
            sqlx::query("pragma synchronous = normal").execute(&mut *connection).await?;
            Ok(())
        })
    }

    fn entries_after(&self, sequence: i64, count: i64) -> Pending<'_, Vec<Result<EntryRow, Unreadable>>> {
        Box::pin(async move {
            let text = format!("select {ENTRY} from audit_entry where sequence > ? order by sequence limit ?");
            let rows = sqlx::query(AssertSqlSafe(text)).bind(sequence).bind(count).fetch_all(&self.pool).await?;
            rows.iter().map(|row| or_its_place(row, entry_from(row))).collect()
        })
    }

    fn heads_after(&self, number: i64, count: i64) -> Pending<'_, Vec<Result<HeadRow, Unreadable>>> {
        Box::pin(async move {
            let text = format!("select {HEAD} from audit_head where number > ? order by number limit ?");
            let rows = sqlx::query(AssertSqlSafe(text)).bind(number).bind(count).fetch_all(&self.pool).await?;
            rows.iter().map(|row| or_its_place(row, head_from(row))).collect()
        })
    }

    fn entries_of(&self, person: RowId, before: Option<i64>, count: i64) -> Pending<'_, Vec<EntryRow>> {
        Box::pin(async move {
            let text = format!(
                "select {ENTRY} from audit_entry where person = ? and sequence < ? order by sequence desc limit ?"
            );
            let rows = sqlx::query(AssertSqlSafe(text))
                .bind(person.to_vec())
                .bind(before.unwrap_or(i64::MAX))
                .bind(count)
                .fetch_all(&self.pool)
                .await?;
            Ok(rows.iter().map(entry_from).collect::<Result<_, _>>()?)
        })
    }
}

/// Puts rows into the table.
async fn add(work: &mut SqliteConnection, rows: &[EntryRow]) -> Result<(), sqlx::Error> {
    for rows in rows.chunks(TOGETHER) {
        let mut query = QueryBuilder::<Sqlite>::new(format!("insert into audit_entry ({ENTRY}) "));
        query.push_values(rows, |mut values, row| {
            values
                .push_bind(row.sequence)
                .push_bind(row.previous.clone())
                .push_bind(row.hash.clone())
                .push_bind(row.at)
                .push_bind(row.person.clone())
                .push_bind(row.sitting.clone())
                .push_bind(row.act.clone())
                .push_bind(row.object.clone())
                .push_bind(row.outcome.clone())
                .push_bind(row.reason.clone())
                .push_bind(row.browser.clone())
                .push_bind(row.place.clone())
                .push_bind(row.request.clone());
        });
        // Kept ready only where it is the same again: a single entry.
        query.build().persistent(rows.len() == 1).execute(&mut *work).await?;
    }
    Ok(())
}

/// Whether a person's tries are as they are wanted. What was refused was no try.
async fn are_so(work: &mut SqliteConnection, tried: &Tried) -> Result<bool, sqlx::Error> {
    // Our own words stand in the text: only so is the index of one form found.
    let about = format!("audit_entry where person = ?1 and act = '{}' and object = '{}'", tried.act, tried.object);
    let text = format!(
        "select exists (select 1 from {about} and outcome = 'failed' and at between ?2 and ?3) \
         and not exists (select 1 from {about} and outcome = 'done' and at >= ?4)"
    );
    sqlx::query(AssertSqlSafe(text))
        .bind(tried.person.to_vec())
        .bind(tried.failed.0)
        .bind(tried.failed.1)
        .bind(tried.done_after)
        .fetch_one(work)
        .await?
        .try_get(0)
}

async fn tail(work: &mut SqliteConnection) -> Result<Tail, sqlx::Error> {
    let last = sqlx::query("select sequence, hash from audit_entry order by sequence desc limit 1")
        .fetch_optional(work)
        .await?;
    Ok(match last {
        Some(row) => Tail { sequence: row.try_get(0)?, hash: Some(row.try_get(1)?) },
        None => Tail { sequence: 0, hash: None },
    })
}

/// The row as read, or where it stands; only a row without a place is a failure of the database.
fn or_its_place<T>(
    row: &SqliteRow,
    read: Result<T, sqlx::Error>,
) -> Result<Result<T, Unreadable>, crate::store::StoreError> {
    let place = row.try_get(0)?;
    Ok(read.map_err(|_| Unreadable(place)))
}

fn entry_from(row: &SqliteRow) -> Result<EntryRow, sqlx::Error> {
    Ok(EntryRow {
        sequence: row.try_get(0)?,
        previous: row.try_get(1)?,
        hash: row.try_get(2)?,
        at: row.try_get(3)?,
        person: row.try_get(4)?,
        sitting: row.try_get(5)?,
        act: row.try_get(6)?,
        object: row.try_get(7)?,
        outcome: row.try_get(8)?,
        reason: row.try_get(9)?,
        browser: row.try_get(10)?,
        place: row.try_get(11)?,
        request: row.try_get(12)?,
    })
}

fn head_from(row: &SqliteRow) -> Result<HeadRow, sqlx::Error> {
    Ok(HeadRow {
        number: row.try_get(0)?,
        sequence: row.try_get(1)?,
        hash: row.try_get(2)?,
        at: row.try_get(3)?,
        previous: row.try_get(4)?,
        key: row.try_get(5)?,
        signature: row.try_get(6)?,
    })
}
