//! Forms to be sent again, in their table.

use sqlx::Row;

use super::SqlStore;
use crate::store::draft::{DraftRow, DraftStore, TakenDraft};
use crate::store::{Pending, RowId};

impl DraftStore for SqlStore {
    fn keep_draft(&self, row: DraftRow, most: u32) -> Pending<'_, ()> {
        Box::pin(async move {
            let mut work = self.pool.begin().await?;
            sqlx::query(
                "insert into draft (id, browser, person, sealed, ends_at) values ($1, $2, $3, $4, $5) \
                 on conflict (id) do update set browser = excluded.browser, person = excluded.person, \
                 sealed = excluded.sealed, ends_at = excluded.ends_at",
            )
            .bind(row.id.to_vec())
            .bind(row.browser.to_vec())
            .bind(row.person.to_vec())
            .bind(row.sealed)
            .bind(row.ends_at)
            .execute(&mut *work)
            .await?;
            sqlx::query(
                "delete from draft where person = $1 and id not in \
                 (select id from draft where person = $1 order by ends_at desc, rowid desc limit $2)",
            )
            .bind(row.person.to_vec())
            .bind(i64::from(most))
            .execute(&mut *work)
            .await?;
            work.commit().await?;
            Ok(())
        })
    }

    fn take_draft(&self, id: RowId, browser: RowId, person: RowId, now: i64) -> Pending<'_, TakenDraft> {
        Box::pin(async move {
            let mut connection = self.pool.acquire().await?;
            let mut work = self.alone(&mut connection).await?;
            let taken = sqlx::query("delete from draft where id = $1 returning person, sealed, ends_at")
                .bind(id.to_vec())
                .fetch_optional(&mut *work)
                .await?;
            let (mut sealed, mut foreign) = (None, false);
            if let Some(row) = taken {
                let (whose, ends_at): (Vec<u8>, i64) = (row.try_get(0)?, row.try_get(2)?);
                if whose != person {
                    foreign = true;
                    sqlx::query("delete from draft where browser = $1 and person <> $2")
                        .bind(browser.to_vec())
                        .bind(person.to_vec())
                        .execute(&mut *work)
                        .await?;
                } else if ends_at > now {
                    sealed = Some(row.try_get(1)?);
                }
            }
            let left = sqlx::query("select count(*) from draft where browser = $1 and ends_at > $2")
                .bind(browser.to_vec())
                .bind(now)
                .fetch_one(&mut *work)
                .await?;
            work.commit().await?;
            Ok(TakenDraft { sealed, foreign, more: left.try_get::<i64, _>(0)? > 0 })
        })
    }
}
