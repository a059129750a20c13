//! Dispensed drugs, a year a page, newest first: `/medications?year=&place=&form=&open=all`, and `/medications?q=` through all
//! years. Everything is a plain link or form.
//!
//! First what is probably being taken now, and what comes from two hands at once; then the year, newest months open.

mod asked;
mod empty;
mod exports;
mod filter;
mod found;
mod hidden;
mod known;
mod months;
mod row;
mod search;
mod taking;
mod timeline;
pub(crate) mod twice;
mod years;

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use self::asked::Asked;
use self::years::Counted;
use super::visit::{Visitor, frame, visitor};
use crate::domain::medication::overlap::overlaps;
use crate::domain::medication::{Drug, DrugKey, HiddenDrugs, History, Merged, STILL_TAKEN, Span, merge};
use crate::drug_years::span_of;
use crate::keeping::NotReadable;
use crate::records::{Dated, Trouble};
use crate::ui::date::AsOf;
use crate::ui::lent::not_lent;
use crate::ui::trouble::TroubleNotice;
use crate::ui::way::Way;

/// The page.
#[component]
pub fn MedicationsPage() -> impl IntoView {
    let today = frame().today;
    let asked = Asked::read(today.year()).of_consent();
    let visitor = visitor();
    let scope = match (&asked.typed, asked.chosen_year) {
        (Some(_), false) => "これまでの記録の全部から探しています。".to_owned(),
        _ => format!("病院や薬局で受け取ったお薬を、{}年分、新しい順に表示しています。", asked.year),
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"お薬の記録"</h1>
            <p class="soft">{scope}</p>
        </div>
        {asked.unknown.then(|| view! {
            <div class="banner" role="status"><p>"その年のお薬の記録は表示できません。"{asked.this_year}"年を表示しています。"</p></div>
        })}
        {Suspend::new(async move {
            if asked.typed.is_some() && !asked.chosen_year {
                return found::page(asked, visitor, today).await;
            }
            let mut span = span_of(asked.year);
            if asked.year == asked.this_year {
                span = span.with(Span::last_days(today, STILL_TAKEN));
            }
            if let Some(notice) = not_lent(asked.year) {
                return view! { {notice} {years::links(&asked, &History::default(), Counted::Nothing)} }.into_any();
            }
            match visitor.records.medications(span).await {
                Err(trouble) => alone(&asked, &visitor, trouble, span, today).await,
                Ok(answer) => shown(asked, &visitor, answer, span.from, today).await,
            }
        })}
    }
}

/// What all parts of the page share.
pub(crate) struct Around<'v> {
    visitor: &'v Visitor,
    today: NaiveDate,
    /// What stays off sheets; nothing is known of it while somebody acts for another.
    hidden: Result<HiddenDrugs, NotReadable>,
}

impl<'v> Around<'v> {
    pub(crate) async fn of(visitor: &'v Visitor, today: NaiveDate) -> Self {
        let hidden = if visitor.is_own() { visitor.keeping.hidden_drugs().await } else { Ok(HiddenDrugs::default()) };
        Self { visitor, today, hidden }
    }

    /// The address of one drug's own page.
    fn address(&self, key: &DrugKey) -> String {
        format!("/medications/{}", self.visitor.keeping.token_of_drug(key))
    }

    /// Whether the drug is marked as kept off sheets.
    fn hides(&self, drug: &Drug) -> bool {
        self.hidden.as_ref().is_ok_and(|hidden| hidden.hides(drug))
    }
}

/// Why the hub's are missing, and the year as far as the person keeps it here. Nothing is concluded from a part: what is being
/// taken and what comes twice is not said.
async fn alone(asked: &Asked, visitor: &Visitor, trouble: Trouble, span: Span, today: NaiveDate) -> AnyView {
    let history = match trouble.kind.leaves_kept() {
        true => visitor.records.kept_medications(span).await,
        false => History::default(),
    };
    let lines = merge(&history.rows);
    let of_year: Vec<Merged<'_>> = lines.into_iter().filter(|line| line.row.sort_day().year() == asked.year).collect();
    let links = years::links(asked, &history, Counted::Nothing);
    if of_year.is_empty() {
        return view! { <TroubleNotice trouble/> {links} }.into_any();
    }
    let around = Around::of(visitor, today).await;
    view! {
        <TroubleNotice trouble kept=true/>
        {hidden::card(&around)}
        <section class="pickers noprint" aria-label="年で探す">{links}</section>
        {months::year(asked, &around, &of_year)}
        <p class="small soft">"あなたが加えたお薬手帳と市販薬の記録です。"</p>
    }
    .into_any()
}

/// The cards of today, the choice of year, and the year. What was read begins on `from`.
async fn shown(asked: Asked, visitor: &Visitor, answer: Dated<History>, from: NaiveDate, today: NaiveDate) -> AnyView {
    let around = Around::of(visitor, today).await;
    let history = answer.value;
    let lines = merge(&history.rows);
    let now = asked.year == asked.this_year && asked.typed.is_none() && !asked.filters();
    let has_drugs = lines.iter().any(|line| !line.row.drugs.is_empty());
    let cards = if now && has_drugs {
        let known = known::card(&around, &lines).await;
        let found = overlaps(&lines, today);
        let since = history.goes_back_before(from).then_some(from);
        view! {
            {twice::notice(&around, &found)}
            {taking::card(&around, &history.rows)}
            {twice::card(&around, &found, since)}
            {known}
            {timeline::card(&around, &lines)}
        }
        .into_any()
    } else {
        ().into_any()
    };
    let of_year: Vec<Merged<'_>> =
        lines.iter().filter(|line| line.row.sort_day().year() == asked.year).cloned().collect();
    let counted = if asked.typed.is_some() || asked.filters() {
        Counted::Nothing
    } else {
        let handed = of_year.iter().filter(|line| !line.row.drugs.is_empty()).count();
        Counted::Dispensings { here: u32::try_from(handed).ok().filter(|_| !history.years.is_empty()) }
    };
    let filter = filter::form(&asked, &around, &of_year);
    // Where there is nothing in any year there is nothing to look for.
    let any = !history.rows.is_empty() || !history.years.is_empty() || asked.typed.is_some();
    let search = any.then(|| search::form(&asked));
    view! {
        {hidden::card(&around)}
        {cards}
        <section class="pickers noprint" aria-label="言葉と年で探す">{search}{years::links(&asked, &history, counted)}{filter}</section>
        {months::year(&asked, &around, &of_year)}
        {(!visitor.lent).then(exports::card)}
        <p class="small soft"><AsOf at=answer.as_of today/>"の記録です。"</p>
        <p class="noprint"><Way href=format!("/me?year={}#drugs", asked.year) or_nothing=true>"あなたのものでないお薬があるとき"</Way></p>
    }
    .into_any()
}

#[cfg(test)]
mod tests;
