//! Providers, consents, tokens and uses, in their tables. What must hold together is one statement or one transaction.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use super::SqlStore;
use crate::store::partner::{ConsentRow, GrantRow, PartnerRow, PartnerStore, Role, Taken, UseRow};
use crate::store::{Pending, RowId};

const CONSENT: &str = "id, person, partner, facts, given_at, ends_at, stopped_at, stopped, sealed";
const GRANT: &str = "id, role, consent, sealed, bound, ends_at";
const USE: &str = "select at, object, outcome from partner_use where consent = $1";

/// Ends consents that a condition names; their tokens open nothing from then on.
const STOP: &str = "update partner_consent set stopped_at = $1, stopped = $2, sealed = case when length(sealed) > 0 then substr(sealed, 1, 0) else sealed end \
     where stopped = '' and ";

impl PartnerStore for SqlStore {
    fn put_partner<'a>(&'a self, row: PartnerRow, ends: Option<&'a str>) -> Pending<'a, u64> {
        Box::pin(async move {
            let mut connection = self.pool.acquire().await?;
            let mut work = self.alone(&mut connection).await?;
            let mut ended = 0;
            if let Some(why) = ends {
                let stop = sqlx::query(AssertSqlSafe(format!("{STOP} partner = $3")));
                let stop = stop.bind(row.changed_at).bind(why).bind(&row.id);
                ended = stop.execute(&mut *work).await?.rows_affected();
            }
            sqlx::query(
                "insert into partner (id, facts, active, changed_at) values ($1, $2, $3, $4) \
                 on conflict (id) do update set facts = excluded.facts, changed_at = excluded.changed_at",
            )
            .bind(row.id)
            .bind(row.facts)
            .bind(i64::from(row.active))
            .bind(row.changed_at)
            .execute(&mut *work)
            .await?;
            work.commit().await?;
            Ok(ended)
        })
    }

