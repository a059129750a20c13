//! Private feed addresses, in their table.

use sqlx::Row;

use super::SqlStore;
use crate::store::feed::FeedStore;
use crate::store::{Pending, RowId};

impl FeedStore for SqlStore {
    fn set_feed(&self, person: RowId, token: RowId) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("insert into feed (token, person) values ($1, $2) on conflict (person) do update set token = excluded.token")
                .bind(token.to_vec())
                .bind(person.to_vec())
                .execute(&self.pool)
                .await?;
            Ok(())
        })
    }

    fn end_feed(&self, person: RowId) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("delete from feed where person = $1").bind(person.to_vec()).execute(&self.pool).await?;
            Ok(())
        })
    }

    fn has_feed(&self, person: RowId) -> Pending<'_, bool> {
        Box::pin(async move {
            let found = sqlx::query("select 1 from feed where person = $1").bind(person.to_vec());
            Ok(found.fetch_optional(&self.pool).await?.is_some())
        })
    }

    fn feed_person(&self, token: RowId) -> Pending<'_, Option<RowId>> {
        Box::pin(async move {
            let found = sqlx::query("select person from feed where token = $1").bind(token.to_vec());
            let Some(row) = found.fetch_optional(&self.pool).await? else { return Ok(None) };
            Ok(RowId::try_from(row.try_get::<Vec<u8>, _>(0)?).ok())
        })
    }
}
