//! Ending sessions by a message of the provider: the message and its effect are one transaction.

use sqlx::AnyPool;

use super::super::{ProviderLogout, StoreError};

/// Closes every session that fits; whose it was stays known for a while, so that what was typed is kept for them. A session begun without a provider's session id fits by its person alone.
pub(super) async fn end(pool: &AnyPool, logout: ProviderLogout) -> Result<Option<u64>, StoreError> {
    let mut work = pool.begin().await?;
    let noted = sqlx::query("insert into provider_logout (id, ends_at) values ($1, $2) on conflict (id) do nothing")
        .bind(logout.id.to_vec())
        .bind(logout.remember_until)
        .execute(&mut *work)
        .await?;
    if noted.rows_affected() == 0 {
        return Ok(None);
    }
    let ended = match (logout.person, logout.provider_session) {
        (None, None) => 0,
        (Some(person), None) => {
            sqlx::query("update session set sealed = substr(sealed, 1, 0) where length(sealed) > 0 and person = $1")
                .bind(person.to_vec())
                .execute(&mut *work)
                .await?
                .rows_affected()
        }
        (None, Some(session)) => sqlx::query(
            "update session set sealed = substr(sealed, 1, 0) where length(sealed) > 0 and provider_session = $1",
        )
        .bind(session.to_vec())
        .execute(&mut *work)
        .await?
        .rows_affected(),
        (Some(person), Some(session)) => sqlx::query(
            "update session set sealed = substr(sealed, 1, 0) where length(sealed) > 0 and person = $1 \
                 and (provider_session = $2 or provider_session is null)",
        )
        .bind(person.to_vec())
        .bind(session.to_vec())
        .execute(&mut *work)
        .await?
        .rows_affected(),
    };
    work.commit().await?;
    Ok(Some(ended))
}