    fn partners(&self) -> Pending<'_, Vec<PartnerRow>> {
        Box::pin(async move {
            let rows = sqlx::query("select id, facts, active, changed_at from partner order by id");
            let rows = rows.fetch_all(&self.pool).await?;
            Ok(rows.iter().map(partner_from).collect::<Result<_, _>>()?)
        })
    }

    fn partner<'a>(&'a self, id: &'a str) -> Pending<'a, Option<PartnerRow>> {
        Box::pin(async move {
            let row = sqlx::query("select id, facts, active, changed_at from partner where id = $1").bind(id);
            Ok(row.fetch_optional(&self.pool).await?.as_ref().map(partner_from).transpose()?)
        })
    }

    fn set_partner_active<'a>(&'a self, id: &'a str, active: bool, at: i64) -> Pending<'a, bool> {
        Box::pin(async move {
            let query = sqlx::query("update partner set active = $1, changed_at = $2 where id = $3");
            let done = query.bind(i64::from(active)).bind(at).bind(id).execute(&self.pool).await?;
            Ok(done.rows_affected() == 1)
        })
    }

    fn add_consent(&self, consent: ConsentRow, code: GrantRow) -> Pending<'_, ()> {
        Box::pin(async move {
            let mut connection = self.pool.acquire().await?;
            let mut work = self.alone(&mut connection).await?;
            sqlx::query(AssertSqlSafe(format!("{STOP} person = $3 and partner = $4")))
                .bind(consent.given_at)
                .bind("replaced")
                .bind(consent.person.to_vec())
                .bind(&consent.partner)
                .execute(&mut *work)
                .await?;
            sqlx::query(AssertSqlSafe(format!(
                "insert into partner_consent ({CONSENT}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            )))
            .bind(consent.id.to_vec())
            .bind(consent.person.to_vec())
            .bind(consent.partner)
            .bind(consent.facts)
            .bind(consent.given_at)
            .bind(consent.ends_at)
            .bind(consent.stopped_at)
            .bind(consent.stopped)
            .bind(consent.sealed)
            .execute(&mut *work)
            .await?;
            insert(&mut work, code).await?;
            work.commit().await?;
            Ok(())
        })
    }

    fn consent(&self, id: RowId) -> Pending<'_, Option<ConsentRow>> {
        Box::pin(async move {
            let text = format!("select {CONSENT} from partner_consent where id = $1");
            let row = sqlx::query(AssertSqlSafe(text)).bind(id.to_vec()).fetch_optional(&self.pool).await?;
            Ok(row.as_ref().map(consent_from).transpose()?)
        })
    }

    fn consents_of(&self, person: RowId) -> Pending<'_, Vec<ConsentRow>> {
        Box::pin(async move {
            let text = format!("select {CONSENT} from partner_consent where person = $1 order by given_at desc, id");
            let rows = sqlx::query(AssertSqlSafe(text)).bind(person.to_vec()).fetch_all(&self.pool).await?;
            Ok(rows.iter().map(consent_from).collect::<Result<_, _>>()?)
        })
    }

    fn change_consent(&self, person: RowId, id: RowId, facts: String, ends_at: i64) -> Pending<'_, bool> {
        Box::pin(async move {
            let done = sqlx::query(
                "update partner_consent set facts = $1, ends_at = case when ends_at < $2 then ends_at else $2 end where id = $3 and person = $4 and stopped = ''",
            )
            .bind(facts)
            .bind(ends_at)
            .bind(id.to_vec())
            .bind(person.to_vec())
            .execute(&self.pool)
            .await?;
            Ok(done.rows_affected() == 1)
        })
    }

    fn stop_consent<'a>(&'a self, person: Option<RowId>, id: RowId, at: i64, why: &'a str) -> Pending<'a, bool> {
        Box::pin(async move {
            let done = sqlx::query(AssertSqlSafe(format!("{STOP} id = $3 and person = coalesce($4, person)")))
                .bind(at)
                .bind(why)
                .bind(id.to_vec())
                .bind(person.map(|person| person.to_vec()))
                .execute(&self.pool)
                .await?;
            Ok(done.rows_affected() == 1)
        })
    }

    fn add_grants(&self, rows: Vec<GrantRow>) -> Pending<'_, bool> {
        Box::pin(async move {
            let mut connection = self.pool.acquire().await?;
            let mut work = self.alone(&mut connection).await?;
            for row in rows {
                let open = sqlx::query("select 1 from partner_consent where id = $1 and stopped = ''");
                if open.bind(row.consent.to_vec()).fetch_optional(&mut *work).await?.is_none() {
                    return Ok(false);
                }
                insert(&mut work, row).await?;
            }
            work.commit().await?;
            Ok(true)
        })
    }

    fn grant(&self, id: RowId) -> Pending<'_, Option<GrantRow>> {
        Box::pin(async move {
            let text = format!("select {GRANT} from partner_grant where id = $1");
            let row = sqlx::query(AssertSqlSafe(text)).bind(id.to_vec()).fetch_optional(&self.pool).await?;
            Ok(row.as_ref().map(grant_from).transpose()?)
        })
    }

    fn take_grant(&self, id: RowId, role: Role, now: i64) -> Pending<'_, Taken> {
        Box::pin(async move {
            let text = format!(
                "update partner_grant set used_at = $1 where id = $2 and role = $3 and used_at is null and ends_at > $4 returning {GRANT}"
            );
            let first = sqlx::query(AssertSqlSafe(text)).bind(now).bind(id.to_vec()).bind(role.code()).bind(now);
            if let Some(row) = first.fetch_optional(&self.pool).await? {
                return Ok(Taken::First(grant_from(&row)?));
            }
            let text = format!("select {GRANT} from partner_grant where id = $1 and role = $2 and used_at is not null");
            let used = sqlx::query(AssertSqlSafe(text)).bind(id.to_vec()).bind(role.code());
            Ok(match used.fetch_optional(&self.pool).await? {
                Some(row) => Taken::Again(grant_from(&row)?),
                None => Taken::None,
            })
        })
    }

    fn note_use(&self, consent: RowId, row: UseRow) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("insert into partner_use (consent, at, object, outcome) values ($1, $2, $3, $4)")
                .bind(consent.to_vec())
                .bind(row.at)
                .bind(row.object)
                .bind(row.outcome)
                .execute(&self.pool)
                .await?;
            Ok(())
        })
    }

    fn uses_of(&self, consent: RowId, skip: i64, count: i64) -> Pending<'_, Vec<UseRow>> {
        Box::pin(async move {
            let text = format!("{USE} order by at desc, rowid desc limit $2 offset $3");
            let rows = sqlx::query(AssertSqlSafe(text)).bind(consent.to_vec()).bind(count).bind(skip);
            Ok(rows.fetch_all(&self.pool).await?.iter().map(use_from).collect::<Result<_, _>>()?)
        })
    }

    fn count_uses(&self, consent: RowId) -> Pending<'_, i64> {
        Box::pin(async move {
            let count = sqlx::query("select count(*) from partner_use where consent = $1").bind(consent.to_vec());
            Ok(count.fetch_one(&self.pool).await?.try_get(0)?)
        })
    }

    fn last_use<'a>(&'a self, consent: RowId, outcome: &'a str) -> Pending<'a, Option<UseRow>> {
        Box::pin(async move {
            let text = format!("{USE} and outcome = $2 order by at desc, rowid desc limit 1");
            let row = sqlx::query(AssertSqlSafe(text)).bind(consent.to_vec()).bind(outcome);
            Ok(row.fetch_optional(&self.pool).await?.as_ref().map(use_from).transpose()?)
        })
    }

    fn open_until(&self, consent: RowId, now: i64) -> Pending<'_, Option<i64>> {
        Box::pin(async move {
            let last = sqlx::query(
                "select max(ends_at) from partner_grant where consent = $1 and used_at is null and ends_at > $2",
            );
            Ok(last.bind(consent.to_vec()).bind(now).fetch_one(&self.pool).await?.try_get(0)?)
        })
    }

    fn first_proof(&self, id: RowId, ends_at: i64) -> Pending<'_, bool> {
        Box::pin(async move {
            let query = sqlx::query("insert into partner_proof (id, ends_at) values ($1, $2) on conflict do nothing");
            Ok(query.bind(id.to_vec()).bind(ends_at).execute(&self.pool).await?.rows_affected() == 1)
        })
    }
}

