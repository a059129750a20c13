//! Forms to be sent again, in their table.

use sqlx::Row;

use super::SqliteStore;
use crate::store::draft::{DraftRow, DraftStore};
use crate::store::{Pending, RowId};

impl DraftStore for SqliteStore {
    fn keep_draft(&self, row: DraftRow) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("insert or replace into draft (id, person, sealed, ends_at) values (?, ?, ?, ?)")
                .bind(row.id.to_vec())
                .bind(row.person.to_vec())
                .bind(row.sealed)
                .bind(row.ends_at)
                .execute(&self.pool)
                .await?;
            Ok(())
        })
    }

    fn take_draft(&self, id: RowId, now: i64) -> Pending<'_, Option<DraftRow>> {
        Box::pin(async move {
            let taken = sqlx::query("delete from draft where id = ? returning person, sealed, ends_at")
                .bind(id.to_vec())
                .fetch_optional(&self.pool)
                .await?;
            let Some(row) = taken else { return Ok(None) };
            let ends_at: i64 = row.try_get(2)?;
            let person = RowId::try_from(row.try_get::<Vec<u8>, _>(0)?);
            match person {
                Ok(person) if ends_at > now => Ok(Some(DraftRow { id, person, sealed: row.try_get(1)?, ends_at })),
                _ => Ok(None),
            }
        })
    }
}
