//! Providers, consents, tokens and uses, in their tables. What must hold together is one statement or one transaction.

use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row};

use super::SqliteStore;
use crate::store::partner::{ConsentRow, GrantRow, PartnerRow, PartnerStore, Role, Taken, UseRow};
use crate::store::{Pending, RowId};

const CONSENT: &str = "id, person, partner, facts, given_at, ends_at, stopped_at, stopped, sealed";
const GRANT: &str = "id, role, consent, sealed, bound, ends_at";
const USE: &str = "select at, object, outcome from partner_use where consent = ?";

/// Ends consents that a condition names; their tokens open nothing from then on.
const STOP: &str = "update partner_consent set stopped_at = ?, stopped = ?, sealed = x'' where stopped = '' and ";

impl PartnerStore for SqliteStore {
    fn put_partner<'a>(&'a self, row: PartnerRow, ends: Option<&'a str>) -> Pending<'a, u64> {
        Box::pin(async move {
            let mut work = self.pool.begin_with("begin immediate").await?;
            let mut ended = 0;
            if let Some(why) = ends {
                let stop = sqlx::query(AssertSqlSafe(format!("{STOP} partner = ?")));
                let stop = stop.bind(row.changed_at).bind(why).bind(&row.id);
                ended = stop.execute(&mut *work).await?.rows_affected();
            }
            sqlx::query(
                "insert into partner (id, facts, active, changed_at) values (?, ?, ?, ?) \
                 on conflict (id) do update set facts = excluded.facts, changed_at = excluded.changed_at",
            )
            .bind(row.id)
            .bind(row.facts)
            .bind(row.active)
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
            let row = sqlx::query("select id, facts, active, changed_at from partner where id = ?").bind(id);
            Ok(row.fetch_optional(&self.pool).await?.as_ref().map(partner_from).transpose()?)
        })
    }

    fn set_partner_active<'a>(&'a self, id: &'a str, active: bool, at: i64) -> Pending<'a, bool> {
        Box::pin(async move {
            let query = sqlx::query("update partner set active = ?, changed_at = ? where id = ?");
            let done = query.bind(active).bind(at).bind(id).execute(&self.pool).await?;
            Ok(done.rows_affected() == 1)
        })
    }

    fn add_consent(&self, consent: ConsentRow, code: GrantRow) -> Pending<'_, ()> {
        Box::pin(async move {
            let mut work = self.pool.begin_with("begin immediate").await?;
            sqlx::query(AssertSqlSafe(format!("{STOP} person = ? and partner = ?")))
                .bind(consent.given_at)
                .bind("replaced")
                .bind(consent.person.to_vec())
                .bind(&consent.partner)
                .execute(&mut *work)
                .await?;
            sqlx::query(AssertSqlSafe(format!(
                "insert into partner_consent ({CONSENT}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
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
            let text = format!("select {CONSENT} from partner_consent where id = ?");
            let row = sqlx::query(AssertSqlSafe(text)).bind(id.to_vec()).fetch_optional(&self.pool).await?;
            Ok(row.as_ref().map(consent_from).transpose()?)
        })
    }

    fn consents_of(&self, person: RowId) -> Pending<'_, Vec<ConsentRow>> {
        Box::pin(async move {
            let text = format!("select {CONSENT} from partner_consent where person = ? order by given_at desc, id");
            let rows = sqlx::query(AssertSqlSafe(text)).bind(person.to_vec()).fetch_all(&self.pool).await?;
            Ok(rows.iter().map(consent_from).collect::<Result<_, _>>()?)
        })
    }

    fn change_consent(&self, person: RowId, id: RowId, facts: String, ends_at: i64) -> Pending<'_, bool> {
        Box::pin(async move {
            let done = sqlx::query(
                "update partner_consent set facts = ?, ends_at = min(ends_at, ?) where id = ? and person = ? and stopped = ''",
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
            let done = sqlx::query(AssertSqlSafe(format!("{STOP} id = ? and person = coalesce(?, person)")))
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
            let mut work = self.pool.begin_with("begin immediate").await?;
            for row in rows {
                let open = sqlx::query("select 1 from partner_consent where id = ? and stopped = ''");
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
            let text = format!("select {GRANT} from partner_grant where id = ?");
            let row = sqlx::query(AssertSqlSafe(text)).bind(id.to_vec()).fetch_optional(&self.pool).await?;
            Ok(row.as_ref().map(grant_from).transpose()?)
        })
    }

    fn take_grant(&self, id: RowId, role: Role, now: i64) -> Pending<'_, Taken> {
        Box::pin(async move {
            let text = format!(
                "update partner_grant set used_at = ? where id = ? and role = ? and used_at is null and ends_at > ? returning {GRANT}"
            );
            let first = sqlx::query(AssertSqlSafe(text)).bind(now).bind(id.to_vec()).bind(role.code()).bind(now);
            if let Some(row) = first.fetch_optional(&self.pool).await? {
                return Ok(Taken::First(grant_from(&row)?));
            }
            let text = format!("select {GRANT} from partner_grant where id = ? and role = ? and used_at is not null");
            let used = sqlx::query(AssertSqlSafe(text)).bind(id.to_vec()).bind(role.code());
            Ok(match used.fetch_optional(&self.pool).await? {
                Some(row) => Taken::Again(grant_from(&row)?),
                None => Taken::None,
            })
        })
    }

    fn note_use(&self, consent: RowId, row: UseRow) -> Pending<'_, ()> {
        Box::pin(async move {
            sqlx::query("insert into partner_use (consent, at, object, outcome) values (?, ?, ?, ?)")
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
            let text = format!("{USE} order by at desc, rowid desc limit ? offset ?");
            let rows = sqlx::query(AssertSqlSafe(text)).bind(consent.to_vec()).bind(count).bind(skip);
            Ok(rows.fetch_all(&self.pool).await?.iter().map(use_from).collect::<Result<_, _>>()?)
        })
    }