async fn insert(work: &mut AnyConnection, row: GrantRow) -> Result<(), sqlx::Error> {
    sqlx::query(AssertSqlSafe(format!("insert into partner_grant ({GRANT}) values ($1, $2, $3, $4, $5, $6)")))
        .bind(row.id.to_vec())
        .bind(row.role.code())
        .bind(row.consent.to_vec())
        .bind(row.sealed)
        .bind(row.bound)
        .bind(row.ends_at)
        .execute(work)
        .await?;
    Ok(())
}

fn digest(row: &AnyRow, place: usize) -> Result<RowId, sqlx::Error> {
    RowId::try_from(row.try_get::<Vec<u8>, _>(place)?).map_err(|_| sqlx::Error::Decode("not a digest".into()))
}

fn partner_from(row: &AnyRow) -> Result<PartnerRow, sqlx::Error> {
    Ok(PartnerRow {
        id: row.try_get(0)?,
        facts: row.try_get(1)?,
        active: row.try_get::<i64, _>(2)? != 0,
        changed_at: row.try_get(3)?,
    })
}

fn consent_from(row: &AnyRow) -> Result<ConsentRow, sqlx::Error> {
    Ok(ConsentRow {
        id: digest(row, 0)?,
        person: digest(row, 1)?,
        partner: row.try_get(2)?,
        facts: row.try_get(3)?,
        given_at: row.try_get(4)?,
        ends_at: row.try_get(5)?,
        stopped_at: row.try_get(6)?,
        stopped: row.try_get(7)?,
        sealed: row.try_get(8)?,
    })
}

fn use_from(row: &AnyRow) -> Result<UseRow, sqlx::Error> {
    Ok(UseRow { at: row.try_get(0)?, object: row.try_get(1)?, outcome: row.try_get(2)? })
}

fn grant_from(row: &AnyRow) -> Result<GrantRow, sqlx::Error> {
    let role = match row.try_get::<String, _>(1)?.as_str() {
        "code" => Role::Code,
        "access" => Role::Access,
        "refresh" => Role::Refresh,
        "launch" => Role::Launch,
        "view" => Role::View,
        _ => return Err(sqlx::Error::Decode("not a role".into())),
    };
    Ok(GrantRow {
        id: digest(row, 0)?,
        role,
        consent: digest(row, 2)?,
        sealed: row.try_get(3)?,
        bound: row.try_get(4)?,
        ends_at: row.try_get(5)?,
    })
}
