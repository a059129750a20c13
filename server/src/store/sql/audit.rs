//! The access record in its two tables. One transaction takes the right to write before it reads where the chain ends, so
//! that several nodes on one database make one chain.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use super::SqlStore;
use crate::store::audit::{AuditStore, EntryRow, HeadRow, MakeEntries, MakeHead, Tail, Tried, Unreadable};
use crate::store::{Pending, RowId};

const ENTRY: &str =
    "sequence, previous, hash, at, person, sitting, act, object, outcome, reason, browser, place, request";
const HEAD: &str = "number, sequence, hash, at, previous, key, signature";

/// Rows in one statement, far below the limit of values of either database.
const TOGETHER: usize = 200;

impl AuditStore for SqlStore {
    fn add_entries<'a>(&'a self, make: MakeEntries<'a>) -> Pending<'a, ()> {
        Box::pin(async move {
            let mut connection = self.pool.acquire().await?;
            let mut work = self.alone(&mut connection).await?;
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
            let mut work = self.alone(&mut connection).await?;
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
            self.engine.write_through(&mut connection, true).await?;
            let mut work = self.alone(&mut connection).await?;
            let end = tail(&mut work).await?;
            let last =
                sqlx::query(AssertSqlSafe(format!("select {HEAD} from audit_head order by number desc limit 1")))
                    .fetch_optional(&mut *work)
                    .await?;
            let last = last.as_ref().map(head_from).transpose()?;
            if let Some(head) = make(end, last) {
                sqlx::query(AssertSqlSafe(format!(
                    "insert into audit_head ({HEAD}) values ($1, $2, $3, $4, $5, $6, $7)"
                )))
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
            self.engine.write_through(&mut connection, false).await?;
            Ok(())
        })
    }

    fn entries_after(&self, sequence: i64, count: i64) -> Pending<'_, Vec<Result<EntryRow, Unreadable>>> {
        Box::pin(async move {
            let text = format!("select {ENTRY} from audit_entry where sequence > $1 order by sequence limit $2");
            let rows = sqlx::query(AssertSqlSafe(text)).bind(sequence).bind(count).fetch_all(&self.pool).await?;
            rows.iter().map(|row| or_its_place(row, entry_from(row))).collect()
        })
    }

    fn heads_after(&self, number: i64, count: i64) -> Pending<'_, Vec<Result<HeadRow, Unreadable>>> {
        Box::pin(async move {
            let text = format!("select {HEAD} from audit_head where number > $1 order by number limit $2");
            let rows = sqlx::query(AssertSqlSafe(text)).bind(number).bind(count).fetch_all(&self.pool).await?;
            rows.iter().map(|row| or_its_place(row, head_from(row))).collect()
        })
    }

    fn entries_of(&self, person: RowId, before: Option<i64>, count: i64) -> Pending<'_, Vec<EntryRow>> {
        Box::pin(async move {
            let text = format!(
                "select {ENTRY} from audit_entry where person = $1 and sequence < $2 order by sequence desc limit $3"
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
async fn add(work: &mut AnyConnection, rows: &[EntryRow]) -> Result<(), sqlx::Error> {
    for rows in rows.chunks(TOGETHER) {
        let text = format!("insert into audit_entry ({ENTRY}) values {}", places(rows.len()));
        // Kept ready only where it is the same again: a single entry.
        let mut query = sqlx::query(AssertSqlSafe(text)).persistent(rows.len() == 1);
        for row in rows {
            query = query
                .bind(row.sequence)
                .bind(row.previous.clone())
                .bind(row.hash.clone())
                .bind(row.at)
                .bind(row.person.clone())
                .bind(row.sitting.clone())
                .bind(row.act.clone())
                .bind(row.object.clone())
                .bind(row.outcome.clone())
                .bind(row.reason.clone())
                .bind(row.browser.clone())
                .bind(row.place.clone())
                .bind(row.request.clone());
        }
        query.execute(&mut *work).await?;
    }
    Ok(())
}

/// The places of so many entries' values: `($1, $2, …), ($14, …)`.
fn places(entries: usize) -> String {
    let columns = ENTRY.split(',').count();
    let of_entry = |entry: usize| {
        let of_column = (1..=columns).map(|column| format!("${}", entry * columns + column));
        format!("({})", of_column.collect::<Vec<_>>().join(", "))
    };
    (0..entries).map(of_entry).collect::<Vec<_>>().join(", ")
}

/// Whether a person's tries are as they are wanted. What was refused was no try.
async fn are_so(work: &mut AnyConnection, tried: &Tried) -> Result<bool, sqlx::Error> {
    // Our own words stand in the text: only so is the index of one form found.
    let about = format!("audit_entry where person = $1 and act = '{}' and object = '{}'", tried.act, tried.object);
    let text = format!(
        "select 1 where exists (select 1 from {about} and outcome = 'failed' and at between $2 and $3) \
         and not exists (select 1 from {about} and outcome = 'done' and at >= $4)"
    );
    let found = sqlx::query(AssertSqlSafe(text))
        .bind(tried.person.to_vec())
        .bind(tried.failed.0)
        .bind(tried.failed.1)
        .bind(tried.done_after)
        .fetch_optional(work)
        .await?;
    Ok(found.is_some())
}

async fn tail(work: &mut AnyConnection) -> Result<Tail, sqlx::Error> {
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
    row: &AnyRow,
    read: Result<T, sqlx::Error>,
) -> Result<Result<T, Unreadable>, crate::store::StoreError> {
    let place = row.try_get(0)?;
    Ok(read.map_err(|_| Unreadable(place)))
}

fn entry_from(row: &AnyRow) -> Result<EntryRow, sqlx::Error> {
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

fn head_from(row: &AnyRow) -> Result<HeadRow, sqlx::Error> {
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