    fn count_uses(&self, consent: RowId) -> Pending<'_, i64> {
        Box::pin(async move {
            let count = sqlx::query("select count(*) from partner_use where consent = ?").bind(consent.to_vec());
            Ok(count.fetch_one(&self.pool).await?.try_get(0)?)
        })
    }

    fn last_use<'a>(&'a self, consent: RowId, outcome: &'a str) -> Pending<'a, Option<UseRow>> {
        Box::pin(async move {
            let text = format!("{USE} and outcome = ? order by at desc, rowid desc limit 1");
            let row = sqlx::query(AssertSqlSafe(text)).bind(consent.to_vec()).bind(outcome);
            Ok(row.fetch_optional(&self.pool).await?.as_ref().map(use_from).transpose()?)
        })
    }

    fn open_until(&self, consent: RowId, now: i64) -> Pending<'_, Option<i64>> {
        Box::pin(async move {
            let last = sqlx::query(
                "select max(ends_at) from partner_grant where consent = ? and used_at is null and ends_at > ?",
            );
            Ok(last.bind(consent.to_vec()).bind(now).fetch_one(&self.pool).await?.try_get(0)?)
        })
    }

    fn first_proof(&self, id: RowId, ends_at: i64) -> Pending<'_, bool> {
        Box::pin(async move {
            let query = sqlx::query("insert into partner_proof (id, ends_at) values (?, ?) on conflict do nothing");
            Ok(query.bind(id.to_vec()).bind(ends_at).execute(&self.pool).await?.rows_affected() == 1)
        })
    }
}

async fn insert(work: &mut sqlx::SqliteConnection, row: GrantRow) -> Result<(), sqlx::Error> {
    sqlx::query(AssertSqlSafe(format!("insert into partner_grant ({GRANT}) values (?, ?, ?, ?, ?, ?)")))
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

fn digest(row: &SqliteRow, place: usize) -> Result<RowId, sqlx::Error> {
    RowId::try_from(row.try_get::<Vec<u8>, _>(place)?).map_err(|_| sqlx::Error::Decode("not a digest".into()))
}

fn partner_from(row: &SqliteRow) -> Result<PartnerRow, sqlx::Error> {
    Ok(PartnerRow { id: row.try_get(0)?, facts: row.try_get(1)?, active: row.try_get(2)?, changed_at: row.try_get(3)? })
}

fn consent_from(row: &SqliteRow) -> Result<ConsentRow, sqlx::Error> {
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

fn use_from(row: &SqliteRow) -> Result<UseRow, sqlx::Error> {
    Ok(UseRow { at: row.try_get(0)?, object: row.try_get(1)?, outcome: row.try_get(2)? })
}

fn grant_from(row: &SqliteRow) -> Result<GrantRow, sqlx::Error> {
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
