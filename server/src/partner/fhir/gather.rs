//! The records behind resources of a type: asked of the hub for the years that the consent holds and the search can find, less
//! what the person hides or says is not theirs.

use std::collections::HashSet;
use std::sync::Arc;

use app::domain::delegation::RecordKind;
use app::domain::medication::Dispensing;
use app::domain::name_match::can_name;
use app::domain::partner::Resource;
use app::drug_years::{span_of, walk};
use app::files::fhir::rest::{self, Naming, Served};
use app::records::{Records, Trouble};
use chrono::{Datelike, NaiveDate};
use futures_util::StreamExt;

use super::query::Query;
use crate::disowned::{Added, OwnRecords};
use crate::hub::support_code;
use crate::middleware::request_id::RequestId;
use crate::partner::bearer::Opened;
use crate::partner::{fhir_base, standing, told_names};
use crate::state::Portal;

/// The first year of which expenses are kept.
const FIRST_EXPENSES: i32 = 2021;

/// All resources of a type that are open, in an order that stays: newest first, then by name.
pub(super) async fn all(
    portal: &Portal,
    opened: &Opened,
    resource: Resource,
    query: &Query,
    id: &RequestId,
) -> Result<Vec<Served>, Trouble> {
    let today = portal.clock.today();
    let made = portal.clock.japan(portal.clock.unix_now());
    let person = opened.whose.person;
    let name = told_names(portal, person, &opened.partner.id);
    let base = fhir_base(&portal.config.listen.origin());
    let naming = Naming { name: &name, base: &base, made };
    let records: Arc<dyn Records> = Arc::new(OwnRecords::new(
        portal.hub.records_for(&opened.identity, None, id, Arc::new(|_| {})),
        portal.vault.clone(),
        person,
        made,
        today,
        support_code(&id.0),
        // As for somebody who looks for another: hidden drugs stay hidden, and what the person added stays here.
        Added::ForAnother,
    ));
    let years = &opened.terms.years;
    let has = |kind: RecordKind| opened.terms.kinds.contains(&kind) && resource.kinds().contains(&kind);
    let mut found = Vec::new();
    if resource == Resource::Patient {
        // The name lies here, and is told only as long as the hub would tell anything.
        standing::ask(portal, &opened.identity, &opened.terms.kinds, id).await?;
        found.extend(rest::patient(&opened.identity.person, &naming));
    }
    if has(RecordKind::Eligibility) {
        let status = records.eligibility().await?.value;
        let line = status.line.iter().filter(|one| one.years(today).any(|year| years.holds_year(year)));
        found.extend(rest::coverages(line, opened.partner.has_insured_number(), &naming));
    }
    if has(RecordKind::Checkups) {
        let visits = records.checkups().await?.value;
        let held = visits.iter().filter(|visit| years.holds(visit.date) && query.may_hold_year(visit.date.year()));
        found.extend(rest::checkups(&opened.identity.person, held, &|one| one == resource, &naming));
    }
    if has(RecordKind::Medications) {
        for (year, rows) in drug_years(&records, opened, query, today).await? {
            found.extend(rest::drugs(&rows, |day| day.year() == year && years.holds(day), &naming));
        }
    }
    if has(RecordKind::Expenses) {
        let held = |year: &i32| years.holds_year(*year) && query.may_hold_year(*year);
        for year in (FIRST_EXPENSES..=today.year()).rev().filter(held) {
            let told = records.expenses(year).await?.value;
            // A notice may tell of the family: only what is the person's own is theirs to share.
            let own = told.rows.iter().filter(|row| can_name(&row.patient, &opened.identity.person));
            found.extend(rest::expenses(own, told.insurer_name.as_deref(), &naming));
        }
    }
    found.retain(|one| one.resource == resource);
    found.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.id.cmp(&b.id)));
    // A place that several years name is told once, under the newest day.
    let mut told = HashSet::new();
    found.retain(|one| told.insert(one.id.clone()));
    Ok(found)
}

/// Rows of drugs by year: of single years those alone, of everything older the whole history.
async fn drug_years(
    records: &Arc<dyn Records>,
    opened: &Opened,
    query: &Query,
    today: NaiveDate,
) -> Result<Vec<(i32, Vec<Dispensing>)>, Trouble> {
    let years = &opened.terms.years;
    let mut found = Vec::new();
    if !years.older() {
        for year in years.single(today).into_iter().filter(|year| query.may_hold_year(*year)) {
            found.push((year, records.medications(span_of(year)).await?.value.rows));
        }
        return Ok(found);
    }
    let mut walked = std::pin::pin!(walk(Arc::clone(records), today));
    while let Some(year) = walked.next().await {
        if years.holds_year(year.year) && query.may_hold_year(year.year) {
            found.push((year.year, year.answer?.value));
        }
    }
    Ok(found)
}
